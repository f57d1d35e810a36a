//! The whole house but its sockets of media: requests in, answers out, on a temporary database.

mod audit;
mod cards;
mod guards;
mod house;
mod own_record;
mod routes;
mod staff;
