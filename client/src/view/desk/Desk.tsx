// The facilitator's desk. Order of what may need someone first: who told "not OK" and is gone, quiet notes and words, the door,
// who is to be locked in, the plan, the round, airtime. *Hold the circle* is always in reach at its foot.

import { Airtime } from "./Airtime.tsx";
import { Door } from "./Door.tsx";
import { Gone } from "./Gone.tsx";
import { LockIn } from "./LockIn.tsx";
import { Notes } from "./Notes.tsx";
import { Plan } from "./Plan.tsx";
import { RoundPart } from "./RoundPart.tsx";
import { Words } from "./Words.tsx";
import { useRoom, useWords } from "../context.ts";
import { GoOn } from "../GoOn.tsx";
import { Icon } from "../icons.tsx";

export function Desk() {
  const room = useRoom();
  const t = useWords();
  const view = room.state.value.room;
  if (!view?.desk) return null;
  return (
    <div class="desk">
      <div class="desk-in">
        <Gone view={view} />
        <Notes view={view} notes={view.desk.quiet_notes} />
        <Words view={view} />
        <Door view={view} waiting={view.desk.waiting} />
        <LockIn view={view} />
        <Plan view={view} />
        <RoundPart view={view} />
        <Airtime view={view} airtime={view.desk.airtime} />
        <section aria-labelledby="desk-circle">
          <h2 id="desk-circle">{t("desk-circle")}</h2>
          <div class="acts">
            <button type="button" class="button small quiet danger" data-action="end-for-all" onClick={() => room.open({ kind: "end_for_all" })}>
              {t("desk-end")}
            </button>
          </div>
        </section>
      </div>
      <div class="desk-foot">
        {view.hold === null ? (
          <button type="button" class="button small wide" data-action="hold" onClick={() => room.open({ kind: "hold" })}>
            <Icon name="pause" />
            {t("desk-hold")}
          </button>
        ) : (
          <>
            <p>{t(`card-${view.hold.replaceAll("_", "-")}`)}</p>
            <GoOn />
          </>
        )}
      </div>
    </div>
  );
}
