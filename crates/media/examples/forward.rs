//! What forwarding one packet costs, beside what a plain `sendto` of the same bytes costs in the same run.
//!
//! Twelve native pages talk and film through a real room on the loopback interface for some seconds. Counted is
//! the CPU time of the media threads alone, as Linux accounts it per thread. Prints one line of JSON.
//!
//! `cargo run --release -p media --example forward [people] [seconds]`

#[path = "../../sfu/tests/simulated/chance.rs"]
mod chance;
#[path = "../../sfu/tests/simulated/client.rs"]
#[expect(dead_code, reason = "the tests look closer at what a page received")]
mod client;
#[path = "../tests/page/mod.rs"]
#[expect(dead_code, reason = "the tests look closer at how a page was answered")]
mod page;

use std::fs;
use std::io;
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use media::{Levels, Media, MediaConfig, ParticipantId};
use page::{Page, Way, together, until};
use tokio::sync::mpsc;

#[expect(clippy::print_stdout, reason = "the figure is this program's output")]
#[expect(
    clippy::disallowed_methods,
    reason = "the pages live in real time while they are measured"
)]
fn main() -> io::Result<()> {
    let mut numbers = std::env::args()
        .skip(1)
        .filter_map(|number| number.parse::<u32>().ok());
    let people = numbers.next().unwrap_or(12);
    let window = Duration::from_secs(numbers.next().unwrap_or(5).into());

    let config = MediaConfig {
        bind: vec![Ipv4Addr::LOCALHOST.into()],
        ..MediaConfig::default()
    };
    let media = Media::start(config)?;
    let (events, _nobody_listens) = mpsc::unbounded_channel();
    let room = media.open_room(Levels::Read, events);
    let seats: Vec<_> = (1..=people).map(ParticipantId).collect();
    let mut pages: Vec<_> = (seats.iter())
        .map(|&seat| {
            let others: Vec<_> = seats.iter().copied().filter(|other| *other != seat).collect();
            Page::enters(&room, seat, &others, Way::direct(Ipv4Addr::LOCALHOST.into()))
        })
        .collect();
    let mut pages: Vec<_> = pages.iter_mut().collect();
    until("everyone sees everyone", &mut pages, |pages| {
        pages
            .iter()
            .all(|page| page.client.is_connected && page.client.received.len() > 10 * seats.len())
    });

    let (cpu_before, packets_before) = (media_cpu()?, received(&pages));
    let end = Instant::now() + window;
    while Instant::now() < end {
        together(&mut pages);
        thread::sleep(Duration::from_millis(1));
    }
    let packets = received(&pages) - packets_before;
    let value = (media_cpu()? - cpu_before).as_nanos() as f64 / packets as f64;
    let sendto = sendto_cost()?;
    println!(
        r#"{{"figure": "CPU per forwarded packet", "value": {value:.0}, "unit": "ns", "sendto_ns": {sendto:.0}, "ratio": {:.2}, "people": {people}, "packets": {packets}}}"#,
        value / sendto
    );
    Ok(())
}

fn received(pages: &[&mut Page]) -> usize {
    pages.iter().map(|page| page.client.received.len()).sum()
}

/// CPU time of all threads of the media crate.
fn media_cpu() -> io::Result<Duration> {
    let mut total = Duration::ZERO;
    for task in fs::read_dir("/proc/self/task")? {
        let path = task?.path();
        if fs::read_to_string(path.join("comm"))?.starts_with("media-") {
            total += cpu(&fs::read_to_string(path.join("schedstat"))?);
        }
    }
    Ok(total)
}

/// The first number of schedstat: nanoseconds on a processor.
fn cpu(schedstat: &str) -> Duration {
    let nanos = schedstat
        .split_whitespace()
        .next()
        .and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

/// CPU nanoseconds of one `sendto` to one of eleven receivers, in the sizes that the pages send.
fn sendto_cost() -> io::Result<f64> {
    const SENDS: u32 = 200_000;
    let sinks: Vec<_> = (0..11)
        .map(|_| UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)))
        .collect::<io::Result<_>>()?;
    let addresses: Vec<_> = sinks
        .iter()
        .map(UdpSocket::local_addr)
        .collect::<io::Result<_>>()?;
    let is_over = AtomicBool::new(false);
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    let contents = [7; 450];
    thread::scope(|scope| {
        scope.spawn(|| {
            sinks
                .iter()
                .for_each(|sink| sink.set_nonblocking(true).expect("a setting"));
            let mut buffer = [0; 2_048];
            while !is_over.load(Ordering::Relaxed) {
                for sink in &sinks {
                    while sink.recv_from(&mut buffer).is_ok() {}
                }
            }
        });
        let before = cpu(&fs::read_to_string("/proc/thread-self/schedstat")?);
        for index in 0..SENDS as usize {
            let size = if index % 2 == 0 { 60 } else { 450 };
            socket.send_to(&contents[..size], addresses[index % addresses.len()])?;
        }
        let after = cpu(&fs::read_to_string("/proc/thread-self/schedstat")?);
        is_over.store(true, Ordering::Relaxed);
        Ok((after - before).as_nanos() as f64 / f64::from(SENDS))
    })
}
