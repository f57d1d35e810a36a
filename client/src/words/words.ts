// The room's words, from locales/LANG/room.ftl, compiled into the bundle. A missing word shows its id and fails a test.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { knownZone, placeOf, showSameTime } from "./zone.ts";
import english from "../../../locales/en/room.ftl";

/** Languages the room is translated into. The first is the one to fall back on. */
const LANGUAGES: Record<string, string> = { en: english };

export type Args = Record<string, string | number>;

export class Words {
  readonly #bundle: FluentBundle;
  readonly #time: Intl.DateTimeFormat;
  readonly #list: Intl.ListFormat;
  readonly #countries: Intl.DisplayNames;
  readonly #zone: string | undefined;

  /** `zone`: the IANA name of the zone in which times are said; the browser's own where it is empty or unknown. */
  constructor(language: string, zone = "") {
    const known = LANGUAGES[language] !== undefined ? language : (language.split("-")[0] ?? "en");
    const text = LANGUAGES[known] ?? english;
    const spoken = LANGUAGES[known] !== undefined ? language : "en";
    // Marks around names matter only where lines run both ways; elsewhere they get in the way of searching and copying.
    const rightToLeft = globalThis.document?.documentElement.dir === "rtl";
    this.#bundle = new FluentBundle(spoken, { useIsolating: rightToLeft });
    this.#bundle.addResource(new FluentResource(text));
    this.#zone = knownZone(zone);
    this.#time = new Intl.DateTimeFormat(spoken, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.#zone });
    this.#countries = new Intl.DisplayNames(spoken, { type: "region", fallback: "none" });
    this.#list = new Intl.ListFormat(spoken, { type: "conjunction" });
  }

  say(id: string, args?: Args): string {
    const message = this.#bundle.getMessage(id);
    if (!message?.value) return id;
    return this.#bundle.formatPattern(message.value, args);
  }

  has(id: string): boolean {
    return this.#bundle.hasMessage(id);
  }

  clock(atMs: number): string {
    return this.#time.format(atMs);
  }

  /** "Berlin", where this browser's own clock shows another time than the room's; null where both agree. */
  zoneToName(atMs: number): string | null {
    return this.#zone === undefined || showSameTime(this.#zone, undefined, atMs) ? null : placeOf(this.#zone);
  }

  /** "Germany" of "DE"; null for a code that is no country's. */
  country(code: string): string | null {
    try {
      // "ZZ" stands for any country that is not in the list of the door; its name would be "Unknown Region".
      return code === "ZZ" ? null : (this.#countries.of(code) ?? null);
    } catch {
      return null;
    }
  }

  list(names: readonly string[]): string {
    return this.#list.format(names);
  }
}
