//! A hostile member: somebody who was let in with a true admission and then makes commits that no honest page makes.
//! Speaks MLS by itself, so that nothing of ours keeps it from trying.

use crate::cast::{device, name, seed, session};
use crate::evening::Evening;
use openmls::prelude::tls_codec::{Deserialize, Serialize};
use openmls::prelude::*;
use seal::delivery::{Input, Output};
use seal::{Identity, Key, Name, Provider, PublicKey, Signed, write_reasons};

pub(crate) const SUITE: Ciphersuite = Ciphersuite::MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

pub(crate) struct Rogue {
    pub(crate) provider: Provider,
    pub(crate) member: Name,
    pub(crate) device: Key,
    pub(crate) leaf_key: Key,
    pub(crate) group: MlsGroup,
}

pub(crate) struct Made {
    pub(crate) commit: Vec<u8>,
    pub(crate) welcome: Option<Vec<u8>>,
}

pub(crate) type Builder<'a> = CommitBuilder<'a, Initial>;

pub(crate) fn credential(session: &Name, member: &Name, device: &Key, leaf: &Key) -> CredentialWithKey {
    let says = Identity {
        session: session.clone(),
        member: member.clone(),
        device: device.public(),
        whisper: PublicKey([9; 32]),
    };
    CredentialWithKey {
        credential: BasicCredential::new(Signed::of_leaf(says, device, &leaf.public()).into_bytes()).into(),
        signature_key: leaf.public().0.to_vec().into(),
    }
}

/// A key package that says to be of `member` with `device`; its private half is in `provider`.
pub(crate) fn key_package(provider: &Provider, who: CredentialWithKey, leaf: &Key) -> KeyPackage {
    let now_s = crate::evening::now_ms() / 1_000;
    KeyPackage::builder()
        .key_package_lifetime(Lifetime::init(now_s - 7_200, now_s + 86_400))
        .leaf_node_capabilities(capabilities())
        .build(SUITE, provider, leaf, who)
        .unwrap()
        .into_key_package()
}

/// Honest, but for what a rogue needs to be allowed to try.
fn capabilities() -> Capabilities {
    Capabilities::new(
        Some(&[ProtocolVersion::Mls10]),
        Some(&[SUITE]),
        Some(&[]),
        Some(&[]),
        Some(&[CredentialType::Basic]),
    )
}

pub(crate) fn key_package_bytes(key_package: KeyPackage) -> Vec<u8> {
    MlsMessageOut::from(key_package).tls_serialize_detached().unwrap()
}

/// Somebody who holds no right at all: their key package, and a device of their own.
pub(crate) fn stranger(who: &str) -> (KeyPackage, Key) {
    let (device, leaf) = (
        device(who),
        Key::from_seed(&seed(&format!("rogue leaf of {who}"))),
    );
    let member = name(&format!("mem_{who}"));
    (
        key_package(
            &Provider::default(),
            credential(&session(), &member, &device, &leaf),
            &leaf,
        ),
        device,
    )
}

impl Rogue {
    /// Comes in like anybody else.
    pub(crate) fn enters(evening: &mut Evening, by: &Name, who: &str) -> Self {
        let (provider, member) = (Provider::default(), name(&format!("mem_{who}")));
        let (device, leaf_key) = (
            device(who),
            Key::from_seed(&seed(&format!("rogue leaf of {who}"))),
        );
        let package = key_package(
            &provider,
            credential(&session(), &member, &device, &leaf_key),
            &leaf_key,
        );
        let here = Input::Here {
            member: member.clone(),
            leads: false,
            key_package: key_package_bytes(package),
            holds: None,
        };
        evening.say(here);
        evening.admit(by, who);
        let welcome = evening.told.iter().rev().find_map(|output| match output {
            Output::Welcome { to, welcome, .. } if *to == member => Some(welcome.clone()),
            _ => None,
        });
        let message = MlsMessageIn::tls_deserialize(&mut welcome.unwrap().as_slice()).unwrap();
        let MlsMessageBodyIn::Welcome(welcome) = message.extract() else {
            panic!("not a welcome")
        };
        let config = MlsGroupJoinConfig::builder()
            .wire_format_policy(PURE_PLAINTEXT_WIRE_FORMAT_POLICY)
            .build();
        let group = StagedWelcome::new_from_welcome(&provider, &config, welcome, None).unwrap();
        let group = group.into_group(&provider).unwrap();
        Self {
            provider,
            member,
            device,
            leaf_key,
            group,
        }
    }

    /// The server asks the rogue: the facilitator's page is silent while somebody waits to be added.
    pub(crate) fn is_asked(&self, evening: &mut Evening, mara: &Name) {
        evening.load("dana", false);
        let dana = name("mem_dana");
        let row = evening
            .desk
            .iter()
            .find(|row| row.member == dana)
            .unwrap()
            .clone();
        let now_ms = evening.now_ms;
        let token = evening
            .page(mara)
            .member
            .token(&dana, row.device, now_ms)
            .unwrap();
        evening.tokens.insert(dana.clone(), token.clone());
        evening.page(mara).line = false;
        evening.say(Input::Admitted { member: dana, token });
        evening.pass(1_000);
        let asked = evening.told.iter().rev().find_map(|output| match output {
            Output::Work { to, .. } => Some(to.clone()),
            _ => None,
        });
        assert_eq!(asked.as_ref(), Some(&self.member));
    }

    pub(crate) fn commit(
        &mut self,
        reasons: &[Vec<u8>],
        shape: impl FnOnce(Builder<'_>) -> Builder<'_>,
    ) -> Made {
        let Self {
            provider,
            group,
            leaf_key,
            ..
        } = self;
        group.clear_pending_commit(provider.storage()).unwrap();
        group.set_aad(write_reasons(reasons).unwrap());
        let builder = group
            .commit_builder()
            .consume_proposal_store(false)
            .force_self_update(true);
        let bundle = shape(builder)
            .load_psks(provider.storage())
            .unwrap()
            .use_ratchet_tree_extension(true)
            .build(provider.rand(), provider.crypto(), leaf_key, |_| true)
            .unwrap()
            .stage_commit(provider)
            .unwrap();
        Made {
            commit: bundle.commit().tls_serialize_detached().unwrap(),
            welcome: bundle
                .to_welcome_msg()
                .map(|welcome| welcome.tls_serialize_detached().unwrap()),
        }
    }

    pub(crate) fn sends(&self, evening: &mut Evening, made: &Made) -> Input {
        let (_, epoch) = evening.delivery.epoch().unwrap();
        Input::Commit {
            by: self.member.clone(),
            epoch,
            commit: made.commit.clone(),
            welcome: made.welcome.clone(),
        }
    }
}
