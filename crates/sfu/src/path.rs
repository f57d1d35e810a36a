//! Which addresses a participant proved to own, and which of them receives what is sent to it.
//!
//! An ICE-lite agent sends no checks; an authenticated binding request is the only proof there is. The
//! browser decides by USE-CANDIDATE. str0m's agent keeps an old path of equal priority until it has been
//! silent for 15 s, which would be 15 s of silence after a changed address; so the sending path is chosen here.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// The two ends of a path: theirs and ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Path {
    pub(crate) theirs: SocketAddr,
    pub(crate) ours: SocketAddr,
}

#[derive(Debug)]
struct Known {
    path: Path,
    priority: u32,
    nominated: bool,
    heard: Instant,
}

/// A talking browser sends something at least twice a second, so a path silent for longer may be left.
const SILENT: Duration = Duration::from_secs(1);

/// A laptop with two networks and two address families has four; the rest is room for changes.
const MOST: usize = 16;

#[derive(Debug, Default)]
pub(crate) struct Paths {
    known: Vec<Known>,
    current: Option<Path>,
}

impl Paths {
    /// Notes an authenticated binding request. Returns a path that had to be forgotten to make room.
    pub(crate) fn authenticated(
        &mut self,
        path: Path,
        priority: u32,
        nominated: bool,
        now: Instant,
    ) -> Option<Path> {
        let mut forgotten = None;
        match self.known.iter_mut().find(|known| known.path == path) {
            Some(known) => {
                known.heard = now;
                known.priority = priority;
                known.nominated |= nominated;
            }
            None => {
                if self.known.len() >= MOST {
                    forgotten = self.forget_oldest();
                }
                self.known.push(Known {
                    path,
                    priority,
                    nominated,
                    heard: now,
                });
            }
        }
        self.consider(path, now);
        forgotten
    }

    /// Notes that something arrived; says whether the path was validated.
    pub(crate) fn heard(&mut self, path: Path, now: Instant) -> bool {
        let Some(known) = self.known.iter_mut().find(|known| known.path == path) else {
            return false;
        };
        known.heard = now;
        if self.current != Some(path) {
            self.consider(path, now);
        }
        true
    }

    /// Where to send.
    pub(crate) fn current(&self) -> Option<Path> {
        self.current
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Path> {
        self.known.iter().map(|known| known.path)
    }

    fn consider(&mut self, path: Path, now: Instant) {
        let find = |wanted: Path| self.known.iter().find(|known| known.path == wanted);
        let Some(candidate) = find(path).filter(|known| known.nominated) else {
            return;
        };
        let better = match self.current.and_then(find) {
            None => true,
            Some(current) => {
                candidate.priority > current.priority
                    || now.saturating_duration_since(current.heard) >= SILENT
            }
        };
        if better {
            self.current = Some(path);
        }
    }

    fn forget_oldest(&mut self) -> Option<Path> {
        let (index, _) = self
            .known
            .iter()
            .enumerate()
            .filter(|(_, known)| Some(known.path) != self.current)
            .min_by_key(|(_, known)| known.heard)?;
        Some(self.known.swap_remove(index).path)
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
mod tests {
    use super::*;

    fn path(port: u16) -> Path {
        Path {
            theirs: ([192, 0, 2, 1], port).into(),
            ours: ([192, 0, 2, 9], 3478).into(),
        }
    }

    #[test]
    fn a_changed_address_is_followed_once_the_old_one_is_silent() {
        let start = Instant::now();
        let mut paths = Paths::default();
        paths.authenticated(path(1), 100, true, start);
        paths.authenticated(path(2), 100, true, start + Duration::from_millis(400));
        assert_eq!(paths.current(), Some(path(1)), "both are alive: stay");
        paths.heard(path(2), start + Duration::from_millis(1100));
        assert_eq!(paths.current(), Some(path(2)));
    }

    #[test]
    fn a_better_nominated_path_is_taken_at_once() {
        let start = Instant::now();
        let mut paths = Paths::default();
        paths.authenticated(path(1), 100, true, start);
        paths.authenticated(path(2), 200, false, start);
        assert_eq!(paths.current(), Some(path(1)), "only checked, not chosen");
        paths.authenticated(path(2), 200, true, start);
        assert_eq!(paths.current(), Some(path(2)));
    }

    #[test]
    fn an_unknown_path_is_not_heard() {
        assert!(!Paths::default().heard(path(1), Instant::now()));
    }

    #[test]
    fn the_oldest_path_is_forgotten_but_never_the_one_in_use() {
        let start = Instant::now();
        let mut paths = Paths::default();
        for port in 0..=MOST as u16 {
            paths.authenticated(
                path(port),
                100,
                port == 0,
                start + Duration::from_millis(u64::from(port)),
            );
        }
        assert_eq!(paths.all().count(), MOST);
        assert_eq!(paths.current(), Some(path(0)));
        assert!(paths.all().all(|known| known != path(1)));
    }
}
