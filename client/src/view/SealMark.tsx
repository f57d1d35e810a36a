// The seal, as a small word beside the phase. It opens who is in, and what is locked.

import { sealShown } from "../state/seal.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function SealMark() {
  const room = useRoom();
  const t = useWords();
  const shown = sealShown(room.state.value);
  return (
    <button type="button" class="seal" data-action="seal" data-seal={shown} aria-haspopup="dialog" onClick={() => room.open({ kind: "seal" })}>
      <Icon name={shown === "locked" || shown === "partly" ? "lock" : shown === "locking" ? "lock-open" : "pause"} />
      <span>{t(`seal-${shown}`)}</span>
    </button>
  );
}
