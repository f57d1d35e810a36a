//! A native page with a real socket.

use std::future::Future;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::time::{Duration, Instant};

use media::{Media, ParticipantId, RoomHandle};
use sfu::Datagram;
use str0m::change::SdpPendingOffer;

use crate::chance::Chance;
use crate::client::Client;

/// How a page's packets travel: from where, to which address it believes in, and which they really reach.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    pub(crate) from: IpAddr,
    /// Nothing: whatever the answer's first candidate says.
    pub(crate) believes: Option<IpAddr>,
    pub(crate) reaches: IpAddr,
}

impl Way {
    pub(crate) fn direct(ip: IpAddr) -> Self {
        Self {
            from: ip,
            believes: Some(ip),
            reaches: ip,
        }
    }
}

pub(crate) struct Page {
    pub(crate) client: Client,
    pub(crate) answer: String,
    /// Every address an answer came from.
    pub(crate) answered_from: Vec<SocketAddr>,
    socket: UdpSocket,
    way: Way,
}

impl Page {
    pub(crate) fn enters(room: &RoomHandle, id: ParticipantId, others: &[ParticipantId], way: Way) -> Self {
        Self::offers(id, others, way, |offer, client| {
            wait_for(room.connect(id, offer, client.slots.clone()))
        })
    }

    pub(crate) fn checks_line(media: &Media, way: Way) -> Self {
        Self::offers(ParticipantId(0), &[], way, |offer, _| {
            wait_for(media.check_line(offer))
        })
    }

    fn offers(
        id: ParticipantId,
        others: &[ParticipantId],
        way: Way,
        ask: impl FnOnce(String, &Client) -> Result<String, media::OfferRefused>,
    ) -> Self {
        let socket = UdpSocket::bind((way.from, 0)).expect("a socket");
        socket.set_nonblocking(true).expect("a setting");
        let address = socket.local_addr().expect("an address");
        let mut chance = Chance(u64::from(address.port()));
        let (mut client, offer, pending): (_, _, SdpPendingOffer) =
            Client::offering(id, 1, others, address, &mut chance, Instant::now());
        let answer = ask(offer, &client).expect("an answer");
        client.answered(&answer, pending);
        let believes = way
            .believes
            .or_else(|| first_candidate(&answer, way.reaches.is_ipv4()));
        Self {
            client,
            answer,
            answered_from: vec![],
            socket,
            way: Way { believes, ..way },
        }
    }

    fn lives(&mut self) {
        let mut buffer = [0; 2_048];
        while let Ok((length, source)) = self.socket.recv_from(&mut buffer) {
            if !self.answered_from.contains(&source) {
                self.answered_from.push(source);
            }
            let source = if source.ip() == self.way.reaches {
                SocketAddr::new(self.way.believes.unwrap_or(source.ip()), source.port())
            } else {
                source
            };
            let datagram = Datagram {
                source,
                destination: self.client.address,
                contents: buffer[..length].to_vec(),
            };
            self.client.receive(&datagram, Instant::now());
        }
        self.client.advance(Instant::now());
        for datagram in self.client.out.drain(..) {
            // What the page sends to the address it believes in reaches the other one; the rest is lost.
            if Some(datagram.destination.ip()) == self.way.believes {
                let reached = SocketAddr::new(self.way.reaches, datagram.destination.port());
                self.socket.send_to(&datagram.contents, reached).expect("sent");
            }
        }
    }
}

fn first_candidate(answer: &str, is_v4: bool) -> Option<IpAddr> {
    let candidates = answer
        .lines()
        .filter_map(|line| line.strip_prefix("a=candidate:"));
    let ips = candidates.filter_map(|line| line.split(' ').nth(4)?.parse::<IpAddr>().ok());
    ips.into_iter().find(|ip| ip.is_ipv4() == is_v4)
}

/// A moment of every page's life.
pub(crate) fn together(pages: &mut [&mut Page]) {
    pages.iter_mut().for_each(|page| page.lives());
}

#[expect(
    clippy::disallowed_methods,
    reason = "a page looks at its socket and its clock in turn, as a browser does"
)]
/// Lives on until something is so. A minute is longer than anything takes.
pub(crate) fn until(what: &str, pages: &mut [&mut Page], mut is_so: impl FnMut(&[&mut Page]) -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !is_so(pages) {
        assert!(Instant::now() < end, "never came true: {what}");
        together(pages);
        std::thread::sleep(Duration::from_millis(2));
    }
}

pub(crate) fn wait_for<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(future)
}
