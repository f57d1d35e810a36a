// The seats around the free middle: a circle where there is room for one, calm columns in the same order where not.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { circleOf, type Circle as Geometry, type Field } from "./geometry.ts";
import { useRoom, useWords } from "./context.ts";
import { FloorRow } from "./FloorRow.tsx";
import { Middle } from "./Middle.tsx";
import { SeatView } from "./Seat.tsx";

export function Circle() {
  const { state } = useRoom();
  const t = useWords();
  const { room } = state.value;
  const field = useRef<HTMLDivElement>(null);
  const size = useSize(field);
  if (room === null) return null;
  const geometry = size && circleFor(room.seats.length, size);
  return (
    <>
      <div class="circle" ref={field} data-shape={geometry ? "circle" : "columns"} {...(geometry ? {} : { tabIndex: 0, role: "group", "aria-label": t("circle-label") })} data-hold={room.hold !== null}>
        <Middle box={geometry?.middle ?? null} />
        <ol class="ring" aria-label={t("circle-label")}>
          {room.seats.map((seat, i) => (
            <SeatView key={seat.member} seat={seat} view={room} place={geometry?.places[i] ?? null} width={geometry?.seatWidth ?? null} />
          ))}
        </ol>
      </div>
      <FloorRow columns={geometry === null} />
    </>
  );
}

/** A name's line below a picture, in root letters. */
const NAME_REM = 1.9;

/** The rim around the ring, as circle.css keeps it. */
const RIM_REM = { inline: 1.5, block: 0.5 };

let last: { key: string; geometry: Geometry | null } | null = null;

/** The same field and number of seats come again with every message; the geometry is worked out once. */
function circleFor(count: number, field: Field): Geometry | null {
  const key = `${count} ${field.width} ${field.height} ${field.nameHeight}`;
  if (last?.key !== key) last = { key, geometry: circleOf(count, field) };
  return last.geometry;
}

function useSize(of: { current: HTMLElement | null }): Field | null {
  const [size, setSize] = useState<Field | null>(null);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      // The outer size, less the same rim in both shapes: otherwise each shape could make room for the other, for ever.
      const width = Math.round(element.offsetWidth - 2 * RIM_REM.inline * rem);
      const height = Math.round(element.offsetHeight - 2 * RIM_REM.block * rem);
      const nameHeight = Math.round(NAME_REM * rem);
      setSize((before) =>
        before?.width === width && before.height === height && before.nameHeight === nameHeight ? before : { width, height, nameHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}
