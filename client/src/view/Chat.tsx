// What people write to the whole circle. Kept by nobody: it is gone with the page.

import { useEffect, useRef, useState } from "preact/hooks";
import { MAX_TEXT_CHARACTERS } from "../content/content.ts";
import { nameOf, whyNotSaid } from "../state/select.ts";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

export function Chat() {
  const room = useRoom();
  const t = useWords();
  const { chat, room: view, you } = room.state.value;
  const [text, setText] = useState("");
  const [kept, setKept] = useState<ReturnType<typeof whyNotSaid> | null>(null);
  const sending = useRef(false);
  const list = useRef<HTMLOListElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [chat.length]);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  const send = async () => {
    if (text.trim() === "" || sending.current) return;
    sending.current = true;
    const sent = await room.chat(text).finally(() => (sending.current = false));
    setKept(sent ? null : whyNotSaid(room.state.value));
    // Whatever was typed on in the meantime stays.
    if (sent) setText((now) => (now === text ? "" : now));
    field.current?.focus();
  };

  const zone = room.words.zoneToName(room.now());
  return (
    <div class="chat">
      {chat.length === 0 ? <p class="empty">{t("chat-empty")}</p> : (
        <ol class="lines" ref={list} tabIndex={0} aria-label={t("chat-title")}>
          {chat.map((line) => (
            <li key={line.seq} data-mine={line.from === you?.member}>
              <p class="who"><b>{line.from === you?.member ? t("chat-from-you") : nameOf(view, line.from)}</b> <time>{room.words.clock(line.atMs)}</time>{line.checkin && <span class="mark">{t("checkin-mark")}</span>}</p>
              {line.checkin?.number !== undefined && <p class="text number">{t("checkin-number", { number: line.checkin.number })}</p>}
              {line.text !== "" && <p class="text" dir="auto">{line.text}</p>}
            </li>
          ))}
          {zone !== null && <li class="zone">{t("chat-zone", { zone })}</li>}
        </ol>
      )}
      {kept !== null && <p class="note" role="alert">{t(kept)}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label for="chat-text" class="said">{t("chat-label")}</label>
        <textarea
          id="chat-text"
          ref={field}
          rows={2}
          maxLength={MAX_TEXT_CHARACTERS}
          dir="auto"
          placeholder={t("chat-label")}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
              event.preventDefault();
              void send();
            }
          }}
        />
        <button class="button first" data-action="send-chat"><Icon name="send" />{t("chat-send")}</button>
      </form>
    </div>
  );
}
