// The voices of the others, each through an <audio> element of its own. Never through WebAudio: a browser can only
// take an echo out of what an element plays. All elements begin inside one click, because a browser may hold back any
// that begin later; when it does so anyway, `onBlocked` leads to "Tap to hear".

const MOST_VOICES = 15;

export class Voices {
  readonly #shelf: HTMLElement;
  readonly #free: HTMLAudioElement[] = [];
  readonly #of = new Map<string, HTMLAudioElement>();
  #silent = false;
  /** Who may be heard. */
  #only: ReadonlySet<string> = new Set();
  #speaker: string | null = null;

  constructor(readonly onBlocked: (blocked: boolean) => void) {
    this.#shelf = document.createElement("div");
    this.#shelf.id = "voices";
    this.#shelf.hidden = true;
  }

  /** Inside the click: every element that may be needed tonight begins now, with nothing to play yet. */
  begin(): void {
    if (!this.#shelf.isConnected) document.body.append(this.#shelf);
    while (this.#free.length + this.#of.size < MOST_VOICES) {
      const element = document.createElement("audio");
      element.autoplay = true;
      element.setAttribute("playsinline", "");
      element.srcObject = new MediaStream();
      this.#shelf.append(element);
      this.#free.push(element);
    }
    for (const element of [...this.#free, ...this.#of.values()]) this.#play(element);
  }

  hear(member: string, track: MediaStreamTrack): void {
    const element = this.#of.get(member) ?? this.#free.pop();
    if (!element) return;
    this.#of.set(member, element);
    element.dataset["member"] = member;
    element.srcObject = new MediaStream([track]);
    element.muted = this.#isMute(member);
    this.#play(element);
  }

  /** After a tap on "Tap to hear". */
  again(): void {
    this.onBlocked(false);
    for (const element of this.#of.values()) this.#play(element);
  }

  silence(silent: boolean): void {
    this.#silent = silent;
    for (const [member, element] of this.#of) this.#mute(member, element);
  }

  /** The voices that may be heard; the others stay mute, whatever arrives. */
  only(members: ReadonlySet<string>): void {
    this.#only = members;
    for (const [member, element] of this.#of) this.#mute(member, element);
  }

  async speaker(id: string): Promise<void> {
    this.#speaker = id;
    await Promise.all([...this.#free, ...this.#of.values()].map((element) => this.#route(element)));
  }

  end(): void {
    for (const element of this.#of.values()) {
      element.srcObject = new MediaStream();
      delete element.dataset["member"];
      this.#free.push(element);
    }
    this.#of.clear();
  }

  #isMute(member: string): boolean {
    return this.#silent || !this.#only.has(member);
  }

  #mute(member: string, element: HTMLAudioElement): void {
    const opens = element.muted && !this.#isMute(member);
    element.muted = this.#isMute(member);
    // What began mute may be held back the moment it is not.
    if (opens) this.#play(element);
  }

  #play(element: HTMLAudioElement): void {
    void this.#route(element);
    element.play().catch((error: unknown) => {
      // "AbortError" only says that a newer sound took this one's place.
      if (error instanceof DOMException && error.name === "NotAllowedError") this.onBlocked(true);
    });
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    if (this.#speaker === null || !("setSinkId" in element)) return;
    await element.setSinkId(this.#speaker).catch(() => undefined);
  }
}
