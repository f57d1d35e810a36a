// One person's picture. Always muted: voices play through elements of their own; see media/voices.ts.

import { useEffect, useRef } from "preact/hooks";

export function Picture({ stream, label, mirrored = false }: { stream: MediaStream; label?: string; mirrored?: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || element.srcObject === stream) return;
    element.srcObject = stream;
    // A phone that saves its battery may hold a picture back; the name and the voice are there without it.
    element.play().catch(() => undefined);
  }, [stream]);
  return (
    <video
      ref={video}
      class={mirrored ? "mirrored" : undefined}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      {...(label ? { "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
