// What stays on screen while the seal keeps this device from sending: what happened, and what to do. Not a word of alarm.

import type { Trouble } from "../seal/circle/view.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function Stopped() {
  const room = useRoom();
  const { view } = room.state.value.seal;
  if (view === null) return null;
  if (view.trouble !== null) return <StoppedNotice trouble={view.trouble} />;
  return view.needsVouching ? <VouchForMe /> : null;
}

function StoppedNotice({ trouble }: { trouble: Trouble }) {
  const room = useRoom();
  const t = useWords();
  return (
    <div class="notice stopped" data-notice="stopped" data-why={trouble.why}>
      <Icon name="pause" />
      <div class="stopped-words"><StoppedWords trouble={trouble} /></div>
      <div class="acts">
        {trouble.why === "other_founder" ? (
          <button type="button" class="button small first" data-action="founder" aria-haspopup="dialog" onClick={() => room.open({ kind: "founder" })}>{t("stopped-look")}</button>
        ) : (
          <button type="button" class="button small first" data-action="load-again" onClick={() => location.reload()}>{t("ended-load-again")}</button>
        )}
        <button type="button" class="button small" data-action="seal-who" aria-haspopup="dialog" onClick={() => room.open({ kind: "seal" })}>{t("stopped-who")}</button>
      </div>
    </div>
  );
}

/** Also in the dialog of the seal. */
export function StoppedWords({ trouble }: { trouble: Trouble }) {
  const t = useWords();
  const why = trouble.why.replaceAll("_", "-");
  return (
    <>
      <p><b>{t("stopped-title")}</b> {t(`stopped-${why}`)}</p>
      <p>{t(`stopped-do-${why}`)}</p>
    </>
  );
}

/** A facilitator whose device is new to the group. */
function VouchForMe() {
  const t = useWords();
  return (
    <div class="notice stopped" data-notice="needs-vouching">
      <Icon name="lock-open" />
      <div class="stopped-words">
        <p><b>{t("vouch-me-title")}</b> {t("vouch-me-note")}</p>
        <p>{t("vouch-me-alone")}</p>
      </div>
    </div>
  );
}
