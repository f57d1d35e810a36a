// Who is in, drawn from the keys of the circle and not from the server's list; and what is locked.

import type { SeatView } from "../../seal/circle/view.ts";
import { isHere, nameOf } from "../../state/select.ts";
import { leafOf, sealShown } from "../../state/seal.ts";
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
  const missing = outside ? [] : (state.room?.seats ?? []).filter((seat) => isHere(seat) && leafOf(view, seat.member) === undefined);
  return (
    <Dialog name="seal" title={t("seal-title")}>
      <div class="seal-words" data-seal={shown}>
        {view?.trouble ? <StoppedWords trouble={view.trouble} /> : <p>{t(view?.phase === "removed" ? "seal-note-removed" : outside ? "seal-note-outside" : `seal-note-${shown}`)}</p>}
      </div>
      {view !== null && view.seats.length > 0 && (
        <ul class="leaves">
          {view.seats.map((seat) => <Leaf key={seat.leaf} leaf={seat} />)}
        </ul>
      )}
      {missing.length > 0 && (
        <section>
          <h3>{t("seal-missing")}</h3>
          <p>{room.words.list(missing.map((seat) => seat.alias))}</p>
          <p class="note">{t("seal-missing-note")}</p>
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
