//! The verbs of the house, lived through on a temporary database.

mod agreement;
mod alias;
mod audit;
mod authenticator;
mod break_glass;
mod complaints;
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
mod notes;
mod notices;
mod own_record;
mod passkeys;
mod passwords;
mod places;
mod recovery;
mod retention;
mod sign_in;
mod times;
