//! The listening sockets of pages: bound first, served later, so that a taken port is told before anything is opened.

use anyhow::Context;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// Requests under way may finish for so long; rooms are told at once.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// Whoever has not said within this time what they want is not a browser that somebody waits at.
const HEADERS_WITHIN: Duration = Duration::from_secs(20);
/// How often a free port is looked for that both families have free.
const ATTEMPTS: u32 = 16;

#[derive(Debug)]
pub(crate) struct Door {
    listener: TcpListener,
    tls: Option<Arc<rustls::ServerConfig>>,
}

impl Door {
    pub(crate) fn bind(address: SocketAddr, tls: Option<Arc<rustls::ServerConfig>>) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
        listener.set_nonblocking(true)?;
        Ok(Self { listener, tls })
    }

    /// 127.0.0.1 and, where the machine has it, ::1 on the same port.
    pub(crate) fn loopback(port: u16) -> anyhow::Result<(Vec<Self>, u16)> {
        for _ in 0..ATTEMPTS {
            let first = Self::bind((Ipv4Addr::LOCALHOST, port).into(), None)?;
            let taken = first.listener.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, taken)) {
                Ok(listener) => {
                    listener.set_nonblocking(true)?;
                    return Ok((vec![first, Self { listener, tls: None }], taken));
                }
                Err(error) if error.kind() == ErrorKind::AddrInUse && port == 0 => {}
                Err(error) if error.kind() == ErrorKind::AddrInUse => {
                    return Err(error).with_context(|| format!("cannot listen on [::1]:{taken}"));
                }
                Err(_) => return Ok((vec![first], taken)),
            }
        }
        anyhow::bail!("no port is free on both 127.0.0.1 and ::1")
    }

    async fn serve(self, router: axum::Router, handle: Handle<SocketAddr>) -> std::io::Result<()> {
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        match self.tls {
            Some(tls) => {
                let tls = RustlsConfig::from_config(tls);
                let mut server = axum_server::from_tcp_rustls(self.listener, tls)?.handle(handle);
                patient(server.http_builder());
                server.serve(service).await
            }
            None => {
                let mut server = axum_server::from_tcp(self.listener)?.handle(handle);
                patient(server.http_builder());
                server.serve(service).await
            }
        }
    }
}

/// But not for ever.
fn patient(builder: &mut Builder<TokioExecutor>) {
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN);
}

/// Serves all doors until `stop`, then lets requests finish.
pub(crate) async fn serve(
    doors: Vec<Door>,
    router: axum::Router,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let mut open = tokio::task::JoinSet::new();
    let mut handles = Vec::new();
    for door in doors {
        let handle = Handle::new();
        handles.push(handle.clone());
        open.spawn(door.serve(router.clone(), handle));
    }
    drop(router);
    tokio::select! {
        () = stop => {}
        Some(ended) = open.join_next() => ended?.context("a door closed by itself")?,
    }
    handles
        .iter()
        .for_each(|handle| handle.graceful_shutdown(Some(LAST_WORDS)));
    while let Some(ended) = open.join_next().await {
        ended??;
    }
    Ok(())
}

/// Whether the machine can be reached over IPv6 by itself.
pub(crate) fn loopbacks() -> Vec<IpAddr> {
    let mut all = vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        all.push(Ipv6Addr::LOCALHOST.into());
    }
    all
}
