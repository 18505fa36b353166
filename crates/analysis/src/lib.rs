//! x
mod atom;
mod changes;
mod core;
mod formula;
mod hours;
mod idle;
mod lints;
mod messages;
mod overlaps;
mod part;
mod rules;
mod session;
mod source;
mod visitor;
mod witness;

pub use changes::{Aspect, Change, Changes, Extent, Reordered, Shift, compare};
pub use formula::Formula;
pub use lints::lints;
pub use overlaps::{Overlap, overlaps};
pub use rules::{Proved, Rules, Satisfiable};
pub use visitor::{Moment, Visitor};
