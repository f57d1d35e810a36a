//! The verbs of the house, lived through on a temporary database.

mod audit;
mod authenticator;
mod demo;
mod door;
mod evening;
mod health;
mod incidents;
mod jobs;
mod levels;
mod live;
mod own_record;
mod passkeys;
mod sign_in;
