//! Says what a datagram is from its first bytes, and which connection a STUN request asks for.
//! The first byte's ranges are those of RFC 7983; reads only, never answers.

/// The protocols that share the one port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Stun,
    Dtls,
    /// RTP and RTCP, both encrypted.
    Srtp,
}

/// Longer datagrams are not ours: a WebRTC packet stays below the path's MTU.
pub const LONGEST: usize = 1_500;

const STUN_HEADER: usize = 20;
const DTLS_RECORD_HEADER: usize = 13;
/// Fixed RTP header, or RTCP header with its sender, and the shortest authentication tag in use.
const SHORTEST_SRTP: usize = 12 + 10;

/// The protocol of a datagram, or nothing if it cannot be one of ours.
pub fn protocol(contents: &[u8]) -> Option<Protocol> {
    let length = contents.len();
    if length > LONGEST {
        return None;
    }
    match *contents.first()? {
        0..=1 if length >= STUN_HEADER => Some(Protocol::Stun),
        20..=63 if length >= DTLS_RECORD_HEADER => Some(Protocol::Dtls),
        128..=191 if length >= SHORTEST_SRTP => Some(Protocol::Srtp),
        _ => None,
    }
}

/// The ufrag of ours that a STUN binding request names: the part of USERNAME before the colon
/// (RFC 8445 section 7.2.2). Not yet authenticated: good for finding a room, for nothing else.
pub fn local_ufrag(contents: &[u8]) -> Option<&str> {
    const BINDING_REQUEST: [u8; 2] = [0x00, 0x01];
    const MAGIC_COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
    const USERNAME: u16 = 0x0006;

    let (header, mut attributes) = contents.split_at_checked(STUN_HEADER)?;
    if header[..2] != BINDING_REQUEST || header[4..8] != MAGIC_COOKIE {
        return None;
    }
    if usize::from(u16::from_be_bytes([header[2], header[3]])) != attributes.len() {
        return None;
    }
    while let Some((head, rest)) = attributes.split_at_checked(4) {
        let kind = u16::from_be_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let value = rest.get(..length)?;
        if kind == USERNAME {
            return std::str::from_utf8(value).ok()?.split(':').next();
        }
        attributes = rest.get(length.next_multiple_of(4)..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(username: &str) -> Vec<u8> {
        let mut attribute = vec![0x00, 0x06, 0x00, username.len() as u8];
        attribute.extend_from_slice(username.as_bytes());
        attribute.resize(attribute.len().next_multiple_of(4), 0);
        let mut message = vec![0x00, 0x01, 0x00, attribute.len() as u8, 0x21, 0x12, 0xa4, 0x42];
        message.extend_from_slice(&[7; 12]);
        message.extend_from_slice(&attribute);
        message
    }

    #[test]
    fn a_request_names_the_ufrag_before_the_colon() {
        assert_eq!(local_ufrag(&request("room1abc:xyz")), Some("room1abc"));
    }

    #[test]
    fn a_cut_or_foreign_message_names_nothing() {
        let whole = request("room1abc:xyz");
        for end in 0..whole.len() {
            assert_eq!(local_ufrag(&whole[..end]), None, "cut at {end}");
        }
        let mut response = whole;
        response[0] = 0x01;
        assert_eq!(local_ufrag(&response), None);
    }

    #[test]
    fn lengths_are_checked_before_anything_is_read() {
        assert_eq!(protocol(&[0; 19]), None);
        assert_eq!(protocol(&[0; 20]), Some(Protocol::Stun));
        assert_eq!(protocol(&[22; 12]), None);
        assert_eq!(protocol(&[128; 21]), None);
        assert_eq!(protocol(&[128; 22]), Some(Protocol::Srtp));
        assert_eq!(protocol(&[128; LONGEST + 1]), None);
        assert_eq!(protocol(&[]), None);
    }
}
