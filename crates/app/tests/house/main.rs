//! The verbs of the house, lived through on a temporary database.

mod demo;
mod door;
mod evening;
mod health;
mod jobs;
mod levels;
mod live;
mod sign_in;
