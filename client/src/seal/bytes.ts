// Bytes as they travel: a writer, a strict reader, base64url, and comparison. Every format of the seal is built on these.

/** Bytes with a buffer of their own, which WebCrypto asks for. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const EMPTY: Bytes = new Uint8Array(0);

/** Something that came from outside does not have the shape it must have. */
export class Malformed extends Error {
  override name = "Malformed";
}

export class Writer {
  #bytes: Bytes = new Uint8Array(256);
  #length = 0;

  u8(value: number): this {
    return this.#integer(value, 1);
  }

  u16(value: number): this {
    return this.#integer(value, 2);
  }

  u32(value: number): this {
    return this.#integer(value, 4);
  }

  u64(value: number): this {
    return this.#integer(value, 8);
  }

  raw(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** `bytes`, which must be exactly this long. */
  fixed(bytes: Uint8Array, length: number): this {
    if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, not ${bytes.length}`);
    return this.raw(bytes);
  }

  ascii(text: string): this {
    return this.raw(utf8(text));
  }

  /** One length byte, and the text. */
  op8(text: string): this {
    const bytes = utf8(text);
    if (bytes.length > 255) throw new RangeError("a name is longer than 255 bytes");
    return this.u8(bytes.length).raw(bytes);
  }

  done(): Bytes {
    return this.#bytes.slice(0, this.#length);
  }

  #integer(value: number, width: number): this {
    if (!Number.isSafeInteger(value) || value < 0 || (width < 8 && value >= 2 ** (8 * width))) {
      throw new RangeError(`${value} is no ${8 * width}-bit integer`);
    }
    this.#room(width);
    let rest = value;
    for (let at = width - 1; at >= 0; at--) {
      this.#bytes[this.#length + at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#length += width;
    return this;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

export class Reader {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  get at(): number {
    return this.#at;
  }

  u8(): number {
    return this.#integer(1);
  }

  u16(): number {
    return this.#integer(2);
  }

  u32(): number {
    return this.#integer(4);
  }

  u64(): number {
    return this.#integer(8);
  }

  raw(length: number): Bytes {
    if (this.#at + length > this.bytes.length) throw new Malformed("a field is longer than what is left");
    this.#at += length;
    return new Uint8Array(this.bytes.subarray(this.#at - length, this.#at));
  }

  ascii(text: string): void {
    if (!same(this.raw(text.length), utf8(text))) throw new Malformed(`does not begin with ${text}`);
  }

  op8(): string {
    const bytes = this.raw(this.u8());
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Malformed("a name is no text");
    }
  }

  /** There must be nothing behind the last field. */
  end(): void {
    if (this.#at !== this.bytes.length) throw new Malformed("there are bytes too many");
  }

  #integer(width: number): number {
    let value = 0;
    for (const byte of this.raw(width)) value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) throw new Malformed("a number is too large");
    return value;
  }
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text) as Bytes;
}

export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The same bytes in a buffer of their own. */
export function own(bytes: Uint8Array): Bytes {
  return new Uint8Array(bytes);
}

/** Whether both are the same, in a time that does not tell where they differ. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

/** Bytes as a key of a Map. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

export function fromHex(text: string): Bytes {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) throw new Malformed("not hexadecimal");
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** The wire's `Opaque`: base64url without padding. */
export function toText(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export function fromText(text: string): Bytes {
  if (/[^A-Za-z0-9_-]/.test(text)) throw new Malformed("not base64url");
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new Malformed("not base64url");
  }
}

/** Wipes a secret that is spent. What the garbage collector copied before is out of reach; this is what a page can do. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0);
}
