// The line on top of every screen: where one is in the evening, and the two ways out of trouble.

import { useEffect, useRef } from "preact/hooks";
import type { Screen } from "../state/select.ts";
import { phaseClock } from "../state/timer.ts";
import { tick } from "./clock.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { SealMark } from "./SealMark.tsx";

export function Top({ screen }: { screen: Screen }) {
  const room = useRoom();
  const t = useWords();
  return (
    <header class="top">
      {screen === "circle" ? <><PhaseTitle /><SealMark /></> : <p class="place">{room.config.practice}</p>}
      <div class="reach">
        <button type="button" class="button small help-now" data-action="help" onClick={() => room.open({ kind: "help" })}>
          <Icon name="life-buoy" />
          {t("help-now")}
        </button>
        <button type="button" class="button small" data-action="hide" onClick={() => room.hide(true)}>
          {t("hide-this-page")}
        </button>
      </div>
    </header>
  );
}

function PhaseTitle() {
  const room = useRoom();
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  // Coming into the circle, a screen reader starts at its title.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const view = room.state.value.room;
  const phase = view?.phases[view.phase];
  if (!view || !phase) return <h1 ref={title} tabIndex={-1}>{t("circle-label")}</h1>;
  const now = tick.value + room.state.value.clockAheadMs;
  const clock = phaseClock(view.phase_started_at_ms, phase.minutes, now);
  const zone = room.words.zoneToName(now);
  return (
    <div class="phase">
      <h1 ref={title} tabIndex={-1} dir="auto">
        {phase.title}
      </h1>
      {(clock ?? zone) !== null && (
        <p class="timer">
          {clock && <span>{t(clock.left.id, clock.left.args)}</span>}
          {clock?.untilMs != null && <span class="until">{t("until-about", { time: room.words.clock(clock.untilMs) })}</span>}
          {zone !== null && <span class="zone">{t("zone-time", { zone })}</span>}
        </p>
      )}
    </div>
  );
}
