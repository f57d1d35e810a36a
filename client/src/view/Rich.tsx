// A sentence with a bold name in it, wherever the language puts the name.

import { Fragment } from "preact";
import { useWords } from "./context.ts";
import type { Args } from "../words/words.ts";

const OPEN = "\u0001";
const SHUT = "\u0002";

export function Rich({ id, bold, args = {} }: { id: string; bold: Args; args?: Args }) {
  const t = useWords();
  const marked = Object.fromEntries(Object.entries(bold).map(([name, value]) => [name, `${OPEN}${value}${SHUT}`]));
  const parts = t(id, { ...args, ...marked }).split(/([\u0001][^\u0002]*[\u0002])/);
  return (
    <>
      {parts.map((part, i) => (
        <Fragment key={i}>{part.startsWith(OPEN) ? <b>{part.slice(1, -1)}</b> : part}</Fragment>
      ))}
    </>
  );
}
