// Twelve people in one circle: three in Chromium, one in Firefox, eight bots of whom three live in processes of their own.
import { agreedEpoch, committedAt, words } from "../../library/agreement.mjs";
import { openBots } from "../../library/bots.mjs";
import { openFirefox } from "../../library/browsers.mjs";
import { visit } from "../../library/foxes.mjs";
import { countsLosses, hearsAgain, losses } from "../../library/losses.mjs";
import { arrive } from "../../library/people.mjs";
import { admits, comesBack, named, sits, takeSeat, unmutes } from "../../library/room.mjs";
import { until } from "../../library/wait.mjs";
import { word } from "../../library/words.mjs";

export const CHROMIUM = ["mara", "anna", "ben"];
export const FIREFOX = "chidi";
export const LONE_BOTS = ["ida", "jonas", "kofi"];
const CHOIR = ["dana", "eli", "farah", "gita", "hugo"];

/**
 * A machine of two cores that plays four browsers draws pictures in none of them: what is lost here is to be lost by the keys, and
 * not by the fight for a core. Pictures are sealed in `first-evening`, `sealed-attacks` and `sealed-canary`.
 */
const VOICE_ONLY = new Set(["mara", "anna", "ben", FIREFOX]);

const choiceOf = (name) => (VOICE_ONLY.has(name) ? "choice-voice" : "choice-picture");

const capital = (name) => name[0].toUpperCase() + name.slice(1);

export class Evening {
  pages = {};
  lone = {};
  /** Who sits in the circle now, by name. */
  seated = new Set();
  /** Milliseconds from each commit to the last word of all, and of every loss of a steady voice during each act. */
  agreeing = [];
  lost = [];

  constructor(walk, demo, browser) {
    Object.assign(this, { walk, demo, browser });
  }

  member(name) {
    return this.demo.ready.members[name];
  }

  /** Somebody in Chromium who does nothing now, and sees what happens. */
  watcher(busy) {
    return Object.values(this.pages).find((person) => person.name !== busy && this.seated.has(person.name) && person !== this.fox);
  }

  get mara() {
    return this.pages.mara;
  }

  async maraOpens() {
    this.pages.mara = await arrive(this.walk, this.demo, this.browser, "mara");
    await this.mara.comeToTheRoom();
    await takeSeat(this.mara, choiceOf("mara"));
    await sits(this.mara);
    await countsLosses(this.mara.page);
    this.seated.add("mara");
  }

  async comesInChromium(name) {
    const person = await arrive(this.walk, this.demo, this.browser, name);
    this.pages[name] = person;
    await person.comeToTheRoom();
    await takeSeat(person, choiceOf(name));
    await admits(this.mara, capital(name));
    await this.settles(person);
  }

  /** In the circle again, with a microphone that is on. */
  async settles(person) {
    await sits(person);
    if (named(person.view, capital(person.name)).media.microphone !== "on") await unmutes(person);
    await countsLosses(person.page);
    this.seated.add(person.name);
  }

  async comesInFirefox() {
    const firefox = await openFirefox(this.walk);
    this.fox = await visit(this.walk, this.demo, firefox, FIREFOX);
    this.pages[FIREFOX] = this.fox;
    await this.fox.comesToTheDoor(choiceOf(FIREFOX));
    await admits(this.mara, capital(FIREFOX));
    await this.foxSettles();
  }

  async foxSettles() {
    await this.fox.sits();
    // After a reload a page comes back as its person was.
    const on = await until("Firefox's microphone", async () => ((await this.fox.has(word("control-mic-on-do"))) && "on") || ((await this.fox.has(word("control-mic-off-do"))) && "off"));
    if (on === "off") await this.fox.unmutes();
    this.seated.add(FIREFOX);
  }

  async botsCome() {
    this.choir = await openBots(this.walk, this.demo, CHOIR, { hear: false });
    for (const name of LONE_BOTS) this.lone[name] = await openBots(this.walk, this.demo, [name], { hear: name === LONE_BOTS[0] });
    for (const name of [...CHOIR, ...LONE_BOTS]) {
      await admits(this.mara, capital(name));
      this.seated.add(name);
    }
  }

  /** Lets in whoever was gone for so long that they stand at the door again. */
  async isLetIn(name) {
    const { mara } = this;
    const member = this.member(name);
    const waits = () => mara.view.desk.waiting.some((one) => one.member === member);
    const here = () => mara.view.seats.some((seat) => seat.member === member && seat.presence === "here");
    await until(`${name} is at the door or in the circle`, () => waits() || here());
    if (waits()) await admits(mara, capital(name));
  }

  /** Carries out one act and waits until everybody who sits there is in the same new epoch, by their own signed word. */
  async act({ does, who }) {
    const before = words(this.watcher(who)).get(this.watcher(who).member).epoch;
    for (const name of CHROMIUM) await losses(this.pages[name].page);
    const says = await this[does](who, before);
    const agreed = await this.agree(who, before);
    const lost = await this.longestLosses(who);
    // Who was away is heard by all before the next act begins: their own absence is nobody's loss.
    if (this.pages[who]) for (const person of this.steady(who)) await hearsAgain(person, this.member(who));
    return [says, `epoch ${agreed.epoch}, ${agreed.ms} ms after its commit`, lost.length > 0 && `longest losses of a steady voice: ${lost.map(({ ms, ears, voice }) => `${ms} ms (${ears} of ${voice})`).join(", ")}`].filter(Boolean).join("; ");
  }

  /** `ms` is from the commit's arrival at the watcher to the last word of all. */
  async agree(busy, before) {
    const watcher = this.watcher(busy);
    const members = [...this.seated].map((name) => this.member(name));
    const { epoch, at } = await until(`all ${members.length} are in one epoch`, () => agreedEpoch(watcher, members, before));
    const committed = committedAt(watcher, epoch);
    const ms = committed === null ? 0 : Math.round(Math.max(0, at - committed));
    this.agreeing.push(ms);
    return { epoch, ms };
  }

  /** Those in Chromium who only sit there. Firefox takes so long to answer what is asked here that asking would be the loss. */
  steady(busy) {
    return CHROMIUM.map((name) => this.pages[name]).filter((person) => person !== undefined && person.name !== busy && this.seated.has(person.name));
  }

  /** The three longest, among those with a page who only sat there: their voices never pause. Empty when there are fewer than two. */
  async longestLosses(busy) {
    const voices = [...this.steady(busy), ...(this.fox && busy !== FIREFOX ? [this.fox] : [])];
    const all = [];
    for (const person of this.steady(busy)) {
      const of = await losses(person.page);
      for (const other of voices) if (of.has(this.member(other.name))) all.push({ ms: of.get(this.member(other.name)), ears: person.name, voice: other.name });
    }
    all.sort((a, b) => b.ms - a.ms);
    this.lost.push(...all.map((one) => one.ms));
    return all.slice(0, 3);
  }

  async reloads(who) {
    const person = this.pages[who];
    if (person === this.fox) {
      await person.page.reload();
      await this.foxIsBack();
      return this.foxSettles();
    }
    person.frames.length = 0;
    await person.page.reload();
    await comesBack(person);
    await this.settles(person);
  }

  async steps_out(who, before) {
    const person = this.pages[who];
    this.seated.delete(who);
    await this.stepOut(person);
    const { epoch } = await this.agree(who, before);
    if (person === this.fox) {
      await person.press(word("ended-come-back"));
      await this.foxIsBack();
      await this.foxSettles();
    } else {
      person.frames.length = 0;
      await person.press(word("ended-come-back"));
      await comesBack(person, choiceOf(who));
      await this.settles(person);
    }
    return `without them epoch ${epoch}`;
  }

  /** Where the page asks, the person presses "Take your seat" again. */
  async foxIsBack() {
    await until("Firefox is back", async () => {
      if (await this.fox.has(word("arrival-take"))) await this.fox.takesSeat(choiceOf(FIREFOX));
      return (await this.fox.screen()) === "circle";
    });
  }

  async stepOut(person) {
    await person.press(word("control-step-out"));
    if (person === this.fox) await person.press(word("step-out-do"));
    else await person.press(word("step-out-do"), person.page.getByRole("dialog"));
    await this.mara.sees(`${person.name} stepped out`, (view) => named(view, capital(person.name)).presence === "stepped_out");
  }

  async drops(who) {
    this.lone[who].drop();
    this.lone[who].begin();
    await until(`${who} is back`, () => this.lone[who].seated === 1);
  }

  async is_lost(who, before) {
    this.lone[who].drop();
    this.seated.delete(who);
    const { epoch } = await this.agree(who, before);
    this.lone[who].begin();
    await this.isLetIn(who);
    await until(`${who} is back`, () => this.lone[who].seated === 1);
    this.seated.add(who);
    return `without them epoch ${epoch}`;
  }
}
