// "You have the floor": said once, clearly, with the two ways to end it, and a way to write instead of
// speaking or beside it. It does not count seconds.

import { useId, useRef } from "preact/hooks";
import { hasFloor, hasWritten } from "../state/select.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { useKeptFocus } from "./keepFocus.ts";

export function FloorIsYours() {
  return hasFloor(useRoom().state.value) ? <Mine /> : null;
}

function Mine() {
  const room = useRoom();
  const t = useWords();
  const id = useId();
  const written = hasWritten(room.state.value);
  const section = useRef<HTMLElement>(null);
  useKeptFocus(section, useRef("h1"));
  return (
    <section ref={section} class="floor" data-floor="mine" data-written={written} aria-labelledby={id}>
      <Icon name="leaf" />
      <div>
        <h2 id={id}>{t("floor-yours")}</h2>
        <p>{t(written ? "floor-written" : "floor-yours-note")}</p>
      </div>
      <div class="acts">
        {room.state.value.media.microphone === "off" && (
          <button type="button" class="button" data-action="unmute-for-floor" onClick={() => void room.setMicrophone(true)}>
            <Icon name="mic" />
            {t("floor-unmute")}
          </button>
        )}
        <button type="button" class="button" data-action="write-checkin" aria-haspopup="dialog" onClick={() => room.open({ kind: "checkin" })}>
          <Icon name="pen-line" />
          {t("checkin-write")}
        </button>
        {/* Who has written has not passed: for them one way ends the turn. */}
        {!written && <button type="button" class="button" data-action="pass" onClick={() => room.passTurn()}>{t("round-pass")}</button>}
        <button type="button" class="button first" data-action="finished" onClick={() => room.passFloor()}>{t("round-finished")}</button>
      </div>
    </section>
  );
}
