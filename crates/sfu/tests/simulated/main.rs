//! A circle of native clients around one room, in memory: no socket, no waiting, every run the same for a seed.

mod browsers;
mod chance;
mod circle;
mod client;
mod evening;
mod garbage;
mod keys;
mod network;
