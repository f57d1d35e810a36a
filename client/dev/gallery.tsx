// One scene of the gallery: the real room with a painted circle and a server of its own.

import { draw } from "../src/entry/draw.tsx";
import { readConfig } from "../src/entry/config.ts";
import { Room } from "../src/room/room.ts";
import { recallLight } from "../src/view/light.ts";
import { Words } from "../src/words/words.ts";
import { BrowserMedia } from "../src/media/browser.ts";
import { fakeSeal } from "./fakeSeal.ts";
import { FakeMedia } from "./fakeMedia.ts";
import { FakeSocket } from "./fakeServer.ts";
import { FakeSfu } from "./fakeSfu.ts";
import { painted } from "./seals.ts";
import { memberOf, SCENES, type Scene } from "./scenes.ts";

const name = location.pathname.split("/").pop() ?? "";
const make = SCENES[name];
if (make) void play(make());
else list();

async function play(scene: Scene): Promise<void> {
  recallLight();
  const you = memberOf(scene.as);
  const role = scene.view?.seats.find((seat) => seat.member === you)?.role ?? "member";
  const config = readConfig(JSON.stringify({
    session: "ses_gallery", groupId: "grp_gallery", socket: "/socket", you: { member: you, alias: scene.as, role }, group: "Tuesday Evening", practice: "Linden House",
    country: "DE", countryName: "Germany", language: "en", zone: scene.zone ?? "", demo: scene.demo ?? false, startMuted: scene.muted ?? false,
    urls: { today: "/today", prepare: "/prepare", away: location.pathname, locked: "/locked" },
    helplines: [
      { name: "Emergency", number: "112", kind: "emergency", note: "police, fire, ambulance" },
      { name: "TelefonSeelsorge", number: "0800 111 0 111", kind: "helpline", note: "free, day and night" },
      { name: "Hilfetelefon Gewalt gegen Frauen", number: "116 016", kind: "helpline", note: "free, day and night" },
    ],
  }));
  let server: FakeSocket | null = null;
  const sfu = scene.realMedia ? new FakeSfu() : null;
  const seatNumber = scene.view?.seats.findIndex((seat) => seat.member === you) ?? 1;
  const room = new Room({
    config,
    words: new Words(config.language, config.zone),
    media: (events) => scene.realMedia ? new BrowserMedia(events, config.levels) : new FakeMedia(events, scene.trouble ?? null, seatNumber),
    seal: fakeSeal(() => painted(scene.view, scene.seal), scene.unsealable ? "none" : "script"),
    ask: async () => new Response(null, { status: scene.keeps ?? 503 }),
    openSocket: () => {
      const socket = new FakeSocket(you, scene.view, scene.waiting ?? { here: true, locked: false });
      socket.sfu = sfu;
      Object.assign(globalThis, { server: socket });
      return (server = socket) as unknown as WebSocket;
    },
  });
  draw(room);
  if (scene.seated) {
    await room.takeSeat({ microphone: true, camera: true, muted: scene.muted ?? false, voiceOnly: false });
    await new Promise((done) => setTimeout(done, 80));
  }
  scene.then?.(room, server as unknown as FakeSocket);
  Object.assign(globalThis, { room, sfu });
}

function list(): void {
  const root = document.querySelector("#room");
  const items = Object.keys(SCENES).map((scene) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/${scene}`;
    link.textContent = scene;
    item.append(link);
    return item;
  });
  const ol = document.createElement("ol");
  ol.append(...items);
  root?.append(ol);
}
