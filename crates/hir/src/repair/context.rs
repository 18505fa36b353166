//! What a changed item is checked against.

use crate::check::CheckContext;
use crate::names::Names;

/// An item and everything that it is checked against.
pub(super) struct Context<'c, 'w> {
    pub(super) names: &'c Names<'w>,
    pub(super) check: &'c CheckContext<'c, 'w>,
    /// The position of the item's declaration among all, and among those of its kind.
    pub(super) position: Option<usize>,
    pub(super) rank: u32,
}
