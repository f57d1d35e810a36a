// One question before leaving, because the button stands beside others. Leaving is as easy as joining.

import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";

export function StepOutDialog() {
  const room = useRoom();
  const t = useWords();
  return (
    <Dialog name="step-out" title={t("step-out-title")}>
      <p>{t("step-out-note")}</p>
      <div class="acts">
        <button type="button" class="button first" data-action="step-out" onClick={() => room.stepOut()}>{t("step-out-do")}</button>
        <button type="button" class="button" data-action="stay" onClick={() => room.closeDialog()}>{t("step-out-stay")}</button>
      </div>
    </Dialog>
  );
}
