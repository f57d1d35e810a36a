// Help now. Everything in it came with the page, so it opens on a lost line as well.

import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";
import { leads } from "../../state/select.ts";
import type { Helpline } from "../../entry/config.ts";

export function HelpDialog() {
  const room = useRoom();
  const t = useWords();
  const { helplines, countryName } = room.config;
  const emergency = helplines.filter((line) => line.kind === "emergency");
  const others = helplines.filter((line) => line.kind !== "emergency");
  const inTheCircle = room.state.value.room !== null && !leads(room.state.value);
  return (
    <Dialog name="help" title={t("help-title")}>
      {helplines.length === 0 ? <p>{t("help-no-numbers")}</p> : <p class="note">{t("help-where", { country: countryName })}</p>}
      {emergency.length > 0 && <h3>{t("help-emergency")}</h3>}
      <Lines lines={emergency} first />
      {others.length > 0 && <h3>{t("help-someone")}</h3>}
      <Lines lines={others} />
      {inTheCircle && (
        <>
          <h3>{t("help-here")}</h3>
          <button type="button" class="button wide" data-action="quiet" onClick={() => room.open({ kind: "quiet" })}>
            <Icon name="heart-handshake" />
            {t("control-quiet")}
          </button>
          <p class="note">{t("help-quiet-note")}</p>
        </>
      )}
      <button type="button" class="button wide" data-action="hide" onClick={() => room.hide(true)}>
        <Icon name="eye-off" />
        {t("hide-this-page")}
      </button>
      <p class="note">{t("help-hide-note")}</p>
    </Dialog>
  );
}

function Lines({ lines, first = false }: { lines: readonly Helpline[]; first?: boolean }) {
  return (
    <ul class="numbers">
      {lines.map((line) => (
        <li key={line.number + line.name}>
          <a class={first ? "button first wide" : "button wide"} href={`tel:${line.number.replace(/[^+\d]/g, "")}`}>
            <Icon name="phone" />
            <span class="number">{line.number}</span>
          </a>
          <p class="note"><b>{line.name}</b>{line.note && ` · ${line.note}`}</p>
        </li>
      ))}
    </ul>
  );
}
