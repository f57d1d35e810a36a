// Two people compare six groups of digits by voice. If they match, this device remembers the other's.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Bytes } from "../../seal/bytes.ts";
import { nameOf } from "../../state/select.ts";
import { standingOf } from "../../state/seal.ts";
import { Code } from "../Code.tsx";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

type Answer = "none" | "match" | "differ";

export function CodesDialog({ member, device }: { member: string; device: Bytes | undefined }) {
  const room = useRoom();
  const t = useWords();
  const [answer, setAnswer] = useState<Answer>("none");
  const { code, isNew, stillIs } = useCode(member, device);
  const part = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: go on at what came in its place.
  const before = useRef(answer);
  useEffect(() => {
    if (before.current !== answer) part.current?.focus();
    before.current = answer;
  }, [answer]);
  const { room: view, seal } = room.state.value;
  const name = nameOf(view, member) || view?.desk?.waiting.find((person) => person.member === member)?.alias || t("seal-unnamed");
  const standing = standingOf(seal.view, member, device);
  const accept = async (shown: readonly string[], verified: boolean) => {
    await room.acceptDevice(member, shown, verified);
    // With another code now, nothing was remembered: the newer one is on screen.
    if (!(await stillIs())) return;
    if (verified) setAnswer("match");
    else room.closeDialog();
  };
  return (
    <Dialog name="codes" title={t("codes-title", { name })}>
      <div class="answer" ref={part} tabIndex={-1}>
        {answer === "match" && <Matched name={name} />}
        {answer === "differ" && <Differs again={() => setAnswer("none")} />}
        {answer === "none" && (
          <>
            {standing === "changed" && <p class="changed" data-standing="changed">{t("codes-changed", { name })}</p>}
            {standing === "verified" && <p class="note" data-standing="verified">{t("codes-verified")}</p>}
            {code === "asked" && <p role="status">{t("codes-asked")}</p>}
            {code === null && <p role="status">{t("codes-none", { name })}</p>}
            {code !== null && code !== "asked" && (
              <>
                {isNew && <p class="changed" role="alert">{t("codes-new", { name })}</p>}
                <p>{t("codes-how", { name })}</p>
                <Code groups={code} label={t("codes-label")} />
                <div class="acts">
                  <button type="button" class="button first" data-action="codes-match" onClick={() => void accept(code, true)}>{t("codes-match")}</button>
                  <button type="button" class="button" data-action="codes-differ" onClick={() => setAnswer("differ")}>{t("codes-differ")}</button>
                  {standing === "changed" && <button type="button" class="button quiet" data-action="codes-accept" onClick={() => void accept(code, false)}>{t("codes-accept")}</button>}
                </div>
              </>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

interface Comparing {
  /** `null`: their device is not known here. */
  code: readonly string[] | null | "asked";
  /** Their device changed while its code was being read. */
  isNew: boolean;
  /** Looks once more: whether the code on screen is still theirs. */
  stillIs(): Promise<boolean>;
}

/** Asked again when the circle changes, because a device may have come in. */
function useCode(member: string, device: Bytes | undefined): Comparing {
  const room = useRoom();
  const [code, setCode] = useState<Comparing["code"]>("asked");
  const [isNew, setIsNew] = useState(false);
  const shown = useRef<string | null>(null);
  const { view } = room.state.value.seal;
  const take = (text: string | null): boolean => {
    const same = text === shown.current;
    if (!same && shown.current !== null) setIsNew(true);
    shown.current = text;
    setCode(text === null ? null : text.split(" "));
    return same;
  };
  useEffect(() => {
    let left = false;
    void room.codeWith(member, device).then((text) => void (left || take(text)));
    return () => {
      left = true;
    };
  }, [member, view?.epoch, view?.seats.length]);
  return { code, isNew, stillIs: async () => take(await room.codeWith(member, device)) };
}

function Matched({ name }: { name: string }) {
  const room = useRoom();
  const t = useWords();
  return (
    <>
      <p class="sent"><Icon name="circle-check" /><span>{t("codes-matched", { name })}</span></p>
      <div class="acts"><button type="button" class="button first" data-action="codes-done" onClick={() => room.closeDialog()}>{t("hint-ok")}</button></div>
    </>
  );
}

function Differs({ again }: { again: () => void }) {
  const room = useRoom();
  const t = useWords();
  return (
    <div class="differs">
      <ol>
        <li>{t("codes-differ-read")}</li>
        <li>{t("codes-differ-stop")}</li>
        <li>{t("codes-differ-ring")}</li>
      </ol>
      <div class="acts">
        <button type="button" class="button first" data-action="codes-again" onClick={again}>{t("codes-again")}</button>
        <button type="button" class="button" data-action="codes-step-out" onClick={() => room.open({ kind: "step_out" })}>{t("control-step-out")}</button>
      </div>
    </div>
  );
}
