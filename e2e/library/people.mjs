// One person in one browser: a context, a page, everything their socket said and heard, every request they made.
import { AT_THE_DOOR } from "./callers.mjs";
import { remember } from "./inside.mjs";
import { must, until, FUSE_MS } from "./wait.mjs";
import { word } from "./words.mjs";

const DESKTOP = { width: 1280, height: 800 };

/** A person of the cast arrives in a fresh context of this Chromium. `settings` go to the context (viewport, colorScheme ...). */
export async function arrive(walk, demo, browser, name, settings = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, ...settings });
  context.setDefaultTimeout(FUSE_MS);
  await context.addInitScript(remember);
  const person = new Person(walk, demo, name, context);
  await person.newPage();
  walk.closes(() => context.close());
  return person;
}

export class Person {
  /** Every message of every socket of every page, in order: `{ page, way: "in" | "out", said, at }`. */
  frames = [];
  /** Addresses of requests that left for another origin. */
  foreign = [];
  /** What the pages complained about. */
  complaints = [];

  constructor(walk, demo, name, context) {
    Object.assign(this, { walk, demo, name, context });
    this.origin = demo.origin(name);
    walk.complaints.set(name, this.complaints);
    context.on("request", (request) => this.#isForeign(request.url()) && this.foreign.push(request.url()));
    context.on("weberror", (error) => this.complaints.push(String(error.error()?.stack ?? error.error())));
  }

  /** Opens another tab and makes it the one that is acted on. */
  async newPage() {
    const page = await this.context.newPage();
    page.on("console", (line) => line.type() === "error" && this.complaints.push(`${line.text()} (${line.location().url})`));
    page.on("websocket", (socket) => {
      const keep = (way) => ({ payload }) => this.frames.push({ page, way, said: JSON.parse(payload), at: performance.now() });
      socket.on("framereceived", keep("in"));
      socket.on("framesent", keep("out"));
    });
    this.page = page;
    this.walk.watched.set(this.name, page);
    return page;
  }

  async signIn() {
    await this.page.goto(this.demo.ready.sign_in[this.name]);
    await this.press(word("link-sign-in"));
    await this.page.waitForURL(`${this.origin}/today`);
  }

  async answerDoor(place = AT_THE_DOOR.place) {
    await this.goto(`/sessions/${this.demo.session}/door`);
    await this.page.getByLabel(word("door-place")).fill(place);
    await this.page.locator("#country").selectOption(AT_THE_DOOR.country);
    await this.page.getByLabel(word("door-alone-yes")).check();
    await this.page.getByLabel(word("door-channel-text")).check();
    await this.press(word("door-go"));
    await this.page.waitForURL((url) => !url.pathname.endsWith("/door"));
  }

  /** Signs in, answers the door, opens the room's page. */
  async comeToTheRoom() {
    await this.signIn();
    await this.answerDoor();
    await this.goto(`/sessions/${this.demo.session}/room`);
  }

  goto(path) {
    return this.page.goto(this.origin + path);
  }

  /** Presses the button or link of that name, on the page or in the part of it. */
  press(name, within = this.page) {
    return this.button(name, within).click();
  }

  button(name, within = this.page) {
    return within.getByRole("button", { name, exact: typeof name === "string" }).first();
  }

  /** What this page's newest sockets heard, newest last. */
  heard(type) {
    return this.frames.filter(({ page, way, said }) => page === this.page && way === "in" && (!type || said.type === type)).map(({ said }) => said);
  }

  said(type) {
    return this.frames.filter(({ page, way, said }) => page === this.page && way === "out" && said.message.type === type).map(({ said }) => said.message);
  }

  /** The newest view of the circle. */
  get view() {
    return this.heard("room").at(-1);
  }

  /** This person's own membership id. */
  get member() {
    return this.heard("welcome").at(-1)?.you;
  }

  /** The membership id of somebody in the circle, by the name they use there. */
  memberNamed(alias) {
    const seat = this.view.seats.find((seat) => seat.alias.toLowerCase() === alias.toLowerCase());
    must(seat, `${this.name} sees no seat of ${alias}`);
    return seat.member;
  }

  /** Members of the others who are in the circle now, as this person sees it. */
  get others() {
    return this.view.seats.filter((seat) => seat.presence === "here" && seat.member !== this.member).map((seat) => seat.member);
  }

  /** Resolves once the view of the circle fits. */
  sees(what, fits) {
    return until(`${this.name} sees ${what}`, () => this.view && fits(this.view));
  }

  /** Resolves when the room's page is on this screen, such as "waiting" or "circle". */
  screen(name) {
    return this.page.locator(`[data-screen="${name}"]`).first().waitFor({ state: "visible" });
  }

  seat(member) {
    return this.page.locator(`li.seat[data-member="${member}"]`);
  }

  #isForeign(address) {
    const url = new URL(address);
    return !["data:", "blob:", "about:"].includes(url.protocol) && url.origin !== this.origin && url.origin !== this.origin.replace("http", "ws");
  }
}
