// Figures of a benchmark: one JSON line each, or a table to be read; and whether those with a goal hold.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export class Figures {
  holding = true;
  #json;

  constructor({ json }) {
    this.#json = json;
  }

  /** A line above the figures that follow. */
  part(title) {
    if (!this.#json) console.log(`\n${title}`);
  }

  /** `goal` is an upper limit. `beside` holds what a reader needs to judge the value: its spread, its peer, how often. */
  add(figure, value, unit, { goal, ...beside } = {}) {
    const judged = goal === undefined ? {} : { goal: `< ${goal}`, holds: value < goal };
    this.holding &&= judged.holds ?? true;
    if (this.#json) console.log(JSON.stringify({ figure, value: rounded(value), unit, ...judged, ...beside }));
    else console.log(`  ${figure.padEnd(58)} ${shown(value).padStart(9)} ${unit.padEnd(9)} ${notes(judged, beside)}`);
  }

  /** What this run could not measure, and why: never left out, never made up. */
  missing(figure, unit, why, goal) {
    if (this.#json) console.log(JSON.stringify({ figure, value: null, unit, ...(goal === undefined ? {} : { goal: `< ${goal}` }), measured: false, why }));
    else console.log(`  ${figure.padEnd(58)}  NOT MEASURED: ${why}`);
  }
}

function notes({ goal, holds }, beside) {
  const said = Object.entries(beside).map(([what, value]) => `${what} ${Array.isArray(value) ? value.map(shown).join(" to ") : shown(value)}`);
  if (goal !== undefined) said.unshift(`goal ${goal}: ${holds ? "holds" : "DOES NOT HOLD"}`);
  return said.join("; ");
}

const rounded = (value) => Number(value.toPrecision(4));
const shown = (value) => (typeof value !== "number" ? String(value) : Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3))));
