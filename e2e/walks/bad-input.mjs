// What nobody should send: each wrong thing gets a clear answer, to its sender alone. No browser; a room of bots goes on meanwhile.
import { answersTheDoor, AT_THE_DOOR, signedIn } from "../library/callers.mjs";
import { rubbish, udpPorts } from "../library/datagrams.mjs";
import { openDemo } from "../library/demo.mjs";
import { Caller } from "../library/requests.mjs";
import { openSocket, PROTOCOL, socketStatus } from "../library/sockets.mjs";
import { must, until } from "../library/wait.mjs";
import { walk } from "../library/walk.mjs";

const FOREIGN = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
const equal = (is, should, what) => must(is === should, `${what} was ${is}, not ${should}`);

await walk("bad-input", async (walk) => {
  const demo = await openDemo(walk, { bots: 3 });
  await links(walk, demo);
  const anna = await signedIn(demo, "anna");
  const mara = await signedIn(demo, "mara");
  await forms(walk, demo, anna);
  await records(walk, demo, anna, mara);
  await sockets(walk, demo, anna);
  await messages(walk, demo, anna, mara);
  await over(walk, demo, anna, mara);
  await walk.check("the program is still running", () => must(demo.running, "it ended"));
  await walk.check("its log holds no panic and no word of anybody", () => {
    const told = demo.log.filter((line) => /panicked|Linden Street|anna@|Whyteleafe/i.test(line));
    must(told.length === 0, `the log says: ${told.slice(0, 3).join(" | ")}`);
  });
});

async function links(walk, demo) {
  const stranger = new Caller(demo.origin("sam"));
  await walk.check("an unknown sign-in link is answered kindly and signs nobody in", async () => {
    const path = `/sign-in/${"x".repeat(43)}`;
    for (const answer of [await stranger.get(path), await stranger.post(path)]) {
      must(answer.status >= 200 && answer.status < 500 && answer.status !== 303, `answered ${answer.status}`);
    }
    equal(stranger.cookies.size, 0, "the number of cookies");
  });
  await walk.check("looking at a link does not spend it, however often; pressing the button does, once", async () => {
    const link = demo.ready.sign_in.ben;
    const scanner = new Caller(demo.origin("ben"));
    for (let look = 0; look < 3; look += 1) equal((await scanner.get(link)).status, 200, "a look");
    equal(scanner.cookies.size, 0, "the number of cookies of a mail scanner");
    const ben = await signedIn(demo, "ben");
    equal((await ben.get("/today")).status, 200, "his day");
    const thief = new Caller(demo.origin("ben"));
    const second = await thief.post(link);
    must(second.status !== 303 || thief.cookies.size === 0, "the second use signed somebody in");
    equal(thief.cookies.size, 0, "the number of cookies of the second use");
    equal((await ben.get("/today")).status, 200, "his day, afterwards");
  });
  await walk.check("the cookie stays with this host, away from scripts and from other sites", async () => {
    const dana = new Caller(demo.origin("dana"));
    const answer = await dana.post(demo.ready.sign_in.dana);
    const cookie = answer.headers["set-cookie"]?.[0] ?? "";
    for (const part of [/^__Host-openchair=/, /; *Secure/i, /; *HttpOnly/i, /; *SameSite=(Lax|Strict)/i, /; *Path=\//i]) {
      must(part.test(cookie), `the cookie lacks ${part}`);
    }
    must(!/; *Domain=/i.test(cookie), "the cookie names a domain");
  });
}

async function forms(walk, demo, anna) {
  const door = `/sessions/${demo.session}/door`;
  await walk.check("a form from another website is not carried out", async () => {
    equal((await anna.post("/sign-out", {}, FOREIGN)).status, 403, "signing out from elsewhere");
    equal((await anna.post("/sign-out", {}, { origin: "https://elsewhere.example", "sec-fetch-site": null })).status, 403, "the same from an old browser");
    equal((await anna.post("/sign-out", {}, { origin: "null", "sec-fetch-site": null })).status, 403, "the same from nowhere");
    equal((await anna.get("/today")).status, 200, "her day, afterwards");
  });
  await walk.check("a door answered badly says which answer is missing, and keeps the others", async () => {
    const answer = await anna.post(door, { ...AT_THE_DOOR, alone: "perhaps" });
    must(answer.status === 422 || answer.status === 400 || answer.status === 200, `answered ${answer.status}`);
    must(answer.text.includes("12 Linden Street"), "the place she wrote is gone");
  });
  await walk.check("a form that is far too large is refused before it is read", async () => {
    const answer = await anna.post(door, { place: "x".repeat(3_000_000) }).catch((error) => ({ status: error.code }));
    must([413, "ECONNRESET", "EPIPE"].includes(answer.status), `answered ${answer.status}`);
  });
  await walk.check("bytes that are no form are refused", async () => {
    const answer = await anna.post(door, Buffer.from([0xff, 0xfe, 0x00, 0x25, 0x25]));
    must(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
  });
  await walk.check("another group's session and one that never was are the same to her", async () => {
    const never = "ses_00000000000000000000000000000000";
    for (const path of [`/sessions/${never}`, `/sessions/${never}/room`, `/sessions/ses_zzz`, "/groups/grp_00000000000000000000000000000000"]) {
      equal((await anna.get(path)).status, 404, path);
    }
  });
  await walk.check("who has not signed in is asked to, and learns nothing of the session", async () => {
    const sam = new Caller(demo.origin("sam"));
    for (const path of [`/sessions/${demo.session}`, `/sessions/${demo.session}/room`, "/today"]) {
      const answer = await sam.get(path);
      must([303, 401, 404].includes(answer.status), `${path} answered ${answer.status}`);
      must(!/Tuesday Evening/.test(answer.text), `${path} names the group`);
    }
  });
}

async function records(walk, demo, anna, mara) {
  const address = `/sessions/${demo.session}/checkins`;
  const id = (last) => `chk_${"0".repeat(31)}${last}`;
  const kept = async (who) => (await who.get("/own-record")).text.split('value="chk_').length - 1;
  await walk.check("a check-in that cannot be one is refused, and nothing is kept", async () => {
    for (const [fields, status] of [
      [{ id: id(1), number: "11", line: "" }, 400],
      [{ id: id(1), number: "5", line: "x".repeat(10_000) }, 400],
      [{ id: id(1), number: "", line: "" }, 400],
      [{ id: "chk_no", number: "5", line: "" }, 400],
      [{ id: id(1), number: "5", line: "x".repeat(100_000) }, 413],
    ]) {
      equal((await anna.post(address, fields)).status, status, `${JSON.stringify(fields).slice(0, 60)}`);
    }
    equal((await anna.post(address, { id: id(1), number: "5", line: "" }, FOREIGN)).status, 403, "the same from another website");
    equal(await kept(anna), 0, "the number of words in her record");
  });
  await walk.check("markup is shown as it was written, and asking twice keeps once", async () => {
    for (const line of ["<script>alert(1)</script>", "<script>alert(1)</script>", "Wendehals"]) {
      equal((await anna.post(address, { id: id(2), number: "5", line })).status, 204, "the answer");
    }
    const { text } = await anna.get("/own-record");
    equal(await kept(anna), 1, "the number of words in her record");
    must(!text.includes("<script>alert") && text.includes("alert(1)") && !text.includes("Wendehals"), "the record shows something else");
  });
  await walk.check("another person deletes nothing of hers, and learns nothing; another session is not found", async () => {
    const [hers, never] = [await mara.post("/own-record/delete", { checkin: id(2) }), await mara.post("/own-record/delete", { checkin: id(9) })];
    equal(JSON.stringify([hers.status, hers.text]), JSON.stringify([never.status, never.text]), "the answer to hers");
    equal((await mara.post("/own-record/delete-all")).status, 303, "deleting all of her own");
    equal(await kept(anna), 1, "the number of words in Anna's record");
    equal((await anna.post("/sessions/ses_00000000000000000000000000000000/checkins", { id: id(3), number: "5", line: "" })).status, 404, "another session");
    const sam = new Caller(demo.origin("sam"));
    equal((await sam.post(address, { id: id(3), number: "5", line: "" })).status, 404, "a stranger's");
    equal((await sam.get("/own-record")).status, 401, "a stranger's record");
  });
}

async function sockets(walk, demo, anna) {
  await walk.check("a socket from another website is refused", async () => {
    equal(await socketStatus(walk, demo, anna, { origin: "https://elsewhere.example" }), 403, "the foreign socket");
    equal(await socketStatus(walk, demo, anna, { origin: demo.origin("mara") }), 403, "a neighbour's socket");
  });
  await walk.check("a socket without a cookie, or with a wrong one, is refused", async () => {
    for (const cookie of [null, "__Host-openchair=", "__Host-openchair=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]) {
      const status = await socketStatus(walk, demo, anna, { cookie });
      must([401, 403, 404].includes(status), `it was answered ${status}`);
    }
  });
  await walk.check("a socket for a session that never was is not found", async () => {
    equal(await socketStatus(walk, demo, anna, { session: "ses_00000000000000000000000000000000" }), 404, "it");
  });
}

async function messages(walk, demo, anna, mara) {
  await answersTheDoor(demo, mara);
  const lead = await openSocket(walk, demo, mara);
  lead.hello();
  await walk.step("Mara is in the circle and hears the bots speak", async () => {
    await lead.hears("her circle", (said) => said.type === "room");
    await until("the bots to be let in", () => {
      const waiting = lead.view.desk?.waiting ?? [];
      if (waiting.length > 0) lead.say({ type: "admit_all", admissions: waiting.map(({ member }) => ({ member, token: "" })) });
      return lead.view.seats.filter((seat) => seat.presence === "here").length >= 4;
    });
    await lead.hears("somebody speak", (said) => said.type === "speaking" && said.members.length > 0);
  });

  const first = await openSocket(walk, demo, anna);
  await walk.check("before hello everything is refused, kindly", async () => {
    const re = first.say({ type: "pass_turn" });
    equal(await first.refusal(re), "hello_first", "the code");
  });
  await walk.check("another version of the wire is told to load the page again", async () => {
    first.hello("p1", PROTOCOL + 100);
    equal(await first.end(), "old_page", "the reason");
  });

  await answersTheDoor(demo, anna);
  const socket = await openSocket(walk, demo, anna);
  socket.hello("p2");
  await walk.step("Anna waits, and sees nobody", async () => {
    await socket.hears("waiting", (said) => said.type === "waiting");
  });
  await walk.check("from the waiting room nothing of the circle can be done", async () => {
    for (const message of [{ type: "content", body: "aGk" }, { type: "pass_floor" }, { type: "end_for_all" }, { type: "lock", locked: true }]) {
      const code = await socket.refusal(socket.say(message));
      must(["not_in_the_circle", "not_allowed"].includes(code), `${message.type} was refused with ${code}`);
    }
  });
  const wrong = {
    "text that is no JSON": "{ no",
    "an empty text": "",
    "an array": "[]",
    "a message of no known kind": '{"id":9,"message":{"type":"open_all_doors"}}',
    "a field nobody asked for": '{"id":9,"message":{"type":"lock","locked":true,"quietly":true}}',
    "an unknown signal": '{"id":9,"message":{"type":"tell_quietly","signal":"bored"}}',
    "a number where a word belongs": '{"id":9,"message":{"type":"ask_to_mute","member":7}}',
    "an id that is too large": '{"id":99999999999,"message":{"type":"ping"}}',
    "brackets a thousand deep": `{"id":9,"message":${"[".repeat(60_000)}${"]".repeat(60_000)}}`,
  };
  for (const [what, text] of Object.entries(wrong)) {
    await walk.check(`${what} is refused as malformed, and the socket stays`, async () => {
      const from = socket.heard.length;
      socket.raw(text);
      const { code } = await socket.hears("a refusal", (said) => said.type === "refused", from);
      must(["malformed", "too_fast"].includes(code), `the code was ${code}`);
    });
  }
  await walk.check("who is not a facilitator cannot let anybody in", async () => {
    const code = await socket.refusal(socket.say({ type: "admit", admission: { member: lead.heard.find((said) => said.type === "welcome").you, token: "" } }));
    must(["not_allowed", "not_in_the_circle", "not_found"].includes(code), `the code was ${code}`);
  });
  await walk.check("she is let in, and a bad offer is refused to her alone", async () => {
    const { you } = socket.heard.find((said) => said.type === "welcome");
    lead.say({ type: "admit", admission: { member: you, token: "" } });
    await socket.hears("the circle", (said) => said.type === "room");
    equal(await socket.refusal(socket.say({ type: "media_offer", sdp: "v=0\r\nrubbish", slots: [] })), "bad_offer", "the code");
  });
  await walk.check("content that is too large or no base64url is refused", async () => {
    must(["too_large", "malformed"].includes(await socket.refusal(socket.say({ type: "content", body: "A".repeat(20_000) }))), "large");
    must(["too_large", "malformed"].includes(await socket.refusal(socket.say({ type: "content", body: "no base64!" }))), "odd");
  });
  await walk.check("binary frames and texts beyond the limit end that socket alone", async () => {
    socket.raw(Buffer.alloc(300_000, 65));
    await until("the socket closes", () => socket.closed !== null || socket.heard.some((said) => said.type === "end"));
  });
  await walk.check("a flood from one person ends in “too fast”, and others do not notice", async () => {
    const flood = await openSocket(walk, demo, anna);
    flood.hello("p3");
    await flood.hears("welcome", (said) => said.type === "welcome");
    for (let count = 0; count < 3_000; count += 1) flood.raw('{"id":1,"message":{"type":"ping"}}');
    await until("an answer to the flood", () => flood.closed !== null || flood.heard.some((said) => said.code === "too_fast" || said.reason === "too_much"));
    flood.close();
    await goesOn(lead);
  });
  await walk.check("rubbish on the media port is not answered, and the bots are heard on", async () => {
    const ports = udpPorts(demo.program.pid);
    must(ports.length > 0, "the program has no media port");
    let answered = 0;
    for (const port of ports) answered += await rubbish(port, 5_000);
    equal(answered, 0, "the number of answers");
    await goesOn(lead);
  });
  await walk.check("a second page of one person takes the seat, and the older says so", async () => {
    const older = await openSocket(walk, demo, mara);
    older.hello("older");
    equal(await lead.end(), "taken_over", "the reason");
    await older.hears("the circle", (said) => said.type === "room");
    const newer = await openSocket(walk, demo, mara);
    newer.hello("newer");
    equal(await older.end(), "taken_over", "the reason");
    await newer.hears("the circle", (said) => said.type === "room");
    newer.close();
  });
}

async function over(walk, demo, anna, mara) {
  await walk.check("after the end nobody comes in, and everybody is told so kindly", async () => {
    const lead = await openSocket(walk, demo, mara);
    lead.hello();
    await lead.hears("the circle", (said) => said.type === "room");
    lead.say({ type: "end_for_all" });
    equal(await lead.end(), "session_over", "the reason");
    const page = await anna.get(`/sessions/${demo.session}/room`);
    must(page.status < 500 && /over/i.test(page.text + (page.headers.location ?? "")), `the room answered ${page.status}`);
    const status = await socketStatus(walk, demo, anna);
    if (status === 101) {
      const late = await openSocket(walk, demo, anna);
      late.hello();
      equal(await late.end(), "session_over", "the reason");
    } else {
      must(status >= 400 && status < 500, `the socket answered ${status}`);
    }
  });
}

/** Somebody is heard again in the circle after this moment. */
function goesOn(lead) {
  return lead.hears("somebody speak", (said) => said.type === "speaking" && said.members.length > 0, lead.heard.length);
}
