// Chooses the screen. What is on top of every screen (Help now, Hide this page) stands here, so that no screen can forget it.

import { useLayoutEffect } from "preact/hooks";
import { useRoom } from "./context.ts";
import { screenOf } from "../state/select.ts";
import { Arrival } from "./Arrival.tsx";
import { CircleScreen } from "./CircleScreen.tsx";
import { Dialogs } from "./Dialogs.tsx";
import { Ended } from "./Ended.tsx";
import { Hidden } from "./Hidden.tsx";
import { NoLock } from "./NoLock.tsx";
import { Notices } from "./Notices.tsx";
import { Top } from "./Top.tsx";
import { Waiting } from "./Waiting.tsx";

export function App() {
  const room = useRoom();
  const screen = screenOf(room.state.value);
  const desk = screen === "circle" && room.state.value.room?.desk != null;
  useLayoutEffect(() => {
    document.documentElement.dataset["screen"] = screen;
  }, [screen]);
  if (screen === "hidden") return <Hidden />;
  return (
    <div class="room" data-screen={screen} data-panel={screen === "circle" ? room.state.value.panel : "none"} data-desk={desk}>
      <Top screen={screen} />
      <Notices screen={screen} />
      {screen === "no-lock" && <NoLock />}
      {screen === "arrival" && <Arrival />}
      {screen === "waiting" && <Waiting />}
      {screen === "circle" && <CircleScreen />}
      {screen === "ended" && <Ended />}
      <Dialogs />
    </div>
  );
}
