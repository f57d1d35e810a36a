// A facilitator ends the hold: beside the card everyone sees, and at the foot of the desk.

import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function GoOn() {
  const room = useRoom();
  const t = useWords();
  return (
    <button type="button" class="button small first" data-action="go-on" onClick={() => room.hold(null)}>
      <Icon name="play" />
      {t("desk-hold-end")}
    </button>
  );
}
