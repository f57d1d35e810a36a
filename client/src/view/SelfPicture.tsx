// The own picture, mirrored as in a mirror; small, and only for oneself.

import { useWords, useRoom } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Picture } from "./Picture.tsx";

export function SelfPicture({ label, hiddenWord }: { label: string; hiddenWord: string }) {
  const room = useRoom();
  const t = useWords();
  const stream = room.media.own.value;
  const shown = room.state.value.selfView && stream !== null;
  return (
    <div class="face own" data-self={shown ? "shown" : "hidden"}>
      {shown ? <Picture stream={stream} label={t(label)} mirrored /> : (
        <p class="no-picture">
          <Icon name="video-off" />
          <span>{t(stream === null ? hiddenWord : "self-hidden")}</span>
        </p>
      )}
    </div>
  );
}
