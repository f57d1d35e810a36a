// The seats around the free middle: a circle where there is room for one, calm columns in the same order where not.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { circleOf, type Circle as Geometry, type Field } from "./geometry.ts";
import { useRoom, useWords } from "./context.ts";
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
    <div class="circle" ref={field} data-shape={geometry ? "circle" : "columns"} {...(geometry ? {} : { tabIndex: 0, role: "group", "aria-label": t("circle-label") })} data-hold={room.hold !== null}>
      <Middle box={geometry?.middle ?? null} />
      <ol class="ring" aria-label={t("circle-label")}>
        {room.seats.map((seat, i) => (
          <SeatView key={seat.member} seat={seat} view={room} place={geometry?.places[i] ?? null} width={geometry?.seatWidth ?? null} />
        ))}
      </ol>
    </div>
  );
}

/** A name's line below a picture, in root letters. */
const NAME_REM = 1.9;

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
      const style = getComputedStyle(element);
      const inner = (side: number, ...paddings: string[]) => Math.round(side - paddings.reduce((sum, one) => sum + parseFloat(one), 0));
      setSize((before) => {
        const width = inner(element.clientWidth, style.paddingLeft, style.paddingRight);
        const height = inner(element.clientHeight, style.paddingTop, style.paddingBottom);
        const nameHeight = Math.round(NAME_REM * parseFloat(getComputedStyle(document.documentElement).fontSize));
        return before?.width === width && before.height === height && before.nameHeight === nameHeight ? before : { width, height, nameHeight };
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}
