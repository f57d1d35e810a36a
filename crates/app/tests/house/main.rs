//! The verbs of the house, lived through on a temporary database.

mod audit;
mod demo;
mod door;
mod erasure;
mod evening;
mod health;
mod incidents;
mod jobs;
mod levels;
mod live;
mod my_data;
mod own_record;
mod retention;
mod sign_in;
