// Who needs a facilitator's hand to be locked in: a colleague's new device, somebody in the room without a key.

import type { RoomView } from "../../protocol/wire.ts";
import type { DeskRow } from "../../seal/circle/view.ts";
import { nameOf } from "../../state/select.ts";
import { toLockIn } from "../../state/seal.ts";
import { useRoom, useWords } from "../context.ts";

export function LockIn({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
  const { unvouched, unlocked } = toLockIn(room.state.value);
  if (unvouched.length + unlocked.length === 0) return null;
  const compare = ({ member, device }: DeskRow, name: string, first: boolean) => (
    <button type="button" class={`button small ${first ? "first" : ""}`} data-action="codes" aria-label={t("codes-with", { name })} onClick={() => room.open({ kind: "codes", member, device })}>{t("codes-do")}</button>
  );
  return (
    <section aria-labelledby="desk-lock-in">
      <h2 id="desk-lock-in">{t("desk-lock-in")}</h2>
      <ul class="lock-in">
        {unvouched.map((row) => {
          const { member, standing } = row;
          const name = nameOf(view, member);
          // Comparing comes first; once it is done, confirming is what is left.
          const compared = standing === "verified";
          return (
            <li key={member} data-unvouched={member} data-standing={standing}>
              <p>{t("desk-unvouched", { name })}{(compared || standing === "changed") && <span class="mark" data-mark={standing === "changed" ? "changed" : undefined}>{t(`standing-${standing}`)}</span>}</p>
              <div class="acts">
                {compare(row, name, !compared)}
                <button type="button" class={`button small ${compared ? "first" : ""}`} data-action="vouch" aria-label={t("desk-vouch-name", { name })} onClick={() => room.vouch(row)}>{t("desk-vouch")}</button>
              </div>
            </li>
          );
        })}
        {unlocked.map((row) => {
          const { member, standing } = row;
          const name = nameOf(view, member);
          return (
            <li key={member} data-unlocked={member} data-standing={standing}>
              <p>{t("desk-unlocked", { name })}{standing === "changed" && <span class="mark" data-mark="changed">{t("standing-changed")}</span>}</p>
              <div class="acts">
                {standing === "changed" && compare(row, name, true)}
                <button type="button" class={`button small ${standing === "changed" ? "" : "first"}`} data-action="let-in-again" aria-label={t("desk-let-in-again-name", { name })} onClick={() => room.letInAgain(row)}>{t("desk-let-in-again")}</button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
