//! Cuts a VP8 frame into RTP payloads (RFC 7741), with a 15-bit picture id as browsers send it, and reads such payloads.

/// Payload bytes in one packet, descriptor included. With SRTP, UDP and IPv6 headers this stays below 1,200 on the wire.
pub(crate) const MAX_PAYLOAD_BYTES: usize = 1_100;

const DESCRIPTOR_BYTES: usize = 4;

/// The payloads of one frame, in order. The last one's packet bears the marker.
pub(crate) fn packets(frame: &[u8], picture_id: u16) -> impl Iterator<Item = Vec<u8>> {
    frame
        .chunks(MAX_PAYLOAD_BYTES - DESCRIPTOR_BYTES)
        .enumerate()
        .map(move |(n, part)| {
            let id = picture_id & 0x7fff;
            // RFC 7741 4.2: X set, S set at the start of the frame; then I set; then M set with 15 bits of picture id.
            let first = if n == 0 { 0x90 } else { 0x80 };
            let mut payload = Vec::with_capacity(DESCRIPTOR_BYTES + part.len());
            payload.extend([first, 0x80, 0x80 | (id >> 8) as u8, (id & 0xff) as u8]);
            payload.extend(part);
            payload
        })
}

/// What one payload carries of its frame, and whether the frame starts with it (RFC 7741 4.2).
pub(crate) fn part(payload: &[u8]) -> Option<(bool, &[u8])> {
    let first = *payload.first()?;
    let mut at = 1;
    if first & 0x80 != 0 {
        let extended = *payload.get(at)?;
        at += 1;
        if extended & 0x80 != 0 {
            at += if payload.get(at)? & 0x80 != 0 { 2 } else { 1 };
        }
        at += usize::from(extended & 0x40 != 0) + usize::from(extended & 0x30 != 0);
    }
    Some((first & 0x1f == 0x10, payload.get(at..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;
    use str0m::rtp::Vp8Descriptor;

    #[test]
    fn a_frame_comes_back_whole_from_its_packets() {
        let look = Look::of("ben").expect("a committed clip is whole");
        for (n, frame) in look.speaking.frames.iter().enumerate() {
            let id = 0x7ffe_u16.wrapping_add(n as u16);
            let mut whole: Vec<u8> = Vec::new();
            for (k, payload) in packets(frame, id).enumerate() {
                assert!(payload.len() <= MAX_PAYLOAD_BYTES);
                let descriptor =
                    Vp8Descriptor::parse(&payload).expect("another reader understands the descriptor");
                assert_eq!(
                    descriptor.picture_id(),
                    Some(u64::from(id & 0x7fff)).map(|id| id.try_into().expect("15 bits fit"))
                );
                assert_eq!(
                    payload[0] & 0x10 != 0,
                    k == 0,
                    "only the first packet starts the frame"
                );
                assert_eq!(part(&payload), Some((k == 0, &payload[DESCRIPTOR_BYTES..])));
                whole.extend(&payload[DESCRIPTOR_BYTES..]);
            }
            assert_eq!(whole[..], frame[..]);
        }
    }

    #[test]
    fn a_payload_cut_short_carries_nothing() {
        for payload in [
            &[][..],
            &[0x90],
            &[0x90, 0x80],
            &[0x90, 0x80, 0x80],
            &[0x90, 0xf0, 0x80, 1],
        ] {
            assert_eq!(part(payload), None);
        }
    }
}
