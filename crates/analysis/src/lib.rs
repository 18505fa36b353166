//! x
mod atom;
mod core;
mod formula;
mod hours;
mod idle;
mod lints;
mod messages;
mod part;
mod rules;
mod session;
mod source;
mod visitor;
mod witness;

pub use formula::Formula;
pub use lints::lints;
pub use rules::{Proved, Rules, Satisfiable};
pub use visitor::{Moment, Visitor};
