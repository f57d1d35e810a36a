//! One socket's receive thread: reads batches and hands each room its own.

use std::io::{self, ErrorKind, IoSliceMut};
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use mio::{Events, Interest, Poll, Token};
use quinn_udp::{RecvMeta, UdpSockRef};
use sfu::Datagram;
use tracing::error;

use crate::routes::{Route, Routes};
use crate::sockets::{Socket, Sockets};

const READABLE: Token = Token(0);
pub(crate) const CLOSE: Token = Token(1);

/// A datagram of ours is at most 1,500 bytes; the system may hand over several of one size as one.
const DATAGRAM: usize = 1_536;

/// How many hand-overs one call may bring. Each needs room for all that the system may join into one (98 kB), so more
/// of them would cost every house 3 MB a socket for the sake of a fuller one.
const HAND_OVERS: usize = 8;

/// Registers a socket and starts its thread; the waker stops it.
pub(crate) fn start(
    sockets: &Arc<Sockets>,
    index: usize,
    poll: Poll,
    routes: Arc<Routes>,
) -> io::Result<thread::JoinHandle<()>> {
    let sockets = Arc::clone(sockets);
    thread::Builder::new()
        .name("media-receive".to_owned())
        .spawn(move || {
            if let Err(error) = run(&sockets, &sockets.all[index], poll, &routes) {
                error!(kind = ?error.kind(), "a media socket stopped receiving");
            }
        })
}

/// Makes the poll that a socket's thread will wait on.
pub(crate) fn register(socket: &mut Socket) -> io::Result<Poll> {
    let poll = Poll::new()?;
    poll.registry()
        .register(&mut socket.io, READABLE, Interest::READABLE)?;
    Ok(poll)
}

fn run(sockets: &Sockets, socket: &Socket, mut poll: Poll, routes: &Routes) -> io::Result<()> {
    let mut events = Events::with_capacity(8);
    let room_for = DATAGRAM * socket.state.gro_segments();
    let mut storage = vec![0; room_for * HAND_OVERS];
    let mut batch: Vec<(Route, Vec<Datagram>)> = vec![];
    loop {
        match poll.poll(&mut events, None) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            result => result?,
        }
        if events.iter().any(|event| event.token() == CLOSE) {
            return Ok(());
        }
        loop {
            let mut metas = [RecvMeta::default(); HAND_OVERS];
            let mut slices: Vec<_> = storage.chunks_mut(room_for).map(IoSliceMut::new).collect();
            let count = match socket
                .state
                .recv(UdpSockRef::from(&socket.io), &mut slices, &mut metas)
            {
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                // An unreachable peer's ICMP answer, or a signal: the socket itself is well.
                Err(_) => continue,
            };
            drop(slices);
            for (meta, chunk) in metas.iter().zip(storage.chunks(room_for)).take(count) {
                sort(sockets, socket, meta, chunk, routes, &mut batch);
            }
            for (route, datagrams) in batch.drain(..) {
                if let Some(inbox) = routes.inbox(route) {
                    inbox.hand_over(datagrams);
                }
            }
        }
    }
}

/// Cuts what arrived into datagrams and puts each with its room's; the rest is dropped without a word.
fn sort(
    sockets: &Sockets,
    socket: &Socket,
    meta: &RecvMeta,
    chunk: &[u8],
    routes: &Routes,
    batch: &mut Vec<(Route, Vec<Datagram>)>,
) {
    let local = meta.dst_ip.unwrap_or_else(|| socket.bound.ip());
    let destination = SocketAddr::new(sockets.map.advertised(local), socket.bound.port());
    for contents in chunk[..meta.len].chunks(meta.stride.max(1)) {
        let datagram = Datagram {
            source: meta.addr,
            destination,
            contents: contents.to_vec(),
        };
        let Some(route) = routes.find(&datagram) else {
            continue;
        };
        match batch.iter_mut().find(|(room, _)| *room == route) {
            Some((_, datagrams)) => datagrams.push(datagram),
            None => batch.push((route, vec![datagram])),
        }
    }
}
