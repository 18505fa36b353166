//! Where a file is split, and that a slice parses the same alone and in its file.

use std::ops::Range;

use proactive_syntax::items::slices;
use proactive_syntax::reparse::{Reparse, slices_after};
use proactive_syntax::{SyntaxKind, parse, parse_slice};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::corpus::{self, pieces};
use crate::damage::damage;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Each slice is split and parsed alone as in the whole file.
fn slices_agree(text: &str) {
    for (slice, cut) in parse(text).slices.iter().zip(slices(text)) {
        let source = &text[cut];
        let expected = 0..source.len();
        assert_eq!(slices(source), [expected], "{source:?} is cut again");
        assert_eq!(parse_slice(source), *slice.parsed);
    }
}

/// The words that begin declarations, in the first column.
fn headers(text: &str) -> Vec<usize> {
    let keywords = [
        "account", "brand", "channel", "bot", "schedule", "segment", "message", "test",
    ];
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let word = line.split([' ', '\n']).next().unwrap_or("");
        if keywords.contains(&word) {
            found.push(at);
        }
        at += line.len();
    }
    found
}

#[test]
fn right_files_are_cut_at_their_declarations() {
    for file in corpus::right() {
        let starts: Vec<usize> = slices(&file.text).iter().map(|cut| cut.start).collect();
        let mut expected = headers(&file.text);
        if expected.first() != Some(&0) {
            expected.insert(0, 0);
        }
        assert_eq!(starts, expected, "{}", file.path);
        for slice in parse(&file.text).slices {
            assert_eq!(slice.parsed.findings, [], "{}", file.path);
            let declarations = slice.parsed.tree.root().children().count();
            let expected = usize::from(headers(&file.text).contains(&slice.start.into()));
            assert_eq!(declarations, expected, "{}", file.path);
        }
    }
}

/// The slices without the white space around each line.
fn without_indents(text: &str) -> Vec<String> {
    let trimmed = |slice: &str| -> Vec<String> {
        let lines = slice.split('\n');
        lines.map(|line| line.trim().to_owned()).collect()
    };
    slices(text)
        .into_iter()
        .map(|cut| trimmed(&text[cut]).join("\n"))
        .skip_while(String::is_empty)
        .collect()
}

/// The content of a file's trees: kinds and texts of all nodes without children.
fn tokens(text: &str) -> Vec<(SyntaxKind, String)> {
    let mut found = Vec::new();
    for (slice, cut) in parse(text).slices.iter().zip(slices(text)) {
        let source = &text[cut];
        for node in slice.parsed.tree.nodes() {
            let shown = match node.is_leaf() && node.kind() != SyntaxKind::Slice {
                true => node.text(source).to_owned(),
                false => String::new(),
            };
            found.push((node.kind(), shown));
        }
        found.extend(slice.parsed.findings.iter().map(|finding| {
            let text = format!("{:?}", finding.problem);
            (SyntaxKind::Junk, text)
        }));
    }
    found
}

/// The fragments that decide where items begin.
const HEADERS: &[&str] = &[
    "message x {",
    "message x",
    "segment s when t",
    "segment s",
    "brand b",
    "brand b {",
    "channel c",
    "channel c \"C\" {",
    "bot b",
    "schedule d",
    "schedule anytime",
    "schedule business_hours d",
    "test \"t\" {",
    "test",
    "account {",
    "external_id \"1\"",
    "text \"\"\"",
    "text \"x\"",
    "}",
    "{",
    "# \"",
    "\"",
];

/// A few words, each with what follows it.
fn line() -> impl Strategy<Value = String> {
    let words = prop_oneof![2 => select(HEADERS), 1 => select(pieces())];
    let behind = select(&[" ", "\n", "\n", "\n  ", "\r\n"][..]);
    (words, behind).prop_map(|(words, behind)| format!("{words}{behind}"))
}

/// Splitting an edited text again, compared with splitting it from scratch.
fn reparse_agrees(before: &str, text: &str) -> Result<(), TestCaseError> {
    let old = slices(before);
    let Reparse {
        above,
        between,
        below,
    } = slices_after(&old, before, text);
    let moved = |slice: &Range<usize>| {
        slice.start + text.len() - before.len()..slice.end + text.len() - before.len()
    };
    let mut all = old[..above].to_vec();
    all.extend(between);
    all.extend(old[old.len() - below..].iter().map(moved));
    prop_assert_eq!(all, slices(text), "{:?} became {:?}", before, text);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn slices_of_damaged_files_agree(
        file in any::<Index>(),
        other in any::<Index>(),
        changes in prop::collection::vec(damage(), 0..5),
    ) {
        let files = corpus::all();
        let mut text = file.get(&files).text.clone();
        for change in &changes {
            text = change.apply(&text, &other.get(&files).text);
        }
        slices_agree(&text);
    }

    /// After any edit, splitting a text again gives the same result as splitting it from scratch.
    #[test]
    fn an_edited_text_is_cut_as_a_new_one(
        file in any::<Index>(),
        other in any::<Index>(),
        changes in prop::collection::vec(damage(), 1..6),
    ) {
        let files = corpus::all();
        let mut before = file.get(&files).text.clone();
        for change in &changes {
            let text = change.apply(&before, &other.get(&files).text);
            reparse_agrees(&before, &text)?;
            before = text;
        }
    }

    #[test]
    fn edited_words_are_cut_as_new_ones(
        mut pieces in prop::collection::vec(line(), 1..60),
        edits in prop::collection::vec((any::<Index>(), any::<Index>(), line()), 1..6),
    ) {
        let mut before = pieces.concat();
        for (from, to, piece) in edits {
            let from = from.index(pieces.len() + 1);
            let to = from + to.index(3).min(pieces.len() - from);
            pieces.splice(from..to, [piece]);
            let text = pieces.concat();
            reparse_agrees(&before, &text)?;
            before = text;
        }
    }

    #[test]
    fn slices_of_any_words_agree(
        pieces in prop::collection::vec((select(pieces()), select(&[" ", "\n", "\r\n"][..])), 0..60),
    ) {
        let text: String = pieces.into_iter().flat_map(|(a, b)| [a, b]).collect();
        slices_agree(&text);
    }

    #[test]
    fn indents_do_not_matter(
        file in any::<Index>(),
        indents in prop::collection::vec("[ \t]{0,9}", 1..40),
    ) {
        let files = corpus::right();
        let text = &file.get(&files).text;
        let lines = text.split('\n').zip(indents.iter().cycle());
        let lines: Vec<String> = lines
            .map(|(line, indent)| format!("{indent}{}", line.trim_start()))
            .collect();
        prop_assert_eq!(without_indents(&lines.join("\n")), without_indents(text));
    }

    /// In a valid file, white space and line endings only separate.
    #[test]
    fn white_space_does_not_matter(
        file in any::<Index>(),
        gaps in prop::collection::vec("[ \t\n]{1,3}|\r\n", 1..60),
    ) {
        let files = corpus::right();
        let text = &file.get(&files).text;
        let mut changed = String::new();
        let mut gaps = gaps.iter().cycle();
        for (slice, cut) in parse(text).slices.iter().zip(slices(text)) {
            let source = &text[cut];
            let mut before = SyntaxKind::Slice;
            for (kind, range) in slice.parsed.tree.leaves() {
                match kind {
                    SyntaxKind::Whitespace => {
                        changed.push_str(if before == SyntaxKind::Comment { "\n" } else { "" });
                        changed.push_str(gaps.next().unwrap());
                    }
                    _ => changed.push_str(&source[range]),
                }
                before = kind;
            }
        }
        let (found, expected) = (tokens(&changed), tokens(text));
        let differs = found.iter().zip(&expected).position(|(a, b)| a != b);
        let differs = differs.map(|at| (&expected[at], &found[at]));
        prop_assert!(found == expected, "{differs:?} in {changed}");
    }
}
