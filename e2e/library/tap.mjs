// What a walk puts before the script of the worker of frames: it stands between the browser and the seal, where it can
// keep frames as they were before and after, give frames twice, or go around the seal altogether.

/** The worker's file. */
export const WORKER = /\/seal\.worker-[^/]*\.js$/;

/**
 * `keep`: the last frames that went out, plain and sealed. `twice`: every frame comes in twice. `bareOut`: what goes out is
 * not sealed. `bareIn`: what comes in goes to the decoder as it came.
 */
export function tap(mode) {
  return `(${insideTheWorker})(${JSON.stringify(mode)});`;
}

/** The frames this page let out last: `[{ kind, plain, sealed }]`, sealed `null` where nothing went out. */
export async function kept(page) {
  const frames = await page.evaluate(askTheWorker, "frames");
  const bytes = (text) => (text === null ? null : Buffer.from(text, "base64"));
  return frames.map(({ kind, plain, sealed }) => ({ kind, plain: bytes(plain), sealed: bytes(sealed) }));
}

/** How many frames given twice went through the seal twice. */
export function playedTwice(page) {
  return page.evaluate(askTheWorker, "twice");
}

function askTheWorker(what) {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel("walk-tap");
    channel.onmessage = ({ data }) => {
      if (!(what in data)) return;
      channel.close();
      resolve(data[what]);
    };
    channel.postMessage("tell");
  });
}

/** Runs inside the worker, before its own script. */
function insideTheWorker(mode) {
  const MOST = 400;
  const frames = [];
  let twice = 0;
  let theirs = null;
  const text = (bytes) => btoa(String.fromCharCode(...bytes));
  const copy = (frame) => new Uint8Array(frame.data.slice(0));

  const channel = new BroadcastChannel("walk-tap");
  channel.onmessage = ({ data }) => data === "tell" && channel.postMessage({ frames: frames.map(({ kind, plain, sealed }) => ({ kind, plain, sealed })), twice });

  Object.defineProperty(self, "onrtctransform", { set: (handler) => (theirs = handler), get: () => theirs });
  self.addEventListener("rtctransform", ({ transformer }) => {
    const { options } = transformer;
    if (mode === (options.way === "out" ? "bareOut" : "bareIn")) return void transformer.readable.pipeTo(transformer.writable);

    const before = new TransformStream({
      transform(frame, onwards) {
        if (mode === "keep" && options.way === "out") {
          frames.push({ frame, kind: options.kind, plain: text(copy(frame)), sealed: null });
          if (frames.length > MOST) frames.shift();
        }
        const again = mode === "twice" && options.way === "in" ? { again: true, data: frame.data.slice(0) } : null;
        onwards.enqueue(frame);
        if (again) onwards.enqueue(again);
      },
    });
    const after = new TransformStream({
      transform(frame, onwards) {
        if (frame.again) return void (twice += 1);
        const one = frames.findLast((kept) => kept.frame === frame);
        if (one) {
          one.sealed = text(copy(frame));
          one.frame = null;
        }
        onwards.enqueue(frame);
      },
    });
    void after.readable.pipeTo(transformer.writable).catch(() => {});
    theirs({
      transformer: {
        options,
        readable: transformer.readable.pipeThrough(before),
        writable: after.writable,
        sendKeyFrameRequest: transformer.sendKeyFrameRequest?.bind(transformer),
        generateKeyFrame: transformer.generateKeyFrame?.bind(transformer),
      },
    });
  });
}
