// Going through a page with Tab alone, as somebody does who has no mouse.
import { must } from "./wait.mjs";

/** Presses Tab until the element of that name has the focus; the focus must be seen. `within` is a selector around it. */
export async function tabTo(page, name, { most = 80, within = "html" } = {}) {
  const seen = [];
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(focused, within);
    seen.push(here.name);
    const fits = name instanceof RegExp ? name.test(here.name) : here.name === name;
    if (fits && here.within) {
      must(here.visible, `the focus on “${here.name}” cannot be seen`);
      return;
    }
  }
  throw new Error(`Tab never came to “${name}”; it came to: ${[...new Set(seen)].join(" | ")}`);
}

/** Runs inside the page. */
function focused(within) {
  const element = document.activeElement;
  const labels = element.labels ? [...element.labels].map((label) => label.textContent) : [];
  const labelled = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
  const name = element.getAttribute("aria-label") ?? (labelled.join(" ").trim() || labels[0] || element.textContent || "");
  // A heading that a page gave the focus to, for screen readers, is no stop of Tab.
  // A hidden input may show its focus on the label around it.
  const shows = [element, element.closest("label"), element.closest("li, summary")].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  });
  return { name: name.replace(/\s+/g, " ").trim(), visible: shows, within: element.tabIndex >= 0 && element.closest(within) !== null };
}
