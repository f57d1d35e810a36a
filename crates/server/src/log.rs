//! The log on standard error: ids, counts and outcomes, never a word of anyone.

use crate::cli::LogFormat;
use tracing_subscriber::EnvFilter;

/// `usual` is the filter without RUST_LOG.
pub(crate) fn begin(format: LogFormat, usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
