// One <dialog>: the browser keeps the focus inside, closes it with Escape, and gives the focus back.

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useRoom, useWords } from "./context.ts";
import { Icon } from "./icons.tsx";

interface Props {
  name: string;
  title: string;
  children: ComponentChildren;
}

/** A modal dialog hides the circle from eyes and ears: what waits for its person is said inside of it. Nothing typed is lost. */
function TurnCame() {
  const room = useRoom();
  const t = useWords();
  return (
    <div class="turn" role="alert" data-turn="came">
      <Icon name="leaf" />
      <p>{t("floor-yours")}</p>
      <button type="button" class="button small" data-action="to-circle" onClick={() => room.closeDialog()}>{t("floor-to-circle")}</button>
    </div>
  );
}

export function Dialog({ name, title, children }: Props) {
  const room = useRoom();
  const t = useWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (element && !element.open) element.showModal();
    // Begin at the title, not at the button that closes.
    element?.querySelector<HTMLElement>("h2")?.focus();
    return () => {
      element?.close();
      // What opened it may be gone by now, with its panel: then the page's title is where one goes on.
      if (document.activeElement === document.body || !opener?.isConnected) document.querySelector<HTMLElement>("h1")?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      data-dialog={name}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        room.closeDialog();
      }}
      onClick={(event) => event.target === dialog.current && room.closeDialog()}
    >
      <div class="sheet-in">
        <header>
          <h2 id={id} tabIndex={-1}>{title}</h2>
          {/* A modal dialog covers the page's own button, and help must stay one press away. */}
          {name !== "help" && (
            <button type="button" class="button small help-now" data-action="help-now" onClick={() => room.open({ kind: "help" })}>
              <Icon name="life-buoy" />
              {t("help-now")}
            </button>
          )}
          <button type="button" class="button quiet small" data-action="close" aria-label={t("close")} onClick={() => room.closeDialog()}>
            <Icon name="x" />
          </button>
        </header>
        {room.state.value.turnBehindDialog && <TurnCame />}
        {children}
      </div>
    </dialog>
  );
}
