// What somebody wrote at their check-in, on their seat: as much as fits, and the whole of it one press away.

import type { Checkin } from "../content/content.ts";
import { checkinText } from "../state/select.ts";
import { useRoom, useWords } from "./context.ts";

export function CheckinChip({ member, name, words }: { member: string; name: string; words: Checkin }) {
  const room = useRoom();
  const t = useWords();
  const { id, args } = checkinText(words);
  return (
    <button
      type="button"
      class="checkin"
      data-checkin={words.number ?? ""}
      aria-haspopup="dialog"
      aria-label={t("checkin-of", { name, words: t(id, args) })}
      onClick={() => room.open({ kind: "checkin_of", member })}
    >
      {words.number !== undefined && <b>{words.number}</b>}
      {words.text !== undefined && <span dir="auto">{words.text}</span>}
    </button>
  );
}
