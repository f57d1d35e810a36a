// The quiet question after one's own check-in: keep it? "No" and no answer keep nothing. It never says what was written.

import { useRef } from "preact/hooks";
import { keepingShown, nameOf } from "../state/select.ts";
import type { Keeping } from "../state/state.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";
import { useKeptFocus } from "./keepFocus.ts";

export function KeepCheckin() {
  const keeping = keepingShown(useRoom().state.value);
  return keeping === null ? null : <Question key={keeping.id} keeping={keeping} />;
}

function Question({ keeping: { stage, toldOnly } }: { keeping: Keeping }) {
  const room = useRoom();
  const t = useWords();
  const part = useRef<HTMLDivElement>(null);
  useKeptFocus(part, useRef("h1"));
  return (
    <div class="notice keep" data-notice="keep" data-stage={stage} ref={part}>
      <Icon name={stage === "kept" ? "circle-check" : "notebook"} />
      <p>
        {toldOnly.length > 0 && stage !== "kept" && <>{t("keep-told-only", { names: room.words.list(toldOnly.map((member) => nameOf(room.state.value.room, member))) })} </>}
        {t(stage === "sending" ? "keep-asked" : `keep-${stage}`)}
      </p>
      <div class="acts">
        {stage === "kept" || stage === "cannot" ? (
          <>
            {stage === "kept" && <a class="button small" href={room.config.urls.record} target="_blank" rel="noopener">{t("keep-look")}</a>}
            <button type="button" class="button small quiet" data-action="put-away" onClick={() => room.putAwayKeeping()}>{t("hint-ok")}</button>
          </>
        ) : (
          <>
            <button type="button" class="button small" data-action="keep" aria-disabled={stage === "sending"} onClick={() => void room.keepCheckin()}>
              {t(stage === "failed" ? "keep-again" : "keep-do")}
            </button>
            <button type="button" class="button small quiet" data-action="keep-not" onClick={() => room.putAwayKeeping()}>{t("keep-not")}</button>
          </>
        )}
      </div>
    </div>
  );
}
