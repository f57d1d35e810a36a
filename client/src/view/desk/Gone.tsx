// Who told the facilitators "not OK" and then stepped out or dropped: one line on top of everything, the card beside it.

import type { RoomView } from "../../protocol/wire.ts";
import { goneNotOk, nameOf } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Rich } from "../Rich.tsx";

export function Gone({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
  const gone = goneNotOk(view);
  if (gone.length === 0) return null;
  return (
    <ul class="gone" aria-label={t("gone-title")}>
      {gone.map(({ member, presence, toldAtMs }) => {
        const name = nameOf(view, member);
        return (
          <li key={member} data-gone={member} data-presence={presence}>
            <p><Rich id={`gone-${presence.replaceAll("_", "-")}`} bold={{ name }} args={{ time: room.words.clock(toldAtMs) }} /></p>
            <button type="button" class="button small" data-action="gone-card" aria-label={t("gone-card-of", { name })} onClick={() => room.open({ kind: "card", member })}>
              <Icon name="id-card" />
              {t("seat-card")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
