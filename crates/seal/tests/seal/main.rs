//! What the seal promises, tested from outside: vectors, flipped bytes, a simulated circle, and those who try to get in.
#![expect(clippy::unwrap_used, reason = "what is not there in a test is a failed test")]

mod cast;
mod circle;
mod evening;
mod flipped;
mod flips;
mod hostile_member;
mod hostile_server;
mod rogue;
mod shared;
mod shared_vectors;
mod simulation;
