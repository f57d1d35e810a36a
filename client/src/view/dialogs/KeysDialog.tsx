// The keys of the room, and how to hide the page and come back.

import { KEYS, keyName } from "../../access/keys.ts";
import { Dialog } from "../Dialog.tsx";
import { useWords } from "../context.ts";

export function KeysDialog() {
  const t = useWords();
  return (
    <Dialog name="keys" title={t("keys-title")}>
      <p>{t("keys-note")}</p>
      <dl class="keys">
        {KEYS.map(({ act, key }) => (
          <div key={act}>
            <dt><kbd>{keyName(key)}</kbd></dt>
            <dd>{t(`keys-${act}`)}</dd>
          </div>
        ))}
        <div>
          <dt><kbd>{t("keys-once")}</kbd></dt>
          <dd>{t("keys-close")}</dd>
        </div>
        <div>
          <dt><kbd>{t("keys-twice")}</kbd></dt>
          <dd>{t("keys-hide")}</dd>
        </div>
      </dl>
      <h3>{t("keys-hide-title")}</h3>
      <p>{t("keys-hide-note")}</p>
      <p><b>{t("keys-hide-back")}</b></p>
    </Dialog>
  );
}
