// Check-ins that people told those who lead, and nobody else. The newest on top; there is nothing to answer.

import type { RoomView } from "../../protocol/wire.ts";
import { nameOf } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";

export function Words({ view }: { view: RoomView }) {
  const room = useRoom();
  const t = useWords();
  const { deskWords } = room.state.value;
  if (deskWords.length === 0) return null;
  return (
    <section aria-labelledby="desk-words">
      <h2 id="desk-words">{t("desk-words")}</h2>
      <ul class="desk-words">
        {[...deskWords].reverse().map(({ from, atMs, words }) => (
          <li key={`${from} ${atMs}`} data-from={from}>
            <p><b>{nameOf(view, from)}</b> <time>{room.words.clock(atMs)}</time></p>
            {words.number !== undefined && <p>{t("checkin-number", { number: words.number })}</p>}
            {words.text !== undefined && <p class="text" dir="auto">{words.text}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
