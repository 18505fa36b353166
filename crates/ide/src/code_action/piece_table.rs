//! A text that is edited repeatedly, and how it differs from the original.

use std::ops::Range;

/// A text made of ranges of the original and of inserted text.
#[derive(Debug)]
pub(super) struct PieceTable<'t> {
    original: &'t str,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    /// A range of the original, in bytes.
    Kept(Range<usize>),
    New(String),
}

impl Piece {
    fn length(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// The bytes `range` of the piece.
    fn part(&self, range: Range<usize>) -> Self {
        match self {
            Self::Kept(kept) => Self::Kept(kept.start + range.start..kept.start + range.end),
            Self::New(text) => Self::New(text.get(range).unwrap_or("").to_owned()),
        }
    }
}

impl<'t> PieceTable<'t> {
    /// Creates a table for a text that has not been edited yet.
    pub(super) fn new(original: &'t str) -> Self {
        Self {
            original,
            pieces: vec![Piece::Kept(0..original.len())],
        }
    }

    /// Replaces the bytes `range` of the current text.
    pub(super) fn replace(&mut self, range: Range<usize>, replacement: &str) {
        let mut pieces = Vec::with_capacity(self.pieces.len() + 2);
        let mut new = Some(Piece::New(replacement.to_owned()));
        let mut at = 0;
        for piece in &self.pieces {
            let length = piece.length();
            let end = at + length;
            let before = 0..range.start.clamp(at, end) - at;
            let after = range.end.clamp(at, end) - at..length;
            if !before.is_empty() {
                pieces.push(piece.part(before));
            }
            if range.start < end {
                pieces.extend(new.take());
            }
            if !after.is_empty() {
                pieces.push(piece.part(after));
            }
            at = end;
        }
        pieces.extend(new);
        self.pieces = pieces;
    }

    /// The current text.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Kept(range) => self.original.get(range.clone()).unwrap_or(""),
            Piece::New(text) => text,
        });
        pieces.collect()
    }

    /// The edits that turn the original into the current text, in order and not adjacent.
    pub(super) fn edits(&self) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        let mut at = 0;
        let mut new = String::new();
        let end = Piece::Kept(self.original.len()..self.original.len());
        for piece in self.pieces.iter().chain(std::iter::once(&end)) {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::Kept(range) => {
                    let gone = at..range.start;
                    let old = self.original.get(gone.clone()).unwrap_or("");
                    if old != new {
                        edits.push((gone, std::mem::take(&mut new)));
                    }
                    new.clear();
                    at = range.end;
                }
            }
        }
        edits
    }
}
