//! The grammar for editors, held against the compiler's.

mod corpus;
mod generated;
mod project;
mod queries;
mod trees;
