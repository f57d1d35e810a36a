// People of the cast without a browser: they sign in by their link, answer the door, and ask for pages.
import { Caller } from "./requests.mjs";
import { must } from "./wait.mjs";

/** Signs `name` in with the link the demo printed. */
export async function signedIn(demo, name) {
  const caller = new Caller(demo.origin(name));
  const answer = await caller.post(demo.ready.sign_in[name]);
  must(answer.status === 303, `signing ${name} in answered ${answer.status}`);
  must(caller.cookies.size === 1, `signing ${name} in set ${caller.cookies.size} cookies`);
  return caller;
}

export const AT_THE_DOOR = { place: "12 Linden Street, Bremen", country: "DE", alone: "yes", channel: "text" };

export async function answersTheDoor(demo, caller, answers = AT_THE_DOOR) {
  const answer = await caller.post(`/sessions/${demo.session}/door`, answers);
  must(answer.status === 303, `the door answered ${answer.status}`);
  return answer;
}
