// The worker that seals and opens frames, for both APIs: RTCRtpScriptTransform, whose lines arrive in an event, and the
// older createEncodedStreams, whose streams are handed over. One worker lives as long as the page, whatever becomes of
// its connections: a counter that began again under the same key would give the key away.

import type { FromWorker, Line, ToWorker } from "./sframe/messages.ts";
import { FrameWork, type Asks, type EncodedFrame } from "./sframe/work.ts";

/** What this file uses of a worker's world; the DOM's types know only the page's. */
interface Transformer {
  readable: ReadableStream<EncodedFrame>;
  writable: WritableStream<EncodedFrame>;
  options: Line;
  sendKeyFrameRequest?(): Promise<unknown>;
  generateKeyFrame?(rid?: string): Promise<unknown>;
}

const world = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  onrtctransform: ((event: { transformer: Transformer }) => void) | null;
};

const LOOK_MS = 1_000;
const work = new FrameWork(
  () => performance.now(),
  (message) => world.postMessage(message),
);
setInterval(() => work.look(), LOOK_MS);

world.onmessage = ({ data }) => {
  if (data.do === "streams") void run(data.of, data.readable as ReadableStream<EncodedFrame>, data.writable as WritableStream<EncodedFrame>, {});
  else work.hear(data);
};

world.onrtctransform = ({ transformer }) => {
  const asks: Asks = {};
  if (transformer.sendKeyFrameRequest) asks.requestKeyFrame = () => transformer.sendKeyFrameRequest?.();
  if (transformer.generateKeyFrame) asks.makeKeyFrame = () => transformer.generateKeyFrame?.();
  void run(transformer.options, transformer.readable, transformer.writable, asks);
};

/**
 * Read and written by hand, because a TransformStream between the two is one more queue and more promises for every
 * frame (`bench seal`, tiles).
 */
async function run(of: Line, readable: ReadableStream<EncodedFrame>, writable: WritableStream<EncodedFrame>, asks: Asks): Promise<void> {
  const turn = work.begin(of, asks);
  const [from, to] = [readable.getReader(), writable.getWriter()];
  try {
    for (;;) {
      const { done, value } = await from.read();
      if (done) break;
      const ready = turn(value);
      if (ready !== null) await to.write(ready);
    }
    await to.close();
  } catch (trouble) {
    // The stream ends with its connection; by an error or not, nothing more is to be done for this line.
    await from.cancel(trouble).catch(() => undefined);
  } finally {
    work.end(of.line);
  }
}
