// "You have the floor": said once, clearly, with the two ways to end it. It does not count seconds.

import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function FloorIsYours() {
  const room = useRoom();
  const t = useWords();
  const { room: view, you, media } = room.state.value;
  if (!view?.round || view.round.floor === null || view.round.floor !== you?.member) return null;
  return (
    <section class="floor" data-floor="mine" aria-labelledby="floor-title">
      <Icon name="leaf" />
      <div>
        <h2 id="floor-title">{t("floor-yours")}</h2>
        <p>{t("floor-yours-note")}</p>
      </div>
      <div class="acts">
        {media.microphone === "off" && (
          <button type="button" class="button" data-action="unmute-for-floor" onClick={() => void room.setMicrophone(true)}>
            <Icon name="mic" />
            {t("floor-unmute")}
          </button>
        )}
        <button type="button" class="button" data-action="pass" onClick={() => room.passTurn()}>{t("round-pass")}</button>
        <button type="button" class="button first" data-action="finished" onClick={() => room.passFloor()}>{t("round-finished")}</button>
      </div>
    </section>
  );
}
