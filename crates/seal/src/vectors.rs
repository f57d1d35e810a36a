//! The published MLS vectors of suite 1, as far as they reach what is ours: the one reader of messages, entering by a
//! Welcome, the provider under both, our signing key, HPKE as whispers use it. What lies inside OpenMLS and has no door
//! (key schedule, secret tree, transcript hashes, the labelled derivations) is not run here; OpenMLS tests itself with it.

use crate::member::stage_welcome;
use crate::mls::{self, read_whole};
use crate::published::{bytes, published};
use crate::{Key, Provider, PublicKey};
use openmls::prelude::tls_codec::DeserializeBytes;
use openmls::prelude::*;
use openmls::schedule::PreSharedKeyId;
use serde_json::{Value, json};

/// Nothing, after a word about it, where the file is not.
fn all(name: &str) -> Vec<Value> {
    let file = published(&format!("mls-suite1/{name}.json"));
    file.map_or_else(Vec::new, |vectors| vectors.as_array().unwrap().clone())
}

/// Their key package with its private half, in the form OpenMLS keeps: made from one of ours by putting theirs in. Some of
/// theirs ended years ago, so it is not asked for its lifetime.
fn bundle(vector: &Value) -> KeyPackageBundle {
    let MlsMessageBodyIn::KeyPackage(theirs) = read_whole(&bytes(&vector["key_package"])).unwrap() else {
        panic!("not a key package")
    };
    let key = Key::from_seed(&[1; 32]);
    let credential_with_key = CredentialWithKey {
        credential: BasicCredential::new(b"of ours".to_vec()).into(),
        signature_key: key.public().0.to_vec().into(),
    };
    let ours = KeyPackage::builder()
        .build(mls::SUITE, &Provider::default(), &key, credential_with_key)
        .unwrap();
    let mut kept = serde_json::to_value(&ours).unwrap();
    kept["key_package"] = serde_json::to_value(&theirs).unwrap();
    put(&mut kept["private_init_key"], &vector["init_priv"]);
    if vector["encryption_priv"].is_string() {
        put(&mut kept["private_encryption_key"], &vector["encryption_priv"]);
    }
    serde_json::from_value(kept).unwrap()
}

/// Replaces the one array of bytes somewhere inside.
fn put(kept: &mut Value, secret: &Value) {
    match kept {
        Value::Array(_) => *kept = json!(bytes(secret)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put(field, secret)),
        _ => {}
    }
}

fn enter(vector: &Value, provider: &Provider) -> MlsGroup {
    for psk in vector["external_psks"].as_array().unwrap() {
        let id = PreSharedKeyId::external(bytes(&psk["psk_id"]), vec![0; 32]);
        id.store(provider, &bytes(&psk["psk"])).unwrap();
    }
    let welcome = mls::read_welcome(&bytes(&vector["welcome"])).unwrap();
    let tree = vector["ratchet_tree"]
        .is_string()
        .then(|| RatchetTreeIn::tls_deserialize_exact_bytes(&bytes(&vector["ratchet_tree"])).unwrap());
    // Their handshakes travel both ways; ours only in the open.
    let config = MlsGroupJoinConfig::builder()
        .wire_format_policy(MIXED_PLAINTEXT_WIRE_FORMAT_POLICY)
        .number_of_resumption_psks(16)
        .build();
    let staged = stage_welcome(provider, &bundle(vector), welcome, &config, tree).unwrap();
    let group = staged.into_group(provider).unwrap();
    assert_eq!(
        group.epoch_authenticator().as_slice(),
        bytes(&vector["initial_epoch_authenticator"])
    );
    group
}

#[test]
fn every_published_welcome_leads_into_its_epoch() {
    for vector in all("passive-client-welcome") {
        enter(&vector, &Provider::default());
    }
}

#[test]
fn every_published_commit_leads_into_its_epoch() {
    for vector in all("passive-client-handling-commit") {
        let provider = Provider::default();
        let mut group = enter(&vector, &provider);
        for epoch in vector["epochs"].as_array().unwrap() {
            let proposals = epoch["proposals"].as_array().unwrap().iter();
            for message in proposals.chain([&epoch["commit"]]) {
                take(&mut group, &provider, &bytes(message));
            }
            assert_eq!(
                group.epoch_authenticator().as_slice(),
                bytes(&epoch["epoch_authenticator"])
            );
        }
    }
}

fn take(group: &mut MlsGroup, provider: &Provider, message: &[u8]) {
    let message = match read_whole(message).unwrap() {
        MlsMessageBodyIn::PublicMessage(message) => ProtocolMessage::from(message),
        MlsMessageBodyIn::PrivateMessage(message) => ProtocolMessage::from(message),
        _ => panic!("not a handshake"),
    };
    match group.process_message(provider, message).unwrap().into_content() {
        ProcessedMessageContent::ProposalMessage(proposal) => {
            group
                .store_pending_proposal(provider.storage(), *proposal)
                .unwrap();
        }
        ProcessedMessageContent::StagedCommitMessage(commit) => {
            group.merge_staged_commit(provider, *commit).unwrap()
        }
        _ => panic!("not a handshake"),
    }
}

#[test]
fn the_published_welcome_opens_to_a_group_info_that_its_signer_signed() {
    for vector in all("welcome") {
        let provider = Provider::default();
        let bundle = bundle(&vector);
        let welcome = mls::read_welcome(&bytes(&vector["welcome"])).unwrap();
        let ours = bundle.key_package().hash_ref(provider.crypto()).unwrap();
        assert!(welcome.secrets().iter().any(|secret| secret.new_member() == ours));
        openmls_traits::storage::StorageProvider::write_key_package(provider.storage(), &ours, &bundle)
            .unwrap();
        let opened =
            ProcessedWelcome::new_from_welcome(&provider, &MlsGroupJoinConfig::default(), welcome).unwrap();
        let signer =
            OpenMlsSignaturePublicKey::new(bytes(&vector["signer_pub"]).into(), SignatureScheme::ED25519)
                .unwrap();
        assert!(
            opened
                .unverified_group_info()
                .clone()
                .verify(provider.crypto(), &signer)
                .is_ok()
        );
    }
}

#[test]
fn the_published_messages_have_one_form() {
    for vector in all("message-protection") {
        for name in ["proposal_pub", "commit_pub"] {
            assert!(
                matches!(
                    read_whole(&bytes(&vector[name])),
                    Ok(MlsMessageBodyIn::PublicMessage(_))
                ),
                "{name}"
            );
        }
        for name in ["proposal_priv", "commit_priv", "application_priv"] {
            assert!(
                matches!(
                    read_whole(&bytes(&vector[name])),
                    Ok(MlsMessageBodyIn::PrivateMessage(_))
                ),
                "{name}"
            );
        }
    }
}

/// `opaque label<V> | opaque content<V>`, for texts shorter than 64 bytes and longer ones.
fn labelled(label: &str, content: &[u8]) -> Vec<u8> {
    let label = format!("MLS 1.0 {label}");
    [opaque(label.as_bytes()), opaque(content)].concat()
}

fn opaque(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    let head = if length < 64 {
        vec![length.to_be_bytes()[1]]
    } else {
        (length | 0x4000).to_be_bytes().to_vec()
    };
    [head, bytes.to_vec()].concat()
}

#[test]
fn our_key_signs_and_our_hpke_opens_as_published() {
    for vector in all("crypto-basics") {
        let sign = &vector["sign_with_label"];
        let content = labelled(sign["label"].as_str().unwrap(), &bytes(&sign["content"]));
        let key = Key::from_seed(&bytes(&sign["priv"]).try_into().unwrap());
        assert_eq!(key.public(), PublicKey(bytes(&sign["pub"]).try_into().unwrap()));
        assert_eq!(key.sign(&content).as_slice(), bytes(&sign["signature"]));
        assert!(
            key.public()
                .verifies(&content, &bytes(&sign["signature"]).try_into().unwrap())
        );

        let sealed = &vector["encrypt_with_label"];
        let info = labelled(sealed["label"].as_str().unwrap(), &bytes(&sealed["context"]));
        let input = HpkeCiphertext {
            kem_output: bytes(&sealed["kem_output"]).into(),
            ciphertext: bytes(&sealed["ciphertext"]).into(),
        };
        let opened = Provider::default().crypto().hpke_open(
            mls::SUITE.hpke_config(),
            &input,
            &bytes(&sealed["priv"]),
            &info,
            &[],
        );
        assert_eq!(opened.unwrap(), bytes(&sealed["plaintext"]));
    }
}
