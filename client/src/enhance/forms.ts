// Forms are sent by the browser itself. Script keeps an impatient second press from sending one twice, and brings
// the reader to what is still missing.

export function sendOnce(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    // The page may come back from the browser's memory with the form as it was.
    addEventListener("pageshow", () => (sent = false));
  }
}

export function showProblems(): void {
  document.getElementById("problems")?.focus();
}
