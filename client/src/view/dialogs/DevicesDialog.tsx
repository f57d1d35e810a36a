// Which microphone, camera and loudspeaker; and, when one could not be had, why, and another try.

import type { Device } from "../../state/state.ts";
import { TroubleWords } from "../Arrival.tsx";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";

const KINDS: readonly Device["kind"][] = ["microphone", "camera", "speaker"];

export function DevicesDialog() {
  const room = useRoom();
  const t = useWords();
  const { devices, trouble } = room.state.value.media;
  return (
    <Dialog name="devices" title={t("devices-title")}>
      <TroubleWords />
      {(trouble.microphone ?? trouble.camera) !== null && (
        <button type="button" class="button first" data-action="try-again" onClick={() => void room.tryDevicesAgain()}>{t("try-again")}</button>
      )}
      {devices.length === 0 && <p>{t("devices-none")}</p>}
      {KINDS.map((kind) => <Choice key={kind} kind={kind} devices={devices.filter((device) => device.kind === kind)} />)}
    </Dialog>
  );
}

function Choice({ kind, devices }: { kind: Device["kind"]; devices: readonly Device[] }) {
  const room = useRoom();
  const t = useWords();
  if (devices.length === 0) return null;
  const chosen = room.media.chosen(kind);
  return (
    <p class="field">
      <label for={`device-${kind}`}>{t(`devices-${kind}`)}</label>
      <select
        id={`device-${kind}`}
        value={chosen ?? ""}
        onChange={(event) => {
          const device = devices.find((one) => one.id === event.currentTarget.value);
          if (device) void room.chooseDevice(device);
        }}
      >
        {!devices.some((device) => device.id === chosen) && <option value="">{t("devices-system")}</option>}
        {devices.map((device) => <option key={device.id} value={device.id}>{device.label}</option>)}
      </select>
    </p>
  );
}
