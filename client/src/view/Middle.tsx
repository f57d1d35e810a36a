// The middle of the circle: the question, who has the floor, or the card of a pause. Never a person.

import { floorText, leads, myTurn } from "../state/select.ts";
import { useRoom, useWords } from "./context.ts";
import { FloorIsYours } from "./Floor.tsx";
import type { Box } from "./geometry.ts";
import { GoOn } from "./GoOn.tsx";
import { Icon } from "./icons.tsx";

export function Middle({ box }: { box: Box | null }) {
  const room = useRoom();
  const t = useWords();
  const { room: view, you, panel } = room.state.value;
  if (view === null) return null;
  const style = box ? { width: `${box.width}px`, maxHeight: `${box.height}px` } : undefined;
  if (view.hold !== null) {
    return (
      <section class="middle" style={style} aria-label={t("middle-label")} data-card={view.hold}>
        <Icon name="pause" />
        <h2>{t(`card-${view.hold.replaceAll("_", "-")}`)}</h2>
        <p>{t("hold-on")}</p>
        {leads(room.state.value) && panel !== "desk" && <GoOn />}
      </section>
    );
  }
  const phase = view.phases[view.phase];
  const floor = floorText(view, you?.member);
  return (
    <section class="middle" style={style} aria-label={t("middle-label")} data-floor={view.round?.floor ?? ""}>
      {floor && floor.id !== "floor-yours" && <p class="floor-said">{t(floor.id, floor.args)}</p>}
      {phase?.prompt && <h2 dir="auto">{phase.prompt}</h2>}
      {/* Among columns it stands above the controls instead, where a thumb finds it. */}
      {box !== null && <FloorIsYours />}
      {phase?.kind === "quiet" && <p>{t("quiet-phase")}</p>}
      <PassAhead />
    </section>
  );
}

/** Saying beforehand that one will pass, so that nobody sits there dreading it. */
function PassAhead() {
  const room = useRoom();
  const t = useWords();
  const round = room.state.value.room?.round;
  const turn = myTurn(room.state.value);
  if (!round || round.floor === null || turn === undefined) return null;
  if (turn.state === "passed") return <p class="note">{t("round-will-pass")}</p>;
  if (turn.state !== "to_come") return null;
  return (
    <button type="button" class="button small" data-action="pass-ahead" onClick={() => room.passTurn()}>
      {t("round-pass-ahead")}
    </button>
  );
}
