//! Reads a browser's offer before the protocol stack does, and puts the finishing touches to the answer.
//!
//! The rules: audio and video lines only; each slot names one receiving line of its kind; the first other
//! audio and video lines that send are the microphone and the camera. Errors repeat nothing of the offer,
//! because offers carry addresses.

use std::fmt;

use crate::{Kind, Slot};

/// Why an offer was not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OfferRefused {
    TooLong,
    TooManyLines,
    /// Not a session description, or one with lines other than audio and video.
    Malformed,
    /// A line offers neither Opus nor VP8.
    NoCommonCodec,
    /// A slot names no receiving line of its kind, or the same line as another slot, or its own publisher.
    SlotMismatch,
    /// The room ended before the offer was answered.
    RoomClosed,
}

impl fmt::Display for OfferRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the offer is too long",
            Self::TooManyLines => "the offer has too many lines for one circle",
            Self::Malformed => "the offer could not be read",
            Self::NoCommonCodec => "the offer has a line without Opus or VP8",
            Self::SlotMismatch => "the slots do not fit the offer's receiving lines",
            Self::RoomClosed => "the room has ended",
        })
    }
}

impl std::error::Error for OfferRefused {}

/// Chrome's offer for 15 seats has about 80 kB.
const LONGEST: usize = 256 * 1024;
/// Two lines of one's own and two for each of up to 15 others.
const MOST_LINES: usize = 32;
/// What str0m keeps of a mid.
const LONGEST_MID: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sends,
    Receives,
    Rests,
}

#[derive(Debug)]
struct Line {
    kind: Kind,
    mid: String,
    direction: Direction,
    has_codec: bool,
}

/// An offer that keeps the rules.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Offered {
    /// The lines that send, if any.
    pub(crate) microphone: Option<String>,
    pub(crate) camera: Option<String>,
}

/// Checks an offer against the slots it is to fill.
pub(crate) fn read(offer: &str, slots: &[Slot]) -> Result<Offered, OfferRefused> {
    if offer.len() > LONGEST {
        return Err(OfferRefused::TooLong);
    }
    let lines = lines(offer)?;
    if lines.is_empty()
        || lines
            .iter()
            .any(|line| line.mid.is_empty() || line.mid.len() > LONGEST_MID)
    {
        return Err(OfferRefused::Malformed);
    }
    for (index, line) in lines.iter().enumerate() {
        if lines[..index].iter().any(|earlier| earlier.mid == line.mid) {
            return Err(OfferRefused::Malformed);
        }
        if !line.has_codec {
            return Err(OfferRefused::NoCommonCodec);
        }
    }
    for (index, slot) in slots.iter().enumerate() {
        let fits = |line: &&Line| {
            line.mid == slot.mid && line.kind == slot.kind && line.direction == Direction::Receives
        };
        let is_taken = slots[..index].iter().any(|earlier| earlier.mid == slot.mid);
        if is_taken || !lines.iter().any(|line| fits(&line)) {
            return Err(OfferRefused::SlotMismatch);
        }
    }
    let sending = |kind| {
        let line = lines
            .iter()
            .find(|line| line.kind == kind && line.direction == Direction::Sends);
        line.map(|line| line.mid.clone())
    };
    Ok(Offered {
        microphone: sending(Kind::Audio),
        camera: sending(Kind::Video),
    })
}

fn lines(offer: &str) -> Result<Vec<Line>, OfferRefused> {
    let mut lines: Vec<Line> = vec![];
    for text in offer.lines() {
        if let Some(media) = text.strip_prefix("m=") {
            if lines.len() == MOST_LINES {
                return Err(OfferRefused::TooManyLines);
            }
            let kind = match media.split(' ').next() {
                Some("audio") => Kind::Audio,
                Some("video") => Kind::Video,
                _ => return Err(OfferRefused::Malformed),
            };
            // Without an attribute a line both sends and receives (RFC 8866 section 6.7).
            let line = Line {
                kind,
                mid: String::new(),
                direction: Direction::Sends,
                has_codec: false,
            };
            lines.push(line);
            continue;
        }
        let Some((line, attribute)) = lines.last_mut().zip(text.strip_prefix("a=")) else {
            continue;
        };
        match attribute {
            "sendrecv" | "sendonly" => line.direction = Direction::Sends,
            "recvonly" => line.direction = Direction::Receives,
            "inactive" => line.direction = Direction::Rests,
            _ => {
                if let Some(mid) = attribute.strip_prefix("mid:") {
                    line.mid = mid.trim().to_owned();
                } else if let Some(map) = attribute.strip_prefix("rtpmap:") {
                    let wanted = match line.kind {
                        Kind::Audio => "opus/48000/2",
                        Kind::Video => "VP8/90000",
                    };
                    let codec = map.split(' ').nth(1).unwrap_or_default();
                    line.has_codec |= codec.eq_ignore_ascii_case(wanted);
                }
            }
        }
    }
    Ok(lines)
}

/// Gives both streams of a publisher one name in the answer, so that the browser keeps lips and voice together.
pub(crate) fn name_streams(answer: &str, slots: &[Slot]) -> String {
    let mut named = String::with_capacity(answer.len());
    let sections = answer.split_inclusive('\n').scan(String::new(), |mid, line| {
        if line.starts_with("m=") {
            mid.clear();
        }
        if let Some(found) = line.strip_prefix("a=mid:") {
            found.trim().clone_into(mid);
        }
        Some((mid.clone(), line))
    });
    for (mid, line) in sections {
        let slot = slots.iter().find(|slot| slot.mid == mid);
        let msid = line.find("msid:").filter(|_| line.starts_with("a="));
        match slot.zip(msid) {
            Some((slot, at)) => {
                let track = match slot.kind {
                    Kind::Audio => "voice",
                    Kind::Video => "picture",
                };
                let seat = slot.publisher.0;
                named.push_str(&format!("{}msid:seat{seat} {track}{seat}\r\n", &line[..at]));
            }
            _ => named.push_str(line),
        }
    }
    named
}

/// How much sound a packet holds where none may be left out: half as many packets as Opus makes by itself, for a fiftieth of
/// a second more on the way. Every device in the circle opens each of them.
const PACKET_MS: u8 = 40;

/// Asks for Opus at a constant bit rate (RFC 7587 section 6.1), which str0m has no word for, in packets of one length.
pub(crate) fn ask_for_one_size(answer: &str) -> String {
    let mut asked = String::with_capacity(answer.len());
    let mut opus = None;
    for line in answer.split_inclusive('\n') {
        let text = line.trim_end();
        if line.starts_with("m=") {
            opus = None;
        }
        if let Some((number, "opus/48000/2")) =
            text.strip_prefix("a=rtpmap:").and_then(|map| map.split_once(' '))
        {
            opus = Some(format!("a=fmtp:{number} "));
        }
        if opus.as_deref().is_some_and(|opus| text.starts_with(opus)) {
            asked.push_str(&format!("{text};cbr=1\r\na=ptime:{PACKET_MS}\r\n"));
        } else {
            asked.push_str(line);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ParticipantId;

    const OFFER: &str = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\n\
        m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendonly\r\na=rtpmap:96 VP8/90000\r\n\
        m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:2\r\na=recvonly\r\na=rtpmap:111 OPUS/48000/2\r\n";

    fn slot(mid: &str, kind: Kind) -> Slot {
        Slot {
            mid: mid.to_owned(),
            publisher: ParticipantId(7),
            kind,
        }
    }

    #[test]
    fn the_sending_lines_are_microphone_and_camera() {
        let offered = read(OFFER, &[slot("2", Kind::Audio)]).expect("a good offer");
        assert_eq!(
            offered,
            Offered {
                microphone: Some("0".into()),
                camera: Some("1".into())
            }
        );
    }

    #[test]
    fn slots_fit_receiving_lines_of_their_kind_once() {
        for slots in [
            vec![slot("2", Kind::Video)],
            vec![slot("0", Kind::Audio)],
            vec![slot("9", Kind::Audio)],
            vec![slot("2", Kind::Audio), slot("2", Kind::Audio)],
        ] {
            assert_eq!(read(OFFER, &slots), Err(OfferRefused::SlotMismatch), "{slots:?}");
        }
    }

    #[test]
    fn what_is_not_audio_or_video_is_refused() {
        let with_data = format!("{OFFER}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:3\r\n");
        assert_eq!(read(&with_data, &[]), Err(OfferRefused::Malformed));
        assert_eq!(read("", &[]), Err(OfferRefused::Malformed));
        assert_eq!(
            read(&OFFER.replace("VP8", "H264"), &[]),
            Err(OfferRefused::NoCommonCodec)
        );
        assert_eq!(
            read(&OFFER.replace("a=mid:2", "a=mid:0"), &[]),
            Err(OfferRefused::Malformed)
        );
        assert_eq!(read(&OFFER.repeat(20), &[]), Err(OfferRefused::TooManyLines));
        assert_eq!(read(&" ".repeat(LONGEST + 1), &[]), Err(OfferRefused::TooLong));
    }

    #[test]
    fn both_streams_of_a_publisher_share_a_name() {
        let answer = "v=0\r\nm=audio 9 X 111\r\na=mid:2\r\na=msid:abc def\r\na=ssrc:5 cname:x\r\na=ssrc:5 msid:abc def\r\n\
            m=video 9 X 96\r\na=mid:1\r\na=msid:own own\r\n";
        let named = name_streams(answer, &[slot("2", Kind::Audio)]);
        assert!(
            named.contains("a=msid:seat7 voice7\r\na=ssrc:5 cname:x\r\na=ssrc:5 msid:seat7 voice7\r\n"),
            "{named}"
        );
        assert!(named.contains("a=msid:own own\r\n"));
    }
}
