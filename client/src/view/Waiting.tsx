// The waiting room. Calm, and alone: nobody here sees or hears anyone, and there is no list of who else waits.

import { useEffect, useRef } from "preact/hooks";
import { CameraControl, MicrophoneControl } from "./DeviceControls.tsx";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { SelfPicture } from "./SelfPicture.tsx";

export function Waiting() {
  const room = useRoom();
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const { door, you, selfView } = room.state.value;
  const said = door === null ? "waiting-connecting" : door.locked ? "waiting-locked" : door.facilitatorIsHere ? "waiting-facilitator-here" : "waiting-facilitator-not-here";
  return (
    <main class="door" id="main" data-door={door === null ? "connecting" : "waiting"}>
      <div class="door-picture">
        <SelfPicture hiddenWord="arrival-preview-off" label="arrival-preview" />
        <div class="small-controls">
          <MicrophoneControl />
          <CameraControl />
          <button type="button" class="tool" data-control="self" onClick={() => room.showSelf(!selfView)}>
            <Icon name={selfView ? "eye-off" : "eye"} />
            <span>{t(selfView ? "more-self-hide" : "more-self-show")}</span>
          </button>
        </div>
      </div>
      <div class="door-words">
        <h1 ref={title} tabIndex={-1}>{t(door === null ? "waiting-connecting-title" : "waiting-title")}</h1>
        <p class="lead" role="status" data-said={said}>{t(said)}</p>
        {door !== null && <p>{t("waiting-unseen")}</p>}
        {you && <p class="note">{t("waiting-as", { name: you.alias })}</p>}
        <div class="acts">
          <button type="button" class="button" data-action="leave" onClick={() => room.stepOut()}>{t("waiting-leave")}</button>
          <a class="button quiet" href={room.config.urls.prepare} target="_blank" rel="noopener">{t("waiting-prepare")}</a>
        </div>
      </div>
    </main>
  );
}
