// A wire between one person's browser and the server that can be cut, as a sleeping telephone cuts it: every connection
// of theirs ends, and no new one is made until it is mended.
import { connect, createServer } from "node:net";

/** `flag` goes to the browser, which then reaches that person's host through here. */
export async function openWire(walk, demo, name) {
  const open = new Set();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(demo.port, "127.0.0.1");
    for (const [end, other] of [[near, far], [far, near]]) {
      open.add(end);
      end.on("error", () => other.destroy());
      end.on("close", () => open.delete(end) && other.destroy());
      end.pipe(other);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    whole = false;
    for (const end of open) end.destroy();
  };
  walk.closes(() => {
    cut();
    server.close();
  });
  const host = `${name}.localhost:${demo.port}`;
  return { cut, mend: () => (whole = true), flag: `--host-resolver-rules=MAP ${host} 127.0.0.1:${server.address().port}` };
}
