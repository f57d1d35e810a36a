//! Reads a voice: Opus packets of 20 ms, each with its loudness (see clips/make.py for the format).

use std::sync::Arc;

const MAGIC: &[u8] = b"OCVOICE1";

#[derive(Debug, Clone)]
pub(crate) struct Voice {
    pub(crate) sounds: Vec<Sound>,
}

/// Twenty milliseconds.
#[derive(Debug, Clone)]
pub(crate) struct Sound {
    /// RFC 6464: 0 is as loud as can be, 127 is silence.
    pub(crate) level: u8,
    pub(crate) opus: Arc<[u8]>,
}

/// Louder than this is somebody speaking; the pauses between phrases and a quiet room lie below.
const SPEECH_LEVEL: u8 = 50;

impl Sound {
    pub(crate) fn is_speech(&self) -> bool {
        self.level < SPEECH_LEVEL
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAVoice;

impl std::fmt::Display for NotAVoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a whole voice file")
    }
}

impl std::error::Error for NotAVoice {}

impl Voice {
    pub(crate) fn read(file: &[u8]) -> Result<Self, NotAVoice> {
        let mut rest = file.strip_prefix(MAGIC).ok_or(NotAVoice)?;
        let mut sounds = Vec::new();
        while !rest.is_empty() {
            let [level, high, low] = *rest.first_chunk::<3>().ok_or(NotAVoice)?;
            let length = usize::from(u16::from_be_bytes([high, low]));
            let opus = rest.get(3..3 + length).ok_or(NotAVoice)?;
            if level > 127 || opus.is_empty() {
                return Err(NotAVoice);
            }
            sounds.push(Sound {
                level,
                opus: Arc::from(opus),
            });
            rest = &rest[3 + length..];
        }
        if sounds.is_empty() {
            Err(NotAVoice)
        } else {
            Ok(Self { sounds })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIP: &[u8] = include_bytes!("../clips/alder.voice");

    #[test]
    fn a_voice_cut_inside_a_sound_is_refused_and_never_panics() {
        let whole = Voice::read(CLIP).expect("a committed clip is whole");
        let mut boundaries = vec![];
        let mut at = MAGIC.len();
        for sound in &whole.sounds {
            at += 3 + sound.opus.len();
            boundaries.push(at);
        }
        for length in 0..CLIP.len() {
            assert_eq!(
                Voice::read(&CLIP[..length]).is_ok(),
                boundaries.contains(&length),
                "cut at {length}"
            );
        }
    }

    #[test]
    fn a_level_beyond_the_scale_is_refused() {
        let mut clip = CLIP.to_vec();
        clip[MAGIC.len()] = 128;
        assert_eq!(Voice::read(&clip).err(), Some(NotAVoice));
    }
}
