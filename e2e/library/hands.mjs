// What a person does on a page of either browser, in the few verbs that both drivers know.
import { must, until } from "./wait.mjs";

export async function opens(person, path, status = 200) {
  const answer = await person.goto(path);
  must(answer.status() === status, `${path} answered ${answer.status()} to ${person.name}, not ${status}`);
}

/** Fills a field as a hand would: the page hears of it. */
export async function fills(person, field, text) {
  await until(`a field ${field}`, () => person.page.$(field));
  await person.page.evaluate(write, { field, text });
}

/** Resolves when this page is shown, such as "/today". */
export function arrives(person, path) {
  return until(`${person.name} is at ${path}`, () => new URL(person.page.url()).pathname === path);
}

export function reads(person, text) {
  return until(`${person.name} reads “${text}”`, async () => (await wordsOf(person)).includes(text));
}

/** What stands on the page, as it is read aloud: folded texts too. */
export const wordsOf = (person) => person.page.evaluate(() => document.body.textContent.replace(/\s+/g, " ")).catch(() => "");

/** Opens the fold with these words, where it is closed. */
export async function unfolds(person, words) {
  await until(`a fold “${words}”`, () => person.page.evaluate(unfold, words));
}

/** Follows the link with these words. */
export async function follows(person, words) {
  await until(`a link “${words}”`, () => person.page.evaluate(follow, words));
}

/** What the house answers this page's own asking: `{ status, text }`. */
export const asks = (person, path) => person.page.evaluate(ask, path);

/** Runs inside the page. */
function write({ field, text }) {
  const found = document.querySelector(field);
  found.value = text;
  found.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Runs inside the page. */
function unfold(words) {
  const fold = [...document.querySelectorAll("details > summary")].find((one) => one.textContent.trim().startsWith(words))?.parentElement;
  if (fold) fold.open = true;
  return fold !== undefined;
}

/** Runs inside the page. */
function follow(words) {
  const link = [...document.querySelectorAll("a")].find((one) => one.textContent.trim() === words);
  link?.click();
  return link !== undefined;
}

/** Runs inside the page. */
async function ask(path) {
  const answer = await fetch(path);
  return { status: answer.status, text: await answer.text() };
}
