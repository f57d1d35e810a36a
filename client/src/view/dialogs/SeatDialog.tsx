// What one can do about one seat: everyone may compare codes, a facilitator may do more.

import { isHere, leads, seatOf } from "../../state/select.ts";
import { standingOf } from "../../state/seal.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

export function SeatDialog({ member }: { member: string }) {
  const room = useRoom();
  const t = useWords();
  const seat = seatOf(room.state.value.room, member);
  if (!seat) return null;
  const name = seat.alias;
  const here = isHere(seat);
  const lead = leads(room.state.value);
  const standing = standingOf(room.state.value.seal.view, member);
  return (
    <Dialog name="seat" title={name}>
      <ul class="choices">
        {lead && here && seat.media.microphone === "on" && (
          <li>
            <button type="button" class="button wide row" data-action="ask-to-mute" onClick={() => { room.askToMute(member); room.closeDialog(); }}>
              <Icon name="mic-off" />
              <span><b>{t("seat-ask-to-mute")}</b><small>{t("seat-ask-to-mute-note", { name })}</small></span>
            </button>
          </li>
        )}
        {here && <li>
          <button type="button" class="button wide row" data-action="codes" onClick={() => room.open({ kind: "codes", member })}>
            <Icon name="lock" />
            <span><b>{t("codes-do")}</b><small>{t(standing === null ? "codes-do-note" : `standing-${standing}`)}</small></span>
          </button>
        </li>}
        {lead && <li>
          <button type="button" class="button wide row" data-action="open-card" onClick={() => room.open({ kind: "card", member })}>
            <Icon name="id-card" />
            <span><b>{t("seat-card")}</b><small>{t("seat-card-note")}</small></span>
          </button>
        </li>}
        {lead && here && (
          <li>
            <button type="button" class="button wide row danger" data-action="remove" onClick={() => room.open({ kind: "remove", member })}>
              <Icon name="user-minus" />
              <span><b>{t("seat-remove")}</b><small>{t("seat-remove-note")}</small></span>
            </button>
          </li>
        )}
      </ul>
    </Dialog>
  );
}
