//! Plays one bot's face and voice: says which frame and which sound are due now. Knows neither network nor room.

use crate::chance::Chance;
use crate::look::Look;
use protocol::MediaKind;
use std::sync::Arc;

/// What a bot lets out at a moment.
#[derive(Debug, Clone)]
pub(crate) enum Due {
    Picture {
        frame: Arc<[u8]>,
        picture_id: u16,
        /// 90 kHz.
        rtp_time: u32,
    },
    Sound {
        opus: Arc<[u8]>,
        level: u8,
        voice: bool,
        /// First packet after a pause: bears the marker (RFC 7587 4.3).
        starts: bool,
        /// 48 kHz.
        rtp_time: u32,
    },
}

impl Due {
    /// The frame that goes out, to be sealed first.
    pub(crate) fn frame(&mut self) -> (MediaKind, &mut Arc<[u8]>) {
        match self {
            Self::Picture { frame, .. } => (MediaKind::Video, frame),
            Self::Sound { opus, .. } => (MediaKind::Audio, opus),
        }
    }
}

const SOUND_MS: u64 = 20;
/// A microphone in a quiet room sends a breath of comfort noise this often, as Opus does with DTX (RFC 6716 2.1.9).
const COMFORT_MS: u64 = 400;
/// Somebody who is asked to stop finishes the syllable, not the sentence.
const FINISH_MS: u64 = 400;
/// Behind by more than this (a sleeping machine), the player goes on from now instead of catching up.
const TOO_LATE_MS: u64 = 500;
/// Two people who ask for a key frame at once get the same one.
const KEY_FRAME_GAP_MS: u64 = 300;

#[derive(Debug)]
pub(crate) struct Player {
    look: Look,
    chance: Chance,
    camera: bool,
    microphone: bool,
    speaking: bool,
    finish_by: Option<u64>,
    next_picture_at: u64,
    next_sound_at: u64,
    frame: usize,
    key_frame_at: Option<u64>,
    picture_id: u16,
    sound: usize,
    comfort: usize,
    talking_now: bool,
    hush: bool,
    picture_epoch: u32,
    sound_epoch: u32,
}

impl Player {
    pub(crate) fn new(look: Look, mut chance: Chance, now: u64) -> Self {
        let (picture_epoch, sound_epoch) = (chance.draw() as u32, chance.draw() as u32);
        let picture_id = chance.draw() as u16 & 0x7fff;
        // Nobody's loop begins at the same moment as another's.
        let start = now + chance.between(0, 80);
        Self {
            look,
            chance,
            camera: true,
            microphone: true,
            speaking: false,
            finish_by: None,
            next_picture_at: start,
            next_sound_at: start,
            frame: 0,
            key_frame_at: None,
            picture_id,
            sound: 0,
            comfort: 0,
            talking_now: false,
            hush: false,
            picture_epoch,
            sound_epoch,
        }
    }

    pub(crate) fn set_microphone(&mut self, on: bool) {
        self.microphone = on;
        if !on {
            self.speaking = false;
            self.finish_by = None;
        }
    }

    /// Begins to speak, or comes to an end at the next small pause.
    pub(crate) fn speak(&mut self, speaking: bool, now: u64) {
        if speaking == (self.speaking && self.finish_by.is_none()) {
            return;
        }
        if speaking && self.microphone {
            if !self.speaking {
                self.frame = 0;
                self.sound = self.beginning();
                self.next_sound_at = self.next_sound_at.min(now + SOUND_MS);
            }
            self.speaking = true;
            self.finish_by = None;
        } else if self.speaking {
            self.finish_by = Some(now + FINISH_MS);
        }
    }

    /// Somebody cannot decode: the loop starts again at its key frame.
    pub(crate) fn key_frame_wanted(&mut self, now: u64) {
        if self.key_frame_at.is_none_or(|at| now >= at + KEY_FRAME_GAP_MS) {
            self.frame = 0;
        }
    }

    /// Somebody new can open what is shown from now on: a key frame, however short ago the last one was.
    pub(crate) fn start_over(&mut self) {
        self.frame = 0;
    }

    pub(crate) fn next_at(&self) -> u64 {
        self.next_picture_at.min(self.next_sound_at)
    }

    /// What is due at `now`; ask again until there is nothing.
    pub(crate) fn poll(&mut self, now: u64) -> Option<Due> {
        while self.next_sound_at <= now {
            if let Some(due) = self.next_sound(now) {
                return Some(due);
            }
        }
        while self.next_picture_at <= now {
            if let Some(due) = self.next_picture(now) {
                return Some(due);
            }
        }
        None
    }

    fn next_picture(&mut self, now: u64) -> Option<Due> {
        let film = if self.speaking {
            &self.look.speaking
        } else {
            &self.look.listening
        };
        let step = 1_000 / u64::from(film.frames_per_second.max(1));
        let at = self.next_picture_at;
        self.next_picture_at = if now > at + TOO_LATE_MS {
            now + step
        } else {
            at + step
        };
        let frame = film
            .frames
            .get(self.frame)
            .or_else(|| film.frames.first())?
            .clone();
        if self.frame == 0 {
            self.key_frame_at = Some(at);
        }
        self.frame = (self.frame + 1) % film.frames.len().max(1);
        if !self.camera {
            return None;
        }
        self.picture_id = (self.picture_id + 1) & 0x7fff;
        let rtp_time = self.picture_epoch.wrapping_add((at * 90) as u32);
        Some(Due::Picture {
            frame,
            picture_id: self.picture_id,
            rtp_time,
        })
    }

    fn next_sound(&mut self, now: u64) -> Option<Due> {
        let at = self.next_sound_at;
        let late = now > at + TOO_LATE_MS;
        self.next_sound_at = if late { now } else { at } + SOUND_MS;
        let rtp_time = self.sound_epoch.wrapping_add((at * 48) as u32);
        let starts = !std::mem::replace(&mut self.talking_now, self.speaking);
        if self.speaking {
            let sound = self.look.voice.sounds.get(self.sound)?.clone();
            self.sound = (self.sound + 1) % self.look.voice.sounds.len();
            if self.finish_by.is_some_and(|by| at >= by || !sound.is_speech()) {
                self.speaking = false;
                self.finish_by = None;
                self.frame = 0;
            }
            self.hush = false;
            let voice = sound.is_speech();
            return Some(Due::Sound {
                opus: sound.opus,
                level: sound.level,
                voice,
                starts,
                rtp_time,
            });
        }
        let sound = self.look.quiet.sounds.get(self.comfort)?.clone();
        if self.hush {
            // One empty packet says "silence from here", and then nothing is sent for a while (RFC 7587 3.1.3).
            self.hush = false;
            self.next_sound_at = self.next_sound_at.max(at + COMFORT_MS - SOUND_MS);
            let toc = sound.opus.first().copied()?;
            return self.microphone.then(|| Due::Sound {
                opus: Arc::from([toc]),
                level: 127,
                voice: false,
                starts: false,
                rtp_time,
            });
        }
        self.hush = true;
        self.comfort = (self.comfort + 1) % self.look.quiet.sounds.len();
        self.microphone.then_some(Due::Sound {
            opus: sound.opus,
            level: sound.level,
            voice: false,
            starts: true,
            rtp_time,
        })
    }

    /// A place in the voice where a phrase begins, so that a bot does not say the same thing every time.
    fn beginning(&mut self) -> usize {
        let sounds = &self.look.voice.sounds;
        let begins = |n: &usize| sounds[*n].is_speech() && (*n == 0 || !sounds[*n - 1].is_speech());
        let phrases: Vec<usize> = (0..sounds.len()).filter(begins).collect();
        self.chance.pick(&phrases).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ivf::is_key_frame;

    fn player() -> Player {
        Player::new(
            Look::of("dana").expect("a committed clip is whole"),
            Chance::seeded(1, "dana"),
            0,
        )
    }

    fn live(player: &mut Player, from: u64, to: u64) -> Vec<(u64, Due)> {
        let mut seen = vec![];
        for now in from..to {
            while let Some(due) = player.poll(now) {
                seen.push((now, due));
            }
        }
        seen
    }

    fn voices(seen: &[(u64, Due)]) -> usize {
        seen.iter()
            .filter(|(_, due)| matches!(due, Due::Sound { voice: true, .. }))
            .count()
    }

    #[test]
    fn a_listener_shows_twelve_pictures_a_second_and_breathes_a_little_noise() {
        let seen = live(&mut player(), 0, 4_080);
        let pictures = seen
            .iter()
            .filter(|(_, due)| matches!(due, Due::Picture { .. }))
            .count();
        assert!(
            (47..=50).contains(&pictures),
            "{pictures} pictures in four seconds"
        );
        assert_eq!(voices(&seen), 0);
        let sounds = seen.len() - pictures;
        assert!(
            (18..=24).contains(&sounds),
            "{sounds} packets of comfort noise in four seconds"
        );
    }

    #[test]
    fn a_speaker_sends_a_sound_every_twenty_milliseconds_in_steps_of_960() {
        let mut player = player();
        live(&mut player, 0, 1_000);
        player.speak(true, 1_000);
        let seen = live(&mut player, 1_000, 3_000);
        let times: Vec<u32> = seen
            .iter()
            .filter_map(|(_, due)| {
                if let Due::Sound { rtp_time, .. } = due {
                    Some(*rtp_time)
                } else {
                    None
                }
            })
            .collect();
        assert!(times.len() >= 98, "{} sounds in two seconds", times.len());
        assert!(times.windows(2).all(|pair| pair[1].wrapping_sub(pair[0]) == 960));
        assert!(voices(&seen) > 40);
    }

    #[test]
    fn a_change_from_listening_to_speaking_starts_with_a_key_frame() {
        let mut player = player();
        live(&mut player, 0, 1_000);
        player.speak(true, 1_000);
        let seen = live(&mut player, 1_000, 1_200);
        let first = seen.iter().find_map(|(_, due)| {
            if let Due::Picture { frame, .. } = due {
                Some(frame)
            } else {
                None
            }
        });
        assert!(is_key_frame(first.expect("a picture within 200 ms")));
    }

    #[test]
    fn who_is_asked_to_stop_is_silent_within_half_a_second() {
        let mut player = player();
        player.speak(true, 0);
        live(&mut player, 0, 2_000);
        player.speak(false, 2_000);
        live(&mut player, 2_000, 2_500);
        assert_eq!(voices(&live(&mut player, 2_500, 6_000)), 0);
    }

    #[test]
    fn a_muted_bot_sends_no_sound_at_all() {
        let mut player = player();
        player.set_microphone(false);
        player.speak(true, 0);
        let seen = live(&mut player, 0, 3_000);
        assert!(seen.iter().all(|(_, due)| matches!(due, Due::Picture { .. })));
    }

    #[test]
    fn who_starts_over_shows_a_key_frame_next_even_right_after_one() {
        let mut player = player();
        let mut next = |from| {
            live(&mut player, from, from + 84)
                .into_iter()
                .find_map(|(_, due)| match due {
                    Due::Picture { frame, .. } => Some(is_key_frame(&frame)),
                    Due::Sound { .. } => None,
                })
        };
        assert_eq!(next(0), Some(true));
        assert_eq!(next(84), Some(false));
        player.start_over();
        let seen = live(&mut player, 168, 252);
        assert!(
            seen.iter()
                .any(|(_, due)| matches!(due, Due::Picture { frame, .. } if is_key_frame(frame)))
        );
    }

    #[test]
    fn a_wanted_key_frame_comes_at_once_but_not_in_a_burst() {
        let mut player = player();
        live(&mut player, 0, 2_000);
        let mut keys = 0;
        for now in 2_000..3_000 {
            player.key_frame_wanted(now);
            while let Some(due) = player.poll(now) {
                keys += usize::from(matches!(&due, Due::Picture { frame, .. } if is_key_frame(frame)));
            }
        }
        assert!((1..=4).contains(&keys), "{keys} key frames in a second of asking");
    }
}
