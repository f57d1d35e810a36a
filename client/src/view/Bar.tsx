// What a person can do at any moment, each with a word under its icon, in one line along the bottom.

import type { ComponentChildren } from "preact";
import { deskCalls, handUp, leads } from "../state/select.ts";
import { toLockIn } from "../state/seal.ts";
import { useRoom, useWords } from "./context.ts";
import { CameraControl, MicrophoneControl } from "./DeviceControls.tsx";
import { Icon, type IconName } from "./icons.tsx";

export function Bar() {
  const room = useRoom();
  const t = useWords();
  const state = room.state.value;
  const { panel, unread } = state;
  const up = handUp(state.hands, state.you?.member);
  const { unvouched, unlocked } = toLockIn(state);
  const calls = deskCalls(state.room) + unvouched.length + unlocked.length + state.deskUnread;
  return (
    <nav class="bar" aria-label={t("controls-label")}>
      <MicrophoneControl />
      <CameraControl />
      <Tool name="hand" icon="hand" on={up} onClick={() => room.toggleHand()}>
        {t(up ? "control-hand-down" : "control-hand")}
      </Tool>
      <Tool name="chat" icon="message-circle" on={panel === "chat"} count={unread} expanded={panel === "chat"} onClick={() => room.showPanel(panel === "chat" ? "none" : "chat")} counts={t("control-chat-unread", { count: unread })}>
        {t("control-chat")}
      </Tool>
      {leads(state) ? (
        <Tool name="desk" icon="clipboard-list" on={panel === "desk"} count={calls} expanded={panel === "desk"} onClick={() => room.showPanel(panel === "desk" ? "none" : "desk")} counts={t("control-desk-calls", { count: calls })}>
          {t("control-desk")}
        </Tool>
      ) : (
        <Tool name="quiet" icon="heart-handshake" opens onClick={() => room.open({ kind: "quiet" })}>
          {t("control-quiet")}
        </Tool>
      )}
      <Tool name="more" icon="ellipsis" opens onClick={() => room.open({ kind: "more" })}>
        {t("control-more")}
      </Tool>
      <span class="bar-gap" />
      <Tool name="step-out" icon="door-open" opens onClick={() => room.open({ kind: "step_out" })}>
        {t("control-step-out")}
      </Tool>
    </nav>
  );
}

interface ToolProps {
  name: string;
  icon: IconName;
  on?: boolean;
  /** Opens or closes a panel beside the circle. */
  expanded?: boolean;
  /** Opens a dialog. */
  opens?: boolean;
  count?: number;
  /** What the number counts, for those who hear it. */
  counts?: string;
  onClick: () => void;
  children: ComponentChildren;
}

function Tool({ name, icon, on = false, expanded, opens, count = 0, counts, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      data-control={name}
      data-on={on}
      aria-expanded={expanded}
      aria-haspopup={opens ? "dialog" : undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span>{children}</span>
      {count > 0 && (
        <>
          <span class="count">{count}</span>
          <span class="said">{counts}</span>
        </>
      )}
    </button>
  );
}
