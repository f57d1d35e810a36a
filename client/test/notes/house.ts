// A house for tests: keeps what it is sent, as the true one does, and writes down every byte that reached it.
import { Refused, type House, type Keys, type NoteRow, type State, type Wrap, type Written } from "../../src/notes/house.ts";

interface Kept {
  state: State;
  notes: Map<string, NoteRow>;
  proof: string;
}

export class Practice {
  readonly people = new Map<string, Kept>();
  /** Everything that was sent, by anybody. */
  sent = "";

  person(name: string): FakeHouse {
    this.people.set(name, { state: empty(), notes: new Map(), proof: "" });
    return new FakeHouse(this, name);
  }

  owner(vault: string): [string, Kept] {
    const found = [...this.people].find(([, one]) => one.state.vault?.id === vault);
    if (!found) throw new Refused("trouble");
    return found;
  }
}

function empty(): State {
  const groups = [{ name: "Tuesday Evening", members: ["Anna", "Ben"] }];
  return { vault: null, behind: 0, mayWrite: true, passkeys: [{ id: "pky_1", name: "My phone", credential: "AAAA" }], groups, will: null, colleagues: [], left: [] };
}

export class FakeHouse implements House {
  constructor(
    readonly practice: Practice,
    readonly name_: string,
  ) {}

  get kept(): Kept {
    const kept = this.practice.people.get(this.name_);
    if (!kept) throw new Error("nobody");
    return kept;
  }

  async state(): Promise<State> {
    const { kept, practice } = this;
    kept.state.behind = [...kept.notes.values()].filter((one) => one.generation < (kept.state.vault?.generation ?? 0)).length;
    kept.state.colleagues = [...practice.people].flatMap(([name, { state }]) => (state.vault && name !== this.name_ ? [{ vault: state.vault.id, name, publicKey: state.vault.publicKey }] : []));
    const left = [...practice.people].flatMap(([name, { state }]) => (state.vault && state.will?.heir === kept.state.vault?.id ? [{ vault: state.vault.id, name, state: state.will?.state ?? { is: "resting" as const } }] : []));
    return structuredClone({ ...kept.state, left });
  }

  async notes(): Promise<NoteRow[]> {
    return structuredClone([...this.kept.notes.values()]);
  }

  async begin(sent: Keys & { id: string; wrap: Wrap | null; proof: string }): Promise<void> {
    this.#heard(sent);
    if (this.kept.state.vault !== null) throw new Refused("elsewhere");
    const { publicKey, privateKey, recovery } = sent;
    this.kept.state.vault = { id: sent.id, generation: 1, publicKey, privateKey, recovery, previous: null, wraps: sent.wrap ? [sent.wrap] : [] };
    this.kept.proof = sent.proof;
  }

  async wrap(sent: { generation: number; wrap: Wrap; proof: string }): Promise<void> {
    this.#heard(sent);
    const vault = this.#opened(sent);
    vault.wraps = [...vault.wraps.filter((one) => one.passkey !== sent.wrap.passkey), sent.wrap];
  }

  async recovery(sent: { generation: number; recovery: string; proof: string }): Promise<void> {
    this.#heard(sent);
    this.#opened(sent).recovery = sent.recovery;
  }

  async write(sent: NoteRow & { proof: string }): Promise<Written> {
    this.#heard(sent);
    const vault = this.#opened(sent);
    if (vault.generation !== sent.generation) throw new Refused("elsewhere");
    const before = this.kept.notes.get(sent.id);
    if (sent.version === 1 ? before !== undefined : before?.version !== sent.version - 1) return before ? { otherwise: structuredClone(before) } : { gone: true };
    const { id, version, generation, body } = sent;
    this.kept.notes.set(id, { id, version, generation, body });
    return { done: true };
  }

  async delete(sent: { id: string; version: number; proof: string }): Promise<void> {
    this.#opened(sent);
    if (this.kept.notes.get(sent.id)?.version !== sent.version) throw new Refused("elsewhere");
    this.kept.notes.delete(sent.id);
  }

  async renew(sent: Keys & { generation: number; previous: string; wraps: Wrap[]; proof: string; newProof: string }): Promise<void> {
    this.#heard(sent);
    const vault = this.#opened(sent);
    if (vault.previous !== null) throw new Refused("elsewhere");
    const { publicKey, privateKey, recovery, previous, wraps } = sent;
    Object.assign(vault, { publicKey, privateKey, recovery, previous, wraps, generation: vault.generation + 1 });
    this.kept.proof = sent.newProof;
    this.kept.state.will = null;
  }

  async renewed(sent: { generation: number; proof: string }): Promise<void> {
    const vault = this.#opened(sent);
    if ([...this.kept.notes.values()].some((one) => one.generation < vault.generation)) throw new Refused("elsewhere");
    vault.previous = null;
  }

  async forget(): Promise<void> {
    this.kept.state.vault = null;
    this.kept.notes.clear();
  }

  async name(sent: { heir: string; heirKey: string; generation: number; key: string; pin: string; proof: string }): Promise<void> {
    this.#heard(sent);
    this.#opened(sent);
    const [name] = this.practice.owner(sent.heir);
    this.kept.state.will = { heir: sent.heir, name, publicKey: sent.heirKey, pin: sent.pin, state: { is: "resting" }, reason: null };
    this.willKey = sent.key;
  }

  willKey = "";

  async withdraw(): Promise<void> {
    this.kept.state.will = null;
  }

  async stop(): Promise<void> {
    if (this.kept.state.will) this.kept.state.will.state = { is: "stopped" };
  }

  async ask(sent: { vault: string; reason: string }): Promise<void> {
    const [, kept] = this.practice.owner(sent.vault);
    if (kept.state.will) Object.assign(kept.state.will, { state: { is: "asked" }, reason: sent.reason });
  }

  /** The wait is the house's to keep, and tested there. */
  keys = new Map<string, string>();

  async left(vault: string): Promise<{ vault: string; generation: number; key: string; previous: string | null }> {
    const [, kept] = this.practice.owner(vault);
    return { vault, generation: kept.state.vault?.generation ?? 0, key: this.keys.get(vault) ?? "", previous: kept.state.vault?.previous ?? null };
  }

  async leftNotes(vault: string): Promise<NoteRow[]> {
    return structuredClone([...this.practice.owner(vault)[1].notes.values()]);
  }

  #heard(sent: object): void {
    this.practice.sent += JSON.stringify(sent);
  }

  #opened(sent: { proof: string }): NonNullable<State["vault"]> {
    const { vault } = this.kept.state;
    if (vault === null || sent.proof !== this.kept.proof) throw new Refused("trouble");
    return vault;
  }
}
