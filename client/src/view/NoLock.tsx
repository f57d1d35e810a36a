// The kind no to a browser that cannot seal: before any device is asked for, with what to use instead.

import { useEffect, useRef } from "preact/hooks";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function NoLock() {
  const { config } = useRoom();
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <main class="door after" id="main" data-no-lock>
      <Icon name="lock-open" />
      <h1 ref={title} tabIndex={-1}>{t("no-lock-title")}</h1>
      <p class="lead">{t("no-lock-note")}</p>
      <div class="instead">
        <h2>{t("no-lock-instead")}</h2>
        <ul>
          <li>{t("no-lock-current")}</li>
          <li>{t("no-lock-safari")}</li>
          <li>{t("no-lock-ios")}</li>
        </ul>
      </div>
      <p>{t("no-lock-kept")}</p>
      <div class="acts">
        <a class="button first" href={config.urls.today}>{t("ended-today")}</a>
        <a class="button quiet" href={`${config.urls.locked}#browsers`}>{t("seal-more")}</a>
      </div>
      <p class="note">{t("no-lock-help")}</p>
    </main>
  );
}
