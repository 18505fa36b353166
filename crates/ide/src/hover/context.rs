//! The word under the cursor, with what stands around it.

use proactive_diagnostics::{TextRange, TextSize};
use proactive_hir::Item;

use crate::classify::ClassifiedToken;
use crate::{FilePosition, Snapshot};

/// An element of an item, with what stands around it.
pub(super) struct HoverContext<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) position: FilePosition,
    pub(super) item: &'s Item,
    /// The text of the item.
    pub(super) text: &'s str,
    /// The elements of the item up to this one.
    pub(super) before: &'s [ClassifiedToken],
    pub(super) element: ClassifiedToken,
    /// From the start of the item.
    pub(super) offset: TextSize,
}

impl<'s> HoverContext<'s> {
    pub(super) fn find(
        snapshot: &'s Snapshot,
        position: FilePosition,
        item: &'s Item,
        text: &'s str,
        elements: &'s [ClassifiedToken],
        offset: TextSize,
    ) -> Option<Self> {
        let touches = |element: &ClassifiedToken| element.range.contains_inclusive(offset);
        let first = elements.iter().position(touches)?;
        // Of two that meet, the object gives way to its field, and all to what begins here.
        let second = elements.get(first + 1).filter(|next| touches(next));
        let index = first + usize::from(second.is_some());
        Some(Self {
            snapshot,
            position,
            item,
            text,
            before: elements.get(..index)?,
            element: *elements.get(index)?,
            offset,
        })
    }

    pub(super) fn slice(&self, range: TextRange) -> &'s str {
        self.text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("")
    }

    pub(super) fn word(&self) -> &'s str {
        self.slice(self.element.range)
    }
}
