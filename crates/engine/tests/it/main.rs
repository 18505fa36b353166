//! The engine, compared with the text of its rules.

#![cfg(test)]

mod allocations;
mod case_folding;
mod coverage;
mod documented_evaluator;
mod examples;
mod oracle;
mod prepare;
mod random_configurations;
mod scenarios;
mod schedules;
mod trace;
mod workspaces;
