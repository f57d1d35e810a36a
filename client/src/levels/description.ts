// Keeps a session description silent about voices: no audio level beside the sealed sound (RFC 6464), no pauses and no
// packets of changing size that would tell as much (RFC 6562). Done to the offer as it is sent and to the answer as it is
// taken, so that a server that asks for levels all the same gets none. Pure text.

const LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

export function tellsLevels(sdp: string): boolean {
  return sdp.includes(LEVEL);
}

/** For an offer: what this browser could write is not said. */
export function withoutLevels(sdp: string): string {
  return sdp
    .split(/(?<=\n)/)
    .filter((line) => !(line.startsWith("a=extmap:") && line.includes(LEVEL)))
    .join("");
}

/** For an answer: what this browser sends is of one size and without a pause. */
export function withoutHints(sdp: string): string {
  const opus = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
  return withoutLevels(sdp).replace(/^a=fmtp:(\d+) ([^\r\n]*)/gm, (line, number: string, wishes: string) => {
    if (number !== opus) return line;
    const kept = wishes.split(";").filter((wish) => !/^\s*(usedtx|cbr)\s*=/.test(wish));
    return `a=fmtp:${number} ${[...kept, "cbr=1"].join(";")}`;
  });
}
