//! The compiled configuration, from the text of a workspace to the bytes of the document.

#![cfg(test)]

mod compiling;
mod importing;
mod normalising;
mod reading;
mod reference;
mod scenarios;
mod schema;
mod visitors;
mod web;
mod workspaces;
mod written;
