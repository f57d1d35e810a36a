//! Whose face and voice a bot wears: the committed clips, by the name of the cast.

use crate::ivf::Film;
use crate::voice::Voice;
use anyhow::Context;
use std::sync::Arc;

/// How one bot looks and sounds.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) listening: Arc<Film>,
    pub(crate) speaking: Arc<Film>,
    pub(crate) voice: Arc<Voice>,
    /// The sound of a quiet room, for a microphone that is on while nobody speaks.
    pub(crate) quiet: Arc<Voice>,
}

struct Clips {
    name: &'static str,
    listening: &'static [u8],
    speaking: &'static [u8],
    voice: &'static [u8],
}

macro_rules! clips {
    ($($name:literal $voice:literal;)*) => {
        &[$(Clips {
            name: $name,
            listening: include_bytes!(concat!("../clips/", $name, "-listening.ivf")),
            speaking: include_bytes!(concat!("../clips/", $name, "-speaking.ivf")),
            voice: include_bytes!(concat!("../clips/", $voice, ".voice")),
        }),*]
    };
}

static CAST: &[Clips] = clips! {
    "mara" "birch";
    "anna" "hazel";
    "ben" "alder";
    "chidi" "maple";
    "dana" "rowan";
    "eli" "alder";
    "farah" "hazel";
    "gita" "birch";
    "hugo" "cedar";
    "ida" "rowan";
    "jonas" "maple";
    "kofi" "cedar";
    "leila" "hazel";
    "nadia" "birch";
    "ines" "rowan";
};

static QUIET: &[u8] = include_bytes!("../clips/quiet.voice");

impl Look {
    /// The look of this name in the cast. Somebody else gets one of theirs, always the same for the same name.
    pub(crate) fn of(name: &str) -> anyhow::Result<Self> {
        let name = name.to_lowercase();
        let other = name.bytes().map(usize::from).sum::<usize>() % CAST.len();
        let clips = CAST
            .iter()
            .find(|clips| clips.name == name)
            .or_else(|| CAST.get(other));
        let clips = clips.context("the cast is empty")?;
        Ok(Self {
            listening: Arc::new(Film::read(clips.listening)?),
            speaking: Arc::new(Film::read(clips.speaking)?),
            voice: Arc::new(Voice::read(clips.voice)?),
            quiet: Arc::new(Voice::read(QUIET)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ivf::is_key_frame;

    #[test]
    fn every_look_of_the_cast_can_be_read() {
        for clips in CAST {
            let look = Look::of(clips.name).expect("a committed clip is whole");
            assert_eq!(look.listening.frames.len(), look.speaking.frames.len());
            let key_frames = look
                .speaking
                .frames
                .iter()
                .filter(|frame| is_key_frame(frame))
                .count();
            assert_eq!(
                key_frames, 1,
                "{}: a second key frame would only cost",
                clips.name
            );
            let speech = look.voice.sounds.iter().filter(|sound| sound.is_speech()).count();
            assert!(
                speech * 2 > look.voice.sounds.len(),
                "{}: speaks at least half the time",
                clips.name
            );
            assert!(look.quiet.sounds.iter().all(|sound| !sound.is_speech()));
        }
    }

    #[test]
    fn all_clips_together_stay_under_a_megabyte() {
        let films = CAST
            .iter()
            .map(|clips| clips.listening.len() + clips.speaking.len())
            .sum::<usize>();
        let voices = CAST.iter().map(|clips| clips.voice.len()).sum::<usize>();
        assert!(films + voices + QUIET.len() < 1_000_000);
    }

    #[test]
    fn a_stranger_borrows_a_look() {
        assert!(Look::of("Somebody Else").is_ok());
    }
}
