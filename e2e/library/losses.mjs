// How long somebody's voice was away, by what the browser itself had to make up for it. Only for voices that never pause.
import { until } from "./wait.mjs";

/** From now on this page counts; `losses` asks. */
export function countsLosses(page) {
  return page.evaluate(count);
}

/** Member to the longest loss in one piece since the last question, in milliseconds; forgets them. */
export async function losses(page) {
  return new Map(Object.entries(await page.evaluate(() => window.walkLosses())));
}

/** Resolves once nothing of this member's voice is away: who had gone is back, and their absence is told. */
export async function hearsAgain(person, member) {
  await until(`${person.name} hears ${member} again`, () => person.page.evaluate((member) => window.walkAway(member) === 0, member));
}

/** Runs inside the page. */
function count() {
  if (window.walkLosses) return;
  const LOOK_MS = 200;
  const voices = new Map();
  const look = async () => {
    const line = window.walkLine();
    const slots = new Map(window.walkSlots().map((slot) => [slot.mid, slot.member]));
    const at = performance.now();
    for (const report of (await line?.getStats())?.values() ?? []) {
      if (report.type !== "inbound-rtp" || report.kind !== "audio" || !slots.has(report.mid)) continue;
      const now = { line, at, samples: report.totalSamplesReceived ?? 0, concealed: report.concealedSamples ?? 0 };
      const voice = voices.get(slots.get(report.mid)) ?? { worst: 0, away: 0, last: null };
      voices.set(slots.get(report.mid), voice);
      const { last } = voice;
      voice.last = now;
      if (last === null) continue;
      const played = now.samples - last.samples;
      const made = now.concealed - last.concealed;
      // On a new line, or while nothing is played at all, the clock on the wall counts.
      const lost = last.line !== line || played <= 0 ? at - last.at : made / 48;
      voice.worst = Math.max(voice.worst, voice.away + lost);
      // Where more came than was made up, the piece is over.
      voice.away = last.line === line && made < played / 2 ? 0 : voice.away + lost;
    }
  };
  const again = () => look().catch(() => {}).finally(() => setTimeout(again, LOOK_MS));
  again();
  window.walkAway = (member) => voices.get(member)?.away;
  window.walkLosses = () => {
    const worst = Object.fromEntries([...voices].map(([member, voice]) => [member, Math.round(voice.worst)]));
    for (const voice of voices.values()) voice.worst = voice.away;
    return worst;
  };
}
