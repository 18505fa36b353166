//! The compiled configuration, from the text of a workspace to the bytes of the document.

#![cfg(test)]

mod reading;
mod schema;
