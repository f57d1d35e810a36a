// The room and its words, for every component below App.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Room } from "../room/room.ts";
import type { Args } from "../words/words.ts";

const RoomContext = createContext<Room | null>(null);

export const RoomProvider = RoomContext.Provider;

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === null) throw new Error("drawn outside of a room");
  return room;
}

/** `t("floor-theirs", { name })` */
export function useWords(): (id: string, args?: Args) => string {
  const { words } = useRoom();
  return (id, args) => words.say(id, args);
}
