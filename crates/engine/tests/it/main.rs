//! The evaluator against the text of its rules.

#![cfg(test)]

mod allocating;
mod covering;
mod examples;
mod folding;
mod oracle;
mod preparing;
mod random;
mod scenarios;
mod schedules;
mod tracing;
mod workspaces;
