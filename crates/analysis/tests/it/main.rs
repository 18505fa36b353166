//! What is proved of conditions and messages, against trying it out.

#![cfg(test)]
#![allow(clippy::string_slice, reason = "tests")]

mod cache;
mod changes;
mod conditions;
mod corpus;
mod fields;
mod hours;
mod naive;
mod overlaps;
mod played;
mod stress;
mod workspaces;
mod written;
