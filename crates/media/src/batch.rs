//! Sends what a room produced, ordered by receiver, so that packets for one receiver leave together.
//!
//! The cost of sending is the way through the network stack, not the system call; segmentation offload walks it
//! once for several equal datagrams to one address. Ordering costs no time: the batch is one tick of a room.

use std::net::SocketAddr;

use crate::sockets::Sockets;

#[derive(Debug)]
pub(crate) struct Outgoing {
    pub(crate) source: SocketAddr,
    pub(crate) destination: SocketAddr,
    pub(crate) contents: Vec<u8>,
}

/// What one offloaded send may carry in all.
const MOST_BYTES: usize = 60_000;
const MOST_SEGMENTS: usize = 32;

#[derive(Debug, Default)]
pub(crate) struct Batch {
    waiting: Vec<Outgoing>,
    joined: Vec<u8>,
}

impl Batch {
    pub(crate) fn push(&mut self, outgoing: Outgoing) {
        self.waiting.push(outgoing);
    }

    pub(crate) fn send(&mut self, sockets: &Sockets) {
        // Stable: the order of packets for one receiver stays.
        self.waiting.sort_by_key(|outgoing| outgoing.destination);
        let mut rest = &self.waiting[..];
        while let Some(first) = rest.first() {
            let most = sockets.most_segments(first.source).min(MOST_SEGMENTS);
            let (run, after) = rest.split_at(run_length(rest, most));
            if run.len() == 1 {
                sockets.send(first.source, first.destination, &first.contents, None);
            } else {
                self.joined.clear();
                run.iter()
                    .for_each(|outgoing| self.joined.extend_from_slice(&outgoing.contents));
                sockets.send(
                    first.source,
                    first.destination,
                    &self.joined,
                    Some(first.contents.len()),
                );
            }
            rest = after;
        }
        self.waiting.clear();
    }
}

/// How many of the first may leave as one: same ends, same size, the last one may be shorter.
fn run_length(outgoing: &[Outgoing], most: usize) -> usize {
    let Some(first) = outgoing.first() else {
        return 0;
    };
    let size = first.contents.len();
    let mut length = 1;
    while let Some(next) = outgoing.get(length) {
        let fits = length < most
            && next.destination == first.destination
            && next.source == first.source
            && next.contents.len() <= size
            && (length + 1) * size <= MOST_BYTES;
        if !fits {
            break;
        }
        length += 1;
        if next.contents.len() < size {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(port: u16, size: usize) -> Outgoing {
        Outgoing {
            source: ([192, 0, 2, 1], 1).into(),
            destination: ([192, 0, 2, 2], port).into(),
            contents: vec![0; size],
        }
    }

    #[test]
    fn equal_datagrams_to_one_receiver_leave_together_and_a_shorter_one_closes_the_run() {
        assert_eq!(run_length(&[to(1, 90), to(1, 90), to(1, 20), to(1, 20)], 32), 3);
        assert_eq!(run_length(&[to(1, 90), to(2, 90)], 32), 1);
        assert_eq!(run_length(&[to(1, 20), to(1, 90)], 32), 1);
        assert_eq!(run_length(&[to(1, 90), to(1, 90)], 1), 1);
        assert_eq!(run_length(&[], 32), 0);
    }
}
