// In which forms a word or a piece of sound may lie about: as it is, wide, in base64 wherever it may begin, in hex. One
// search over many bytes for all of them at once.

/** Of a frame of sound or picture so much must be alike; by chance that never happens. */
export const WINDOW = 16;

/** `{ name, needles: [Buffer] }` of a text. */
export function written(name, text) {
  const utf8 = Buffer.from(text, "utf8");
  const swapped = Buffer.from(text, "utf16le").swap16();
  return { name, needles: [utf8, Buffer.from(text, "utf16le"), swapped, ...inText(utf8)] };
}

/** The same of bytes; long ones stand for themselves by a piece from their middle. */
export function recorded(name, bytes) {
  const from = Math.max(0, Math.floor((bytes.length - WINDOW) / 2));
  const piece = Buffer.from(bytes.subarray(from, from + WINDOW));
  if (piece.length < WINDOW) throw new Error(`${name} is too short to be told from chance`);
  return { name, needles: [piece, ...inText(piece)] };
}

/** How bytes look where something wrote them down as text. */
function inText(bytes) {
  const hex = bytes.toString("hex");
  const forms = [hex, hex.toUpperCase()];
  for (let before = 0; before < 3; before += 1) {
    // Where the bytes begin inside a group of three is not known; what depends on the neighbours is cut off.
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").replace(/=+$/, "");
    const sure = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    forms.push(sure, sure.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...new Set(forms)].map((form) => Buffer.from(form, "latin1"));
}

/** Names of the canaries that stand anywhere in these pieces of bytes. */
export function found(canaries, pieces) {
  const names = new Set();
  for (const piece of pieces) {
    for (const { name, needles } of canaries) {
      if (!names.has(name) && needles.some((needle) => piece.includes(needle))) names.add(name);
    }
  }
  return names;
}
