// Tell quietly: three short things to say to the facilitators that the circle does not see, and what became of it.

import { useState } from "preact/hooks";
import type { QuietSignal } from "../../protocol/wire.ts";
import { facilitatorNames, nameOf } from "../../state/select.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

const SIGNALS: readonly QuietSignal[] = ["not_ok", "come_back_to_me", "need_a_break"];

export function QuietDialog() {
  const room = useRoom();
  const t = useWords();
  const { quiet, room: view } = room.state.value;
  const [again, setAgain] = useState(quiet === null);
  const names = view ? facilitatorNames(view) : [];
  return (
    <Dialog name="quiet" title={t("quiet-title")}>
      <p>{names.length > 0 ? t("quiet-who", { names: room.words.list(names), count: names.length }) : t("quiet-who-nobody")}</p>
      {again || quiet === null ? (
        <ul class="choices">
          {SIGNALS.map((signal) => (
            <li key={signal}>
              <button
                type="button"
                class="button wide"
                data-signal={signal}
                onClick={() => {
                  room.tellQuietly(signal);
                  setAgain(false);
                }}
              >
                {t(`quiet-${signal.replaceAll("_", "-")}`)}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <div class="sent" role="status" data-seen={quiet.seenBy !== null}>
          <h3><Icon name="circle-check" /> {quiet.seenBy === null ? t("quiet-sent-title") : seenText(t, nameOf(view, quiet.seenBy))}</h3>
          <p><b>“{t(`quiet-${quiet.signal.replaceAll("_", "-")}`)}”</b></p>
          {quiet.seenBy === null && <p>{t("quiet-sent")}</p>}
          <button type="button" class="button" data-action="tell-again" onClick={() => setAgain(true)}>{t("quiet-again")}</button>
        </div>
      )}
      <p class="note">{t("quiet-help")}</p>
    </Dialog>
  );
}

export const seenText = (t: (id: string, args?: Record<string, string>) => string, name: string) =>
  name === "" ? t("quiet-seen-someone") : t("quiet-seen", { name });
