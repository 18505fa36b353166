//! The token under the cursor and its surroundings.

use proactive_diagnostics::{TextRange, TextSize};
use proactive_hir::Item;

use crate::classify::ClassifiedToken;
use crate::{FilePosition, Snapshot};

/// A token of an item and its surroundings.
pub(super) struct HoverContext<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) position: FilePosition,
    pub(super) item: &'s Item,
    /// The text of the item.
    pub(super) text: &'s str,
    /// The tokens of the item before this one.
    pub(super) before: &'s [ClassifiedToken],
    pub(super) token: ClassifiedToken,
    /// The cursor, in bytes from the start of the item.
    pub(super) offset: TextSize,
}

impl<'s> HoverContext<'s> {
    pub(super) fn find(
        snapshot: &'s Snapshot,
        position: FilePosition,
        item: &'s Item,
        text: &'s str,
        tokens: &'s [ClassifiedToken],
        offset: TextSize,
    ) -> Option<Self> {
        let touches = |token: &ClassifiedToken| token.range.contains_inclusive(offset);
        let first = tokens.iter().position(touches)?;
        // Where two tokens meet, the later one counts.
        let second = tokens.get(first + 1).filter(|next| touches(next));
        let index = first + usize::from(second.is_some());
        Some(Self {
            snapshot,
            position,
            item,
            text,
            before: tokens.get(..index)?,
            token: *tokens.get(index)?,
            offset,
        })
    }

    pub(super) fn slice(&self, range: TextRange) -> &'s str {
        self.text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("")
    }

    pub(super) fn word(&self) -> &'s str {
        self.slice(self.token.range)
    }
}
