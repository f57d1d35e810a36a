// Camera and microphone: asks for them, shows the picture and the level, and lets one choose others.

import { watchLevel } from "./level.ts";
import type { Card } from "./page.ts";
import { mayTryLess, sentenceFor } from "./trouble.ts";

type Wish = "both" | "voice";

export function tryDevices(card: Card): void {
  const preview = card.find<HTMLElement>("[data-preview]");
  const video = card.find<HTMLVideoElement>("video");
  const level = card.find<HTMLElement>("[data-level]");
  const meter = card.find<HTMLMeterElement>("meter");
  const pick = card.find<HTMLElement>("[data-pick]");
  const microphones = card.find<HTMLSelectElement>("#pick-microphone");
  const cameras = card.find<HTMLSelectElement>("#pick-camera");
  const stopButton = card.find<HTMLButtonElement>("[data-stop]");
  let stream: MediaStream | null = null;
  let unwatch = (): void => {};
  let wish: Wish = "both";

  const stop = (): void => {
    unwatch();
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.srcObject = null;
    preview.hidden = level.hidden = pick.hidden = stopButton.hidden = true;
  };

  const start = async (): Promise<void> => {
    stop();
    card.say("asking");
    try {
      stream = await open(wish, microphones.value, cameras.value);
    } catch (error) {
      card.say(sentenceFor(error), "mind");
      return;
    }
    const [sound] = stream.getAudioTracks();
    const [picture] = stream.getVideoTracks();
    stopButton.hidden = false;
    if (picture) {
      video.srcObject = new MediaStream([picture]);
      preview.hidden = false;
      void video.play().catch(() => {});
    }
    const found = picture && sound ? "both" : sound ? (wish === "both" ? "no-camera" : "voice") : "no-microphone";
    card.say(found, sound ? "good" : "mind");
    if (sound) {
      level.hidden = false;
      unwatch = watchLevel(stream, meter, (sentence) => card.say(sentence, sentence === "heard" ? "good" : "mind"));
    }
    // A device that goes away (a headset unplugged) is asked for again, once.
    for (const track of stream.getTracks()) track.addEventListener("ended", () => stream && void start(), { once: true });
    await offerChoice(microphones, "audioinput", sound?.getSettings().deviceId);
    await offerChoice(cameras, "videoinput", picture?.getSettings().deviceId);
    pick.hidden = microphones.options.length < 2 && cameras.options.length < 2;
  };

  for (const button of card.element.querySelectorAll<HTMLButtonElement>("[data-start]")) {
    button.addEventListener("click", () => {
      wish = button.dataset["start"] === "voice" ? "voice" : "both";
      void start();
    });
  }
  for (const select of [microphones, cameras]) select.addEventListener("change", () => void start());
  stopButton.addEventListener("click", () => {
    stop();
    card.say("off");
  });
  addEventListener("pagehide", stop);
}

/** As much of the wish as this machine has. */
async function open(wish: Wish, microphone: string, camera: string): Promise<MediaStream> {
  const media = navigator.mediaDevices;
  if (!media?.getUserMedia) throw new DOMException("no devices here", "NotSupportedError");
  const audio = microphone ? { deviceId: microphone } : true;
  const video = camera ? { deviceId: camera } : true;
  if (wish === "voice") return media.getUserMedia({ audio });
  try {
    return await media.getUserMedia({ audio, video });
  } catch (error) {
    if (!mayTryLess(sentenceFor(error))) throw error;
  }
  try {
    return await media.getUserMedia({ audio });
  } catch (error) {
    if (!mayTryLess(sentenceFor(error))) throw error;
    return media.getUserMedia({ video });
  }
}

async function offerChoice(select: HTMLSelectElement, kind: MediaDeviceKind, chosen: string | undefined): Promise<void> {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === kind && device.label);
  select.replaceChildren(...devices.map((device) => new Option(device.label, device.deviceId, false, device.deviceId === chosen)));
  const field = select.parentElement;
  if (field) field.hidden = devices.length < 2;
}
