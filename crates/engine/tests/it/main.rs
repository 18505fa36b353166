//! The evaluator against the text of its rules.

#![cfg(test)]
