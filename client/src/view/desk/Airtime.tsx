// Seconds spoken, for facilitators only and never in a round or early: numbers would turn a circle into a contest.

import type { Airtime as Spoken, RoomView } from "../../protocol/wire.ts";
import { airtimeShown, nameOf } from "../../state/select.ts";
import { tick } from "../clock.ts";
import { useRoom, useWords } from "../context.ts";

export function Airtime({ view, airtime: told }: { view: RoomView; airtime: readonly Spoken[] }) {
  const room = useRoom();
  const t = useWords();
  const { voices } = room.state.value;
  const here = voices.by === "devices";
  const airtime = here ? voices.airtime.filter(({ member }) => view.seats.some((seat) => seat.member === member)) : told;
  const shown = airtimeShown(view, airtime, tick.value + room.state.value.clockAheadMs);
  const most = Math.max(1, ...airtime.map((one) => one.seconds));
  const order = view.seats.map((seat) => seat.member);
  const sorted = [...airtime].sort((a, b) => order.indexOf(a.member) - order.indexOf(b.member));
  return (
    <section aria-labelledby="desk-airtime" data-airtime={shown} data-counted={here ? "here" : "server"}>
      <h2 id="desk-airtime">{t("desk-airtime")}</h2>
      {shown !== "shown" ? <p class="empty">{t(NOT_SHOWN[shown])}</p> : (
        <>
          <ul class="airtime">
            {sorted.map(({ member, seconds }) => (
              <li key={member} data-member={member}>
                <span>{nameOf(view, member)}</span>
                <span class="bar-of" style={{ "--part": `${Math.round((seconds / most) * 100)}%` }} />
                <span class="value">{t("desk-airtime-value", { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) })}</span>
              </li>
            ))}
          </ul>
          <p class="empty">{t(here ? "desk-airtime-here" : "desk-airtime-note")}</p>
        </>
      )}
    </section>
  );
}

const NOT_SHOWN = { "in-a-round": "desk-airtime-round", "too-early": "desk-airtime-early", none: "desk-airtime-none" } as const;
