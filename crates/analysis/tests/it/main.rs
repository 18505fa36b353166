//! What is proved of conditions and messages, against trying it out.

#![cfg(test)]

mod changes;
mod conditions;
mod corpus;
mod hours;
mod naive;
mod overlaps;
mod workspaces;
mod written;
