//! Texts to format: the files of the project, generated ones, and ways to damage them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proactive_syntax::{SyntaxKind, items, parse};
use proactive_testing::{generate, ui};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A text and its origin.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// The files of the project, the texts of `tests/ui`, and a few generated files.
pub fn all() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut found = Vec::new();
        for folder in ["examples", "tests/scenarios"] {
            collect(&root.join(folder), &mut found);
        }
        for (path, text) in ui::texts(&root).unwrap() {
            found.push(Source { path, text });
        }
        assert!(found.len() > 100, "the files are not where they were");
        for file in generate::workspace(60, 3).files {
            found.push(Source {
                path: file.path,
                text: file.text,
            });
        }
        found
    });
    &ALL
}

/// The sources without syntax errors.
pub fn sound() -> &'static [&'static Source] {
    static SOUND: LazyLock<Vec<&Source>> = LazyLock::new(|| {
        let is_sound = |source: &&Source| proactive_format::format(&source.text).is_ok();
        all().iter().filter(is_sound).collect()
    });
    assert!(SOUND.len() > 80, "{} sound files", SOUND.len());
    &SOUND
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|it| it == "proactive")
            && let Ok(text) = fs::read_to_string(&path)
        {
            let path = path.to_str().unwrap().to_owned();
            found.push(Source { path, text });
        }
    }
}

/// The text of a token or comment.
pub type Piece = (SyntaxKind, String);

/// The tokens and comments of a text with the gaps before them, and the final gap.
pub fn taken_apart(text: &str) -> (Vec<(String, Piece)>, String) {
    let mut pieces = Vec::new();
    let mut gap = String::new();
    for (slice, cut) in parse(text).slices.iter().zip(items::slices(text)) {
        let source = &text[cut];
        for (kind, range) in slice.parsed.tree.leaves() {
            let written = &source[Range::<usize>::from(range)];
            match kind {
                SyntaxKind::Whitespace | SyntaxKind::Slice => gap.push_str(written),
                _ if written.is_empty() => {}
                _ => pieces.push((std::mem::take(&mut gap), (kind, written.to_owned()))),
            }
        }
    }
    (pieces, gap)
}

/// The tokens of a text, except commas before a closing bracket.
pub fn tokens(text: &str) -> Vec<Piece> {
    let (pieces, _) = taken_apart(text);
    let mut tokens: Vec<Piece> = Vec::new();
    for (_, piece) in pieces {
        match piece.0 {
            SyntaxKind::Comment => {}
            SyntaxKind::Rbracket => {
                if tokens
                    .last()
                    .is_some_and(|last| last.0 == SyntaxKind::Comma)
                {
                    tokens.pop();
                }
                tokens.push(piece);
            }
            _ => tokens.push(piece),
        }
    }
    tokens
}

/// The comments of a text, without trailing white space.
pub fn comments(text: &str) -> Vec<String> {
    let (pieces, _) = taken_apart(text);
    pieces
        .into_iter()
        .filter(|(_, piece)| piece.0 == SyntaxKind::Comment)
        .map(|(_, piece)| piece.1.trim_end_matches([' ', '\t', '\r']).to_owned())
        .collect()
}

/// The separator between two tokens.
#[derive(Debug, Clone)]
pub enum Spacing {
    Keep,
    None,
    Blank,
    Line,
    Lines,
    CrLf,
    BehindAndLine(&'static str),
    Above(&'static str),
}

pub fn spacings() -> impl Strategy<Value = Vec<Spacing>> {
    let comment = select(&[
        "#",
        "# why",
        "# proactive: allow(long-text)",
        "#é👋 \t",
        "# \"a { [ (",
        "# }\r",
    ]);
    let spacing = prop_oneof![
        12 => Just(Spacing::Keep),
        2 => Just(Spacing::None),
        4 => Just(Spacing::Blank),
        3 => Just(Spacing::Line),
        1 => Just(Spacing::Lines),
        1 => Just(Spacing::CrLf),
        1 => comment.clone().prop_map(Spacing::BehindAndLine),
        1 => comment.prop_map(Spacing::Above),
    ];
    prop::collection::vec(spacing, 1..40)
}

/// The text with different white space and more comments between its tokens; the spacings are used
/// in turn.
pub fn respaced(text: &str, spacings: &[Spacing]) -> String {
    let (pieces, end) = taken_apart(text);
    let mut result = String::new();
    let mut after_comment = false;
    for ((gap, (kind, written)), spacing) in pieces.iter().zip(spacings.iter().cycle()) {
        let mut new = match spacing {
            Spacing::Keep => gap.clone(),
            Spacing::None => String::new(),
            Spacing::Blank => "  ".to_owned(),
            Spacing::Line => "\n ".to_owned(),
            Spacing::Lines => "\n\n\t\n".to_owned(),
            Spacing::CrLf => "\r\n".to_owned(),
            Spacing::BehindAndLine(comment) => format!(" {comment}\n"),
            Spacing::Above(comment) => format!("\n{comment}\n\n"),
        };
        if after_comment && !new.contains('\n') {
            new = gap.clone();
        }
        result.push_str(&new);
        result.push_str(written);
        after_comment = *kind == SyntaxKind::Comment;
    }
    result.push_str(&end);
    result
}

/// A change of a text, with positions as fractions of its length.
#[derive(Debug, Clone)]
pub enum Damage {
    Delete(Index, usize),
    Insert(Index, &'static str),
    Swap(Index, Index),
}

pub fn damage() -> impl Strategy<Value = Damage> {
    let piece = select(&[
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ",",
        "\"",
        "\"\"\"",
        "#",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "and",
        "or",
        "not ",
        "when ",
        "message x",
        "message x {",
        "brand b",
        "status",
        "text",
        "'a'",
        "a b",
        "==",
        "&&",
        "\\",
        "\u{feff}",
        "é",
        "👋",
        "visitor.url ",
        "30s",
        "09:00-12:00",
        "x",
    ]);
    prop_oneof![
        (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

impl Damage {
    pub fn apply(&self, text: &str) -> String {
        let at = |index: &Index| {
            let mut at = index.index(text.len() + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        match self {
            Self::Delete(index, length) => {
                let start = at(index);
                let rest = text[start..].chars().skip(*length).collect::<String>();
                format!("{}{rest}", &text[..start])
            }
            Self::Insert(index, piece) => {
                let at = at(index);
                format!("{}{piece}{}", &text[..at], &text[at..])
            }
            Self::Swap(one, other) => {
                // Two tokens are swapped.
                let (mut pieces, end) = taken_apart(text);
                if !pieces.is_empty() {
                    let (one, other) = (one.index(pieces.len()), other.index(pieces.len()));
                    let kept = pieces[one].1.clone();
                    pieces[one].1 = pieces[other].1.clone();
                    pieces[other].1 = kept;
                }
                let parts = pieces.into_iter().map(|(gap, (_, text))| gap + &text);
                parts.collect::<String>() + &end
            }
        }
    }
}
