// The plan of the evening. Each part is a button: the circle moves there when it is ready, not when the clock says so.
// A round that is under way would be put away by it, so then the button asks first.

import type { RoomView } from "../../protocol/wire.ts";
import { roundIsUnderWay } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";

export function Plan({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
  const isUnderWay = roundIsUnderWay(view);
  return (
    <section aria-labelledby="desk-plan">
      <h2 id="desk-plan">{t("desk-plan")}</h2>
      <ol class="plan">
        {view.phases.map((phase, index) => (
          <li key={index}>
            <button
              type="button"
              data-phase={index}
              data-when={index < view.phase ? "past" : index === view.phase ? "now" : "to-come"}
              aria-current={index === view.phase ? "step" : undefined}
              disabled={index === view.phase}
              onClick={() => (isUnderWay ? room.open({ kind: "phase", index }) : room.moveToPhase(index))}
              aria-haspopup={isUnderWay && index !== view.phase ? "dialog" : undefined}
            >
              <span>
                {index !== view.phase && <span class="said">{t("desk-phase-go", { title: "" })}</span>}
                {phase.title}
              </span>
              <span class="minutes">{t("desk-phase-minutes", { minutes: phase.minutes })}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
