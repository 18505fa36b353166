//! What stands at an offset of a manifest, and what can be written there.

use super::structure::{Bytes, Notation, Outline, Pair, Scalar, Value};

/// What can be written at an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The name of a table. The range is the whole header, with brackets.
    Table(Bytes),
    /// A key of a table.
    Key {
        /// The table.
        table: Vec<String>,
        /// The key that is there, or an empty range.
        range: Bytes,
        /// Whether an `=` follows.
        has_value: bool,
        /// Whether a header of a table could be here as well.
        begins_line: bool,
    },
    /// A value of a key.
    Value {
        /// The key with its table.
        path: Vec<String>,
        /// The value that is there, or none.
        scalar: Option<Scalar>,
        /// Whether it is in a list.
        in_list: bool,
    },
}

impl Outline {
    /// What can be written at an offset; none in a comment, and where everything is there already.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Option<Place> {
        let in_comment = |comment: &Bytes| comment.start < offset && offset <= comment.end;
        if self.comments.iter().any(in_comment) {
            return None;
        }
        for header in &self.headers {
            let end = header.range.end - usize::from(header.is_closed);
            if header.range.start < offset && offset <= end {
                return Some(Place::Table(header.range.clone()));
            }
        }
        // The pairs in an inline table come after it.
        for pair in self.pairs.iter().rev() {
            match place_in(pair, text, offset) {
                Found::Place(place) => return Some(place),
                Found::Nothing => return None,
                Found::Elsewhere => {}
            }
        }
        let line = line_at(text, offset);
        let is_blank = text.get(line.clone())?.trim().is_empty();
        is_blank.then(|| Place::Key {
            table: self.table_at(offset),
            range: offset..offset,
            has_value: false,
            begins_line: true,
        })
    }

    /// The name of a key or table at an offset, with those before it, and its place.
    #[must_use]
    pub fn name_at(&self, offset: usize) -> Option<(Vec<String>, Bytes)> {
        let headers = self.headers.iter().map(|header| (&[][..], &header.words));
        let pairs = self.pairs.iter();
        let pairs = pairs.map(|pair| (pair.table.as_slice(), &pair.words));
        headers.chain(pairs).find_map(|(table, words)| {
            let index = words.iter().position(|it| touches(&it.range, offset))?;
            let word = words.get(index)?;
            let names = words.iter().take(index + 1).map(|word| word.name.clone());
            let path = table.iter().cloned().chain(names).collect();
            Some((path, word.range.clone()))
        })
    }

    /// The table that a line at an offset is in.
    fn table_at(&self, offset: usize) -> Vec<String> {
        let before = self.headers.iter().rev();
        let header = before.into_iter().find(|it| it.range.end <= offset);
        let words = header.map(|header| header.words.iter().map(|word| word.name.clone()));
        words.map(Iterator::collect).unwrap_or_default()
    }
}

/// Whether a pair has an answer for an offset.
enum Found {
    Place(Place),
    /// The offset is in the pair, and nothing can be written there.
    Nothing,
    Elsewhere,
}

fn place_in(pair: &Pair, text: &str, offset: usize) -> Found {
    let (Some(first), Some(last)) = (pair.words.first(), pair.words.last()) else {
        return Found::Elsewhere;
    };
    let start = first.range.start;
    let head_end = pair.equals.unwrap_or(last.range.end);
    if offset < start {
        return Found::Elsewhere;
    }
    if offset < head_end || offset == last.range.end {
        return key_at(pair, text, offset);
    }
    let Some(equals) = pair.equals else {
        return match text.get(head_end..offset) {
            Some(between) if between.trim_matches([' ', '\t']) == "." => key_at(pair, text, offset),
            Some(between) if !between.contains('\n') => Found::Nothing,
            Some(_) | None => Found::Elsewhere,
        };
    };
    let value = |scalar: Option<&Scalar>, in_list| {
        Found::Place(Place::Value {
            path: pair.path(),
            scalar: scalar.cloned(),
            in_list,
        })
    };
    let on_line_after = |end: usize| {
        let between = text.get(end..offset);
        between.is_some_and(|between| !between.contains('\n'))
    };
    match &pair.value {
        Value::Missing if on_line_after(equals) => value(None, false),
        Value::Missing => Found::Elsewhere,
        Value::Scalar(scalar) if is_in(scalar, offset) => value(Some(scalar), false),
        Value::Scalar(scalar) if offset <= scalar.range.end || on_line_after(scalar.range.end) => {
            Found::Nothing
        }
        Value::Scalar(_) => Found::Elsewhere,
        Value::List {
            range,
            is_closed,
            items,
        } => {
            let end = range.end - usize::from(*is_closed);
            if offset <= range.start || *is_closed && offset > end && on_line_after(range.end) {
                return Found::Nothing;
            }
            let reaches = offset <= end || !is_closed && on_line_after(range.end);
            if !reaches {
                return Found::Elsewhere;
            }
            match items.iter().find(|item| touches(&item.range, offset)) {
                Some(item) if is_in(item, offset) => value(Some(item), true),
                Some(_) => Found::Nothing,
                None => value(None, true),
            }
        }
        Value::Table { range, is_closed } => {
            let end = range.end - usize::from(*is_closed);
            if offset <= range.start || *is_closed && offset > end && on_line_after(range.end) {
                return Found::Nothing;
            }
            if offset > end && (*is_closed || !on_line_after(range.end)) {
                return Found::Elsewhere;
            }
            Found::Place(Place::Key {
                table: pair.path(),
                range: offset..offset,
                has_value: false,
                begins_line: false,
            })
        }
    }
}

/// The place of the word of a key at an offset.
fn key_at(pair: &Pair, text: &str, offset: usize) -> Found {
    let Some(index) = pair.words.iter().position(|it| touches(&it.range, offset)) else {
        // After a dot.
        let before = text.get(..offset).unwrap_or_default().trim_end();
        let words = || pair.words.iter().filter(|word| word.range.end <= offset);
        return match before.ends_with('.') {
            true => Found::Place(Place::Key {
                table: pair
                    .table
                    .iter()
                    .cloned()
                    .chain(words().map(|it| it.name.clone()))
                    .collect(),
                range: offset..offset,
                has_value: pair.equals.is_some(),
                begins_line: false,
            }),
            false => Found::Nothing,
        };
    };
    let before = pair.words.iter().take(index);
    let range = pair.words.get(index).map(|word| word.range.clone());
    Found::Place(Place::Key {
        table: pair
            .table
            .iter()
            .cloned()
            .chain(before.map(|it| it.name.clone()))
            .collect(),
        range: range.unwrap_or(offset..offset),
        has_value: pair.equals.is_some(),
        begins_line: index == 0 && begins_line(text, offset),
    })
}

/// Whether a value can be written or changed at an offset; not after the closing quote.
fn is_in(scalar: &Scalar, offset: usize) -> bool {
    match scalar.notation {
        Notation::Bare | Notation::String { .. } => touches(&scalar.content(), offset),
        Notation::MultilineString => false,
    }
}

fn touches(range: &Bytes, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

/// Whether only one word is before an offset on its line.
fn begins_line(text: &str, offset: usize) -> bool {
    let before = text.get(line_at(text, offset).start..offset);
    before.is_some_and(|before| !before.trim().contains([' ', '\t', '{', ',']))
}

/// The line at an offset, without its end.
fn line_at(text: &str, offset: usize) -> Bytes {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| offset + at);
    start..end
}
