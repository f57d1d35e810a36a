//! What the seal promises, tested from outside: vectors, flipped bytes, a simulated circle, and those who try to get in.
#![expect(clippy::unwrap_used, reason = "what is not there in a test is a failed test")]

mod browser;
mod cast;
mod chain;
mod checks;
mod circle;
mod evening;
mod flipped;
mod flips;
mod frames;
mod hostile_member;
mod hostile_rules;
mod hostile_server;
mod properties;
mod published;
mod rfc9605;
mod rogue;
mod shared;
mod shared_vectors;
mod signed;
mod simulation;
mod statements;
mod together;
mod waiting;
