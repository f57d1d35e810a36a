// One seat: a picture, an initial, or an empty chair; a name; and in words whatever a colour or an icon says.

import { useComputed } from "@preact/signals";
import type { RoomView, Seat } from "../protocol/wire.ts";
import { checkinOf, handPlace, isHere, leads, marksOf, mayPlay, type Mark } from "../state/select.ts";
import { sealMark } from "../state/seal.ts";
import { useRoom, useWords } from "./context.ts";
import type { Place } from "./geometry.ts";
import { CheckinChip } from "./CheckinChip.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { Picture } from "./Picture.tsx";

export function SeatView({ seat, view, place, width }: { seat: Seat; view: RoomView; place: Place | null; width: number | null }) {
  const room = useRoom();
  const t = useWords();
  const speaking = useComputed(() => room.state.value.speaking.includes(seat.member)).value;
  const { you, hands, media, line } = room.state.value;
  const mine = seat.member === you?.member;
  const here = isHere(seat);
  const marks: Mark[] = marksOf(seat, view);
  const ownLost = mine && (line === "lost" || media.link === "lost");
  const seal = sealMark(room.state.value, seat);
  const plays = mine || mayPlay(room.state.value.seal, seat.member);
  const hand = handPlace(hands, seat.member);
  const checkin = checkinOf(room.state.value, seat.member);
  const beside = marks.filter((mark) => BESIDE_NAME.includes(mark));
  const name = here ? seat.alias : t("chair-of", { name: seat.alias });
  // Physical left and top on purpose: the circle is the same for everyone; see geometry.ts.
  const style = place && width !== null ? { left: `${place.x}px`, top: `${place.y}px`, width: `${width}px` } : undefined;
  return (
    <li
      class="seat"
      style={style}
      data-member={seat.member}
      data-seat={seat.seat}
      data-presence={seat.presence}
      data-role={seat.role}
      data-mine={mine}
      data-speaking={speaking && here && plays}
      data-seal={seal}
      data-floor={marks.includes("floor")}
      data-microphone={seat.media.microphone}
      data-camera={seat.media.camera}
    >
      <div class="face">
        <Face seat={seat} mine={mine} plays={plays} />
        <div class="on-face">
          {checkin !== undefined && here && <CheckinChip member={seat.member} name={seat.alias} words={checkin} />}
          {(marks.includes("muted") || marks.includes("listening")) && <Chip icon="mic-off" word={t(marks.includes("muted") ? "mark-muted" : "mark-listening")} />}
          {(seat.presence === "reconnecting" || ownLost) && <Chip icon="wifi-off" word={t(ownLost ? "mark-own-reconnecting" : "mark-reconnecting")} />}
          {width !== null && width < NARROW && beside.map((mark) => <Chip key={mark} mark={mark} icon={mark === "floor" ? "leaf" : null} word={t(`mark-${mark}`)} />)}
          {seal !== null && <Chip icon={seal === "changed" ? "lock" : "lock-open"} word={t(`mark-${seal}`)} />}
          {seat.presence === "page_hidden" && <Chip icon="eye-off" word={t("mark-page-hidden")} />}
        </div>
        {hand > 0 && (
          <span class="hand" data-place={hand}>
            <Icon name="hand" />
            <span aria-hidden="true">{hand}</span>
            <span class="said">{t("mark-hand-place", { place: hand })}</span>
          </span>
        )}
        {(leads(room.state.value) || here) && !mine && (
          <button type="button" class="seat-menu" data-action="seat-menu" aria-label={t("seat-menu", { name: seat.alias })} onClick={() => room.open({ kind: "seat", member: seat.member })}>
            <Icon name="ellipsis" />
          </button>
        )}
      </div>
      <p class="name">
        <b>{name}</b>
        {mine && <span class="mark">{t("you")}</span>}
        {(width === null || width >= NARROW) && beside.map((mark) => (
          <span key={mark} class="mark" data-mark={mark}>
            {mark === "floor" && <Icon name="leaf" />}
            {t(`mark-${mark}`)}
          </span>
        ))}
        {speaking && here && plays && <span class="said">{t("seat-speaking")}</span>}
      </p>
    </li>
  );
}

/** These stand beside the name; what is on or off stands on the picture itself. */
const BESIDE_NAME: readonly Mark[] = ["facilitator", "observer", "floor"];
/** Narrower than this, a name fills its line, and the marks move onto the picture. */
const NARROW = 150;

function Face({ seat, mine, plays }: { seat: Seat; mine: boolean; plays: boolean }) {
  const room = useRoom();
  const t = useWords();
  const { selfView, media } = room.state.value;
  if (!isHere(seat)) {
    return (
      <p class="no-picture">
        <Icon name="armchair" />
        <span class="mark">{t(seat.presence === "absent" ? "mark-absent" : "mark-stepped-out")}</span>
      </p>
    );
  }
  const stream = mine ? room.media.own.value : room.media.pictures.value.get(seat.member);
  const on = mine ? media.camera === "on" : seat.media.camera === "on" && !media.voiceOnly;
  if (mine && on && !selfView) {
    return (
      <p class="no-picture">
        <span>{t("self-hidden")}</span>
        <button type="button" class="as-link" onClick={() => room.showSelf(true)}>{t("self-show")}</button>
      </p>
    );
  }
  if (on && stream && plays) return <Picture stream={stream} mirrored={mine} />;
  return (
    <p class="no-picture">
      <span class="initial" aria-hidden="true">{[...seat.alias][0]}</span>
      {seat.media.camera !== "on" && <span class="said">{t("mark-camera-off")}</span>}
    </p>
  );
}

function Chip({ icon, word, mark }: { icon: IconName | null; word: string; mark?: Mark }) {
  return (
    <span class="chip" data-mark={mark}>
      {icon && <Icon name={icon} />}
      {word}
    </span>
  );
}
