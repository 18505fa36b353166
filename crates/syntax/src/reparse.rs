//! Where items begin after an edit, found without scanning the whole text.
//!
//! At a declaration whose keyword is unambiguous, the scanner's state does not depend on anything
//! above, and nothing above looks past it. So the scan begins at the last such declaration above
//! the edit. It ends as soon as an item begins where one began before and the rest of the text is
//! unchanged.

use std::ops::Range;

use proactive_catalog::DeclarationKind;

use crate::items::{Scanner, skip_word, slices, tile};

/// How an edit changes the slices of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reparse {
    /// The number of slices above the edit that stay as they are, where they are.
    pub above: usize,
    /// The slices that follow those.
    pub between: Vec<Range<usize>>,
    /// The number of slices below the edit whose text stays as it is.
    pub below: usize,
}

/// Cuts an edited text into slices. `old` are the slices of the text before the edit. The result is
/// the same as that of [`slices`], but only a part of the text is scanned.
#[must_use]
pub fn slices_after(old: &[Range<usize>], before: &str, text: &str) -> Reparse {
    let same = |slice: &Range<usize>, moved: Option<Range<usize>>| {
        moved.is_some_and(|moved| before.get(slice.clone()) == text.get(moved))
    };
    let moved = |slice: &Range<usize>| {
        let start = (slice.start + text.len()).checked_sub(before.len())?;
        Some(start..start + slice.len())
    };
    let untouched = old.iter();
    let untouched = untouched.take_while(|slice| same(slice, Some((*slice).clone())));
    let untouched = untouched.count();
    let is_firm = |slice: &Range<usize>| {
        let text = before.get(slice.clone()).unwrap_or("");
        let word = text.get(..skip_word(text.as_bytes(), 0));
        let keyword = word.and_then(DeclarationKind::find);
        keyword.is_some_and(|keyword| keyword.info().is_unambiguous) && text.contains('\n')
    };
    let kept = old.get(..untouched).unwrap_or(old);
    let mut firm = kept.iter().enumerate().rev();
    let firm = firm.find(|(_, slice)| is_firm(slice));
    let Some((above, from)) = firm.map(|(above, slice)| (above, slice.start)) else {
        return Reparse {
            above: 0,
            between: slices(text),
            below: 0,
        };
    };
    let rest = old.get(above..).unwrap_or_default();
    let equal = rest.iter().rev();
    let equal = equal.take_while(|slice| {
        moved(slice).is_some_and(|moved| moved.start > from) && same(slice, moved(slice))
    });
    let equal = rest.len() - equal.count();
    let mut equal = rest.get(equal..).unwrap_or_default().iter().peekable();
    let mut scanner = Scanner::new(text);
    scanner.at = from;
    let mut met = false;
    scanner.run(|start| {
        let is_before = |slice: &&Range<usize>| moved(slice).is_some_and(|it| it.start < start);
        while equal.next_if(is_before).is_some() {}
        let next = equal.peek().and_then(|slice| moved(slice));
        met = next.is_some_and(|next| next.start == start);
        met
    });
    let mut starts = scanner.starts;
    let to = starts.pop_if(|_| met).unwrap_or(text.len());
    Reparse {
        above,
        between: tile(from, starts, to),
        below: if met { equal.len() } else { 0 },
    }
}
