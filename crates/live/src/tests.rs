//! Rooms with people in them, against a house and media that tests can break.

mod coming;
mod failing;
mod fakes;
mod sealed;
mod talking;
