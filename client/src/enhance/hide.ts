// Hide this page: the neutral page takes this tab's entry, so that "back" does not lead here again.

/** Two presses within this time are one wish. */
export const TWICE_WITHIN_MS = 1_000;

const away = (): void => {
  // At once, before the next page has come: whoever looks sees nothing of this one.
  document.documentElement.hidden = true;
  location.replace(document.querySelector<HTMLAnchorElement>("a[data-hide]")?.href ?? "/away");
};

export function hidePage(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-hide]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      away();
    });
  }
}

/** Escape twice, but only where Escape has no other meaning: no dialog, no menu, no field. */
export function hidesByKey(isMenuOpen: () => boolean): void {
  const pressed = twice(TWICE_WITHIN_MS);
  addEventListener(
    "keydown",
    (event) => {
      const idle = event.key === "Escape" && !event.repeat && !event.isComposing && !isMenuOpen() && !isInField(event.target);
      if (pressed(idle && !document.querySelector("dialog[open]"), event.timeStamp)) away();
    },
    // Asked before the menus close themselves, or the press that closes one would already count.
    { capture: true },
  );
}

/** Says true at the second of two presses; any other key in between forgets the first. */
export function twice(withinMs: number): (counts: boolean, atMs: number) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (counts, atMs) => {
    const second = counts && atMs - last <= withinMs;
    last = counts && !second ? atMs : Number.NEGATIVE_INFINITY;
    return second;
  };
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
}
