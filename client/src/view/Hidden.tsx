// Hide this page: a list that says nothing about this place. The tab's title, icon and address change with it. The way
// back is a button that does what it says when pressed once; pressed twice quickly, or with Escape twice, it leads back.

import { useEffect, useState } from "preact/hooks";
import { useRoom, useWords } from "./context.ts";
import { neutralise } from "../access/neutral.ts";

const LINES = ["away-1", "away-2", "away-3", "away-4", "away-5"];
const TWICE_MS = 1_200;

export function Hidden() {
  const room = useRoom();
  const t = useWords();
  const [sorted, setSorted] = useState(false);
  const [pressedMs, setPressedMs] = useState(0);
  useEffect(() => neutralise(t("away-title"), room.config.urls.away), []);
  const lines = LINES.map((id) => t(id));
  if (sorted) lines.sort((a, b) => a.localeCompare(b));
  return (
    <main class="neutral" id="main" data-screen="hidden">
      <h1>{t("away-title")}</h1>
      <ul>
        {lines.map((line) => <li key={line}>{line}</li>)}
      </ul>
      <button
        type="button"
        class="button"
        data-action="sort"
        onClick={() => {
          const now = performance.now();
          if (now - pressedMs < TWICE_MS) return room.hide(false);
          setPressedMs(now);
          setSorted(!sorted);
        }}
      >
        {t("away-sort")}
      </button>
    </main>
  );
}
