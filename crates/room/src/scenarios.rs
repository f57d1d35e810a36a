//! Evenings as they happen, told in the words of the room.

mod coming_and_going;
mod leading;
mod rounds;
mod talking;
