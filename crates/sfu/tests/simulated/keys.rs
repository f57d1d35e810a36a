//! The SRTP keys can be had through a wrapping DTLS provider: the ground for a forwarding path of our own that
//! seals packets itself. Nothing outside this test does so.

#![expect(
    clippy::disallowed_types,
    reason = "a provider is shared, so what it hears is locked"
)]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use str0m::change::SdpOffer;
use str0m::config::{CryptoProvider, DtlsVersion};
use str0m::crypto::dtls::{
    DtlsCert, DtlsImplError, DtlsInstance, DtlsOutput, DtlsProvider, ProtocolVersion, SrtpProfile,
};
use str0m::crypto::{CryptoError, from_feature_flags};
use str0m::net::Receive;
use str0m::{Candidate, Event, Input, Output, Rtc};

/// Master keys and salts of both directions, as RFC 5764 section 4.2 exports them.
#[derive(Debug, Clone)]
struct Exported {
    profile: SrtpProfile,
    material: Vec<u8>,
}

#[derive(Debug)]
struct Listening {
    inner: &'static dyn DtlsProvider,
    heard: Arc<Mutex<Vec<Exported>>>,
}

impl DtlsProvider for Listening {
    fn generate_certificate(&self) -> Option<DtlsCert> {
        self.inner.generate_certificate()
    }

    fn new_dtls(
        &self,
        cert: &DtlsCert,
        now: Instant,
        version: DtlsVersion,
        mtu: Option<usize>,
    ) -> Result<Box<dyn DtlsInstance>, CryptoError> {
        let inner = self.inner.new_dtls(cert, now, version, mtu)?;
        Ok(Box::new(ListeningInstance {
            inner,
            heard: Arc::clone(&self.heard),
        }))
    }
}

#[derive(Debug)]
struct ListeningInstance {
    inner: Box<dyn DtlsInstance>,
    heard: Arc<Mutex<Vec<Exported>>>,
}

impl DtlsInstance for ListeningInstance {
    fn set_active(&mut self, active: bool) {
        self.inner.set_active(active);
    }
    fn handle_packet(&mut self, packet: &[u8]) -> Result<(), DtlsImplError> {
        self.inner.handle_packet(packet)
    }
    fn poll_output<'a>(&mut self, buffer: &'a mut [u8]) -> DtlsOutput<'a> {
        let output = self.inner.poll_output(buffer);
        if let DtlsOutput::KeyingMaterial(material, profile) = &output {
            let exported = Exported {
                profile: *profile,
                material: material.as_ref().to_vec(),
            };
            self.heard.lock().expect("no other thread").push(exported);
        }
        output
    }
    fn handle_timeout(&mut self, now: Instant) -> Result<(), DtlsImplError> {
        self.inner.handle_timeout(now)
    }
    fn send_application_data(&mut self, data: &[u8]) -> Result<usize, DtlsImplError> {
        self.inner.send_application_data(data)
    }
    fn is_active(&self) -> bool {
        self.inner.is_active()
    }
    fn protocol_version(&self) -> Option<ProtocolVersion> {
        self.inner.protocol_version()
    }
    fn is_closing(&self) -> bool {
        self.inner.is_closing()
    }
    fn is_closed(&self) -> bool {
        self.inner.is_closed()
    }
    fn close(&mut self) -> Result<(), DtlsImplError> {
        self.inner.close()
    }
}

/// A provider that listens, and where it writes what it hears.
fn listening() -> (Arc<CryptoProvider>, Arc<Mutex<Vec<Exported>>>) {
    let provider = from_feature_flags();
    let heard = Arc::new(Mutex::new(vec![]));
    // str0m wants providers that live for ever; one test may leak one.
    let listening = Box::leak(Box::new(Listening {
        inner: provider.dtls_provider,
        heard: Arc::clone(&heard),
    }));
    (
        Arc::new(CryptoProvider {
            dtls_provider: listening,
            ..provider
        }),
        heard,
    )
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "an Instant can only be made by reading the clock once"
)]
fn a_wrapping_provider_hears_the_same_srtp_keys_at_both_ends() {
    let mut now = Instant::now();
    let ends = [([192, 0, 2, 1], 1).into(), ([192, 0, 2, 2], 2).into()];
    let (server_provider, server_keys) = listening();
    let (client_provider, client_keys) = listening();
    let mut server = Rtc::builder()
        .set_crypto_provider(server_provider)
        .set_ice_lite(true)
        .set_rtp_mode(true)
        .set_dtls_version(DtlsVersion::Auto)
        .build(now);
    let mut client = Rtc::builder()
        .set_crypto_provider(client_provider)
        .set_rtp_mode(true)
        .build(now);
    server.add_local_candidate(Candidate::host(ends[0], "udp").expect("a candidate"));
    client.add_local_candidate(Candidate::host(ends[1], "udp").expect("a candidate"));

    let mut api = client.sdp_api();
    api.add_media(
        str0m::media::MediaKind::Audio,
        str0m::media::Direction::SendOnly,
        None,
        None,
        None,
    );
    let (offer, pending) = api.apply().expect("an offer");
    let offer = SdpOffer::from_sdp_string(&offer.to_sdp_string()).expect("a readable offer");
    let answer = server.sdp_api().accept_offer(offer).expect("an answer");
    client
        .sdp_api()
        .accept_answer(pending, answer)
        .expect("an accepted answer");

    let mut connected = [false; 2];
    let mut rtcs = [server, client];
    for _ in 0..2_000 {
        for index in 0..2 {
            rtcs[index]
                .handle_input(Input::Timeout(now))
                .expect("time to pass");
            while let Some(transmit) = drained(&mut rtcs[index], &mut connected[index]) {
                let to = 1 - index;
                let received = Receive::new(
                    transmit.proto,
                    transmit.source,
                    transmit.destination,
                    &transmit.contents,
                );
                rtcs[to]
                    .handle_input(Input::Receive(now, received.expect("a datagram")))
                    .expect("to be taken");
            }
        }
        if connected == [true; 2] {
            break;
        }
        now += Duration::from_millis(5);
    }
    let server_keys = server_keys.lock().expect("no other thread").clone();
    let client_keys = client_keys.lock().expect("no other thread").clone();
    assert_eq!((server_keys.len(), client_keys.len()), (1, 1));
    assert_eq!(server_keys[0].material, client_keys[0].material);
    assert_eq!(server_keys[0].profile, client_keys[0].profile);
    // Two keys and two salts: (16 + 12) * 2 for AES-128-GCM, (32 + 12) * 2 for AES-256-GCM (RFC 7714).
    assert!(
        [56, 88].contains(&server_keys[0].material.len()),
        "{} bytes",
        server_keys[0].material.len()
    );
}

fn drained(rtc: &mut Rtc, connected: &mut bool) -> Option<str0m::net::Transmit> {
    loop {
        match rtc.poll_output().expect("output") {
            Output::Transmit(transmit) => return Some(transmit),
            Output::Event(Event::Connected) => *connected = true,
            Output::Event(_) => {}
            Output::Timeout(_) => return None,
        }
    }
}
