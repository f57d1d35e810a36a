// Why a browser gave no camera or microphone, as the sentence to say about it.

/** The name of a sentence in `prepare-say-*`. */
export function sentenceFor(error: unknown): "refused" | "nothing" | "busy" | "not-here" {
  const name = error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "nothing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "not-here";
  }
}

/** Whether asking for less may still work: a refusal is an answer, everything else may be one device's fault. */
export const mayTryLess = (sentence: string): boolean => sentence === "nothing" || sentence === "busy";
