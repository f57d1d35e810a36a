// Passkeys without hardware: Chromium's and Firefox's own authenticators in software, each asked in its own way.
import { createServer, connect } from "node:net";

const ABILITIES = {
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
};

/** Chromium's, for this person's page. It answers `prf`. */
export async function aKey(person) {
  const line = await person.context.newCDPSession(person.page);
  await line.send("WebAuthn.enable");
  const options = { ...ABILITIES, protocol: "ctap2", ctap2Version: "ctap2_1", hasPrf: true, automaticPresenceSimulation: true };
  let { authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    credentials: async () => (await line.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    verifiesNobody: () => line.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
    /** Another of the same make: one that failed to verify so often stays locked. */
    async anew() {
      await line.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
      ({ authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", { options }));
    },
    async holds(credential) {
      await line.send("WebAuthn.clearCredentials", { authenticatorId });
      if (credential) await line.send("WebAuthn.addCredential", { authenticatorId, credential });
    },
  };
}

/** What a Firefox must be started with to have one. */
export async function forFoxKey() {
  const port = await freePort();
  return {
    port,
    args: ["--marionette"],
    preferences: {
      "marionette.port": port,
      "security.webauth.webauthn_enable_softtoken": true,
      "security.webauth.webauthn_enable_usbtoken": false,
    },
  };
}

/** Firefox's: one for the whole browser, as it knows no other, over the debugger's older line. */
export async function aFoxKey(walk, { port }) {
  const line = await marionette(port);
  walk.closes(() => line.close());
  const { value: authenticatorId } = await line.ask("WebAuthn:AddVirtualAuthenticator", { ...ABILITIES, protocol: "ctap2_1", isUserConsenting: true });
  return {
    credentials: async () => (await line.ask("WebAuthn:GetCredentials", { authenticatorId })).value ?? [],
    verifies: (isUserVerified) => line.ask("WebAuthn:SetUserVerified", { authenticatorId, isUserVerified }),
  };
}

/** Speaks Firefox's own protocol: each message is its length, a colon and JSON. */
async function marionette(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let heard = Buffer.alloc(0);
  let asked = 0;
  await new Promise((greeted, failed) => {
    socket.once("error", failed);
    socket.on("data", (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      for (;;) {
        const colon = heard.indexOf(":");
        const end = colon + 1 + Number(heard.subarray(0, colon));
        if (colon < 0 || heard.length < end) return;
        const said = JSON.parse(heard.subarray(colon + 1, end));
        heard = heard.subarray(end);
        if (Array.isArray(said)) answer(said);
        else greeted();
      }
    });
  });
  function answer([, id, error, value]) {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(value);
  }
  return {
    ask: (name, parameters) =>
      new Promise((resolve, reject) => {
        waiting.set(++asked, { resolve, reject });
        const text = JSON.stringify([0, asked, name, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
