// A seat's emergency card: who they are, as a stranger at the emergency number will ask; how to send help to where they are
// now; then everything else.

import type { EmergencyCard } from "../../protocol/wire.ts";
import { Dialog } from "../Dialog.tsx";
import { useRoom, useWords } from "../context.ts";
import { Icon } from "../icons.tsx";

export function CardDialog() {
  const { card } = useRoom().state.value;
  const t = useWords();
  return (
    <Dialog name="card" title={t("card-title")}>
      {card === null ? <p role="status">{t("card-loading")}</p> : <Facts card={card} />}
    </Dialog>
  );
}

function Facts({ card }: { card: EmergencyCard }) {
  const t = useWords();
  const country = useRoom().words.country(card.country) ?? t("card-another-country");
  // A place is asked of everyone who comes to the door: without one, nothing was said today, and the card must not
  // state what nobody said.
  const saidToday = card.place !== "";
  const tel = (number: string) => <a href={`tel:${number.replace(/[^+\d]/g, "")}`}>{number}</a>;
  return (
    <dl class="facts" data-card-of={card.member}>
      <div><dt>{t("card-name")}</dt><dd><b class="legal-name">{card.legal_name}</b><br /><small>{t("card-alias", { name: card.alias })}</small></dd></div>
      <div class="first">
        <dt><Icon name="map-pin" /> {t("card-now")}</dt>
        {saidToday
          ? <dd><b>{card.place}</b> ({country})<br />{t(card.alone ? "card-alone" : "card-not-alone")}</dd>
          : <dd>{t("card-nothing-said", { country })}</dd>}
      </div>
      <div class="first">
        <dt><Icon name="phone" /> {t("card-emergency")}</dt>
        <dd><b>{tel(card.emergency_number)}</b></dd>
      </div>
      <div><dt>{t("card-phone")}</dt><dd>{tel(card.phone)} · {t(card.safe_to_ring ? "card-safe-to-ring" : "card-not-safe-to-ring")}</dd></div>
      <div><dt>{t("card-safe-channel")}</dt><dd>{saidToday ? card.safe_channel : t("card-channel-unknown")}</dd></div>
      <div><dt>{t("card-contact")}</dt><dd>{card.contact_name}{card.contact_relation && `, ${card.contact_relation}`}<br />{tel(card.contact_phone)}</dd></div>
    </dl>
  );
}
