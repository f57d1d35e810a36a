// How many bytes a page costs on the wire, on an empty cache: headers and bodies as they came, compressed.

/** Loads an address in a fresh page of `context` and returns the bytes and the largest of its requests. */
export async function weigh(context, address) {
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const names = new Map();
  const bytes = new Map();
  await wire.send("Network.enable");
  await wire.send("Network.setCacheDisabled", { cacheDisabled: true });
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => names.set(requestId, request.url));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  await page.goto(address, { waitUntil: "networkidle" });
  await page.close();
  const total = [...bytes.values()].reduce((sum, one) => sum + one, 0);
  const parts = [...bytes].sort((a, b) => b[1] - a[1]).map(([id, size]) => `${new URL(names.get(id)).pathname} ${size}`);
  return { total, parts };
}
