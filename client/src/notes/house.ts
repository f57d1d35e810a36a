// What the page of notes asks of the house, and what it is told. All of it is locked before it comes here, and opened after.

export interface VaultRow {
  id: string;
  generation: number;
  publicKey: string;
  privateKey: string;
  recovery: string;
  /** The key before, while notes are still being written anew. */
  previous: string | null;
  wraps: { passkey: string; wrap: string }[];
}

export interface NoteRow {
  id: string;
  version: number;
  generation: number;
  body: string;
}

export interface Standing {
  is: "resting" | "stopped" | "asked" | "due" | "released";
  day?: string;
}

export interface WillRow {
  heir: string;
  name: string;
  publicKey: string;
  pin: string;
  state: Standing;
  reason: string | null;
}

export interface State {
  vault: VaultRow | null;
  behind: number;
  mayWrite: boolean;
  passkeys: { id: string; name: string; credential: string }[];
  groups: { name: string; members: string[] }[];
  will: WillRow | null;
  colleagues: { vault: string; name: string; publicKey: string }[];
  left: { vault: string; name: string; state: Standing }[];
}

export interface Keys {
  publicKey: string;
  privateKey: string;
  recovery: string;
}

export type Wrap = { passkey: string; wrap: string };
export type Written = { done: true } | { otherwise: NoteRow } | { gone: true };

export type Why = "offline" | "signed-out" | "elsewhere" | "trouble";

/** The house could not, or would not. Nothing was changed. */
export class Refused extends Error {
  override name = "Refused";

  constructor(readonly why: Why) {
    super(why);
  }
}

export interface House {
  state(): Promise<State>;
  notes(): Promise<NoteRow[]>;
  begin(sent: Keys & { id: string; wrap: Wrap | null; proof: string }): Promise<void>;
  wrap(sent: { generation: number; wrap: Wrap; proof: string }): Promise<void>;
  recovery(sent: { generation: number; recovery: string; proof: string }): Promise<void>;
  write(sent: NoteRow & { proof: string }): Promise<Written>;
  delete(sent: { id: string; version: number; proof: string }): Promise<void>;
  renew(sent: Keys & { generation: number; previous: string; wraps: Wrap[]; proof: string; newProof: string }): Promise<void>;
  renewed(sent: { generation: number; proof: string }): Promise<void>;
  forget(): Promise<void>;
  name(sent: { heir: string; heirKey: string; generation: number; key: string; pin: string; proof: string }): Promise<void>;
  withdraw(): Promise<void>;
  stop(): Promise<void>;
  ask(sent: { vault: string; reason: string }): Promise<void>;
  left(vault: string): Promise<{ vault: string; generation: number; key: string; previous: string | null }>;
  leftNotes(vault: string): Promise<NoteRow[]>;
}

interface Page {
  notes: NoteRow[];
  more: boolean;
}

/** Over HTTP. */
export class HttpHouse implements House {
  state = (): Promise<State> => asked("GET", "/notes/vault");
  notes = (): Promise<NoteRow[]> => pages((behind) => asked("GET", `/notes/locked${behind === null ? "" : `?behind=${behind}`}`));
  begin = (sent: object): Promise<void> => asked("POST", "/notes/vault", sent);
  wrap = (sent: object): Promise<void> => asked("POST", "/notes/wrap", sent);
  recovery = (sent: object): Promise<void> => asked("POST", "/notes/recovery", sent);
  write = (sent: object): Promise<Written> => asked("POST", "/notes/write", sent);
  delete = (sent: object): Promise<void> => asked("POST", "/notes/delete", sent);
  renew = (sent: object): Promise<void> => asked("POST", "/notes/renew", sent);
  renewed = (sent: object): Promise<void> => asked("POST", "/notes/renewed", sent);
  forget = (): Promise<void> => asked("POST", "/notes/forget", {});
  name = (sent: object): Promise<void> => asked("POST", "/notes/will", sent);
  withdraw = (): Promise<void> => asked("POST", "/notes/will/withdraw", {});
  stop = (): Promise<void> => asked("POST", "/notes/will/stop", {});
  ask = (sent: object): Promise<void> => asked("POST", "/notes/left/ask", sent);
  left = (vault: string): Promise<{ vault: string; generation: number; key: string; previous: string | null }> => asked("POST", "/notes/left/open", { vault });
  leftNotes = (vault: string): Promise<NoteRow[]> => pages((behind) => asked("POST", "/notes/left/locked", { vault, behind }));
}

async function pages(ask: (behind: string | null) => Promise<Page>): Promise<NoteRow[]> {
  const all: NoteRow[] = [];
  for (;;) {
    const { notes, more } = await ask(all.at(-1)?.id ?? null);
    all.push(...notes);
    // A house that says "more" and gives nothing would be asked for ever.
    if (!more || notes.length === 0) return all;
  }
}

async function asked<T>(method: string, path: string, sent?: object): Promise<T> {
  let response: Response;
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  try {
    response = await fetch(path, { method, headers: { accept: "application/json", "content-type": "application/json" }, ...body });
  } catch {
    throw new Refused("offline");
  }
  if (response.status === 401) throw new Refused("signed-out");
  if (response.status === 409) throw new Refused("elsewhere");
  if (!response.ok) throw new Refused("trouble");
  return (response.status === 204 ? undefined : await response.json()) as T;
}
