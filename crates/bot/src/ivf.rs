//! Reads VP8 frames out of an IVF file: a 32-byte header, then size, time and bytes of every frame.

use std::sync::Arc;

/// A loop of pictures, each ready to be cut into packets.
#[derive(Debug, Clone)]
pub(crate) struct Film {
    pub(crate) frames: Vec<Arc<[u8]>>,
    pub(crate) frames_per_second: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAFilm {
    /// The file ends before what it announces.
    Truncated,
    /// Not IVF with VP8 in it.
    OtherFormat,
    /// No frame, no sensible rate, or a first frame that is no key frame: nobody could start watching.
    CannotStart,
}

impl std::fmt::Display for NotAFilm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Truncated => "the film ends too early",
            Self::OtherFormat => "not a VP8 film in IVF",
            Self::CannotStart => "the film has no key frame to start with",
        })
    }
}

impl std::error::Error for NotAFilm {}

impl Film {
    pub(crate) fn read(file: &[u8]) -> Result<Self, NotAFilm> {
        let header = file.get(..32).ok_or(NotAFilm::Truncated)?;
        if &header[..4] != b"DKIF" || &header[8..12] != b"VP80" {
            return Err(NotAFilm::OtherFormat);
        }
        let length = usize::from(u16::from_le_bytes([header[6], header[7]]));
        let (rate, scale) = (little(header, 16)?, little(header, 20)?);
        if scale == 0 || rate / scale == 0 || rate / scale > 60 {
            return Err(NotAFilm::CannotStart);
        }
        let mut frames = Vec::new();
        let mut rest = file.get(length.max(32)..).ok_or(NotAFilm::Truncated)?;
        while !rest.is_empty() {
            let size = little(rest, 0)? as usize;
            let end = 12_usize.checked_add(size).ok_or(NotAFilm::Truncated)?;
            let frame = rest.get(12..end).ok_or(NotAFilm::Truncated)?;
            frames.push(Arc::from(frame));
            rest = &rest[end..];
        }
        match frames.first() {
            Some(first) if is_key_frame(first) => Ok(Self {
                frames,
                frames_per_second: rate / scale,
            }),
            _ => Err(NotAFilm::CannotStart),
        }
    }
}

/// RFC 6386 9.1: the lowest bit of the first byte is 0 in a key frame.
pub(crate) fn is_key_frame(frame: &[u8]) -> bool {
    frame.first().is_some_and(|byte| byte & 1 == 0)
}

fn little(bytes: &[u8], at: usize) -> Result<u32, NotAFilm> {
    let part = bytes.get(at..at + 4).ok_or(NotAFilm::Truncated)?;
    Ok(u32::from_le_bytes([part[0], part[1], part[2], part[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIP: &[u8] = include_bytes!("../clips/mara-speaking.ivf");

    #[test]
    fn a_film_cut_anywhere_but_between_frames_is_refused_and_never_panics() {
        let whole = Film::read(CLIP).expect("a committed clip is whole");
        let mut boundaries = vec![];
        let mut at = 32;
        for frame in &whole.frames {
            at += 12 + frame.len();
            boundaries.push(at);
        }
        for length in 0..CLIP.len() {
            let cut = Film::read(&CLIP[..length]);
            assert_eq!(cut.is_ok(), boundaries.contains(&length), "cut at {length}");
        }
    }

    #[test]
    fn a_frame_that_claims_more_than_the_file_holds_is_refused() {
        let mut clip = CLIP.to_vec();
        clip[32..36].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Film::read(&clip).err(), Some(NotAFilm::Truncated));
    }

    #[test]
    fn another_codec_or_a_rate_of_nothing_is_refused() {
        let mut clip = CLIP.to_vec();
        clip[8..12].copy_from_slice(b"VP90");
        assert_eq!(Film::read(&clip).err(), Some(NotAFilm::OtherFormat));
        let mut clip = CLIP.to_vec();
        clip[20..24].copy_from_slice(&0_u32.to_le_bytes());
        assert_eq!(Film::read(&clip).err(), Some(NotAFilm::CannotStart));
    }
}
