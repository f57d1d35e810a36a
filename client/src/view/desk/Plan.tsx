// The plan of the evening. Each part is a button: the circle moves there when it is ready, not when the clock says so.

import type { RoomView } from "../../protocol/wire.ts";
import { useRoom, useWords } from "../context.ts";

export function Plan({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
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
              onClick={() => room.moveToPhase(index)}
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
