// What somebody wrote at their check-in, on their seat: as much as fits, and the whole of it one press away.

import { useRef } from "preact/hooks";
import type { Checkin } from "../content/content.ts";
import { useRoom, useWords } from "./context.ts";
import { useKeptFocus } from "./keepFocus.ts";

export function CheckinChip({ member, name, words }: { member: string; name: string; words: Checkin }) {
  const room = useRoom();
  const t = useWords();
  const part = useRef<HTMLButtonElement>(null);
  // Taken back, it goes with the focus on it.
  useKeptFocus(part, useRef("h1"));
  return (
    <button
      ref={part}
      type="button"
      class="checkin"
      aria-haspopup="dialog"
      onClick={() => room.open({ kind: "checkin_of", member })}
    >
      <span class="said">{t("checkin-of", { name })} </span>
      {words.number !== undefined && (
        <>
          <b>{words.number}</b>
          <span class="said"> {t("checkin-of-ten")} </span>
        </>
      )}
      {words.text !== undefined && <span class="line" dir="auto">{words.text}</span>}
    </button>
  );
}
