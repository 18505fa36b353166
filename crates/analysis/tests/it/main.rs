//! Proofs about conditions and messages, compared with exhaustive evaluation.

#![cfg(test)]
#![allow(clippy::string_slice, reason = "tests")]

mod cache;
mod conditions;
mod corpus;
mod diff;
mod fields;
mod hours;
mod hours_spans;
mod idle_hours;
mod overlaps;
mod random_conditions;
mod random_sides;
mod reference;
mod shadow_advice;
mod simulated;
mod solvers;
mod stress;
mod takeovers;
mod websites;
mod workspaces;
