//! The queries match the grammar and highlight what they should.

use std::collections::{BTreeMap, BTreeSet};

use tree_sitter::{Query, QueryCursor, StreamingIterator};

use crate::project;

/// The folders with queries for this grammar, and the capture names (or their parts up to the first
/// dot) that the editor supports.
const FOLDERS: &[(&str, &[&str])] = &[
    (
        "editors/tree-sitter-proactive/queries",
        &[
            "comment",
            "constant",
            "definition",
            "error",
            "fold",
            "function",
            "indent",
            "injection",
            "keyword",
            "local",
            "name",
            "number",
            "property",
            "punctuation",
            "reference",
            "string",
            "type",
            "variable",
        ],
    ),
    (
        "editors/helix/queries/proactive",
        &[
            "class",
            "comment",
            "constant",
            "definition",
            "error",
            "function",
            "indent",
            "keyword",
            "name",
            "outdent",
            "punctuation",
            "string",
            "test",
            "type",
            "variable",
        ],
    ),
    (
        "editors/zed/languages/proactive",
        &[
            "close",
            "comment",
            "constant",
            "context",
            "emphasis",
            "end",
            "function",
            "indent",
            "item",
            "keyword",
            "link_uri",
            "name",
            "number",
            "open",
            "property",
            "punctuation",
            "string",
            "type",
            "variable",
        ],
    ),
];

fn query(path: &std::path::Path) -> Query {
    Query::new(&project::language(), &project::read(path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn all_queries_fit_the_grammar() {
    for (folder, known) in FOLDERS {
        for path in project::files(&project::root().join(folder), "scm") {
            for name in query(&path).capture_names() {
                let first = name.split('.').next().unwrap_or(name);
                assert!(
                    first.starts_with('_') || known.contains(&first),
                    "{}: @{name} is not a capture of this editor",
                    path.display()
                );
            }
        }
    }
}

/// The capture of each byte: that of the innermost node, and of its patterns the last.
fn colours(query: &Query, text: &str) -> Vec<Option<String>> {
    let tree = project::parse(text);
    let mut captures: BTreeMap<(usize, std::cmp::Reverse<usize>), (usize, String)> =
        BTreeMap::new();
    let mut cursor = QueryCursor::new();
    let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
    while let Some(found) = matches.next() {
        for capture in found.captures() {
            let range = capture.node.byte_range();
            let name = query.capture_names()[capture.index as usize].to_owned();
            let place = (range.start, std::cmp::Reverse(range.end));
            let entry = captures.entry(place).or_default();
            if entry.0 <= found.pattern_index {
                *entry = (found.pattern_index, name);
            }
        }
    }
    let mut colours = vec![None; text.len()];
    for ((start, end), (_, name)) in captures {
        colours[start..end.0].fill(Some(name));
    }
    colours
}

/// The assertions of `test/highlight/`: below a line, `^` under the bytes and the name of their capture.
#[test]
fn words_have_the_colours_that_are_written_below_them() {
    let query = query(&project::grammar().join("queries/highlights.scm"));
    let mut seen = BTreeSet::new();
    for path in project::files(&project::grammar().join("test/highlight"), "proactive") {
        let text = project::read(&path);
        let colours = colours(&query, &text);
        let mut above = 0..0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let note = line.strip_prefix('#').map(str::trim);
            let marked = note.filter(|note| note.starts_with(['^', '<']));
            if let Some((marks, name)) = marked.and_then(|note| note.split_once(' ')) {
                let first = line.find('^').unwrap_or(0);
                let length = if marks == "<-" { 1 } else { marks.len() };
                for at in first..first + length {
                    let place = above.start + at;
                    assert!(place < above.end, "{line}");
                    assert_eq!(
                        colours[place].as_deref(),
                        Some(name),
                        "{}: byte {at} above {line}",
                        path.display()
                    );
                }
                seen.insert(name.to_owned());
            } else {
                above = start..start + line.len();
            }
            start += line.len();
        }
    }
    let asserted: Vec<&str> = query
        .capture_names()
        .iter()
        .copied()
        .filter(|name| !seen.contains(*name))
        .collect();
    assert!(asserted.is_empty(), "nothing tests {asserted:?}");
}

/// Every keyword of the grammar is highlighted, in each editor that uses the grammar.
#[test]
fn every_keyword_is_coloured() {
    let language = project::language();
    for (folder, _) in FOLDERS {
        let text = project::read(&project::root().join(folder).join("highlights.scm"));
        for id in 0..u16::try_from(language.node_kind_count()).expect("few kinds") {
            let kind = language.node_kind_for_id(id).unwrap_or("");
            let letter = |it: char| it.is_ascii_lowercase() || it == '_';
            let word = !kind.is_empty() && kind.chars().all(letter);
            if word && !language.node_kind_is_named(id) && language.node_kind_is_visible(id) {
                let coloured = text.contains(&format!("\"{kind}\""));
                assert!(coloured, "{folder}: `{kind}` has no colour");
            }
        }
    }
}

/// An editor's names for the captures that are asserted for the grammar itself. Several captures may
/// share an editor's name, but no capture may have several.
type Names = &'static [(&'static str, &'static [&'static str])];

const HELIX: Names = &[
    ("comment", &["comment"]),
    ("constant", &["constant"]),
    ("constant.builtin", &["constant.builtin"]),
    ("constant.character.escape", &["string.escape"]),
    ("constant.numeric", &["number"]),
    ("error", &["error"]),
    ("function", &["function"]),
    ("keyword", &["keyword"]),
    ("keyword.operator", &["keyword.operator"]),
    ("keyword.storage.type", &["keyword"]),
    ("punctuation.bracket", &["punctuation.bracket"]),
    ("punctuation.delimiter", &["punctuation.delimiter"]),
    ("string", &["string"]),
    ("string.special", &["string.special"]),
    ("string.special.symbol", &["string.special"]),
    ("string.special.url", &["string.special.url"]),
    ("type", &["type"]),
    ("variable.builtin", &["variable.builtin"]),
    ("variable.other.member", &["property"]),
];

const ZED: Names = &[
    ("comment", &["comment"]),
    ("constant", &["constant", "constant.builtin"]),
    ("emphasis.strong", &["error"]),
    ("function", &["function"]),
    ("keyword", &["keyword"]),
    ("keyword.operator", &["keyword.operator"]),
    ("link_uri", &["string.special.url"]),
    ("number", &["number"]),
    ("property", &["property"]),
    ("punctuation.bracket", &["punctuation.bracket"]),
    ("punctuation.delimiter", &["punctuation.delimiter"]),
    ("string", &["string"]),
    ("string.escape", &["string.escape"]),
    ("string.special", &["string.special"]),
    ("type", &["type"]),
    ("variable.special", &["variable.builtin"]),
];

/// Helix and Zed resolve captures like this test, so what is asserted for the grammar's own queries
/// holds for theirs under other names.
#[test]
fn other_editors_colour_the_same_words() {
    let own = query(&project::grammar().join("queries/highlights.scm"));
    let mut files = project::files(&project::root().join("examples"), "proactive");
    files.extend(project::files(
        &project::grammar().join("test/highlight"),
        "proactive",
    ));
    for (folder, names) in [
        ("editors/helix/queries/proactive", HELIX),
        ("editors/zed/languages/proactive", ZED),
    ] {
        let other = query(&project::root().join(folder).join("highlights.scm"));
        let mut seen = BTreeSet::new();
        for path in &files {
            let text = project::read(path);
            let pairs = colours(&own, &text).into_iter().zip(colours(&other, &text));
            for (at, (own, other)) in pairs.enumerate() {
                let meant = other.as_deref().and_then(|other| {
                    let (name, meant) = names.iter().find(|(name, _)| *name == other)?;
                    seen.insert(*name);
                    Some(*meant)
                });
                assert!(
                    match &own {
                        Some(own) => meant.is_some_and(|meant| meant.contains(&own.as_str())),
                        None => other.is_none(),
                    },
                    "{folder}, {}: byte {at} is {own:?} to the grammar, and {other:?}",
                    path.display()
                );
            }
        }
        let unseen: Vec<_> = names
            .iter()
            .filter(|(name, _)| !seen.contains(name))
            .collect();
        assert!(unseen.is_empty(), "{folder}: nothing tests {unseen:?}");
    }
}
