//! Fixed ids that look like those of the house (UUID v7), told apart by kind and number.

use domain::id::Id;
use uuid::Uuid;

/// Tuesday 6 January 2026, 17:00 UTC, in milliseconds: when every id of the cast says it was made.
const MADE_AT_MS: u128 = 1_767_718_800_000;

/// The same number gives different ids in different kinds, so that a mixed-up id is found.
pub(crate) fn fixed<I: Id>(number: u16) -> I {
    let kind = I::PREFIX
        .bytes()
        .fold(0_u128, |kind, letter| (kind << 8) | u128::from(letter));
    let version_and_variant = (0x7 << 76) | (0b10 << 62);
    I::from_uuid(Uuid::from_u128(
        (MADE_AT_MS << 80) | version_and_variant | (kind << 24) | u128::from(number),
    ))
}
