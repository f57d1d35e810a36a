// Who waits at the door, with what they said there: where they are and whether they are alone. One by one, or all.
// Who comes with another device than before is marked, before anybody admits them; whose device has not shown itself is not
// admitted yet, for nobody could see which one it is.

import type { RoomView, Waiting } from "../../protocol/wire.ts";
import { rowOf } from "../../seal/circle/view.ts";
import { maySpeak } from "../../state/select.ts";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

export function Door({ view, waiting }: { view: RoomView; waiting: readonly Waiting[] }) {
  const room = useRoom();
  const t = useWords();
  const desk = room.state.value.seal.view?.desk ?? null;
  // Of the device that asks to come in, whatever other one of theirs sits in the circle.
  const changed = (member: string) => rowOf(desk, member)?.standing === "changed";
  const shown = (member: string) => rowOf(desk, member) !== undefined;
  // As long as this device is not in itself, it sees nobody's: that says nothing of theirs.
  const sees = desk !== null && maySpeak(room.state.value.seal);
  return (
    <section aria-labelledby="desk-door">
      <h2 id="desk-door">{t("desk-door")}</h2>
      {waiting.length === 0 && <p class="empty">{t(view.locked ? "desk-locked" : "desk-door-empty")}</p>}
      {!sees && waiting.length > 0 && <p class="note">{t("refused-not-locked-in")}</p>}
      <ul class="waiting">
        {waiting.map((person) => (
          <li key={person.member} data-waiting={person.member} data-changed={changed(person.member)} data-device={shown(person.member)}>
            <p>
              <b>{person.alias}</b>
              {changed(person.member) && <span class="mark" data-mark="changed">{t("standing-changed")}</span>}
              <span class="mark">
                {person.place === "" ? t("desk-door-no-place") : person.place} · {t(person.alone ? "desk-door-alone" : "desk-door-not-alone")}
              </span>
              {sees && !shown(person.member) && <span class="mark">{t("desk-door-no-device")}</span>}
            </p>
            {changed(person.member) && (
              <button type="button" class="button small" data-action="codes" aria-label={t("codes-with", { name: person.alias })} onClick={() => room.open({ kind: "codes", member: person.member, device: rowOf(desk, person.member)?.device })}>{t("codes-do")}</button>
            )}
            <button type="button" class="button small first" data-action="admit" aria-disabled={!shown(person.member)} aria-label={t("desk-admit-name", { name: person.alias })} onClick={() => room.admit(person.member, rowOf(desk, person.member))}>
              {t("desk-admit")}
            </button>
          </li>
        ))}
      </ul>
      <div class="acts">
        {waiting.length > 1 && (
          <button type="button" class="button small" data-action="admit-all" onClick={() => room.admitAll(waiting.map(({ member }) => ({ member, shown: rowOf(desk, member) })))}>{t("desk-admit-all")}</button>
        )}
        <button type="button" class="button small quiet" data-action="lock" data-locked={view.locked} onClick={() => room.lock(!view.locked)}>
          <Icon name={view.locked ? "lock-open" : "lock"} />
          {t(view.locked ? "desk-unlock" : "desk-lock")}
        </button>
      </div>
    </section>
  );
}
