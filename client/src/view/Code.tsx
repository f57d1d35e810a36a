// A short code: two lines of three groups, to be read aloud. Digits run from left to right in every language.

import { spelled } from "../state/seal.ts";

export function Code({ groups, label }: { groups: readonly string[]; label: string }) {
  return (
    <ol class="code" dir="ltr" aria-label={label}>
      {groups.map((digits, i) => (
        <li key={i}>
          <span aria-hidden="true">{digits}</span>
          <span class="said">{spelled(digits)}</span>
        </li>
      ))}
    </ol>
  );
}
