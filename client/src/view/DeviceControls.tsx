// Microphone and camera: the word under the icon says how things are, never only a colour.

import type { Switch } from "../protocol/wire.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function MicrophoneControl() {
  const room = useRoom();
  const state = room.state.value.media.microphone;
  return <DeviceControl kind="mic" state={state} toggle={() => void room.setMicrophone(state !== "on")} />;
}

export function CameraControl() {
  const room = useRoom();
  const state = room.state.value.media.camera;
  return <DeviceControl kind="camera" state={state} toggle={() => void room.setCamera(state !== "on")} />;
}

function DeviceControl({ kind, state, toggle }: { kind: "mic" | "camera"; state: Switch; toggle: () => void }) {
  const t = useWords();
  const icon = kind === "mic" ? (state === "on" ? "mic" : "mic-off") : state === "on" ? "video" : "video-off";
  return (
    <button
      type="button"
      class="tool"
      data-control={kind === "mic" ? "microphone" : "camera"}
      data-state={state}
      aria-label={t(`control-${kind}-${state}-do`)}
      onClick={toggle}
    >
      <Icon name={icon} />
      <span>{t(`control-${kind}-${state}`)}</span>
    </button>
  );
}
