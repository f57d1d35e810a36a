// Three soft notes, and the question whether they were heard. Only a person knows.

import type { Card } from "./page.ts";

const NOTES_HZ = [392, 494, 587];
const NOTE_SECONDS = 0.45;

export function trySpeaker(card: Card): void {
  const play = card.find<HTMLButtonElement>("[data-play]");
  const answers = [...card.element.querySelectorAll<HTMLButtonElement>("[data-heard]")];
  play.addEventListener("click", () => {
    card.say("playing");
    void playNotes().then(
      () => {
        card.say("speaker-ask");
        for (const answer of answers) answer.hidden = false;
      },
      () => card.say("speaker-no", "mind"),
    );
  });
  for (const answer of answers) {
    answer.addEventListener("click", () => {
      const heard = answer.dataset["heard"] === "yes";
      card.say(heard ? "speaker-yes" : "speaker-no", heard ? "good" : "mind");
      for (const other of answers) other.hidden = true;
      play.focus();
    });
  }
}

async function playNotes(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const begin = context.currentTime + 0.05;
  NOTES_HZ.forEach((frequency, index) => {
    const at = begin + index * NOTE_SECONDS;
    const gain = new GainNode(context, { gain: 0 });
    const note = new OscillatorNode(context, { frequency, type: "sine" });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.06);
    gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
    note.connect(gain).connect(context.destination);
    note.start(at);
    note.stop(at + NOTE_SECONDS);
  });
  await new Promise((resolve) => setTimeout(resolve, (NOTES_HZ.length * NOTE_SECONDS + 0.2) * 1_000));
  await context.close();
}
