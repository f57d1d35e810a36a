// Short notices in a row of their own: the line, the sound, a question to this person, a kind no. None of them blocks anything.

import { seenText } from "./dialogs/QuietDialog.tsx";
import type { EndReason } from "../protocol/wire.ts";
import { hasFloor, nameOf, type Screen } from "../state/select.ts";
import { TroubleWords } from "./Arrival.tsx";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { KeepCheckin } from "./KeepCheckin.tsx";
import { Stopped } from "./Stopped.tsx";
import { useKeptFocus } from "./keepFocus.ts";
import { useEffect, useRef, useState } from "preact/hooks";

const KNOWN_REFUSALS = ["not_allowed", "too_late", "not_found", "not_in_the_circle", "too_large", "too_fast", "device_changed", "device_not_here", "not_locked_in"];
/** A word of the closing round can be kept when the circle has just ended. */
const ASKS_AT_THE_END: ReadonlySet<EndReason> = new Set(["session_over", "stepped_out"]);
const REFUSAL_SHOWN_MS = 8_000;
/** Long enough to be read twice; after that the control itself still says "Muted". */
const HINT_SHOWN_MS = 20_000;

export function Notices({ screen }: { screen: Screen }) {
  const room = useRoom();
  const t = useWords();
  const { line, media, askedToMute, refusal, room: view, dialog, end } = room.state.value;
  if (screen === "arrival" || screen === "no-lock") return null;
  if (end !== null) return ASKS_AT_THE_END.has(end) ? <section class="notices" aria-label={t("notices-label")}><KeepCheckin /></section> : null;
  const seated = screen === "circle";
  return (
    <section class="notices" aria-label={t("notices-label")}>
      {line === "lost" && <p class="notice" data-notice="line" role="status"><Icon name="wifi-off" />{t("line-lost")}</p>}
      {line === "open" && seated && media.link === "lost" && <p class="notice" data-notice="media" role="status"><Icon name="wifi-off" />{t("media-lost")}</p>}
      {media.soundBlocked && (
        <div class="notice" data-notice="sound" role="alert">
          <p>{t("tap-to-hear-note")}</p>
          <button type="button" class="button first" data-action="tap-to-hear" onClick={() => room.media.allowSound()}>
            {t("tap-to-hear")}
          </button>
        </div>
      )}
      <Stopped />
      {askedToMute !== null && (
        <div class="notice" data-notice="asked-to-mute" role="alert">
          <p><b>{t("asked-title", { name: nameOf(view, askedToMute) })}</b> {t("asked-note")}</p>
          <div class="acts">
            <button type="button" class="button first" data-action="mute-as-asked" onClick={() => room.answerMute(true)}>{t("asked-mute")}</button>
            <button type="button" class="button" data-action="stay-on" onClick={() => room.answerMute(false)}>{t("asked-stay")}</button>
          </div>
        </div>
      )}
      {refusal !== null && (
        <p class="notice" data-notice="refused" data-code={refusal.code} role="alert">
          {t(KNOWN_REFUSALS.includes(refusal.code) ? `refused-${refusal.code.replaceAll("_", "-")}` : "refused-other")}
          <GoesBySelf key={`${refusal.code}${refusal.doing}`} afterMs={REFUSAL_SHOWN_MS} then={() => room.dismissRefusal()} />
        </p>
      )}
      <KeepCheckin />
      <QuietNotice shown={seated && dialog?.kind !== "quiet"} />
      <TurnMuted shown={seated} />
      <MutedHint shown={seated} />
      <DeviceTrouble shown={dialog?.kind !== "devices"} />
    </section>
  );
}

/** "Mara has seen this": the answer to a quiet note stays until it is put away. */
function QuietNotice({ shown }: { shown: boolean }) {
  const { state } = useRoom();
  const t = useWords();
  const { quiet, room } = state.value;
  const [done, setDone] = useState<unknown>(null);
  if (!shown || quiet === null || done === quiet) return null;
  return (
    <div class="notice quiet" data-notice="quiet" data-seen={quiet.seenBy !== null} role="status">
      <Icon name="heart-handshake" />
      <p>{quiet.seenBy === null ? t("quiet-waiting") : seenText(t, nameOf(room, quiet.seenBy))}</p>
      {quiet.seenBy !== null && <button type="button" class="button small" data-action="put-away" onClick={() => setDone(quiet)}>{t("hint-ok")}</button>}
    </div>
  );
}

/** The microphone was opened for one's turn, and the turn is over. */
function TurnMuted({ shown }: { shown: boolean }) {
  const room = useRoom();
  if (!shown || room.state.value.turnMicrophone !== "closed_again") return null;
  return <TurnWasMuted />;
}

function TurnWasMuted() {
  const room = useRoom();
  const t = useWords();
  const part = useRef<HTMLDivElement>(null);
  useKeptFocus(part, useRef('.bar [data-control="microphone"]'));
  return (
    <div class="notice" data-notice="turn-muted" ref={part}>
      <Icon name="mic-off" />
      <p>{t("turn-muted")}</p>
      <button type="button" class="button small" data-action="put-away" onClick={() => room.putAwayTurn()}>{t("hint-ok")}</button>
      <GoesBySelf afterMs={HINT_SHOWN_MS} then={() => room.putAwayTurn()} />
    </div>
  );
}

function MutedHint({ shown }: { shown: boolean }) {
  const { state, config } = useRoom();
  const t = useWords();
  const [done, setDone] = useState(false);
  const { turnMicrophone } = state.value;
  const { microphone, startedMuted } = state.value.media;
  // With the floor comes a button of its own; two would be one too many.
  if (!shown || done || hasFloor(state.value) || turnMicrophone === "closed_again" || !config.demo || !startedMuted || microphone !== "off") return null;
  return (
    <div class="notice" data-notice="muted" role="status">
      <Icon name="mic-off" />
      <p>{t("hint-muted")}</p>
      <button type="button" class="button small" data-action="put-away" onClick={() => setDone(true)}>{t("hint-ok")}</button>
      <GoesBySelf afterMs={HINT_SHOWN_MS} then={() => setDone(true)} />
    </div>
  );
}

function DeviceTrouble({ shown }: { shown: boolean }) {
  const room = useRoom();
  const t = useWords();
  const [done, setDone] = useState(false);
  const { microphone, camera } = room.state.value.media.trouble;
  const none = (microphone ?? camera) === null;
  // Put away, it stays away until there is a new trouble.
  useEffect(() => {
    if (none) setDone(false);
  }, [none]);
  if (!shown || done || none) return null;
  return (
    <div class="notice tall" data-notice="trouble">
      <TroubleWords />
      <div class="acts">
        <button type="button" class="button" data-action="try-again" onClick={() => void room.tryDevicesAgain()}>{t("try-again")}</button>
        <button type="button" class="button first" data-action="put-away" onClick={() => setDone(true)}>{t("hint-ok")}</button>
      </div>
    </div>
  );
}

function GoesBySelf({ afterMs, then }: { afterMs: number; then: () => void }) {
  useEffect(() => {
    const timer = setTimeout(then, afterMs);
    return () => clearTimeout(timer);
  }, []);
  return null;
}
