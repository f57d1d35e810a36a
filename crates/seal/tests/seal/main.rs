//! What the seal promises, tested from outside: vectors, flipped bytes, a simulated circle, and those who try to get in.
#![expect(clippy::unwrap_used, reason = "what is not there in a test is a failed test")]

mod cast;
mod chain;
mod flips;
mod frames;
mod rfc9605;
mod shared;
mod shared_vectors;
mod signed;
mod statements;
