//! When to stop: Ctrl-C in a terminal, or SIGTERM from whatever supervises us.

use tokio::signal::unix::{SignalKind, signal};

/// Resolves at the first wish to stop.
pub(crate) async fn wished() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
        _ = hangup.recv() => Ok(()),
    }
}
