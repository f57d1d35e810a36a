// The circle with everything around it: seats, the free middle, the desk or the chat beside it, the controls below.

import { useRef } from "preact/hooks";
import { Bar } from "./Bar.tsx";
import { Chat } from "./Chat.tsx";
import { Circle } from "./Circle.tsx";
import { Desk } from "./desk/Desk.tsx";
import type { Panel } from "../state/state.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { useKeptFocus } from "./keepFocus.ts";

export function CircleScreen() {
  const { state } = useRoom();
  const { room, panel } = state.value;
  if (room === null) return null;
  const desk = room.desk !== null;
  return (
    <main class="stage" id="main">
      <Circle />
      {panel !== "none" && <PanelView panel={panel} desk={desk} />}
      <Bar />
    </main>
  );
}

function PanelView({ panel, desk }: { panel: Exclude<Panel, "none">; desk: boolean }) {
  const t = useWords();
  const section = useRef<HTMLElement>(null);
  // Back to the control that opens it.
  const control = useRef("");
  control.current = `.bar [data-control="${panel}"]`;
  useKeptFocus(section, control);
  return (
    <section ref={section} class="panel" data-panel={panel} aria-label={t(panel === "desk" && desk ? "desk-title" : "chat-title")}>
      <PanelHead desk={desk} />
      {panel === "desk" && desk ? <Desk /> : <Chat />}
    </section>
  );
}

function PanelHead({ desk }: { desk: boolean }) {
  const room = useRoom();
  const t = useWords();
  const { panel, unread } = room.state.value;
  return (
    <header class="panel-head">
      {desk ? (
        <div class="tabs">
          <button type="button" class="tab" aria-pressed={panel === "desk"} data-tab="desk" onClick={() => room.showPanel("desk")}>
            {t("desk-title")}
          </button>
          <button type="button" class="tab" aria-pressed={panel === "chat"} data-tab="chat" onClick={() => room.showPanel("chat")}>
            {unread > 0 ? t("chat-title-unread", { count: unread }) : t("chat-title")}
          </button>
        </div>
      ) : (
        <h2>{t("chat-title")}</h2>
      )}
      <button type="button" class="button quiet small" data-action="close-panel" aria-label={t("close")} onClick={() => room.showPanel("none")}>
        <Icon name="x" />
        <span class="said">{t("close")}</span>
      </button>
    </header>
  );
}
