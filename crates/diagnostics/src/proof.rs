//! Facts that were proved of conditions.

use proactive_catalog::FieldMap;

/// A visitor on a page at a certain time, as an example.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The value of each field: any text, possibly empty, a word, or a BCP 47 tag.
    pub values: FieldMap<String>,
    /// When the page loads: `2026-03-16 10:02:00 Europe/Paris`. `None` if any time will do.
    pub moment: Option<String>,
}

/// Why a part of a condition is redundant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redundancy {
    /// It is true wherever it matters: the other parts, joined with `and`, already require it.
    Holds,
    /// It is false wherever it matters: the other parts, joined with `or`, already match every
    /// visitor that it matches.
    Fails,
}
