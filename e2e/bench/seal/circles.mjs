// Adding, following, coming in and coming back, in circles of three sizes.

const SIZES = [4, 12, 25];
const ROUNDS = 9;
const SHOWN = [
  ["add", "commit that adds one"],
  ["process", "process that commit"],
  ["join", "join by Welcome"],
  ["whole", "come in, all devices' work in a row"],
  ["rejoin: add", "commit of a reload (add and remove)"],
  ["rejoin: process", "process that commit"],
  ["rejoin: join", "rejoin by Welcome"],
  ["rejoin: whole", "come back, all devices' work in a row"],
];

/** `circleOf` runs in Node or in a page. */
export async function circles(figures, where, circleOf) {
  for (const members of SIZES) {
    const { circle, mls, bytes, bare } = await circleOf(members, ROUNDS);
    figures.part(`${where}, a circle of ${members}: milliseconds, medians of ${ROUNDS} with the middle half of them`);
    const signature = bare.sign.median + bare.verify.median;
    for (const [key, name] of SHOWN) {
      const { median, low, high, runs } = circle[key];
      const library = mls[key] && { "MLS library": round(mls[key].median) };
      figures.add(`${where} ${members}: ${name}`, median, "ms", { spread: [round(low), round(high)], runs, "signatures made and checked": round(median / signature), ...library });
    }
    figures.add(`${where} ${members}: bare Ed25519 signature made and checked`, signature, "ms", { made: round(bare.sign.median), checked: round(bare.verify.median) });
    figures.add(`${where} ${members}: bare X25519`, bare.agree.median, "ms");
    figures.add(`${where} ${members}: commit that adds one`, bytes.addCommit, "bytes", { "of a reload": bytes.rejoinCommit, welcome: bytes.welcome, "key package": bytes.keyPackage });
  }
}

const round = (value) => Number(value.toPrecision(3));
