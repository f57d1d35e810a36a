// The light of the room follows the device, unless a person chose otherwise for this browser.

const KEY = "room light";

export function isDark(): boolean {
  const chosen = document.documentElement.dataset["light"];
  return chosen === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

export function setDark(dark: boolean): void {
  const value = dark ? "dark" : "light";
  document.documentElement.dataset["light"] = value;
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // It holds for this page only.
  }
}

/** Once, when the page opens. */
export function recallLight(): void {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset["light"] = chosen;
  } catch {
    // Follows the device.
  }
}
