//! The language server, spoken to over a pipe in the same process.
