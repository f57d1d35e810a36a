// Waiting for something to become true. The limit is a fuse for what will never come, not a measure of speed.

export const FUSE_MS = Number(process.env.OPENCHAIR_FUSE_MS ?? 60_000);

/** Asks until the answer is truthy and returns it; `what` says what was awaited. */
export async function until(what, ask, fuse = FUSE_MS) {
  const end = performance.now() + fuse;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`${what} did not come true; last seen: ${shown(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The work's own answer, or a failure where it gives none before the fuse: what a browser is asked may stay unanswered for ever. */
export async function before(fuse, work) {
  let timer;
  const never = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`no answer in ${fuse / 1_000} s`)), fuse)));
  return Promise.race([work(), never]).finally(() => clearTimeout(timer));
}

/** Fails with the sentence unless it holds. */
export function must(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

function shown(value) {
  if (value instanceof Error) return value.message;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text?.slice(0, 600);
}
