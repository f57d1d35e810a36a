// The microphone and this person's turn. Who opened it only to speak in the round does not think of it afterwards, and
// would go on being heard: so it is closed again when the floor leaves them, and they are told. A microphone that was
// open before the turn stays as it was. And a turn that comes behind an open dialog is noticed here, so that the dialog says it.

import { hasFloor } from "./select.ts";
import type { State } from "./state.ts";

export type TurnMicrophone =
  /** No turn of this person, or the microphone was open before it came. */
  | "as_it_is"
  /** They have the floor, and the microphone was closed when it came. */
  | "closed_before"
  /** The floor has left them with the microphone open: the conductor closes it now. */
  | "close_again"
  /** It was closed again; the person is told, until they put the notice away or open it anew. */
  | "closed_again";

/** After any event: both the floor and the microphone may have moved. */
export function followTurn(before: State, after: State): State {
  const microphoneTaken = after.media.microphone === "absent" && (before.media.microphone === "on" || before.microphoneTaken);
  const turnMicrophone = !hasFloor(before) && hasFloor(after) ? atTheBeginning(after, microphoneTaken) : further(after);
  const turnBehindDialog = hasFloor(after) && after.dialog !== null && (before.turnBehindDialog || !hasFloor(before));
  const isSame = turnMicrophone === after.turnMicrophone && microphoneTaken === after.microphoneTaken && turnBehindDialog === after.turnBehindDialog;
  return isSame ? after : { ...after, turnMicrophone, microphoneTaken, turnBehindDialog };
}

/** A browser may ask for leave first: the microphone that was wanted for the turn opens, and the turn is over. */
export function openedTooLate(state: State): State {
  const isOver = !hasFloor(state) && state.turnMicrophone === "as_it_is" && state.media.microphone === "on";
  return isOver ? { ...state, turnMicrophone: "close_again" } : state;
}

/** The turn is over while a call holds the microphone, or while the browser still asks for it: it must not come back open. */
export function mayComeBackLate(before: State, after: State): boolean {
  return before.turnMicrophone === "closed_before" && after.turnMicrophone === "as_it_is" && after.media.microphone === "absent";
}

function atTheBeginning({ turnMicrophone, media }: State, microphoneTaken: boolean): TurnMicrophone {
  // Kept through a reload in the middle of the turn; see room/memory.ts.
  if (turnMicrophone === "closed_before") return "closed_before";
  // Who was open when a call took the microphone did not open it for the turn.
  return media.microphone === "on" || microphoneTaken ? "as_it_is" : "closed_before";
}

function further(state: State): TurnMicrophone {
  if (state.end !== null) return "as_it_is";
  const isOpen = state.media.microphone === "on";
  switch (state.turnMicrophone) {
    case "closed_before": {
      // After a reload nobody knows where the floor is, until the circle or the door is shown.
      const isKnown = state.room !== null || state.door !== null;
      if (hasFloor(state) || !isKnown) return "closed_before";
      return isOpen ? "close_again" : "as_it_is";
    }
    case "close_again":
      return isOpen ? "close_again" : "closed_again";
    case "closed_again":
      return isOpen ? "as_it_is" : "closed_again";
    case "as_it_is":
      return "as_it_is";
  }
}
