//! The structure of a manifest that may be broken: its tables, keys and values with their places.
//!
//! The parser reports what is wrong and reads the rest. An editor asks another question, about one
//! place in a text that is being typed: which key is this, and what can come here?

mod place;
mod read;
mod structure;

pub use place::Place;
pub use structure::{Header, Notation, Outline, Pair, Scalar, Value, Word};
