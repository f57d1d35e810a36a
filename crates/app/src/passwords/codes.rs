//! Codes of an app: six digits for each thirty seconds (RFC 6238, HMAC-SHA-1, which every app knows), each used once.

use crate::{Error, Result};
use domain::Private;
use jiff::Timestamp;
use totp_rs::{Algorithm, Builder, Secret, Totp};

const STEP_SECONDS: u64 = 30;
/// A phone's clock may be so many steps off (RFC 6238, 5.2: one at most).
const STEPS_OFF: u16 = 1;

pub(super) struct Codes(Totp);

impl Codes {
    /// `secret` is base32. `house` and `account` are what the app on the phone will call it.
    pub(super) fn of(secret: &Private<String>, house: &str, account: &str) -> Result<Self> {
        let secret = Secret::try_from_base32(secret.reveal())
            .map_err(|_| Error::broken("the secret of a person's codes is not base32"))?;
        // A colon parts the two in the address that the app reads.
        let house = house.replace(':', " ");
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP_SECONDS)
            .with_skew(STEPS_OFF)
            .with_secret(secret)
            .with_issuer(Some(house))
            .with_account_name(account.replace(':', " "))
            .build()
            .map_err(|error| Error::broken(format!("codes cannot be made: {error:?}")))?;
        Ok(Self(totp))
    }

    /// The step that this code belongs to, counted from the epoch, if it is one of now.
    pub(super) fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let digits: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        let seconds = u64::try_from(now.as_second()).ok()?;
        self.0
            .check(&digits, seconds)
            .and_then(|step| i64::try_from(step).ok())
    }

    /// `otpauth://totp/…`, for a picture that the app reads.
    pub(super) fn address(&self) -> Result<Private<String>> {
        self.0
            .to_url()
            .map(Private::new)
            .map_err(|error| Error::broken(format!("codes cannot be shown: {error:?}")))
    }
}

/// As long as a SHA-1, as RFC 4226, 4 asks.
pub(super) fn new_secret() -> Result<Private<String>> {
    Ok(Private::new(
        Secret::new_stack(crate::chance::bytes::<20>()?).to_base32(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a moment")
    }

    /// "12345678901234567890", the secret of RFC 6238, appendix B.
    fn rfc() -> Codes {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into();
        Codes::of(&secret, "Linden House", "mara@linden.example").expect("codes")
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The last six of the eight digits that appendix B lists for SHA-1.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(rfc().step_of(code, at(second)), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_more() {
        let step = |second| rfc().step_of("081804", at(second));
        let of_it = 1_111_111_109 / 30;
        assert_eq!(step(1_111_111_109 - 30), Some(of_it));
        assert_eq!(step(1_111_111_109 + 30), Some(of_it));
        assert_eq!(step(1_111_111_109 - 60), None);
        assert_eq!(step(1_111_111_109 + 60), None);
    }

    #[test]
    fn what_is_no_code_is_wrong_and_one_typed_in_two_halves_is_right() {
        for wrong in [
            "",
            "81804",
            "0818040",
            "08180x",
            "０８１８０４",
            "-81804",
            &"1".repeat(10_000),
        ] {
            assert_eq!(rfc().step_of(wrong, at(1_111_111_109)), None, "{wrong:?}");
        }
        assert!(rfc().step_of(" 081 804 ", at(1_111_111_109)).is_some());
        assert_eq!(rfc().step_of("081804", at(-5)), None);
    }

    #[test]
    fn a_new_secret_has_160_bits_and_no_two_are_alike() {
        let (one, other) = (
            new_secret().expect("randomness"),
            new_secret().expect("randomness"),
        );
        assert_eq!(one.reveal().len(), 32);
        assert_ne!(one, other);
        let address =
            Codes::of(&one, "Linden: House", "mara@linden.example").and_then(|codes| codes.address());
        let address = address.expect("an address").into_inner();
        assert!(
            address.starts_with("otpauth://totp/Linden%20%20House:mara"),
            "{address}"
        );
        assert!(address.contains(one.reveal()));
    }
}
