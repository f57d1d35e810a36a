//! The UDP sockets of one port: bound per address, sending from the very address that was asked.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use mio::net::UdpSocket;
use quinn_udp::{Transmit, UdpSockRef, UdpSocketState};
use socket2::{Domain, Protocol, Type};
use tracing::{debug, warn};

use crate::addresses::AddressMap;

/// Where media listens and what browsers are told.
#[derive(Debug, Clone, Default)]
pub struct MediaConfig {
    /// The one UDP port; 0 takes any that is free.
    pub port: u16,
    /// Addresses to bind, one socket each. None: every address of both families. Firefox reaches no loopback
    /// address, so on one machine its network address has to be among them.
    pub bind: Vec<IpAddr>,
    /// 1:1 NAT: pairs of a local address and the public one that stands for it.
    pub public: Vec<(IpAddr, IpAddr)>,
}

/// A key frame for fifteen arrives and leaves in one burst.
const RECEIVE_BUFFER: usize = 4 << 20;
const SEND_BUFFER: usize = 2 << 20;

/// How often a free port is looked for that all addresses have free.
const PORT_ATTEMPTS: u32 = 16;

#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) io: UdpSocket,
    pub(crate) state: UdpSocketState,
    pub(crate) bound: SocketAddr,
}

/// All sockets, with the map between local and advertised addresses at their edge.
#[derive(Debug)]
pub(crate) struct Sockets {
    pub(crate) all: Vec<Socket>,
    pub(crate) map: AddressMap,
}

impl Sockets {
    pub(crate) fn bind(config: &MediaConfig) -> io::Result<Self> {
        let every = [Ipv4Addr::UNSPECIFIED.into(), Ipv6Addr::UNSPECIFIED.into()];
        let mut wanted = if config.bind.is_empty() {
            every.to_vec()
        } else {
            config.bind.clone()
        };
        let mut seen = HashSet::new();
        wanted.retain(|ip| seen.insert(*ip));
        let mut attempts = 0;
        let all = loop {
            attempts += 1;
            match bind_all(&wanted, config.port, config.bind.is_empty()) {
                // The first address's free port may be taken at the second.
                Err(error)
                    if error.kind() == ErrorKind::AddrInUse
                        && config.port == 0
                        && attempts < PORT_ATTEMPTS => {}
                result => break result?,
            }
        };
        Ok(Self {
            all,
            map: AddressMap(config.public.clone()),
        })
    }

    pub(crate) fn port(&self) -> u16 {
        self.all.first().map_or(0, |socket| socket.bound.port())
    }

    pub(crate) fn bound(&self) -> Vec<IpAddr> {
        self.all.iter().map(|socket| socket.bound.ip()).collect()
    }

    /// Sends from an advertised address. Lossy: a full buffer or a dead route drops the datagram, as UDP may.
    pub(crate) fn send(
        &self,
        source: SocketAddr,
        destination: SocketAddr,
        contents: &[u8],
        segment_size: Option<usize>,
    ) {
        let local = self.map.local(source.ip());
        let Some(socket) = self.socket_for(local) else {
            return;
        };
        let transmit = Transmit {
            destination,
            ecn: None,
            contents,
            segment_size,
            src_ip: Some(local),
        };
        if let Err(error) = socket.state.try_send(UdpSockRef::from(&socket.io), &transmit) {
            debug!(kind = ?error.kind(), bytes = contents.len(), "a datagram was not sent");
        }
    }

    /// How many datagrams of one size may leave together.
    pub(crate) fn most_segments(&self, source: SocketAddr) -> usize {
        self.socket_for(self.map.local(source.ip()))
            .map_or(1, |socket| socket.state.max_gso_segments())
    }

    fn socket_for(&self, local: IpAddr) -> Option<&Socket> {
        let exact = self.all.iter().find(|socket| socket.bound.ip() == local);
        exact.or_else(|| {
            self.all.iter().find(|socket| {
                socket.bound.ip().is_unspecified() && socket.bound.is_ipv4() == local.is_ipv4()
            })
        })
    }
}

fn bind_all(wanted: &[IpAddr], port: u16, may_lack_v6: bool) -> io::Result<Vec<Socket>> {
    let mut sockets: Vec<Socket> = vec![];
    for &ip in wanted {
        let port = sockets.first().map_or(port, |socket| socket.bound.port());
        match bind(SocketAddr::new(ip, port)) {
            Ok(socket) => sockets.push(socket),
            Err(error) if may_lack_v6 && ip.is_ipv6() && error.kind() != ErrorKind::AddrInUse => {
                warn!(kind = ?error.kind(), "no IPv6 here: media is served over IPv4 alone");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(sockets)
}

fn bind(address: SocketAddr) -> io::Result<Socket> {
    let socket = socket2::Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
    if address.is_ipv6() {
        // The IPv4 socket has its own: mapped addresses would be strangers to ICE.
        socket.set_only_v6(true)?;
    }
    // The system may give less than asked; then a burst may lose packets, which are sent again.
    let enlarged = socket
        .set_recv_buffer_size(RECEIVE_BUFFER)
        .and(socket.set_send_buffer_size(SEND_BUFFER));
    if let Err(error) = enlarged {
        warn!(kind = ?error.kind(), "socket buffers keep their default size");
    }
    socket.bind(&address.into())?;
    let state = UdpSocketState::new(UdpSockRef::from(&socket))?;
    let io = UdpSocket::from_std(socket.into());
    let bound = io.local_addr()?;
    Ok(Socket { io, state, bound })
}
