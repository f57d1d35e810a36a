// What is locked, in one sentence; then who is in, drawn from the keys of the circle and not from the server's list; then what
// codes are for.

import type { SeatView } from "../../seal/circle/view.ts";
import { isHere, nameOf } from "../../state/select.ts";
import { leafOf, leavesInOrder, sealShown } from "../../state/seal.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { StoppedWords } from "../Stopped.tsx";

export function SealDialog() {
  const room = useRoom();
  const t = useWords();
  const state = room.state.value;
  const { view, device } = state.seal;
  const outside = view === null || view.phase === "outside";
  const shown = sealShown(state);
  const leaves = leavesInOrder(state);
  const missing = outside ? [] : (state.room?.seats ?? []).filter((seat) => isHere(seat) && leafOf(view, seat.member) === undefined);
  return (
    <Dialog name="seal" title={t("seal-title")}>
      <div class="seal-words" data-seal={shown}>
        {view?.trouble ? <StoppedWords trouble={view.trouble} /> : <p>{t(view?.phase === "removed" ? "seal-note-removed" : outside ? "seal-note-outside" : `seal-note-${shown}`)}</p>}
      </div>
      {leaves.length > 0 && (
        <section>
          <h3>{t("seal-who")}</h3>
          <ul class="leaves">
            {leaves.map((leaf) => <Leaf key={leaf.leaf} leaf={leaf} />)}
          </ul>
        </section>
      )}
      {missing.length > 0 && (
        <section>
          <h3>{t("seal-missing")}</h3>
          <p>{room.words.list(missing.map((seat) => seat.alias))}</p>
          <p class="note">{t("seal-missing-note")}</p>
        </section>
      )}
      {leaves.length > 1 && (
        <section>
          <h3>{t("seal-codes")}</h3>
          <p>{t("seal-codes-why")}</p>
        </section>
      )}
      {device === "page_only" && <p class="note">{t("seal-page-only")}</p>}
      <p><a href={room.config.urls.locked} target="_blank" rel="noopener">{t("seal-more")}</a></p>
    </Dialog>
  );
}

function Leaf({ leaf: { member, standing, word } }: { leaf: SeatView }) {
  const room = useRoom();
  const t = useWords();
  const { room: view, you } = room.state.value;
  const mine = member === you?.member;
  const name = nameOf(view, member) || t("seal-unnamed");
  const said = word === "apart" ? "mark-apart" : mine ? "standing-own" : `standing-${standing}`;
  return (
    <li data-leaf={member} data-standing={standing} data-word={word}>
      <p>
        <b>{name}</b>
        <span class="mark" data-mark={word === "apart" || (standing === "changed" && !mine) ? "changed" : undefined}>{t(said)}</span>
      </p>
      {!mine && (
        <button type="button" class="button small quiet" data-action="codes" aria-label={t("codes-with", { name })} onClick={() => room.open({ kind: "codes", member })}>{t("codes-do")}</button>
      )}
    </li>
  );
}
