//! A text that the compiler's grammar accepts without a finding gives a tree without errors here, and
//! the other way round.

use std::ops::Range;
use std::sync::Arc;

use proactive_catalog::statements;
use proactive_diagnostics::Code;
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::{Fixture, generate, markdown, ui};

use crate::project;

/// The codes of syntax errors.
const SHAPE: [Code; 5] = [
    Code::SyntaxError,
    Code::UnclosedDelimiter,
    Code::UnterminatedString,
    Code::UnknownDeclaration,
    Code::UnknownStatement,
];

/// Codes of semantic errors that may be syntax errors to this grammar, depending on the word, and why.
const WORDS: &[(Code, &str)] = &[
    (
        Code::OperatorMismatch,
        "operators are part of this grammar, so `==` or `starts with` is a syntax error",
    ),
    (
        Code::ReservedName,
        "a reserved word is a name where only a name is possible, and nowhere else",
    ),
    (
        Code::UnresolvedName,
        "a reserved word as a name is a syntax error here; any other name may be unknown",
    ),
    (
        Code::UnknownValue,
        "a reserved word, or a second word, as a value is a shape here, and so are the kinds of \
         reply, since what follows depends on them; all other values may be unknown",
    ),
    (
        Code::NestingTooDeep,
        "it hides syntax errors of the condition; this grammar has no limit",
    ),
];

/// Texts on which the two grammars differ by design, and why.
const DIFFERENT: &[(&str, &str)] = &[
    (
        "tests/ui/syntax-error.md: Page view without after",
        "to this grammar, the event of a separate `on` is a value",
    ),
    (
        "tests/ui/unknown-field.md: Object that does not exist",
        "the compiler reports the unknown field and ignores the operator `==`",
    ),
    (
        "tests/ui/value-type-mismatch.md: Unquoted address",
        "an unquoted address is no token here; to the compiler it is a value of the wrong type",
    ),
];

struct Text {
    /// The path from the root; of a fixture, followed by the file in it.
    name: String,
    text: String,
}

/// All texts of the language in the project.
fn corpus() -> Vec<Text> {
    let root = project::root();
    let cases = ui::texts(root).expect("the pages of tests/ui").into_iter();
    let mut found: Vec<Text> = cases.map(|(name, text)| Text { name, text }).collect();
    let mut add = |name: String, fixture: Fixture| {
        let several = fixture.files.len() > 1;
        for file in fixture.files {
            if file.path.ends_with(".proactive") {
                let name = match several {
                    true => format!("{name}/{}", file.path),
                    false => name.clone(),
                };
                let text = String::from_utf8_lossy(&file.bytes()).into_owned();
                found.push(Text { name, text });
            }
        }
    };
    let short = |path: &std::path::Path| {
        let path = path.strip_prefix(root).expect("below the root");
        path.to_str().expect("UTF-8").replace('\\', "/")
    };
    for folder in ["examples", "tests"] {
        for path in project::files(&root.join(folder), "proactive") {
            let text = std::fs::read(&path).expect("a text");
            let text = String::from_utf8_lossy(&text);
            add(short(&path), Fixture::parse(&text));
        }
    }
    for path in project::files(&root.join("docs"), "md") {
        for fence in markdown::fences(&project::read(&path)) {
            if fence.language == "proactive" {
                let name = format!("{}:{}", short(&path), fence.line);
                add(name, Fixture::parse(&fence.text));
            }
        }
    }
    for (messages, files) in [(0, 1), (300, 4)] {
        for file in generate::workspace(messages, files).files {
            let name = format!("generated {messages}/{}", file.path);
            found.push(Text {
                name,
                text: file.text,
            });
        }
    }
    found
}

/// The compiler's verdict on a text.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// Valid syntax.
    Fine,
    /// Valid syntax, with a word that this grammar may reject.
    Words,
    /// A syntax error, with its code.
    Wrong(String),
}

fn judge(text: &str) -> Verdict {
    let file = SourceFile {
        path: "main.proactive".into(),
        text: Arc::from(text),
    };
    let workspace = Workspace::new(Settings::default(), vec![file]);
    let checked = workspace.check();
    let shape = checked
        .findings()
        .iter()
        .find(|finding| SHAPE.contains(&finding.code()));
    if let Some(finding) = shape {
        return Verdict::Wrong(format!("{:?}", finding.problem));
    }
    let words = checked.findings().iter().any(|finding| {
        let range = Range::<usize>::from(finding.span.range);
        let before = text.get(..range.start).unwrap_or("").trim_end();
        let word = text.get(range).unwrap_or("");
        let depends = statements::is_reserved(word) || word.contains(' ');
        let any_word = ![Code::UnresolvedName, Code::UnknownValue].contains(&finding.code());
        WORDS.iter().any(|(code, _)| *code == finding.code())
            && (any_word || depends || before.ends_with("reply"))
    });
    if words { Verdict::Words } else { Verdict::Fine }
}

/// The difference between the two grammars on `text`, if any.
fn difference(name: &str, text: &str) -> Option<String> {
    let error = project::parse(text).root_node().has_error();
    match (judge(text), error) {
        (Verdict::Fine, true) => Some(format!("only tree-sitter finds fault with {name}")),
        (Verdict::Wrong(mistake), false) => {
            Some(format!("only the compiler rejects {name}: {mistake}"))
        }
        (Verdict::Words, _) | (Verdict::Fine, false) | (Verdict::Wrong(_), true) => None,
    }
}

#[test]
fn both_grammars_take_the_same_texts() {
    let mut wrong = Vec::new();
    let mut needed = Vec::new();
    for Text { name, text } in corpus() {
        let Some(difference) = difference(&name, &text) else {
            continue;
        };
        match DIFFERENT.iter().find(|(it, _)| *it == name) {
            Some((it, _)) => needed.push(*it),
            None => wrong.push(difference),
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    for (name, reason) in DIFFERENT {
        assert!(needed.contains(name), "{name} makes no difference any more");
        assert!(!reason.is_empty(), "{name} has no reason");
    }
}

/// The ranges of the tokens of `text`; a string or comment is one token.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let tree = project::parse(text);
    let mut found = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        let whole = ["string", "text_block", "field"].contains(&node.kind());
        if whole || node.child_count() == 0 {
            found.push(node.byte_range());
        } else {
            let mut cursor = node.walk();
            open.extend(node.children(&mut cursor));
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// The declarations of valid texts, each with the name of its text.
fn declarations() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for Text { name, text } in corpus() {
        // The compiler reports only one of two mistakes at the same place, so no second mistake is made
        // where there already is one.
        let right = [
            "examples/",
            "docs/",
            "tests/scenarios/",
            "tests/ui/quiet.md",
        ];
        let right = right.iter().any(|folder| name.starts_with(folder));
        if !right || name.starts_with("examples/broken") || name.starts_with("docs/diagnostics") {
            continue;
        }
        let tree = project::parse(&text);
        let mut cursor = tree.root_node().walk();
        for node in tree.root_node().children(&mut cursor) {
            let text = text.get(node.byte_range()).expect("a piece");
            found.push((name.clone(), text.to_owned()));
        }
    }
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    found.dedup_by(|(_, one), (_, other)| one == other);
    found
}

#[test]
fn both_grammars_miss_the_same_tokens() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (name, text) in declarations() {
        for token in tokens(&text) {
            let mut without = text.clone();
            without.replace_range(token.clone(), "");
            let mut twice = text.clone();
            let again = format!(" {}", text.get(token.clone()).expect("a piece"));
            twice.insert_str(token.end, &again);
            for text in [without, twice] {
                tried += 1;
                wrong.extend(difference(&name, &text).map(|words| format!("{words}\n{text}")));
            }
        }
    }
    assert!(tried > 10_000, "{tried}");
    assert!(
        wrong.is_empty(),
        "{} of {tried}: {}",
        wrong.len(),
        wrong.join("\n\n")
    );
}
