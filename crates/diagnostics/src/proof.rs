//! Facts that were proved of conditions.

/// A visitor on a page at a certain time, as an example.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The URL of the page.
    pub url: String,
    /// The title of the page, which may be empty.
    pub title: String,
    /// The language of the browser, a BCP 47 tag.
    pub language: String,
    /// `new` or `returning`.
    pub history: &'static str,
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
