// The published MLS vectors of suite 1, on our suite: what our wrappers put under the library, and what they read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { joinGroup, makePskIndex, type ClientState } from "ts-mls/clientState.js";
import { expandWithLabel, deriveSecret, deriveTreeSecret } from "ts-mls/crypto/kdf.js";
import { decryptWithLabel } from "ts-mls/crypto/hpke.js";
import { refhash } from "ts-mls/crypto/hash.js";
import { signWithLabel, verifyWithLabel } from "ts-mls/crypto/signature.js";
import { decodeGroupContext } from "ts-mls/groupContext.js";
import { initializeEpoch, mlsExporter } from "ts-mls/keySchedule.js";
import { unprotectPrivateMessage } from "ts-mls/messageProtection.js";
import { unprotectPublicMessage } from "ts-mls/messageProtectionPublic.js";
import { processMessage } from "ts-mls/processMessages.js";
import { decodeRatchetTree } from "ts-mls/ratchetTree.js";
import { createSecretTree, deriveKey, deriveNonce, ratchetUntil } from "ts-mls/secretTree.js";
import { createConfirmedHash, createInterimHash } from "ts-mls/transcriptHash.js";
import { decodeAuthenticatedContent } from "ts-mls/authenticatedContent.js";
import { acceptAll } from "ts-mls/incomingMessageAction.js";
import { bytesToBase64 } from "ts-mls/util/byteArray.js";
import { fromHex, hex } from "../../src/seal/bytes.ts";
import { configure, TsMlsEngine, TsMlsFresh } from "../../src/seal/mls/tsMlsEngine.ts";
import { decodeWhole } from "../../src/seal/mls/tsMlsGroup.ts";
import { suite } from "../../src/seal/mls/suite.ts";
import { PUBLISHED, vectors } from "./cast.ts";

const file = (name: string) => `${PUBLISHED}/mls-suite1/${name}.json`;
const anyone = async () => true;
// Vectors are data of many shapes, read once each.
type Loose = any;

test("crypto-basics: every labelled operation comes out", async (it) => {
  const cs = await suite();
  for (const vector of vectors<Loose[]>(it, file("crypto-basics")) ?? []) {
    const { ref_hash: ref, expand_with_label: expand, derive_secret: derive, derive_tree_secret: tree, sign_with_label: sign, encrypt_with_label: seal } = vector;
    assert.equal(hex(await refhash(ref.label, fromHex(ref.value), cs.hash)), ref.out);
    assert.equal(hex(await expandWithLabel(fromHex(expand.secret), expand.label, fromHex(expand.context), expand.length, cs.kdf)), expand.out);
    assert.equal(hex(await deriveSecret(fromHex(derive.secret), derive.label, cs.kdf)), derive.out);
    assert.equal(hex(await deriveTreeSecret(fromHex(tree.secret), tree.label, tree.generation, tree.length, cs.kdf)), tree.out);
    assert.ok(await verifyWithLabel(fromHex(sign.pub), sign.label, fromHex(sign.content), fromHex(sign.signature), cs.signature));
    const again = await signWithLabel(fromHex(sign.priv), sign.label, fromHex(sign.content), cs.signature);
    assert.equal(hex(again), sign.signature, "Ed25519 signs without chance");
    const key = await cs.hpke.importPrivateKey(fromHex(seal.priv));
    const opened = await decryptWithLabel(key, seal.label, fromHex(seal.context), fromHex(seal.kem_output), fromHex(seal.ciphertext), cs.hpke);
    assert.equal(hex(opened), seal.plaintext);
  }
});

test("key-schedule: every secret of every epoch comes out", async (it) => {
  const cs = await suite();
  for (const vector of vectors<Loose[]>(it, file("key-schedule")) ?? []) {
    let init = fromHex(vector.initial_init_secret);
    for (const epoch of vector.epochs) {
      const context = decodeGroupContext(fromHex(epoch.group_context), 0)?.[0];
      assert.ok(context);
      const { keySchedule, joinerSecret, welcomeSecret, encryptionSecret } = await initializeEpoch(init, fromHex(epoch.commit_secret), context, fromHex(epoch.psk_secret), cs.kdf);
      assert.equal(hex(joinerSecret), epoch.joiner_secret);
      assert.equal(hex(welcomeSecret), epoch.welcome_secret);
      assert.equal(hex(encryptionSecret), epoch.encryption_secret);
      assert.equal(hex(keySchedule.senderDataSecret), epoch.sender_data_secret);
      assert.equal(hex(keySchedule.exporterSecret), epoch.exporter_secret);
      assert.equal(hex(keySchedule.epochAuthenticator), epoch.epoch_authenticator);
      assert.equal(hex(keySchedule.externalSecret), epoch.external_secret);
      assert.equal(hex(keySchedule.confirmationKey), epoch.confirmation_key);
      assert.equal(hex(keySchedule.membershipKey), epoch.membership_key);
      assert.equal(hex(keySchedule.resumptionPsk), epoch.resumption_psk);
      assert.equal(hex(keySchedule.initSecret), epoch.init_secret);
      const { label, context: exported, length, secret } = epoch.exporter;
      assert.equal(hex(await mlsExporter(keySchedule.exporterSecret, label, fromHex(exported), length, cs)), secret);
      init = fromHex(epoch.init_secret);
    }
  }
});

test("secret-tree: keys and nonces of every leaf and generation come out", async (it) => {
  const cs = await suite();
  for (const vector of vectors<Loose[]>(it, file("secret-tree")) ?? []) {
    const tree = await createSecretTree(vector.leaves.length, fromHex(vector.encryption_secret), cs.kdf);
    for (const [leaf, generations] of vector.leaves.entries()) {
      const node = tree[2 * leaf];
      assert.ok(node);
      for (const wanted of generations) {
        const config = { retainKeysForGenerations: 16, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 200 };
        const [application] = await ratchetUntil(node.application, wanted.generation, config, cs.kdf);
        const [handshake] = await ratchetUntil(node.handshake, wanted.generation, config, cs.kdf);
        assert.equal(hex(await deriveKey(application.secret, wanted.generation, cs)), wanted.application_key);
        assert.equal(hex(await deriveNonce(application.secret, wanted.generation, cs)), wanted.application_nonce);
        assert.equal(hex(await deriveKey(handshake.secret, wanted.generation, cs)), wanted.handshake_key);
        assert.equal(hex(await deriveNonce(handshake.secret, wanted.generation, cs)), wanted.handshake_nonce);
      }
    }
  }
});

test("transcript-hashes: both hashes come out", async (it) => {
  const cs = await suite();
  const loose = vectors<Loose>(it, file("transcript-hashes"));
  for (const vector of loose === null ? [] : [loose].flat()) {
    const content = decodeAuthenticatedContent(fromHex(vector.authenticated_content), 0)?.[0];
    assert.ok(content !== undefined && content.content.contentType === "commit" && content.auth.contentType === "commit");
    const input = { wireformat: content.wireformat, content: content.content, signature: content.auth.signature };
    const confirmed = await createConfirmedHash(fromHex(vector.interim_transcript_hash_before), input, cs.hash);
    assert.equal(hex(confirmed), vector.confirmed_transcript_hash_after);
    assert.equal(hex(await createInterimHash(confirmed, content.auth.confirmationTag, cs.hash)), vector.interim_transcript_hash_after);
  }
});

test("message-protection: public and private messages open, and name leaf 1", async (it) => {
  const cs = await suite();
  const loose = vectors<Loose>(it, file("message-protection"));
  for (const vector of loose === null ? [] : [loose].flat()) {
    const groupContext = {
      version: "mls10" as const,
      cipherSuite: cs.name,
      groupId: fromHex(vector.group_id),
      epoch: BigInt(vector.epoch),
      treeHash: fromHex(vector.tree_hash),
      confirmedTranscriptHash: fromHex(vector.confirmed_transcript_hash),
      extensions: [],
    };
    const config = { retainKeysForGenerations: 16, retainKeysForEpochs: 4, maximumForwardRatchetSteps: 200 };
    const key = fromHex(vector.signature_pub);
    const leaf = { nodeType: "leaf", leaf: { signaturePublicKey: key } } as Loose;
    for (const name of ["proposal_priv", "commit_priv", "application_priv"]) {
      const message = decodeWhole(fromHex(vector[name]));
      assert.ok(message.wireformat === "mls_private_message");
      const tree = await createSecretTree(2, fromHex(vector.encryption_secret), cs.kdf);
      const opened = await unprotectPrivateMessage(fromHex(vector.sender_data_secret), message.privateMessage, tree, [leaf, undefined, leaf], groupContext, config, cs, key);
      assert.deepEqual(opened.content.content.sender, { senderType: "member", leafIndex: 1 });
      if (opened.content.content.contentType === "application") assert.equal(hex(opened.content.content.applicationData), vector.application);
    }
    for (const name of ["proposal_pub", "commit_pub"]) {
      const message = decodeWhole(fromHex(vector[name]));
      assert.ok(message.wireformat === "mls_public_message");
      await unprotectPublicMessage(fromHex(vector.membership_key), groupContext, [leaf, undefined, leaf], message.publicMessage, cs, key);
    }
  }
});

function freshOf(vector: Loose): TsMlsFresh {
  const bytes = fromHex(vector.key_package);
  const message = decodeWhole(bytes);
  assert.ok(message.wireformat === "mls_key_package");
  return new TsMlsFresh(bytes, message.keyPackage, {
    initPrivateKey: fromHex(vector.init_priv),
    hpkePrivateKey: fromHex(vector.encryption_priv),
    signaturePrivateKey: fromHex(vector.signature_priv),
  });
}

async function enter(vector: Loose): Promise<ClientState> {
  const fresh = freshOf(vector);
  const welcome = decodeWhole(fromHex(vector.welcome));
  assert.ok(welcome.wireformat === "mls_welcome");
  const psks = Object.fromEntries(vector.external_psks.map((one: Loose) => [bytesToBase64(fromHex(one.psk_id)), fromHex(one.psk)]));
  const tree = vector.ratchet_tree === null ? undefined : decodeRatchetTree(fromHex(vector.ratchet_tree), 0)?.[0];
  return joinGroup(welcome.welcome, fresh.keyPackage, fresh.secrets, makePskIndex(undefined, psks), await suite(), tree, undefined, configure(anyone));
}

test("passive-client-welcome: every welcome leads into its epoch", async (it) => {
  for (const vector of vectors<Loose[]>(it, file("passive-client-welcome")) ?? []) {
    const state = await enter(vector);
    assert.equal(hex(state.keySchedule.epochAuthenticator), vector.initial_epoch_authenticator);
  }
});

test("passive-client-welcome: through our engine where the welcome is one of ours in kind", async (it) => {
  let entered = 0;
  for (const vector of vectors<Loose[]>(it, file("passive-client-welcome")) ?? []) {
    if (vector.external_psks.length > 0 || vector.ratchet_tree !== null) continue;
    const { group } = await new TsMlsEngine(anyone).join(fromHex(vector.welcome), [freshOf(vector)]);
    assert.equal(hex(group.authenticator), vector.initial_epoch_authenticator);
    entered += 1;
  }
  it.diagnostic(`${entered} welcomes entered through the engine`);
});

test("passive-client-handling-commit: every commit is followed", async (it) => {
  const cs = await suite();
  for (const vector of vectors<Loose[]>(it, file("passive-client-handling-commit")) ?? []) {
    let state = await enter(vector);
    assert.equal(hex(state.keySchedule.epochAuthenticator), vector.initial_epoch_authenticator);
    const psks = Object.fromEntries(vector.external_psks.map((one: Loose) => [bytesToBase64(fromHex(one.psk_id)), fromHex(one.psk)]));
    for (const epoch of vector.epochs) {
      for (const bytes of [...epoch.proposals, epoch.commit]) {
        const message = decodeWhole(fromHex(bytes));
        assert.ok(message.wireformat === "mls_public_message" || message.wireformat === "mls_private_message");
        const done = await processMessage(message, state, makePskIndex(state, psks), acceptAll, cs);
        assert.equal(done.kind, "newState");
        state = done.newState;
      }
      assert.equal(hex(state.keySchedule.epochAuthenticator), epoch.epoch_authenticator);
    }
  }
});

test("welcome: a stranger's welcome is refused by our engine", async (it) => {
  const loose = vectors<Loose>(it, file("welcome"));
  for (const vector of loose === null ? [] : [loose].flat()) {
    await assert.rejects(new TsMlsEngine(anyone).join(fromHex(vector.welcome), []), { why: "not_for_us" });
  }
});
