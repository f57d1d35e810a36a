// What the circle needs of MLS, so that the library behind it can be replaced. All bytes are MLSMessage (RFC 9420, 6).

import type { Bytes } from "../bytes.ts";

/** Whether this identity may hold a leaf with this signature key. Asked of every leaf before it counts. */
export type Authenticate = (identity: Bytes, signatureKey: Bytes) => Promise<boolean>;

export interface MlsEngine {
  /** A key package for one use. `identity` is asked for once the leaf's signature key is known. */
  fresh(identity: (signatureKey: Bytes) => Promise<Bytes>, nowMs: number): Promise<Fresh>;
  /** A group of one, with the leaf of `fresh`. */
  found(fresh: Fresh, circle: Uint8Array): Promise<MlsGroup>;
  /** Enters with the one of `fresh` that the welcome is for. That one is spent then. */
  join(welcome: Uint8Array, fresh: readonly Fresh[]): Promise<{ group: MlsGroup; spent: Fresh }>;
  /** Reads somebody's key package and checks all of it but the right to come in. */
  readKeyPackage(bytes: Uint8Array, nowMs: number): Promise<LeafKeys>;
}

/** A key package of this page, with its private half inside. */
export interface Fresh {
  readonly bytes: Bytes;
}

export interface LeafKeys {
  identity: Bytes;
  signatureKey: Bytes;
}

export interface Leaf extends LeafKeys {
  leaf: number;
}

/** A commit as it reads, before anything in it is believed. */
export interface CommitView {
  epoch: number;
  by: number;
  adds: LeafKeys[];
  removes: number[];
  authenticatedData: Bytes;
}

export interface MlsGroup {
  readonly circle: Bytes;
  readonly epoch: number;
  readonly ownLeaf: number;
  /** RFC 9420, 8.7: the same on every device that is truly in the same epoch of the same group. */
  readonly authenticator: Bytes;
  leaves(): Leaf[];
  exporter(label: string, context: Uint8Array, length: number): Promise<Bytes>;
  /** With the tree inside, signed by this leaf. */
  groupInfo(): Promise<Bytes>;
  /** Makes a commit and waits: it counts when it comes back (`take`). */
  commit(adds: readonly Uint8Array[], removes: readonly number[], authenticatedData: Uint8Array): Promise<{ commit: Bytes; welcome: Bytes | null }>;
  /** Refuses everything but a member's commit of this group and epoch with Adds and Removes inside. */
  read(commit: Uint8Array): CommitView;
  /** Takes the commit of this epoch, own or not. On a refusal nothing has changed. */
  take(commit: Uint8Array): Promise<"next_epoch" | "removed">;
  /** An application message, padded to a multiple of 256. */
  seal(plain: Uint8Array): Promise<Bytes>;
  /** Opens one, with the leaf whose signature is under it, as that leaf was in the message's epoch. */
  open(message: Uint8Array): Promise<{ from: Leaf; epoch: number; plain: Bytes }>;
  /** Signs with this leaf's key. */
  sign(message: Uint8Array): Promise<Bytes>;
  /** Wipes what can be wiped. The group is of no use afterwards. */
  forget(): void;
}

export type RefusedWhy =
  | "malformed"
  | "other_group"
  | "wrong_epoch"
  /** Of an epoch after this one. */
  | "epoch_to_come"
  | "not_a_commit"
  | "not_a_member"
  | "by_reference"
  | "other_proposal"
  | "changes_key"
  | "same_key_twice"
  | "extensions"
  | "lifetime"
  | "not_for_us"
  | "not_verified";

/** A handshake or message that is not taken. */
export class Refused extends Error {
  override name = "Refused";
  constructor(
    readonly why: RefusedWhy,
    cause?: unknown,
  ) {
    super(why, { cause });
  }
}
