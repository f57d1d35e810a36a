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

export class LeakWatch {
  #looks = 0;

  /** True: what goes out is not what the worker seals. */
  leaks(lines: readonly OutLine[]): boolean {
    const past = lines.some(({ packets, frames }) => packets > 0 && frames === 0);
    this.#looks = past ? this.#looks + 1 : 0;
    return this.#looks >= LOOKS;
  }
}
