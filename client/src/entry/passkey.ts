// Passkeys on pages: a form that is hidden until this browser can answer it. The house asks, the device answers, and the
// answer goes back as the form's own field, so what is said then is said by a page.

import { create, get, supported } from "../passkey/browser.ts";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  if (!supported()) break;
  reveal(form);
  let busy = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void answer(form).finally(() => (busy = false));
  });
}

/** What the form stands in, and what stands in its place until now. */
function reveal(form: HTMLFormElement): void {
  for (const hidden of document.querySelectorAll<HTMLElement>("[data-with-passkey]")) hidden.hidden = false;
  for (const instead of document.querySelectorAll<HTMLElement>("[data-without-passkey]")) instead.hidden = true;
  form.hidden = false;
}

async function answer(form: HTMLFormElement): Promise<void> {
  say(form, "waiting");
  const { options, why } = await ask(form.dataset["ask"] ?? "");
  if (why !== undefined) return location.assign(`${location.pathname}?passkey=${encodeURIComponent(why)}`);
  if (options === undefined) return say(form, "slow");
  try {
    const answered = form.dataset["passkey"] === "create" ? await create(options) : await get(options);
    (form.elements.namedItem("answer") as HTMLInputElement).value = JSON.stringify(answered);
  } catch (error) {
    return say(form, failed(error));
  }
  form.submit();
}

/** The house's options, or the word for why there are none. */
async function ask(address: string): Promise<{ options?: Record<string, unknown>; why?: string }> {
  try {
    const response = await fetch(address, { method: "POST", headers: { accept: "application/json" } });
    const said = (await response.json()) as Record<string, unknown>;
    if (typeof said["why"] === "string") return { why: said["why"] };
    return response.ok ? { options: said } : {};
  } catch {
    return {};
  }
}

function failed(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") return "already";
  // Browsers do not say which of these it was: a person who closed it, or a device that has no key for us.
  return name === "NotAllowedError" || name === "AbortError" ? "cancelled" : "none";
}

function say(form: HTMLFormElement, what: string): void {
  for (const line of form.querySelectorAll<HTMLElement>("[data-said]")) line.hidden = line.dataset["said"] !== what;
}
