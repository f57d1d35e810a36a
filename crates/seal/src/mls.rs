//! What we let through of MLS (RFC 9420): one suite, one form of every message, Adds and Removes by value and nothing else.
//! OpenMLS checks what the RFC asks for; this file asks for what docs/e2ee.md asks beyond it.

use crate::{Identity, Name, PublicKey, Signed};
use openmls::prelude::tls_codec::{DeserializeBytes, Serialize};
use openmls::prelude::{
    BasicCredential, Capabilities, Ciphersuite, Credential, CredentialType, KeyPackage, LeafNode,
    MlsMessageBodyIn, MlsMessageIn, OpenMlsCrypto, ProcessedMessage, ProcessedMessageContent, Proposal,
    ProposalOrRefType, ProtocolMessage, ProtocolVersion, Sender, StagedCommit, Welcome,
};

pub(crate) const SUITE: Ciphersuite = Ciphersuite::MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
/// Clocks may be an hour off on both sides; a key package is for tonight.
pub(crate) const BEFORE_S: u64 = 2 * 60 * 60;
pub(crate) const AFTER_S: u64 = 24 * 60 * 60;
const SLACK_S: u64 = 2 * 60 * 60;

/// Why a handshake or message is not taken, before any rule of ours is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("not one whole message of this kind and version")]
    Malformed,
    #[error("another suite than ours")]
    OtherSuite,
    #[error("an extension, and we have none")]
    Extensions,
    #[error("an identity that its device did not sign for this leaf")]
    NoIdentity,
    #[error("its lifetime is over, or has not begun")]
    Lifetime,
    #[error("of another group")]
    OtherGroup,
    #[error("of another epoch")]
    WrongEpoch,
    #[error("not a member's commit")]
    NotACommit,
    #[error("a proposal that is neither Add nor Remove, or stands outside the commit")]
    OtherProposal,
    #[error("the committer's credential or signature key is another than before")]
    ChangesKey,
    #[error("a signature, tag or key does not fit")]
    NotVerified,
    #[error("for nobody here")]
    NotForUs,
}

/// Reads one message and nothing behind it; written again it must be the same bytes, so that it has one form.
pub(crate) fn read_whole(bytes: &[u8]) -> Result<MlsMessageBodyIn, NotTaken> {
    let message = MlsMessageIn::tls_deserialize_exact_bytes(bytes).map_err(|_| NotTaken::Malformed)?;
    if message.tls_serialize_detached().ok().as_deref() == Some(bytes) {
        Ok(message.extract())
    } else {
        Err(NotTaken::Malformed)
    }
}

/// A key package whose every part is checked, with the identity in it.
#[derive(Debug, Clone)]
pub(crate) struct Presented {
    pub(crate) key_package: KeyPackage,
    pub(crate) identity: Identity,
}

pub(crate) fn read_key_package(
    bytes: &[u8],
    crypto: &impl OpenMlsCrypto,
    now_ms: u64,
) -> Result<Presented, NotTaken> {
    let MlsMessageBodyIn::KeyPackage(key_package) = read_whole(bytes)? else {
        return Err(NotTaken::Malformed);
    };
    let key_package = key_package
        .validate(crypto, ProtocolVersion::Mls10)
        .map_err(|_| NotTaken::NotVerified)?;
    if key_package.ciphersuite() != SUITE {
        return Err(NotTaken::OtherSuite);
    }
    if key_package.extensions().iter().next().is_some() {
        return Err(NotTaken::Extensions);
    }
    let life = key_package.life_time();
    let now_s = now_ms / 1_000;
    if now_s + SLACK_S < life.not_before() || now_s > life.not_after().saturating_add(SLACK_S) {
        return Err(NotTaken::Lifetime);
    }
    let identity = identity_of(key_package.leaf_node())?;
    Ok(Presented {
        key_package,
        identity,
    })
}

/// The identity of a leaf, signed by its device for this leaf's key. A leaf has no extensions.
pub(crate) fn identity_of(leaf: &LeafNode) -> Result<Identity, NotTaken> {
    if leaf.extensions().iter().next().is_some() {
        return Err(NotTaken::Extensions);
    }
    identity_in(leaf.credential(), leaf.signature_key().as_slice())
}

pub(crate) fn identity_in(credential: &Credential, leaf_key: &[u8]) -> Result<Identity, NotTaken> {
    let leaf_key = PublicKey::of(leaf_key).map_err(|_| NotTaken::NoIdentity)?;
    let credential = BasicCredential::try_from(credential.clone()).map_err(|_| NotTaken::NoIdentity)?;
    let identity = Signed::<Identity>::read(credential.identity()).map_err(|_| NotTaken::NoIdentity)?;
    if identity.is_of_leaf(&leaf_key) {
        Ok(identity.says)
    } else {
        Err(NotTaken::NoIdentity)
    }
}

/// Whose credential this is, which was checked against its leaf before.
pub(crate) fn member_in(credential: &Credential) -> Result<Name, NotTaken> {
    let credential = BasicCredential::try_from(credential.clone()).map_err(|_| NotTaken::NoIdentity)?;
    let identity = Signed::<Identity>::read(credential.identity()).map_err(|_| NotTaken::NoIdentity)?;
    Ok(identity.says.member)
}

pub(crate) fn capabilities() -> Capabilities {
    Capabilities::new(
        Some(&[ProtocolVersion::Mls10]),
        Some(&[SUITE]),
        Some(&[]),
        Some(&[]),
        Some(&[CredentialType::Basic]),
    )
}

/// A handshake that claims to be a commit of this circle and epoch.
pub(crate) fn read_commit(bytes: &[u8], circle: &[u8], epoch: u64) -> Result<ProtocolMessage, NotTaken> {
    let MlsMessageBodyIn::PublicMessage(message) = read_whole(bytes)? else {
        return Err(NotTaken::Malformed);
    };
    let message = ProtocolMessage::from(message);
    if message.group_id().as_slice() != circle {
        return Err(NotTaken::OtherGroup);
    }
    if message.epoch().as_u64() != epoch {
        return Err(NotTaken::WrongEpoch);
    }
    Ok(message)
}

/// What a verified commit would do, for the judge.
#[derive(Debug)]
pub(crate) struct Inside {
    pub(crate) by: u32,
    pub(crate) adds: Vec<Identity>,
    pub(crate) packages: Vec<KeyPackage>,
    pub(crate) removes: Vec<u32>,
    pub(crate) reasons: Vec<u8>,
    pub(crate) staged: Box<StagedCommit>,
}

/// Takes a processed message apart. `before` is the committer's leaf in the group as it stands.
pub(crate) fn look_inside<'a>(
    message: ProcessedMessage,
    before: impl FnOnce(u32) -> Option<&'a LeafNode>,
) -> Result<Inside, NotTaken> {
    let Sender::Member(by) = *message.sender() else {
        return Err(NotTaken::NotACommit);
    };
    let by = by.u32();
    let reasons = message.aad().to_vec();
    let ProcessedMessageContent::StagedCommitMessage(staged) = message.into_content() else {
        return Err(NotTaken::NotACommit);
    };
    let (mut adds, mut packages, mut removes) = (Vec::new(), Vec::new(), Vec::new());
    for queued in staged.queued_proposals() {
        match (queued.proposal_or_ref_type(), queued.proposal()) {
            (ProposalOrRefType::Proposal, Proposal::Add(add)) => {
                let package = add.key_package();
                if package.extensions().iter().next().is_some() {
                    return Err(NotTaken::Extensions);
                }
                adds.push(identity_of(package.leaf_node())?);
                packages.push(package.clone());
            }
            (ProposalOrRefType::Proposal, Proposal::Remove(remove)) => removes.push(remove.removed().u32()),
            _ => return Err(NotTaken::OtherProposal),
        }
    }
    if let Some(path) = staged.update_path_leaf_node() {
        let before = before(by).ok_or(NotTaken::NotACommit)?;
        if path.credential() != before.credential() || path.signature_key() != before.signature_key() {
            return Err(NotTaken::ChangesKey);
        }
        identity_of(path)?;
    }
    Ok(Inside {
        by,
        adds,
        packages,
        removes,
        reasons,
        staged,
    })
}

pub(crate) fn read_welcome(bytes: &[u8]) -> Result<Welcome, NotTaken> {
    let MlsMessageBodyIn::Welcome(welcome) = read_whole(bytes)? else {
        return Err(NotTaken::Malformed);
    };
    // Authenticated only inside; outside it says how to read it, and there is one way.
    if welcome.ciphersuite() == SUITE {
        Ok(welcome)
    } else {
        Err(NotTaken::OtherSuite)
    }
}

/// Whether an identity is that of this person of this session.
pub(crate) fn names(identity: &Identity, session: &Name, member: &Name) -> bool {
    identity.session == *session && identity.member == *member
}
