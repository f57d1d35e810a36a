// Who has said to be in which epoch of the circle, read from what one person's page was told. Every device says so of
// itself, signed, after each change of the keys (docs/e2ee.md, "Agreement"); nothing else in the room tells it as surely.

/** A statement `Agreed`: `{ circle, epoch, leaf, authenticator }`. */
export function readAgreed(text) {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.subarray(0, 4).toString("latin1") !== "OCE1") throw new Error("not a word about an epoch");
  return {
    circle: bytes.subarray(4, 20).toString("hex"),
    epoch: Number(bytes.readBigUInt64BE(20)),
    leaf: bytes.readUInt32BE(28),
    authenticator: bytes.subarray(32, 64).toString("hex"),
  };
}

/** The newest word of everybody, the watcher's own included: member to `{ circle, epoch, authenticator, at }`. */
export function words(watcher) {
  const said = new Map();
  for (const { way, said: frame, at } of watcher.frames) {
    if (way === "out" && frame.message.type === "seal" && frame.message.said.about === "agreed") {
      said.set(watcher.member, { ...readAgreed(frame.message.said.statement), at });
    } else if (way === "in" && frame.type === "seal" && frame.told.about === "agreed") {
      said.set(frame.told.member, { ...readAgreed(frame.told.statement), at });
    }
  }
  return said;
}

/** The epoch in which all of these are, by their own word; throws with who is elsewhere. `after`: only a later one will do. */
export function agreedEpoch(watcher, members, after = -1) {
  const all = words(watcher);
  const own = all.get(watcher.member);
  if (!own) throw new Error(`${watcher.name} is in no epoch`);
  const same = (word) => word?.circle === own.circle && word.epoch === own.epoch && word.authenticator === own.authenticator;
  const elsewhere = members.filter((member) => !same(all.get(member)));
  if (elsewhere.length > 0) throw new Error(`not in epoch ${own.epoch}: ${elsewhere.map((member) => `${member} (${all.get(member)?.epoch ?? "never"})`).join(", ")}`);
  if (own.epoch <= after) throw new Error(`still epoch ${own.epoch}`);
  return { epoch: own.epoch, at: Math.max(...members.map((member) => all.get(member).at)) };
}

/** When the watcher was told the commit that led into this epoch. */
export function committedAt(watcher, epoch) {
  const told = watcher.frames.findLast(({ way, said }) => way === "in" && said.type === "seal" && said.told.about === "commit" && said.told.epoch === epoch - 1);
  return told?.at ?? null;
}
