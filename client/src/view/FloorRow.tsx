// The row above the controls. Among columns it is where a thumb finds "You have the floor"; and on a phone, where an open
// chat or desk lies over the circle, it keeps in one line what must not be missed behind it.

import { leads } from "../state/select.ts";
import { useRoom, useWords } from "./context.ts";
import { FloorIsYours } from "./Floor.tsx";
import { GoOn } from "./GoOn.tsx";
import { Icon } from "./icons.tsx";

export function FloorRow({ columns }: { columns: boolean }) {
  const { panel, room } = useRoom().state.value;
  if (panel === "none") return columns ? <FloorIsYours /> : null;
  // The desk says it itself, at its foot.
  if (room?.hold != null) return panel === "desk" ? null : <OnHold card={room.hold} />;
  return <FloorIsYours />;
}

function OnHold({ card }: { card: string }) {
  const room = useRoom();
  const t = useWords();
  return (
    <section class="floor" data-card={card} aria-label={t("hold-on")}>
      <Icon name="pause" />
      <p>{t(`card-${card.replaceAll("_", "-")}`)}</p>
      {leads(room.state.value) && <div class="acts"><GoOn /></div>}
    </section>
  );
}
