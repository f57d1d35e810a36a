// Quiet notes from members. Every facilitator sees them; "Seen" tells the member who has seen it.

import type { QuietNote, RoomView } from "../../protocol/wire.ts";
import { nameOf } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Rich } from "../Rich.tsx";

export function Notes({ view, notes }: { view: RoomView; notes: readonly QuietNote[] }) {
  const room = useRoom();
  const t = useWords();
  const you = room.state.value.you?.member;
  const others = view.seats.filter((seat) => seat.role === "facilitator" && seat.member !== you).map((seat) => seat.alias);
  const heading = others.length === 0 ? t("desk-only-you") : t("desk-only", { names: room.words.list([t("desk-you"), ...others]), count: others.length + 1 });
  // The unseen first, the oldest of them on top.
  const sorted = [...notes].sort((a, b) => Number(a.seen_by !== null) - Number(b.seen_by !== null) || a.at_ms - b.at_ms);
  return (
    <section aria-labelledby="desk-notes">
      <h2 id="desk-notes">{heading}</h2>
      {sorted.length === 0 && <p class="empty">{t("desk-notes-empty")}</p>}
      <ul class="notes">
        {sorted.map((note) => (
          <li key={note.note} data-note={note.note} data-signal={note.signal} data-grown={note.grown && note.seen_by === null} data-seen={note.seen_by !== null}>
            <Icon name="heart-handshake" />
            <div>
              <p>
                <Rich id={`note-${note.signal.replaceAll("_", "-")}`} bold={{ name: nameOf(view, note.member) }} />
                {note.seen_by === null && note.grown && <span class="mark grown">{t("note-grown")}</span>}
                {note.seen_by !== null && <span class="mark">{note.seen_by === you ? t("note-seen-by-you") : t("note-seen-by", { name: nameOf(view, note.seen_by) })}</span>}
              </p>
              {note.seen_by === null && (
                <button type="button" class="button small first" data-action="seen" aria-label={t("note-seen-do", { name: nameOf(view, note.member) })} onClick={() => room.seenQuietly(note.note)}>
                  {t("note-seen")}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
