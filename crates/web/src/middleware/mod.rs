//! What every request passes, from the outside in: headers, dress, hosts, time, panics, origin, size.

pub(crate) mod dress;
pub(crate) mod headers;
pub(crate) mod hosts;
pub(crate) mod origin;
pub(crate) mod panics;
pub(crate) mod rate;
