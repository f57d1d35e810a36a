// What only a facilitator is asked: about removing someone, about holding or ending the circle.

import { useState } from "preact/hooks";
import type { Card } from "../../protocol/wire.ts";
import { nameOf } from "../../state/select.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { panelCoversTheCircle } from "../panelCovers.ts";

export function RemoveDialog({ member }: { member: string }) {
  const room = useRoom();
  const t = useWords();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const name = nameOf(room.state.value.room, member);
  return (
    <Dialog name="remove" title={t("remove-title", { name })}>
      <p>{t("remove-note", { name })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === "") return setMissing(true);
          room.remove(member, reason.trim());
          room.closeDialog();
        }}
      >
        <p class="field">
          <label for="reason">{t("remove-reason")}</label>
          <textarea id="reason" rows={3} maxLength={500} value={reason} aria-invalid={missing} aria-describedby="reason-hint" onInput={(event) => { setReason(event.currentTarget.value); setMissing(false); }} />
          <small id="reason-hint" role={missing ? "alert" : undefined}>{t(missing ? "remove-reason-missing" : "remove-reason-hint")}</small>
        </p>
        <div class="acts">
          <button class="button danger" data-action="confirm-remove">{t("remove-do", { name })}</button>
          <button type="button" class="button" data-action="cancel" onClick={() => room.closeDialog()}>{t("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}

const CARDS: readonly Card[] = ["back_soon", "quiet_minute", "short_break"];

export function HoldDialog() {
  const room = useRoom();
  const t = useWords();
  const [card, setCard] = useState<Card>("back_soon");
  return (
    <Dialog name="hold" title={t("hold-title")}>
      <p>{t("hold-note")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          room.hold(card);
          room.closeDialog();
          // Who holds the circle on a phone sees the card as everyone does, and the way to go on beside it.
          if (panelCoversTheCircle()) room.showPanel("none");
        }}
      >
        <fieldset class="ways">
          <legend class="said">{t("hold-title")}</legend>
          {CARDS.map((one) => (
            <label key={one} class="way">
              <input type="radio" name="card" value={one} checked={card === one} onChange={() => setCard(one)} />
              <span>{t(`card-${one.replaceAll("_", "-")}`)}</span>
            </label>
          ))}
        </fieldset>
        <div class="acts">
          <button class="button first" data-action="confirm-hold">{t("hold-do")}</button>
          <button type="button" class="button" data-action="cancel" onClick={() => room.closeDialog()}>{t("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** Moving on puts the round away for everyone, also for those who have not had the floor: so it is asked once. */
export function PhaseDialog({ index }: { index: number }) {
  const room = useRoom();
  const t = useWords();
  const view = room.state.value.room;
  const title = view?.phases[index]?.title ?? "";
  const count = view?.round?.turns.filter((turn) => turn.state === "to_come").length ?? 0;
  return (
    <Dialog name="phase" title={t("phase-title")}>
      <p>{t("phase-note", { count, title })}</p>
      <div class="acts">
        <button type="button" class="button first" data-action="confirm-phase" onClick={() => { room.moveToPhase(index); room.closeDialog(); }}>{t("phase-do", { title })}</button>
        <button type="button" class="button" data-action="cancel" onClick={() => room.closeDialog()}>{t("phase-stay")}</button>
      </div>
    </Dialog>
  );
}

export function EndForAllDialog() {
  const room = useRoom();
  const t = useWords();
  return (
    <Dialog name="end-for-all" title={t("end-title")}>
      <p>{t("end-note")}</p>
      <div class="acts">
        <button type="button" class="button danger" data-action="confirm-end" onClick={() => { room.endForAll(); room.closeDialog(); }}>{t("end-do")}</button>
        <button type="button" class="button" data-action="cancel" onClick={() => room.closeDialog()}>{t("cancel")}</button>
      </div>
    </Dialog>
  );
}
