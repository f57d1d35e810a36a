// Who decodes whose picture and hears whose voice, by member, from the browser's own statistics.
import { until } from "./wait.mjs";

/** `{ state, heard: [{ member, kind, packets, frames, energy }] }` of the page's newest peer connection. */
export function media(page) {
  return page.evaluate(() => window.walkMedia());
}

/** Resolves when this page has decoded frames and heard sound energy of every one of `members` since it was called. */
export async function hearsAndSees(page, members, { pictures = members, fuse } = {}) {
  const before = await media(page);
  const grown = (now, member, kind, figure) => {
    const of = (measured) => measured.heard.find((one) => one.member === member && one.kind === kind)?.[figure] ?? 0;
    return of(now) > of(before);
  };
  return until(
    `sound of ${members.length} and pictures of ${pictures.length}`,
    async () => {
      const now = await media(page);
      const mute = members.filter((member) => !grown(now, member, "audio", "energy"));
      const dark = pictures.filter((member) => !grown(now, member, "video", "frames"));
      if (mute.length === 0 && dark.length === 0) return now;
      throw new Error(`line ${now.state}; no sound of [${mute}], no picture of [${dark}]`);
    },
    fuse,
  );
}

/** Of how many others there are pictures and sound so far. */
export async function counts(page) {
  const { heard } = await media(page);
  return {
    voices: heard.filter((one) => one.kind === "audio" && one.energy > 0).length,
    pictures: heard.filter((one) => one.kind === "video" && one.frames > 0).length,
  };
}
