//! The whole house but its sockets of media: requests in, answers out, on a temporary database.

mod access;
mod agreement;
mod audit;
mod cards;
mod exits;
mod eyes;
mod guards;
mod house;
mod notes;
mod own_record;
mod page;
mod passwords;
mod refused;
mod routes;
mod staff;
