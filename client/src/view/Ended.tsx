// After the circle, for every way it can end. Nothing comes back by itself from here.

import { useEffect, useRef } from "preact/hooks";
import type { EndReason } from "../protocol/wire.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

const LEADS_TO_TODAY: ReadonlySet<EndReason> = new Set(["session_over", "removed", "place_paused", "place_ended"]);
const NEEDS_SOMEBODY: ReadonlySet<EndReason> = new Set([...LEADS_TO_TODAY, "stepped_out"]);

export function Ended() {
  const room = useRoom();
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const reason: EndReason = room.state.value.end ?? "session_over";
  const id = `ended-${reason.replaceAll("_", "-")}`;
  return (
    <main class="door after" id="main" data-end={reason}>
      <Icon name="armchair" />
      <h1 ref={title} tabIndex={-1}>{t(`${id}-title`)}</h1>
      <p class="lead">{t(id)}</p>
      {NEEDS_SOMEBODY.has(reason) && <p>{t("ended-help")}</p>}
      <div class="acts">
        <FirstAct reason={reason} />
        <a class={LEADS_TO_TODAY.has(reason) ? "button first" : "button"} href={room.config.urls.today}>{t("ended-today")}</a>
      </div>
    </main>
  );
}

function FirstAct({ reason }: { reason: EndReason }) {
  const room = useRoom();
  const t = useWords();
  switch (reason) {
    case "taken_over":
      return <button type="button" class="button first" data-action="sit-here" onClick={() => room.sitHereAgain()}>{t("ended-taken-over-do")}</button>;
    case "stepped_out":
      return <button type="button" class="button" data-action="come-back" onClick={() => location.reload()}>{t("ended-come-back")}</button>;
    case "old_page":
    case "too_much":
      return <button type="button" class="button first" data-action="load-again" onClick={() => location.reload()}>{t("ended-load-again")}</button>;
    case "signed_out":
      return <a class="button first" href="/sign-in">{t("ended-signed-out-do")}</a>;
    case "session_over":
    case "removed":
    case "erased":
    case "place_paused":
    case "place_ended":
      return null;
  }
}
