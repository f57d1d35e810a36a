// The least a transform costs in a browser: a worker that hands every frame on as it came. A peer for the benchmark alone;
// the room has no such worker.

const world = self as unknown as { onrtctransform: ((event: { transformer: { readable: ReadableStream; writable: WritableStream } }) => void) | null };

world.onrtctransform = ({ transformer }) => {
  // The connection's end ends it.
  void transformer.readable.pipeTo(transformer.writable).catch(() => undefined);
};
