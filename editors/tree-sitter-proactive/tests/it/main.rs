//! Compares the grammar for editors with the compiler's.

mod corpus;
mod generated;
mod project;
mod queries;
mod trees;
