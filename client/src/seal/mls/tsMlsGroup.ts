// One group as ts-mls keeps it. The library's states are immutable: a pending commit is the next state, put aside until
// the server sends the commit back. What the library leaves open is checked here: see `read`, `checkTree` and `open`.

import type { ClientState } from "ts-mls/clientState.js";
import { createCommit, createGroupInfoWithRatchetTree } from "ts-mls/createCommit.js";
import { createApplicationMessage } from "ts-mls/createMessage.js";
import type { CiphersuiteImpl } from "ts-mls/crypto/ciphersuite.js";
import { mlsExporter } from "ts-mls/keySchedule.js";
import type { KeyPackage } from "ts-mls/keyPackage.js";
import type { LeafNode } from "ts-mls/leafNode.js";
import { decodeMlsMessage, encodeMlsMessage, type MLSMessage } from "ts-mls/message.js";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { processPublicMessage } from "ts-mls/processMessages.js";
import type { Proposal } from "ts-mls/proposal.js";
import { emptyPskIndex } from "ts-mls/pskIndex.js";
import type { PublicMessage } from "ts-mls/publicMessage.js";
import { getHpkePublicKey, type RatchetTree } from "ts-mls/ratchetTree.js";
import { hex, own, same, wipe, type Bytes } from "../bytes.ts";
import { Refused, type CommitView, type Leaf, type LeafKeys, type MlsGroup } from "./engine.ts";

const PADDING_BYTES = 256;
const MAX_PENDING = 4;
/** A signature and its length, behind the text of a message (RFC 9420, 6.3.1). */
const SIGNATURE_FIELD_BYTES = 2 + 64;

interface Pending {
  commit: Bytes;
  next: ClientState;
  consumed: readonly Uint8Array[];
}

export class TsMlsGroup implements MlsGroup {
  #state: ClientState;
  /** Asked again, a device may have made a second commit before the first came back; either counts. */
  #pending: Pending[] = [];
  readonly #cs: CiphersuiteImpl;

  constructor(state: ClientState, cs: CiphersuiteImpl) {
    this.#state = state;
    this.#cs = cs;
  }

  get circle(): Bytes {
    return own(this.#state.groupContext.groupId);
  }

  get epoch(): number {
    return Number(this.#state.groupContext.epoch);
  }

  get ownLeaf(): number {
    return this.#state.privatePath.leafIndex;
  }

  get authenticator(): Bytes {
    return own(this.#state.keySchedule.epochAuthenticator);
  }

  leaves(): Leaf[] {
    return this.#state.ratchetTree.flatMap((node, at) => (node?.nodeType === "leaf" ? [{ leaf: at / 2, ...keysOf(node.leaf) }] : []));
  }

  async exporter(label: string, context: Uint8Array, length: number): Promise<Bytes> {
    return own(await mlsExporter(this.#state.keySchedule.exporterSecret, label, context, length, this.#cs));
  }

  async groupInfo(): Promise<Bytes> {
    const state = this.#state;
    const groupInfo = await createGroupInfoWithRatchetTree(state.groupContext, state.confirmationTag, state, state.ratchetTree, [], this.#cs);
    return own(encodeMlsMessage({ version: "mls10", wireformat: "mls_group_info", groupInfo }));
  }

  async commit(adds: readonly Uint8Array[], removes: readonly number[], authenticatedData: Uint8Array): Promise<{ commit: Bytes; welcome: Bytes | null }> {
    const proposals: Proposal[] = [
      ...removes.map((removed) => ({ proposalType: "remove" as const, remove: { removed } })),
      ...adds.map((bytes) => ({ proposalType: "add" as const, add: { keyPackage: keyPackageIn(bytes) } })),
    ];
    const options = { wireAsPublicMessage: true, extraProposals: proposals, ratchetTreeExtension: true, authenticatedData: own(authenticatedData) };
    const made = await createCommit({ state: this.#state, cipherSuite: this.#cs }, options).catch((trouble: unknown) => {
      // Among other things: a clock so far off that a lifetime of tonight looks over.
      throw new Refused("not_verified", trouble);
    });
    checkTree(made.newState.ratchetTree);
    const commit = own(encodeMlsMessage(made.commit));
    const welcome = made.welcome && own(encodeMlsMessage({ version: "mls10", wireformat: "mls_welcome", welcome: made.welcome }));
    this.#pending = [...this.#pending, { commit, next: made.newState, consumed: made.consumed }].slice(-MAX_PENDING);
    return { commit, welcome: welcome ?? null };
  }

  read(bytes: Uint8Array): CommitView {
    const { content } = this.#publicMessage(bytes);
    if (content.contentType !== "commit") throw new Refused("not_a_commit");
    if (!same(content.groupId, this.#state.groupContext.groupId)) throw new Refused("other_group");
    if (content.epoch !== this.#state.groupContext.epoch) throw new Refused("wrong_epoch");
    if (content.sender.senderType !== "member") throw new Refused("not_a_member");
    const by = content.sender.leafIndex;
    const view: CommitView = { epoch: Number(content.epoch), by, adds: [], removes: [], authenticatedData: own(content.authenticatedData) };
    for (const entry of content.commit.proposals) {
      if (entry.proposalOrRefType !== "proposal") throw new Refused("by_reference");
      const { proposal } = entry;
      if (proposal.proposalType === "add") {
        const { keyPackage } = proposal.add;
        if (keyPackage.extensions.length > 0 || keyPackage.leafNode.extensions.length > 0) throw new Refused("extensions");
        view.adds.push(keysOf(keyPackage.leafNode));
      } else if (proposal.proposalType === "remove") view.removes.push(proposal.remove.removed);
      else throw new Refused("other_proposal");
    }
    const path = content.commit.path?.leafNode;
    if (path !== undefined) {
      const before = this.leaves().find((leaf) => leaf.leaf === by);
      const after = keysOf(path);
      if (before === undefined) throw new Refused("not_a_member");
      if (!same(before.identity, after.identity) || !same(before.signatureKey, after.signatureKey)) throw new Refused("changes_key");
      if (path.extensions.length > 0) throw new Refused("extensions");
    }
    return view;
  }

  async take(bytes: Uint8Array): Promise<"next_epoch" | "removed"> {
    const pending = this.#pending.find((one) => same(one.commit, bytes));
    if (pending !== undefined) {
      this.#advance(pending.next, pending.consumed);
      return "next_epoch";
    }
    this.read(bytes);
    let done;
    try {
      done = await processPublicMessage(this.#state, this.#publicMessage(bytes), emptyPskIndex, this.#cs);
      checkTree(done.newState.ratchetTree);
    } catch (trouble) {
      throw trouble instanceof Refused ? trouble : new Refused("not_verified", trouble);
    }
    if (done.newState.groupActiveState.kind === "removedFromGroup") return "removed";
    this.#advance(done.newState, done.consumed);
    return "next_epoch";
  }

  async seal(plain: Uint8Array): Promise<Bytes> {
    // The library pads up to one fixed length; the next multiple of 256 is worked out for each message.
    const inner = varintBytes(plain.length) + plain.length + SIGNATURE_FIELD_BYTES;
    const padUntilLength = Math.ceil(inner / PADDING_BYTES) * PADDING_BYTES;
    const config = this.#state.clientConfig;
    const padded = { ...this.#state, clientConfig: { ...config, paddingConfig: { kind: "padUntilLength" as const, padUntilLength } } };
    const made = await createApplicationMessage(padded, own(plain), this.#cs);
    this.#state = { ...made.newState, clientConfig: config };
    wipe(...made.consumed);
    return own(encodeMlsMessage({ version: "mls10", wireformat: "mls_private_message", privateMessage: made.privateMessage }));
  }

  /** Not by the library's processPrivateMessage, which verifies the sender and then does not say who it was. */
  async open(bytes: Uint8Array): Promise<{ from: Leaf; epoch: number; plain: Bytes }> {
    const message = decodeWhole(bytes);
    if (message.wireformat !== "mls_private_message") throw new Refused("malformed");
    const { privateMessage } = message;
    const state = this.#state;
    if (!same(privateMessage.groupId, state.groupContext.groupId)) throw new Refused("other_group");
    if (privateMessage.contentType !== "application") throw new Refused("malformed");
    if (privateMessage.epoch > state.groupContext.epoch) throw new Refused("epoch_to_come");
    const now = privateMessage.epoch === state.groupContext.epoch;
    const past = state.historicalReceiverData.get(privateMessage.epoch);
    const from = now ? { ...state, senderDataSecret: state.keySchedule.senderDataSecret } : past;
    if (from === undefined) throw new Refused("wrong_epoch");
    let opened;
    try {
      opened = await unprotectPrivateMessage(
        from.senderDataSecret,
        privateMessage,
        from.secretTree,
        from.ratchetTree,
        from.groupContext,
        state.clientConfig.keyRetentionConfig,
        this.#cs,
      );
    } catch (trouble) {
      throw new Refused("not_verified", trouble);
    }
    const { content } = opened.content;
    if (content.contentType !== "application" || content.sender.senderType !== "member") throw new Refused("malformed");
    if (now) this.#state = { ...state, secretTree: opened.tree };
    else if (past !== undefined) {
      const history = new Map(state.historicalReceiverData).set(privateMessage.epoch, { ...past, secretTree: opened.tree });
      this.#state = { ...state, historicalReceiverData: history };
    }
    wipe(...opened.consumed);
    const leaf = content.sender.leafIndex;
    const node = from.ratchetTree[2 * leaf];
    if (node?.nodeType !== "leaf") throw new Refused("not_a_member");
    return { from: { leaf, ...keysOf(node.leaf) }, epoch: Number(privateMessage.epoch), plain: own(content.applicationData) };
  }

  async sign(message: Uint8Array): Promise<Bytes> {
    return own(await this.#cs.signature.sign(this.#state.signaturePrivateKey, message));
  }

  forget(): void {
    const { keySchedule, signaturePrivateKey, privatePath } = this.#state;
    wipe(...Object.values(keySchedule), signaturePrivateKey, ...Object.values(privatePath.privateKeys));
    this.#pending = [];
  }

  #advance(next: ClientState, consumed: readonly Uint8Array[]): void {
    const left = this.#state.keySchedule;
    this.#state = next;
    this.#pending = [];
    wipe(...consumed, left.exporterSecret, left.membershipKey, left.confirmationKey, left.externalSecret);
  }

  #publicMessage(bytes: Uint8Array): PublicMessage {
    const message = decodeWhole(bytes);
    if (message.wireformat !== "mls_public_message") throw new Refused("not_a_commit");
    return message.publicMessage;
  }
}

/**
 * Every key in the tree is there once. The library compares the leaves that were there with each other, and forgets to
 * compare the new one (RFC 9420, 7.3: a leaf's keys must be unique among the leaves).
 */
export function checkTree(tree: RatchetTree): void {
  const seen = new Set<string>();
  for (const node of tree) {
    if (node === undefined) continue;
    const keys = [getHpkePublicKey(node), ...(node.nodeType === "leaf" ? [node.leaf.signaturePublicKey] : [])];
    for (const key of keys.map(hex)) {
      if (seen.has(key)) throw new Refused("same_key_twice");
      seen.add(key);
    }
  }
}

/**
 * Reads one message, and nothing behind it. Written again it must be the same bytes: the library reads some bytes
 * loosely (any value but 1 is an absent field), so that a message could be changed without its signature noticing.
 */
export function decodeWhole(bytes: Uint8Array): MLSMessage {
  try {
    const read = decodeMlsMessage(bytes, 0);
    if (read !== undefined && same(encodeMlsMessage(read[0]), bytes)) return read[0];
  } catch (trouble) {
    throw new Refused("malformed", trouble);
  }
  throw new Refused("malformed");
}

function keyPackageIn(bytes: Uint8Array): KeyPackage {
  const message = decodeWhole(bytes);
  if (message.wireformat !== "mls_key_package") throw new Refused("malformed");
  return message.keyPackage;
}

function keysOf(leaf: LeafNode): LeafKeys {
  if (leaf.credential.credentialType !== "basic") throw new Refused("malformed");
  return { identity: own(leaf.credential.identity), signatureKey: own(leaf.signaturePublicKey) };
}

const varintBytes = (length: number): number => (length < 64 ? 1 : length < 16_384 ? 2 : 4);
