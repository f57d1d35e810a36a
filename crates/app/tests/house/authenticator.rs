//! A passkey in software, as a phone or a key on a ring holds one, that can also be made to lie.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

pub(crate) struct Authenticator {
    key: EcdsaKeyPair,
    id: [u8; 16],
    /// Whose it is, as the house said when it was made.
    user: String,
    pub(crate) counter: u32,
    pub(crate) verifies: bool,
    /// Where the browser believes to be.
    pub(crate) origin: String,
    pub(crate) in_a_frame: bool,
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const WITH_KEY: u8 = 64;

impl Authenticator {
    pub(crate) fn new(origin: &str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key");
        let mut id = [0; 16];
        aws_lc_rs::rand::fill(&mut id).expect("randomness");
        Self {
            key,
            id,
            user: String::new(),
            counter: 1,
            verifies: true,
            origin: origin.to_owned(),
            in_a_frame: false,
        }
    }

    /// What `navigator.credentials.create` gives for these options.
    pub(crate) fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        let asked = &options["publicKey"];
        self.user = asked["user"]["id"].as_str().expect("a user").to_owned();
        let client = self.client_data("webauthn.create", asked);
        let mut data = self.data(asked["rp"]["id"].as_str().expect("a house"), WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend(self.public_key());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).expect("short"));
        object.extend(data);
        json!({
            "id": base64(&self.id), "rawId": base64(&self.id), "type": "public-key",
            "response": {"attestationObject": base64(&object), "clientDataJSON": base64(&client), "transports": ["internal"]},
            "clientExtensionResults": {"credProps": {"rk": true}},
        })
        .to_string()
    }

    /// What `navigator.credentials.get` gives for these options.
    pub(crate) fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).expect("options");
        let asked = &options["publicKey"];
        let client = self.client_data("webauthn.get", asked);
        let data = self.data(asked["rpId"].as_str().expect("a house"), 0);
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, &client).as_ref());
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("signs");
        json!({
            "id": base64(&self.id), "rawId": base64(&self.id), "type": "public-key",
            "response": {
                "authenticatorData": base64(&data), "clientDataJSON": base64(&client),
                "signature": base64(signature.as_ref()), "userHandle": self.user,
            },
            "clientExtensionResults": {},
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, asked: &Value) -> Vec<u8> {
        json!({"type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": self.in_a_frame})
            .to_string()
            .into_bytes()
    }

    fn data(&mut self, house: &str, more: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, house.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        self.counter += 1;
        data
    }

    /// COSE: an elliptic curve key on P-256 for ES256.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&point[1..33]);
        key.extend(b"\x22\x58\x20");
        key.extend(&point[33..]);
        key
    }
}

fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
