// "Take your seat": choose how to sit here, look at oneself once, and come in with one click. That click also lets
// every media element begin, so nothing here may be skipped by script except after a reload.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Choice } from "../media/media.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon, type IconName } from "./icons.tsx";
import { SelfPicture } from "./SelfPicture.tsx";

type Way = "picture" | "voice" | "listen";
const WAYS: { way: Way; icon: IconName }[] = [
  { way: "picture", icon: "video" },
  { way: "voice", icon: "mic" },
  { way: "listen", icon: "headphones" },
];

export function Arrival() {
  const room = useRoom();
  const t = useWords();
  const [way, setWay] = useState<Way>("picture");
  const [trying, setTrying] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const { startMuted } = room.config;
  const choice: Choice = { microphone: way !== "listen", camera: way === "picture", muted: startMuted, voiceOnly: way === "voice" };

  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    // Only where the browser was already told yes: a question nobody expects frightens.
    void room.media.allowedAlready().then((allowed) => allowed && setTrying(true));
  }, []);
  useEffect(() => {
    if (trying) void room.media.preview(choice);
  }, [trying, way]);

  return (
    <main class="door" id="main">
      <div class="door-picture">
        <SelfPicture hiddenWord="arrival-preview-off" label="arrival-preview" />
        {trying ? <LevelBar shown={choice.microphone} /> : (
          <button type="button" class="button" onClick={() => setTrying(true)}>{t("arrival-try")}</button>
        )}
      </div>
      <form
        class="door-words"
        onSubmit={(event) => {
          event.preventDefault();
          void room.takeSeat(choice);
        }}
      >
        <h1 ref={title} tabIndex={-1}>{t("arrival-title")}</h1>
        <p class="lead">{t("arrival-nobody-yet")}</p>
        <fieldset class="ways">
          <legend>{t("arrival-how")}</legend>
          {WAYS.map(({ way: one, icon }) => (
            <label key={one} class="way">
              <input type="radio" name="way" value={one} checked={way === one} onChange={() => setWay(one)} />
              <Icon name={icon} />
              <span>
                <b>{t(`choice-${one}`)}</b>
                <small>{t(`choice-${one}-note`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {startMuted && choice.microphone && <p class="note">{t("arrival-muted")}</p>}
        <TroubleWords />
        <div class="acts">
          <button class="button first" data-action="take-seat">{t("arrival-take")}</button>
          <a class="button quiet" href={room.config.urls.prepare}>{t("arrival-prepare")}</a>
        </div>
        <p class="note">
          {t("choice-later")} {room.config.demo && t("arrival-practice-word")}
        </p>
        <p class="note"><a href={room.config.urls.today}>{t("arrival-today")}</a></p>
      </form>
    </main>
  );
}

function LevelBar({ shown }: { shown: boolean }) {
  const room = useRoom();
  const t = useWords();
  if (!shown) return null;
  return (
    <div class="level">
      <label for="level">{t("arrival-level")}</label>
      <meter id="level" min={0} max={1} value={room.media.level.value} />
      <small>{t("arrival-level-note")}</small>
    </div>
  );
}

/** Why a device is not there, and that it does not matter. Also shown once seated; see Notices. */
export function TroubleWords() {
  const { state } = useRoom();
  const t = useWords();
  const { microphone, camera } = state.value.media.trouble;
  const why = microphone ?? camera;
  if (why === null) return null;
  const what = microphone && camera ? "both" : microphone ? "microphone" : "camera";
  return (
    <div class="trouble" data-trouble={why} data-without={what} role="status">
      <h2>{t(`trouble-${what}-title`)}</h2>
      <p>{t(`trouble-${why}`)} {t(what === "camera" ? "trouble-stay-camera" : "trouble-stay")}</p>
    </div>
  );
}
