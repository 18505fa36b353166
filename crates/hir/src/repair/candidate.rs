//! Texts that may be what the author meant.

use std::ops::Range;

use proactive_diagnostics::{Finding, Fix, TextSize};

use super::region::{Region, text_range};
use super::trial::{self, Changes, Trial};

/// A change of an item that may be what its author meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Bytes of the slice and what replaces them, in order, without overlap.
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// Whether there is no reasonable doubt that the author meant this, if it is right at all.
    pub(super) certain: bool,
    /// The fix that the finding has already, if this is one.
    pub(super) fix: Option<Fix>,
    /// What to write, for a sentence, if the edits do not say it.
    pub(super) shown: Option<String>,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '"' | '\'' | '\\')
}

impl Candidate {
    /// The change that gives `range` of `slice` a new text, as small as possible.
    pub(super) fn rewrite(
        slice: &str,
        range: &Range<usize>,
        text: &str,
        certain: bool,
    ) -> Option<Self> {
        let old = slice.get(range.clone())?;
        if old == text {
            return None;
        }
        let mut head: usize = old
            .char_indices()
            .zip(text.chars())
            .find(|((_, a), b)| a != b)
            .map_or(old.len().min(text.len()), |((at, _), _)| at);
        // Back to the beginning of a word, or of several spaces: these may stand for one character.
        let boundary = |text: &str, at: usize| {
            let before = text.get(..at).and_then(|it| it.chars().next_back());
            let after = text.get(at..).and_then(|it| it.chars().next());
            let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
            !both(is_word) && !both(|c| c == ' ')
        };
        while head > 0 && !(boundary(old, head) && boundary(text, head)) {
            head -= 1;
            while !old.is_char_boundary(head) {
                head -= 1;
            }
        }
        let (old_rest, new_rest) = (old.get(head..)?, text.get(head..)?);
        let mut tail: usize = old_rest
            .chars()
            .rev()
            .zip(new_rest.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let inside = |text: &str, tail: usize| text.len().checked_sub(tail);
        while tail > 0 {
            let (a, b) = (inside(old_rest, tail)?, inside(new_rest, tail)?);
            if old_rest.is_char_boundary(a)
                && new_rest.is_char_boundary(b)
                && boundary(old_rest, a)
                && boundary(new_rest, b)
            {
                break;
            }
            tail -= 1;
        }
        let end = range.end - tail;
        let new = new_rest.get(..new_rest.len() - tail)?;
        Some(Self {
            edits: vec![(range.start + head..end, new.to_owned())],
            certain,
            fix: None,
            shown: None,
        })
    }

    /// A change of several places. Edits that touch become one, so that nobody has to know their order.
    pub(super) fn edits(mut edits: Vec<(Range<usize>, String)>, certain: bool) -> Self {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut merged: Vec<(Range<usize>, String)> = Vec::with_capacity(edits.len());
        for (range, text) in edits {
            match merged.last_mut() {
                Some((last, before)) if last.end >= range.start => {
                    last.end = last.end.max(range.end);
                    before.push_str(&text);
                }
                Some(_) | None => merged.push((range, text)),
            }
        }
        Self {
            edits: merged,
            certain,
            fix: None,
            shown: None,
        }
    }

    /// The change in a text that has `by` bytes more before.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        for (range, _) in &mut self.edits {
            *range = range.start + by..range.end + by;
        }
        self
    }

    /// The text with the change.
    pub(super) fn applied_to(&self, slice: &str) -> Option<String> {
        let mut text = String::with_capacity(slice.len() + 32);
        let mut at = 0;
        for (range, replacement) in &self.edits {
            text.push_str(slice.get(at..range.start)?);
            text.push_str(replacement);
            at = range.end;
        }
        text.push_str(slice.get(at..)?);
        Some(text)
    }

    /// Whether nothing is reported where it writes, in the item with the change.
    pub(super) fn is_clean_in(&self, trial: &Trial) -> bool {
        self.edits.iter().all(|(range, text)| {
            let start = self.offset_after(range.start);
            trial.is_clean(text_range(&(start..start + text.len())))
        })
    }

    /// Whether the item with the change has an error of its form where it writes, or in what follows
    /// there, that it did not have before.
    pub(super) fn breaks(&self, trial: &Trial, before: &Trial) -> bool {
        let changes = self.changes();
        let is_new = |error: &&Finding| {
            let place = changes.before(error.span.range);
            let mut earlier = before.errors.iter();
            let is_same = |other: &Finding| Some(other.span.range) == place;
            !earlier.any(|other| is_same(other) && trial::is_same(&other.problem, &error.problem))
        };
        let wrong = trial
            .errors
            .iter()
            .filter(|it| trial::is_of_form(&it.problem));
        wrong.filter(is_new).any(|error| {
            self.edits.iter().any(|(range, text)| {
                let start = self.offset_after(range.start);
                let end = start + text.len();
                let after = trial.text.get(end..).unwrap_or("");
                let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
                let place = Range::<usize>::from(error.span.range);
                place.start <= end + spaces && start <= place.end
            })
        })
    }

    /// The text that the first edit takes away.
    pub(super) fn removed<'t>(&self, slice: &'t str) -> &'t str {
        let range = self.edits.first().map(|(range, _)| range.clone());
        range
            .and_then(|range| slice.get(range))
            .unwrap_or("")
            .trim()
    }

    pub(super) fn changes(&self) -> Changes {
        let size = |text: &str| TextSize::new(u32::try_from(text.len()).unwrap_or(u32::MAX));
        let edits = self.edits.iter();
        Changes::new(
            edits
                .map(|(range, text)| (text_range(range), size(text)))
                .collect(),
        )
    }

    /// Where an offset of the text before is afterwards.
    pub(super) fn offset_after(&self, offset: usize) -> usize {
        let before = self
            .edits
            .iter()
            .take_while(|(range, _)| range.end <= offset);
        before.fold(offset, |at, (range, text)| at - range.len() + text.len())
    }

    /// What a region has become in the text with the change; `length` is that of the text before.
    pub(super) fn region_after<'t>(
        &self,
        text: &'t str,
        region: &Region,
        length: usize,
    ) -> &'t str {
        let edits = self.edits.iter().map(|(range, _)| range);
        let start = edits.clone().map(|range| range.start).min();
        let start = start.map_or(region.range.start, |it| it.min(region.range.start));
        let end = edits.map(|range| range.end).max();
        let end = end.map_or(region.range.end, |it| it.max(region.range.end));
        let end = (end + text.len()).saturating_sub(length);
        text.get(start..end).unwrap_or("")
    }

    /// What to write, for a sentence: the new word, or the whole statement if it is short, else what
    /// changes.
    pub(super) fn written(&self, slice: &str, region: Option<&Region>) -> String {
        const LONG: usize = 72;
        if let Some(shown) = &self.shown {
            return shown.clone();
        }
        let changed = match self.edits.as_slice() {
            [(_, text)] => text.trim(),
            _ => "",
        };
        // One word for another; `tags` for `tags:` alone would not say what is wrong.
        if let [(range, _)] = self.edits.as_slice()
            && !self.removed(slice).contains(changed)
            && !range.is_empty()
            && !changed.is_empty()
            && !changed.contains(char::is_whitespace)
            && changed.matches('"').count() % 2 == 0
        {
            return changed.to_owned();
        }
        let whole = region.and_then(|region| {
            let text = self.applied_to(slice)?;
            let region = self.region_after(&text, region, slice.len());
            Some(region.trim().to_owned())
        });
        match whole.filter(|it| !it.contains('\n') && it.chars().count() <= LONG) {
            Some(whole) => whole,
            None => changed.to_owned(),
        }
    }
}
