//! How the protocol stack is set up: codecs, header extensions, sending streams, and STUN's signature.

use std::time::Duration;

use aws_lc_rs::hmac;
use str0m::config::DtlsVersion;
use str0m::format::{Codec, FormatParams};
use str0m::media::{Frequency, Mid};
use str0m::rtp::{Extension, ExtensionMap};
use str0m::{IceCreds, Rtc, RtcConfig};

use crate::forward::Sender;
use crate::{Credentials, Kind, Levels, Slot};

/// A connection that answers browsers: ICE-lite, packets as they are, Opus and VP8 alone.
pub(crate) fn config(credentials: &Credentials, levels: Levels) -> RtcConfig {
    let mut extensions = ExtensionMap::empty();
    if levels == Levels::Read {
        extensions.set(1, Extension::AudioLevel);
    }
    // The browser's own congestion control for what it sends needs our transport-wide feedback.
    extensions.set(3, Extension::TransportSequenceNumber);
    extensions.set(4, Extension::RtpMid);
    // Simulcast's layers carry these; a line without layers does not.
    extensions.set(10, Extension::RtpStreamId);
    extensions.set(11, Extension::RepairedRtpStreamId);
    extensions.set(13, Extension::VideoOrientation);

    let mut config = RtcConfig::new()
        .set_rtp_mode(true)
        .set_ice_lite(true)
        .set_dtls_version(DtlsVersion::Auto)
        .set_local_ice_credentials(IceCreds {
            ufrag: credentials.ufrag.clone(),
            pass: credentials.password.clone(),
        })
        .set_extension_map(extensions)
        .clear_codecs()
        .enable_vp8(true);
    // The format says what we wish to receive: losses repaired in band, nothing sent in silence unless the pauses would
    // tell who speaks.
    let format = FormatParams {
        min_p_time: Some(10),
        use_inband_fec: Some(true),
        use_dtx: Some(levels == Levels::Read),
        ..FormatParams::default()
    };
    config.codec_config().add_config(
        111.into(),
        None,
        Codec::Opus,
        Frequency::FORTY_EIGHT_KHZ,
        Some(2),
        format,
    );
    config
}

/// The sending stream of a slot, as the offer shaped it.
pub(crate) fn sender(rtc: &mut Rtc, slot: &Slot) -> Option<Sender> {
    let mid = Mid::from(slot.mid.as_str());
    let wanted = match slot.kind {
        Kind::Audio => Codec::Opus,
        Kind::Video => Codec::Vp8,
    };
    let offered = rtc.media(mid)?.remote_pts();
    let params = rtc.codec_config().params().iter();
    let payload_type = params
        .filter(|params| params.spec().codec == wanted)
        .find(|params| offered.contains(&params.pt()))?
        .pt();
    let mut direct = rtc.direct_api();
    let stream = direct.stream_tx_by_mid(mid, None)?;
    // Memory per participant is this cache before all else: a second of pictures is what a repair can use.
    stream.set_rtx_cache(256, Duration::from_secs(1), Some(0.15));
    Some(Sender::new(
        slot.publisher,
        slot.kind,
        mid,
        stream.ssrc(),
        payload_type,
    ))
}

/// HMAC-SHA1 over the parts in order.
pub(crate) fn sha1_hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 20] {
    // RFC 8489 signs STUN with it; HMAC does not rest on SHA-1's collision resistance.
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let mut context = hmac::Context::with_key(&key);
    for part in parts {
        context.update(part);
    }
    let mut tag = [0; 20];
    tag.copy_from_slice(context.sign().as_ref());
    tag
}
