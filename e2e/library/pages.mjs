// Every page there is, so that no walk forgets one. A new page adds its line here.

/** Pages anybody may open: under 60 KB on the wire. */
export const PUBLIC = [
  { name: "front", path: () => "/" },
  { name: "locked", path: () => "/locked" },
  { name: "groups", path: () => "/groups" },
  { name: "group", path: (demo) => `/groups/${demo.group}` },
  { name: "sign-in", path: () => "/sign-in" },
  { name: "sign-in-link", path: (demo) => new URL(demo.ready.sign_in.dana).pathname },
  { name: "sign-in-link-gone", path: () => `/sign-in/${"x".repeat(43)}` },
  { name: "mailbox", path: () => "/mailbox" },
  { name: "away", path: () => "/away" },
  { name: "not-found", path: () => "/no-such-page" },
];

/** Pages of somebody who is signed in. */
export const SIGNED_IN = [
  { name: "today", path: () => "/today" },
  { name: "own-record", path: () => "/own-record" },
  { name: "who-looked", path: () => "/who-looked" },
  { name: "alias", path: (demo) => `/groups/${demo.group}/alias` },
  { name: "agreement", path: (demo) => `/groups/${demo.group}/agreement` },
  { name: "agreement-copy", path: (demo) => `/groups/${demo.group}/agreement/copy` },
  { name: "agreement-edit", path: (demo) => `/groups/${demo.group}/agreement/edit` },
  { name: "agreement-who", path: (demo) => `/groups/${demo.group}/agreement/signed` },
  { name: "times", path: (demo) => `/groups/${demo.group}/times` },
  { name: "releases", path: (demo) => `/groups/${demo.group}/releases` },
  { name: "my-data", path: () => "/my-data" },
  { name: "devices", path: () => "/devices" },
  { name: "session", path: (demo) => `/sessions/${demo.session}` },
  { name: "door", path: (demo) => `/sessions/${demo.session}/door` },
  { name: "prepare", path: () => "/prepare" },
  { name: "session-prepare", path: (demo) => `/sessions/${demo.session}/prepare` },
  { name: "room", path: (demo) => `/sessions/${demo.session}/room` },
  { name: "not-found-signed-in", path: () => "/groups/grp_00000000000000000000000000000000" },
];

export const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };
export const THEMES = ["light", "dark"];
