// The round in seat order: who has spoken, who has the floor, who is to come.

import type { RoomView, Turn } from "../../protocol/wire.ts";
import { nameOf, roundIsUnderWay } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";

export function RoundPart({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
  const { round } = view;
  const running = roundIsUnderWay(view);
  const floor = round?.floor ?? null;
  return (
    <section aria-labelledby="desk-round">
      <h2 id="desk-round">{t("desk-round")}</h2>
      {round === null ? <p class="empty">{t("desk-round-none")}</p> : (
        <ol class="turns">
          {round.turns.map((turn: Turn) => (
            <li key={turn.member} data-turn={turn.state} data-member={turn.member}>
              {nameOf(view, turn.member)}
              {turn.state === "passed" || turn.state === "skipped" ? <small>{t(`turn-${turn.state}`)}</small> : <span class="said">{t(`turn-${turn.state.replaceAll("_", "-")}`)}</span>}
            </li>
          ))}
        </ol>
      )}
      <div class="acts">
        {running && floor !== null ? (
          <>
            <button type="button" class="button small" data-action="skip" onClick={() => room.skipTurn(floor)}>{t("desk-round-skip", { name: nameOf(view, floor) })}</button>
            <button type="button" class="button small quiet" data-action="end-round" onClick={() => room.endRound()}>{t("desk-round-end")}</button>
          </>
        ) : (
          <button type="button" class="button small" data-action="start-round" onClick={() => room.startRound()}>{t(round === null ? "desk-round-start" : "desk-round-again")}</button>
        )}
      </div>
    </section>
  );
}
