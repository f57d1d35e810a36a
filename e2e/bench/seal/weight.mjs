// How many bytes the seal adds to a room: on the wire, and how much of it is the MLS library.
import { sealWeight } from "../../../client/build/bench.mjs";

export async function weight(figures) {
  const { files, limit, sealed, libraries } = await sealWeight();
  figures.part("Bytes of what a browser loads");
  for (const [name, { minified, gzip, brotli }] of Object.entries(files)) figures.add(`${name}, Brotli`, brotli, "bytes", { gzip, minified });
  for (const [name, { minified, brotli }] of Object.entries(libraries)) figures.add(`of seal.js, ${name}: what it adds, Brotli`, brotli, "bytes", { minified });
  figures.add("the room's first load with the seal, Brotli", sealed, "bytes", { goal: limit });
}
