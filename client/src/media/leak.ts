// Notices when sound or pictures go out past the worker that seals them. Browsers do not say so: a transform that was not
// taken raises no error (seal/attach.ts), so what was sent is compared with what the worker has seen. Pure.

export interface OutLine {
  /** Packets sent on this line so far. */
  packets: number;
  /** Frames of this line that the worker has seen so far, sealed or dropped. */
  frames: number;
}

/** Each look is sure: the worker is asked after the packets were counted. Twice, because a person is sent away for it. */
const LOOKS = 2;

/** Looks at which more had gone out and the worker had not answered the last question yet: it is slow, or not there at all. */
const SILENT_LOOKS = 20;

export class LeakWatch {
  #looks = 0;
  #silent = 0;
  #sent = 0;

  /** True: what goes out is not what the worker seals. */
  leaks(lines: readonly OutLine[]): boolean {
    const past = lines.some(({ packets, frames }) => packets > 0 && frames === 0);
    this.#silent = 0;
    this.#looks = past ? this.#looks + 1 : 0;
    return this.#looks >= LOOKS;
  }

  /** The worker has not answered, and so many packets have gone out by now. A worker that does nothing lets nothing out. */
  leaksUnanswered(sent: number): boolean {
    if (sent > this.#sent) this.#silent += 1;
    this.#sent = sent;
    return this.#silent >= SILENT_LOOKS;
  }
}
