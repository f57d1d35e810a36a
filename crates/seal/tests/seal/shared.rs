//! The vectors that the browser tests as well, worked out from the code. A whisper holds chance, so its bytes come in.

use crate::cast::{CIRCLE, EVENING_MS, device, group, hex, name, seed, session};
use openmls::prelude::OpenMlsProvider;
use seal::sframe::{FrameKey, Kid, Sender, Slot};
use seal::{
    Agreed, Chain, Identity, Key, Leave, Loss, Order, Provider, Signed, Token, Way, WhisperKey,
    founding_link, link, short_code, whisper, write_reasons,
};
use serde_json::{Value, json};

pub(crate) fn statements() -> Value {
    let [mara, ines, anna] = ["mara", "ines", "anna"].map(device);
    let leaf = Key::from_seed(&seed("leaf of anna"));
    let server = Key::from_seed(&seed("server of the room"));
    let whisper_key = whisper_key("anna").public();
    let identity = Identity {
        session: session(),
        member: name("mem_anna"),
        device: anna.public(),
        whisper: seal::PublicKey(whisper_key),
    };
    let identity = Signed::of_leaf(identity, &anna, &leaf.public()).into_bytes();
    let founding = founding_link(&group(), &name("mem_mara"), &mara, EVENING_MS);
    let second = link(&group(), &name("mem_ines"), &ines.public(), &mara, EVENING_MS + 1);
    let token = token(&mara).into_bytes();
    let order = Order {
        circle: CIRCLE,
        session: session(),
        member: name("mem_anna"),
        issued_ms: EVENING_MS + 3_600_000,
        signer: mara.public(),
    };
    let order = Signed::by(order, &mara).into_bytes();
    let leave = Leave {
        circle: CIRCLE,
        member: name("mem_anna"),
        leaf: 3,
        device: anna.public(),
    };
    let leave = Signed::by(leave, &anna).into_bytes();
    let loss = Loss {
        circle: CIRCLE,
        member: name("mem_anna"),
        leaf: 3,
        epoch: 7,
        signer: server.public(),
    };
    let loss = Signed::by(loss, &server).into_bytes();
    let agreed = Agreed {
        circle: CIRCLE,
        epoch: 7,
        leaf: 3,
        authenticator: seed("authenticator"),
    };
    let agreed = Signed::by_leaf(agreed, &leaf).into_bytes();
    assert!(Chain::read(&[&founding, &second], &group()).unwrap().is_some());
    let reasons = write_reasons(&[&token, &order, &leave, &loss]).unwrap();
    json!({
        "about": "Every statement of docs/e2ee.md with the seeds that signed it. Bytes are hexadecimal; moments are milliseconds.",
        "seeds": {
            "mara": hex(seed("device of mara")), "ines": hex(seed("device of ines")), "anna": hex(seed("device of anna")),
            "leaf": hex(seed("leaf of anna")), "server": hex(seed("server of the room")), "whisper": hex(seed("whisper key of anna")),
        },
        "public": {
            "mara": hex(mara.public().0), "ines": hex(ines.public().0), "anna": hex(anna.public().0),
            "leaf": hex(leaf.public().0), "server": hex(server.public().0), "whisper": hex(whisper_key),
        },
        "group": group().as_str(), "session": session().as_str(), "circle": hex(CIRCLE),
        "identity": { "member": "mem_anna", "device": "anna", "whisper": "whisper", "leaf_key": "leaf", "signed_by": "anna", "bytes": hex(identity) },
        "chain": [
            { "member": "mem_mara", "device": "mara", "issued_ms": EVENING_MS, "signer": "mara", "bytes": hex(founding) },
            { "member": "mem_ines", "device": "ines", "issued_ms": EVENING_MS + 1, "signer": "mara", "bytes": hex(second) },
        ],
        "token": {
            "member": "mem_anna", "device": "anna", "issued_ms": EVENING_MS, "until_ms": EVENING_MS + 7_200_000,
            "serial": "10".repeat(16), "signer": "mara", "bytes": hex(&token),
        },
        "order": { "member": "mem_anna", "issued_ms": EVENING_MS + 3_600_000, "signer": "mara", "bytes": hex(order) },
        "leave": { "member": "mem_anna", "leaf": 3, "device": "anna", "bytes": hex(leave) },
        "loss": { "member": "mem_anna", "leaf": 3, "epoch": 7, "signer": "server", "bytes": hex(loss) },
        "agreed": { "epoch": 7, "leaf": 3, "authenticator": hex(seed("authenticator")), "signed_by": "leaf", "bytes": hex(agreed) },
        "reasons": { "of": ["token", "order", "leave", "loss"], "bytes": hex(reasons) },
        "short_codes": [
            { "one": "mara", "other": "anna", "code": short_code(&mara.public(), &anna.public()) },
            { "one": "ines", "other": "anna", "code": short_code(&ines.public(), &anna.public()) },
        ],
    })
}

pub(crate) fn token(mara: &Key) -> Signed<Token> {
    let says = Token {
        circle: CIRCLE,
        session: session(),
        member: name("mem_anna"),
        device: device("anna").public(),
        issued_ms: EVENING_MS,
        until_ms: EVENING_MS + 7_200_000,
        serial: [0x10; 16],
        signer: mara.public(),
    };
    Signed::by(says, mara)
}

pub(crate) fn frames() -> Value {
    let base = seed("base of a line");
    let opus: Vec<u8> = (0..60).map(|at| 255 - at).collect();
    let vp8_delta: Vec<u8> = (0..90).map(|at| if at == 0 { 0x11 } else { 200 - at }).collect();
    let vp8_key: Vec<u8> = (0..200).map(|at| if at == 0 { 0x10 } else { at }).collect();
    let lines = [
        ("opus", Slot::Microphone, &opus, 0_u32, 0_u64, 0_u64),
        ("opus", Slot::Microphone, &opus, 3, 7, 5),
        ("opus", Slot::Microphone, &opus, 24, 300, 70_000),
        ("vp8 delta", Slot::Camera, &vp8_delta, 3, 7, 11),
        ("vp8 delta", Slot::Camera, &vp8_delta, 1, 0, 300),
        ("vp8 key", Slot::Camera, &vp8_key, 3, 7, 12),
        ("vp8 key", Slot::Camera, &vp8_key, Kid::MOST_LEAVES - 1, 255, 8),
    ];
    let frames: Vec<Value> = lines
        .into_iter()
        .map(|(kind, slot, plain, leaf, epoch, counter)| {
            let kid = Kid::new(leaf, slot, epoch).unwrap();
            let key = FrameKey::derive(&base, kid.number());
            let mut sender = Sender::new(&base, kid);
            // The public door seals from 0 on; frames before this one are sealed and thrown away.
            let sealed = (0..=counter).map(|_| sender.seal(plain).unwrap()).last().unwrap();
            json!({
                "kind": kind, "leaf": leaf, "slot": slot as u8, "epoch": epoch, "kid": kid.number(), "counter": counter,
                "salt": hex(key.salt()), "nonce": hex(key.nonce(counter)), "plain": hex(plain), "sealed": hex(sealed),
            })
        })
        .collect();
    json!({
        "about": "Frames as docs/e2ee.md lays them out; every key is derived from `base`. Bytes are hexadecimal.",
        "base": hex(base), "frames": frames,
    })
}

pub(crate) fn whisper_key(of: &str) -> WhisperKey {
    WhisperKey::from_chance(
        Provider::default().crypto(),
        &seed(&format!("whisper key of {of}")),
    )
}

pub(crate) const WAY: Way = Way {
    circle: CIRCLE,
    from: 5,
    to: 3,
};
pub(crate) const WORDS: &[u8] = "Could we slow down a little? – Ben".as_bytes();

/// The whisper with these bytes; none: a new one.
pub(crate) fn whispers(body: Option<Vec<u8>>) -> Value {
    let provider = Provider::default();
    let sender = Key::from_seed(&seed("leaf of ben"));
    let to = whisper_key("anna");
    let body =
        body.unwrap_or_else(|| whisper(provider.crypto(), &WAY, &to.public(), &sender, WORDS).unwrap());
    json!({
        "about": "A whisper to anna. Her HPKE key pair is DeriveKeyPair(`key_seed`) of DHKEM(X25519, HKDF-SHA256), RFC 9180, 7.1.3.",
        "circle": hex(CIRCLE), "from": WAY.from, "to": WAY.to,
        "key_seed": hex(seed("whisper key of anna")), "public": hex(to.public()),
        "sender_seed": hex(seed("leaf of ben")), "sender_public": hex(sender.public().0),
        "content": hex(WORDS), "body": hex(body),
    })
}
