//! A text that is edited again and again, and how it differs from what it was at first.

use std::ops::Range;

/// A text as pieces of the first one and pieces that are new.
#[derive(Debug)]
pub(super) struct PieceTable<'t> {
    first: &'t str,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    /// These bytes of the first text.
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

    /// The bytes of `range` of the piece.
    fn part(&self, range: Range<usize>) -> Self {
        match self {
            Self::Kept(kept) => Self::Kept(kept.start + range.start..kept.start + range.end),
            Self::New(text) => Self::New(text.get(range).unwrap_or("").to_owned()),
        }
    }
}

impl<'t> PieceTable<'t> {
    /// A text that has not been edited.
    pub(super) fn new(first: &'t str) -> Self {
        Self {
            first,
            pieces: vec![Piece::Kept(0..first.len())],
        }
    }

    /// Replaces these bytes of the text as it is now.
    pub(super) fn replace(&mut self, range: Range<usize>, replacement: &str) {
        let mut pieces = Vec::with_capacity(self.pieces.len() + 2);
        let mut new = Some(Piece::New(replacement.to_owned()));
        let mut at = 0;
        for piece in &self.pieces {
            let length = piece.length();
            let end = at + length;
            let before = 0..range.start.clamp(at, end) - at;
            let behind = range.end.clamp(at, end) - at..length;
            if !before.is_empty() {
                pieces.push(piece.part(before));
            }
            if range.start < end {
                pieces.extend(new.take());
            }
            if !behind.is_empty() {
                pieces.push(piece.part(behind));
            }
            at = end;
        }
        pieces.extend(new);
        self.pieces = pieces;
    }

    /// The text as it is now.
    pub(super) fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Kept(range) => self.first.get(range.clone()).unwrap_or(""),
            Piece::New(text) => text,
        });
        pieces.collect()
    }

    /// What turns the first text into the one that it is now, in order and apart.
    pub(super) fn edits(&self) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        let mut at = 0;
        let mut new = String::new();
        let end = Piece::Kept(self.first.len()..self.first.len());
        for piece in self.pieces.iter().chain(std::iter::once(&end)) {
            match piece {
                Piece::New(text) => new.push_str(text),
                Piece::Kept(range) => {
                    let gone = at..range.start;
                    let old = self.first.get(gone.clone()).unwrap_or("");
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
