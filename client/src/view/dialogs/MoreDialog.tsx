// What is needed now and then: own picture, voice only, devices, keys, the light of the room.

import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon, type IconName } from "../icons.tsx";
import { isDark, setDark } from "../light.ts";

export function MoreDialog() {
  const room = useRoom();
  const t = useWords();
  const { selfView, media } = room.state.value;
  const row = (name: string, icon: IconName, word: string, act: () => void, note?: string) => (
    <li>
      <button type="button" class="button wide row" data-action={name} onClick={act}>
        <Icon name={icon} />
        <span>
          <b>{t(word)}</b>
          {note && <small>{t(note)}</small>}
        </span>
      </button>
    </li>
  );
  const andClose = (act: () => void) => () => {
    act();
    room.closeDialog();
  };
  return (
    <Dialog name="more" title={t("more-title")}>
      <ul class="choices">
        {selfView
          ? row("self-hide", "eye-off", "more-self-hide", andClose(() => room.showSelf(false)), "more-self-hide-note")
          : row("self-show", "eye", "more-self-show", andClose(() => room.showSelf(true)))}
        {media.voiceOnly
          ? row("pictures", "video", "more-pictures", andClose(() => room.setVoiceOnly(false)))
          : row("voice-only", "headphones", "more-voice-only", andClose(() => room.setVoiceOnly(true)), "more-voice-only-note")}
        {row("devices", "settings", "more-devices", () => room.open({ kind: "devices" }))}
        {row("light", "sun-moon", isDark() ? "more-light" : "more-dim", andClose(() => setDark(!isDark())))}
        {row("keys", "keyboard", "more-keys", () => room.open({ kind: "keys" }))}
      </ul>
    </Dialog>
  );
}
