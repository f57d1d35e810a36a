// The group's first device is another than the one this browser met. The person decides, in peace: keeping the old one
// changes nothing, and taking the new one is a second step.

import { useEffect, useState } from "preact/hooks";
import { Code } from "../Code.tsx";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";

export function FounderDialog() {
  const room = useRoom();
  const t = useWords();
  const [sure, setSure] = useState(false);
  const trouble = room.state.value.seal.view?.trouble;
  const told = trouble?.why === "other_founder" ? trouble.told.join(" ") : "";
  // Another code again: whoever was about to accept has not compared this one.
  useEffect(() => setSure(false), [told]);
  if (trouble?.why !== "other_founder") return null;
  const keep = <button type="button" class="button first" data-action="founder-keep" onClick={() => room.closeDialog()}>{t("founder-keep")}</button>;
  const accept = async (shown: readonly string[]) => {
    await room.acceptFounder(shown);
    // Where the code was no longer this one, the dialog stays, with the newer one in it.
    if (room.state.value.seal.view?.trouble?.why !== "other_founder") room.closeDialog();
  };
  if (sure) {
    return (
      <Dialog key="sure" name="founder-sure" title={t("founder-sure-title")}>
        <Code groups={trouble.told} label={t("founder-new")} />
        <p>{t("founder-sure")}</p>
        <div class="acts">
          {keep}
          <button type="button" class="button" data-action="founder-accept" onClick={() => void accept(trouble.told)}>{t("founder-sure-do")}</button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog key="ask" name="founder" title={t("founder-title")}>
      <p>{t("founder-what")}</p>
      <p>{t("founder-how")}</p>
      <div class="two-codes">
        <section><h3>{t("founder-old")}</h3><Code groups={trouble.pinned} label={t("founder-old")} /></section>
        <section><h3>{t("founder-new")}</h3><Code groups={trouble.told} label={t("founder-new")} /></section>
      </div>
      <div class="acts">
        {keep}
        <button type="button" class="button quiet" data-action="founder-ask" onClick={() => setSure(true)}>{t("founder-accept")}</button>
      </div>
      <p class="note">{t("founder-keep-note")}</p>
    </Dialog>
  );
}
