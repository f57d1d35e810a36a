//! One statement of each kind, signed as it must be.

use crate::cast::{CIRCLE, EVENING_MS, device, name, seed};
use seal::{Agreed, Identity, Key, Leave, Link, Loss, Order, PublicKey, Signed, Token};

/// The leaf key of Anna's page.
pub(crate) fn leaf() -> Key {
    Key::from_seed(&seed("leaf of anna"))
}

/// The key of the room's server.
pub(crate) fn server() -> Key {
    Key::from_seed(&seed("server of the room"))
}

/// One statement of each kind, signed as it must be.
pub(crate) struct Statements {
    pub(crate) identity: Signed<Identity>,
    pub(crate) link: Signed<Link>,
    pub(crate) token: Signed<Token>,
    pub(crate) order: Signed<Order>,
    pub(crate) leave: Signed<Leave>,
    pub(crate) loss: Signed<Loss>,
    pub(crate) agreed: Signed<Agreed>,
}

pub(crate) fn statements() -> Statements {
    let (session, anna) = (name("ses_first"), name("mem_anna"));
    let (mara, anna_device, leaf, server) = (device("mara"), device("anna"), leaf(), server());
    let identity = Identity {
        session: session.clone(),
        member: anna.clone(),
        device: anna_device.public(),
        whisper: PublicKey([0x66; 32]),
    };
    let token = Token {
        circle: CIRCLE,
        session: session.clone(),
        member: anna.clone(),
        device: anna_device.public(),
        issued_ms: EVENING_MS,
        until_ms: EVENING_MS + 7_200_000,
        serial: [7; 16],
        signer: mara.public(),
    };
    let order = Order {
        circle: CIRCLE,
        session,
        member: anna.clone(),
        issued_ms: EVENING_MS + 60_000,
        signer: mara.public(),
    };
    let leave = Leave {
        circle: CIRCLE,
        member: anna.clone(),
        leaf: 3,
        device: anna_device.public(),
    };
    let loss = Loss {
        circle: CIRCLE,
        member: anna,
        leaf: 3,
        epoch: 300,
        signer: server.public(),
    };
    let agreed = Agreed {
        circle: CIRCLE,
        epoch: 300,
        leaf: 3,
        authenticator: [5; 32],
    };
    Statements {
        identity: Signed::of_leaf(identity, &anna_device, &leaf.public()),
        link: Signed::read(&seal::founding_link(
            &name("grp_tuesday"),
            &name("mem_mara"),
            &mara,
            EVENING_MS,
        ))
        .expect("a link that was just written"),
        token: Signed::by(token, &mara),
        order: Signed::by(order, &mara),
        leave: Signed::by(leave, &anna_device),
        loss: Signed::by(loss, &server),
        agreed: Signed::by_leaf(agreed, &leaf),
    }
}
