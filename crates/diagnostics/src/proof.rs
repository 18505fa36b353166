//! What is said of conditions where something is proved of them.

/// A visitor on a page, at a moment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// The address of the page.
    pub url: String,
    /// The title of the page; may be empty.
    pub title: String,
    /// The language of the browser, a BCP 47 tag.
    pub language: String,
    /// `new` or `returning`.
    pub history: &'static str,
    /// When the page is loaded, `2026-03-16 10:02:00 Europe/Paris`; none where any moment will do.
    pub moment: Option<String>,
}

/// Why a part of a condition adds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redundancy {
    /// Wherever it is asked, it holds: what stands beside it with `and` demands as much.
    Holds,
    /// Wherever it is asked, it does not hold: what stands beside it with `or` has let in
    /// everybody whom it would.
    Fails,
}
