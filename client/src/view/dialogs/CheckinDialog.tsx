// A check-in in writing: a number with words at both ends, a line, or both. Nothing is asked for; who only wants to speak
// never comes here. And the whole of what somebody else wrote, where their seat is too narrow for it.

import { useRef, useState } from "preact/hooks";
import { HIGHEST_NUMBER, MAX_LINE_CHARACTERS, readCheckin } from "../../content/content.ts";
import { isTakenBack } from "../../state/fromContent.ts";
import { checkinLinesOf, checkinOf, leadersToTell, leads, mayTakeBack, nameOf, whyNotSaid } from "../../state/select.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

const NUMBERS = Array.from({ length: HIGHEST_NUMBER + 1 }, (_, number) => number);

/** What was begun and not sent: Help now must cost nobody their words. Gone with the page. */
interface Begun {
  number: number | undefined;
  text: string;
  forWhom: "circle" | "leaders";
}
const NOTHING: Begun = { number: undefined, text: "", forWhom: "circle" };
let begun = NOTHING;

export function CheckinDialog() {
  const room = useRoom();
  const t = useWords();
  const [number, setNumber] = useState(begun.number);
  const [text, setText] = useState(begun.text);
  const [problem, setProblem] = useState<"checkin-empty" | ReturnType<typeof whyNotSaid> | null>(null);
  const [forWhom, setForWhom] = useState<"circle" | "leaders">(begun.forWhom);
  const sending = useRef(false);
  begun = { number, text, forWhom };
  const leaders = leads(room.state.value) ? [] : leadersToTell(room.state.value);

  const send = async () => {
    if (sending.current) return;
    const words = readCheckin(number, text.trim() === "" ? undefined : text);
    if (words === null) return setProblem("checkin-empty");
    sending.current = true;
    // What was meant for few must never go to all, not even when nobody of the few is there any more.
    const named = forWhom === "leaders" ? leaders.map((seat) => seat.member) : undefined;
    const sent = await (named !== undefined ? room.checkInWithLeaders(words, named) : room.checkIn(words)).finally(() => (sending.current = false));
    if (!sent) return setProblem(whyNotSaid(room.state.value, named));
    begun = NOTHING;
    room.closeDialog();
  };

  return (
    <Dialog name="checkin" title={t("checkin-title")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <fieldset class="scale" aria-describedby="checkin-ends">
          <legend>{t("checkin-number-label")}</legend>
          <p class="ends" id="checkin-ends"><span>{t("checkin-lowest")}</span><span>{t("checkin-highest")}</span></p>
          <div class="points">
            {NUMBERS.map((one) => (
              <label key={one} class="point">
                <input type="radio" name="number" value={one} checked={number === one} onChange={() => setNumber(one)} />
                <span>{one}</span>
              </label>
            ))}
            <label class="point none">
              <input type="radio" name="number" value="" checked={number === undefined} onChange={() => setNumber(undefined)} />
              <span>{t("checkin-no-number")}</span>
            </label>
          </div>
        </fieldset>
        <p class="field">
          <label for="checkin-line">{t("checkin-line-label")}</label>
          <input
            id="checkin-line"
            type="text"
            maxLength={MAX_LINE_CHARACTERS}
            dir="auto"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </p>
        {(leaders.length > 0 || forWhom === "leaders") && (
          <fieldset class="ways">
            <legend>{t("checkin-for")}</legend>
            <label class="way">
              <input type="radio" name="for" checked={forWhom === "circle"} onChange={() => setForWhom("circle")} />
              <span>{t("checkin-for-circle")}</span>
            </label>
            <label class="way">
              <input type="radio" name="for" checked={forWhom === "leaders"} onChange={() => setForWhom("leaders")} />
              <span>{leaders.length > 0 ? t("checkin-for-leaders", { names: room.words.list(leaders.map((seat) => seat.alias)), count: leaders.length }) : t("checkin-for-nobody")}</span>
            </label>
          </fieldset>
        )}
        <p class="note">{t(forWhom === "leaders" ? "checkin-leaders-see" : "checkin-circle-sees")}</p>
        {problem !== null && <p class="note problem" role="alert">{t(problem)}</p>}
        <div class="acts">
          <button class="button first" data-action="send-checkin"><Icon name="send" />{t(forWhom === "leaders" ? "checkin-send-leaders" : "checkin-send")}</button>
          <button type="button" class="button" data-action="cancel" onClick={() => room.closeDialog()}>{t("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function TakeBack() {
  const room = useRoom();
  const t = useWords();
  const [problem, setProblem] = useState<ReturnType<typeof whyNotSaid> | null>(null);
  const takeBack = async () => {
    if (await room.takeBack()) room.closeDialog();
    else setProblem(whyNotSaid(room.state.value));
  };
  return (
    <>
      <div class="acts"><button type="button" class="button quiet" data-action="take-back" onClick={() => void takeBack()}>{t("checkin-take-back")}</button></div>
      <p class="note">{t("checkin-take-back-note")}</p>
      {problem !== null && <p class="note problem" role="alert">{t(problem === "chat-not-locked" ? "checkin-not-taken-back-yet" : "checkin-not-taken-back")}</p>}
    </>
  );
}

export function CheckinOfDialog({ member }: { member: string }) {
  const room = useRoom();
  const t = useWords();
  const state = room.state.value;
  const words = checkinOf(state, member);
  const opened = useRef(checkinLinesOf(state, member).at(-1)?.seq);
  const wasTakenBack = opened.current !== undefined && isTakenBack(state, { member, seq: opened.current });
  return (
    <Dialog name="checkin-of" title={t(member === state.you?.member ? "checkin-yours" : "checkin-theirs", { name: nameOf(state.room, member) })}>
      {words?.number !== undefined && <p class="checkin-number"><b>{words.number}</b> <small>{t("checkin-scale")}</small></p>}
      {words?.text !== undefined && <p class="checkin-line" dir="auto">{words.text}</p>}
      {words === undefined && <p>{t(wasTakenBack ? "checkin-taken-back" : "checkin-gone")}</p>}
      {member === state.you?.member && mayTakeBack(state).length > 0 && <TakeBack />}
    </Dialog>
  );
}
