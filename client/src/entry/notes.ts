// A clinician's own notes: locked and opened here, and nowhere else. The house keeps bytes (docs/notes.md).

import { secretOf, supported } from "../passkey/browser.ts";
import { Book, type FromPasskey, type Prepared } from "../notes/book.ts";
import { Colleagues } from "../notes/colleagues.ts";
import { Drafts } from "../notes/draft.ts";
import { Editor } from "../notes/editor.ts";
import { HttpHouse } from "../notes/house.ts";
import { whenIdle } from "../notes/idle.ts";
import { Page, part, set } from "../notes/page.ts";
import { aboutLine, exportText, saveFile } from "../notes/readable.ts";
import { Closed } from "../vault/lock.ts";
import { readCode } from "../vault/recovery.ts";

// A sample of the gallery shows one view and stays as it is.
const root = document.querySelector<HTMLElement>("#notes[data-live]");
if (root) void start(new Page(root));

async function start(page: Page): Promise<void> {
  for (const hidden of page.root.querySelectorAll<HTMLElement>("[data-script]")) hidden.hidden = false;
  if (!isSecureContext || crypto.subtle === undefined) return page.say("no-crypto");
  let book: Book;
  try {
    book = await Book.at(new HttpHouse());
  } catch (error) {
    return page.fault(error);
  }
  const drafts = new Drafts(sessionStorage);
  /** A code that is shown, and what follows once its person has it. */
  let pending: { prepared: Prepared; then: () => Promise<void>; back: () => void } | null = null;
  const editor = new Editor(page, drafts, () => book, (said) => void drawOpen().then(() => page.say(said)));
  const colleagues = new Colleagues(page, () => book);

  function closed(): void {
    const begin = book.state.vault === null;
    page.show(begin ? "begin" : "locked");
    const wraps = book.state.vault?.wraps ?? [];
    page.find("[data-by-passkey]").hidden = !supported() || wraps.length === 0;
    if (!supported() || wraps.length === 0) page.find<HTMLDetailsElement>("[data-by-code]").open = true;
    colleagues.asked();
  }

  /** Nothing that was open stands in the page or in its memory any more. */
  function lock(said = ""): void {
    book.lock();
    editor.clear();
    colleagues.clear();
    pending = null;
    page.find("[data-code]").textContent = "";
    page.find<HTMLInputElement>("#code").value = "";
    for (const list of ["notes", "passkeys"]) page.find(`[data-list="${list}"]`).replaceChildren();
    closed();
    page.say(said);
  }

  async function drawOpen(): Promise<void> {
    const entries = book.entries;
    page.rows("notes", "row-note", entries, (row, entry) => {
      set(row, "title", entry.note.title === "" ? page.word("untitled") : entry.note.title);
      set(row, "about", aboutLine(page, entry.note.about));
      set(row, "day", page.day(entry.note.writtenAt));
      const button = row.querySelector<HTMLElement>("button");
      if (button) page.act(button, "click", () => editor.open(entry));
    });
    page.find("[data-none]").hidden = entries.length > 0 || book.damaged > 0;
    page.find("[data-damaged]").hidden = book.damaged === 0;
    page.find('[data-do="new"]').hidden = !book.state.mayWrite;
    page.find("[data-draft]").hidden = (await drafts.get(book.opened)) === null;
    page.find("[data-unfinished]").hidden = book.state.vault?.previous == null;
    page.find("[data-unfinished-count]").textContent = String(book.state.behind);
    const opens = new Set(book.state.vault?.wraps.map((one) => one.passkey));
    page.find("[data-no-passkeys]").hidden = book.state.passkeys.length > 0;
    page.rows("passkeys", "row-passkey", book.state.passkeys, (row, passkey) => {
      set(row, "name", passkey.name);
      part(row, "opens").hidden = !opens.has(passkey.id);
      part(row, "add").hidden = opens.has(passkey.id) || !supported();
      const button = row.querySelector<HTMLElement>("button");
      if (button)
        page.act(button, "click", async () => {
          const from = await askPasskey([passkey.credential]);
          if (from === null) return;
          await book.addPasskey(from);
          await drawOpen();
          page.say("way-added");
        });
    });
    await colleagues.draw();
    colleagues.asked();
    page.show("open");
  }

  /** What a passkey makes for this page, or null when it was said why not. */
  async function askPasskey(credentials: readonly string[], quiet = false): Promise<FromPasskey | null> {
    try {
      const { credential, made } = await secretOf(credentials, "vault");
      const passkey = book.state.passkeys.find((one) => one.credential === credential);
      if (made !== null && passkey !== undefined) return { passkey: passkey.id, made };
      if (!quiet) page.say("passkey-nothing");
    } catch (error) {
      const closed = error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError");
      if (!quiet) page.say(closed ? "passkey-closed" : "passkey-nothing");
    }
    return null;
  }

  const mine = (): string[] => (supported() ? book.state.passkeys.map((one) => one.credential) : []);

  /** Shows a code; what it is for happens when its person says that they have it. */
  function showCode(prepared: Prepared, then: () => Promise<void>): void {
    const back = page.view;
    pending = { prepared, then, back: () => (back === "open" ? void drawOpen() : closed()) };
    page.find("[data-code]").textContent = prepared.code;
    page.find<HTMLInputElement>("#code-kept").checked = false;
    page.show("code");
  }

  function hideCode(): void {
    pending = null;
    page.find("[data-code]").textContent = "";
  }

  page.on("begin", async () => {
    const prepared = await book.prepare();
    showCode(prepared, async () => {
      // A passkey at hand opens it from the first day; without one the code does.
      const credentials = mine();
      await prepared.keep(credentials.length === 0 ? null : await askPasskey(credentials, true));
      hideCode();
      await drawOpen();
    });
  });
  page.on("new-code", async () => {
    const prepared = await book.prepareCode();
    showCode(prepared, async () => {
      await prepared.keep(null);
      hideCode();
      await drawOpen();
      page.say("code-replaced");
    });
  });
  page.on("renew", async () => {
    const prepared = await book.prepareRenewal();
    showCode(prepared, async () => {
      const credentials = mine();
      const from = credentials.length === 0 ? null : await askPasskey(credentials, true);
      const draft = await drafts.get(book.opened);
      await prepared.keep(from);
      if (draft !== null) await drafts.put(book.opened, draft);
      hideCode();
      await renewOn();
    });
  });
  async function renewOn(): Promise<void> {
    page.show("open");
    await book.goOn((left) => page.say("renewing", ` ${left}`));
    await drawOpen();
    page.say(book.state.vault?.previous == null ? "renewed" : "");
  }
  page.on("renew-on", renewOn);
  page.form("code", () => pending?.then());
  page.on("cancel-code", () => {
    const back = pending?.back;
    hideCode();
    back?.();
  });
  page.on("copy-code", async () => {
    try {
      await navigator.clipboard.writeText(pending?.prepared.code ?? "");
      page.say("code-copied");
    } catch {
      page.say("code-not-copied");
    }
  });
  page.on("print-code", () => print());

  page.on("open-passkey", async () => {
    const wraps = book.state.vault?.wraps ?? [];
    const known = book.state.passkeys.filter((one) => wraps.some((wrap) => wrap.passkey === one.id));
    const from = await askPasskey(known.map((one) => one.credential));
    if (from === null) return;
    await opening(() => book.openByPasskey(from), () => page.say("passkey-not-this"));
  });
  page.form("open-code", async () => {
    const problem = page.find("#code-problem");
    const field = page.find<HTMLInputElement>("#code");
    const wrong = (id: string): void => {
      problem.textContent = page.word(id);
      problem.hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
    };
    problem.hidden = true;
    field.removeAttribute("aria-invalid");
    const secret = await readCode(field.value);
    if (typeof secret === "string") return wrong(`code-${secret}`);
    await opening(() => book.openByCode(secret), () => wrong("code-not-this"));
  });
  async function opening(open: () => Promise<void>, wrong: () => void): Promise<void> {
    try {
      await book.look();
      await open();
    } catch (error) {
      book.lock();
      if (error instanceof Closed) return wrong();
      throw error;
    }
    page.find<HTMLInputElement>("#code").value = "";
    await drawOpen();
  }
  page.on("forget", async () => {
    try {
      await book.forget();
    } catch (error) {
      // Signed in too long ago for this, and signed out: the way on is the same.
      page.fault(error);
      if (error instanceof Error && error.message === "signed-out") page.say("fresh");
      return;
    }
    drafts.drop();
    lock();
  });

  page.on("new", () => editor.open(null));
  page.on("draft", async () => editor.open(await drafts.get(book.opened)));
  page.on("drop-draft", async () => {
    drafts.drop();
    await drawOpen();
  });
  page.on("back", async () => {
    await drafts.flush();
    colleagues.clear();
    await drawOpen();
  });
  page.on("take", () => saveFile("my-notes.txt", exportText(page, book.entries)));
  page.on("lock", async () => {
    await drafts.flush();
    lock("locked");
  });

  whenIdle(() => {
    if (!book.isOpen && pending === null) return;
    void drafts.flush().finally(() => lock("locked-idle"));
  });
  // Leaving, and hiding the page: the browser may keep it for its back button.
  addEventListener("pagehide", () => lock());
  closed();
}
