// One person in Firefox, driven over WebDriver BiDi: fewer verbs than in people.mjs, the same words.
import { AT_THE_DOOR } from "./callers.mjs";
import { remember } from "./inside.mjs";
import { until } from "./wait.mjs";
import { word } from "./words.mjs";

/** A person of the cast arrives in a fresh context of this Firefox. */
export async function visit(walk, demo, browser, name) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 }).catch(doesNotTurn);
  await page.evaluateOnNewDocument(remember);
  walk.watched.set(name, page);
  walk.closes(() => context.close());
  const fox = new Fox(demo, name, context, page);
  walk.complaints.set(name, fox.complaints);
  return fox;
}

/** Puppeteer sends the screen's orientation beside its size. Firefox before 141 knows no orientation; it has the size all the same. */
function doesNotTurn(error) {
  if (!error.message.includes("setScreenOrientationOverride")) throw error;
}

class Fox {
  foreign = [];
  /** What the page complained about. */
  complaints = [];

  constructor(demo, name, context, page) {
    Object.assign(this, { demo, name, context, page, origin: demo.origin(name) });
    page.on("pageerror", (error) => this.complaints.push(String(error.stack ?? error)));
    page.on("console", (line) => line.type() === "error" && void this.#complains(line));
    page.on("request", (request) => {
      const url = request.url();
      if (/^(https?|wss?):/.test(url) && new URL(url).host !== new URL(this.origin).host) this.foreign.push(url);
    });
  }

  /** An error is a handle here, which is asked for its words. What a page complains of while it is being left has none any more. */
  async #complains(line) {
    const asked = line.args().map((one) => one.evaluate((value) => (value instanceof Error ? `${value}\n${value.stack}` : value && String(value))));
    const said = await Promise.all(asked).catch(() => []);
    if (said.length > 0 && said.every(Boolean)) this.complaints.push(said.join(" "));
  }

  goto(path) {
    return this.page.goto(this.origin + path);
  }

  async signIn() {
    await this.page.goto(this.demo.ready.sign_in[this.name]);
    await this.press(word("link-sign-in"));
    await until("the day", () => this.page.url() === `${this.origin}/today`);
  }

  async answerDoor() {
    const { page } = this;
    await this.goto(`/sessions/${this.demo.session}/door`);
    await page.$eval("#place", (field, place) => (field.value = place), AT_THE_DOOR.place);
    await page.select("#country", AT_THE_DOOR.country);
    await page.$eval("#alone-yes", (field) => field.click());
    await page.$eval(`#channel-${AT_THE_DOOR.channel}`, (field) => field.click());
    await this.press(word("door-go"));
    await until("the door is answered", () => !page.url().endsWith("/door"));
  }

  /** `how` is one of the choices of the arrival screen; without it, the one that is set already. */
  async comesToTheDoor(how) {
    await this.signIn();
    await this.answerDoor();
    await this.asksForASeat(how);
  }

  async asksForASeat(how) {
    await this.goto(`/sessions/${this.demo.session}/room`);
    await this.takesSeat(how);
    await until(`${this.name} is at the door or in the circle`, async () => ["waiting", "circle"].includes(await this.screen()));
  }

  async takesSeat(how) {
    if (how) {
      const name = word(how);
      await until(`the choice “${name}”`, () => this.page.evaluate(chooses, name));
    }
    await this.press(word("arrival-take"));
  }

  screen() {
    return page(this).$eval("[data-screen]", (element) => element.dataset.screen).catch(() => null);
  }

  async sits() {
    await until(`${this.name}'s line stands`, async () => (await this.page.evaluate(() => window.walkMedia())).state === "connected");
    this.member = await this.page.evaluate(() => {
      const others = new Set(window.walkSlots().map((slot) => slot.member));
      return [...document.querySelectorAll("li.seat")].map((seat) => seat.dataset.member).find((member) => !others.has(member));
    });
  }

  async unmutes() {
    await this.press(word("control-mic-off-do"));
    await until(`${this.name}'s microphone is on`, () => this.has(word("control-mic-on-do")));
  }

  async has(name) {
    return (await this.page.$(`aria/${name}[role="button"]`)) !== null;
  }

  /** Looks for it anew where the room drew it anew between the look and the press. */
  async press(name) {
    for (;;) {
      const button = await until(`a button “${name}”`, () => this.page.$(`aria/${name}[role="button"]`).then((found) => found ?? this.byText(name)));
      try {
        return await button.click();
      } catch (error) {
        if (!error.message.includes("detached")) throw error;
      }
    }
  }

  /** WebDriver BiDi knows names of elements by their text too, where the accessibility tree is not to be had. */
  async byText(name) {
    const handle = await this.page.evaluateHandle(
      (name) => [...document.querySelectorAll("button, a.button")].find((one) => (one.getAttribute("aria-label") ?? one.textContent).trim() === name) ?? null,
      name,
    );
    return handle.asElement();
  }

  async leaves() {
    await this.context.close();
  }
}

const page = (fox) => fox.page;

/** Runs inside the page: presses the radio whose label begins with this name. */
function chooses(name) {
  const radio = [...document.querySelectorAll('input[type="radio"]')].find((one) => [...one.labels].some((label) => label.textContent.trim().startsWith(name)));
  radio?.click();
  return radio?.checked === true;
}
