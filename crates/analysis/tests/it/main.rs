//! What is proved of conditions and messages, against trying it out.

#![cfg(test)]

mod conditions;
mod corpus;
mod naive;
mod workspaces;
mod written;
