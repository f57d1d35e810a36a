// The focus must not vanish with what is taken away under it: a keyboard or a screen reader would start from nowhere.

import { useLayoutEffect } from "preact/hooks";

/** When `part` goes and the focus was inside, it goes on at the element `to` names at that time. */
export function useKeptFocus(part: { readonly current: HTMLElement | null }, to: { readonly current: string }): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) document.querySelector<HTMLElement>(to.current)?.focus({ preventScroll: true });
    };
  }, []);
}
