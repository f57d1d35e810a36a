//! What the seal promises, tested from outside: vectors, flipped bytes, a simulated circle, and those who try to get in.
#![expect(clippy::unwrap_used, reason = "what is not there in a test is a failed test")]

mod cast;
mod checks;
mod circle;
mod evening;
mod flipped;
mod flips;
mod hostile_member;
mod hostile_rules;
mod hostile_server;
mod properties;
mod published;
mod rogue;
mod sframe_rfc;
mod shared;
mod shared_vectors;
mod simulation;
