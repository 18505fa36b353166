//! The highlighting of Sublime Text, by a library that implements its syntax definitions.

use std::path::Path;

use syntect::parsing::{ParseState, ScopeStack, ScopeStackOp, SyntaxSet, SyntaxSetBuilder};
use xtask::project;

fn syntaxes() -> SyntaxSet {
    let mut builder = SyntaxSetBuilder::new();
    builder
        .add_from_folder(project::root().join("editors/sublime"), true)
        .expect("a definition that can be read");
    builder.build()
}

/// The lines of a file, split into pieces with their innermost scopes.
fn scopes(syntaxes: &SyntaxSet, path: &Path) -> Vec<Vec<(String, String)>> {
    let syntax = syntaxes
        .find_syntax_by_extension("proactive")
        .expect("the language of the file");
    let text = project::read(path).expect("an example");
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let changes = state.parse_line(line, syntaxes).expect("scopes");
        let mut pieces = Vec::new();
        let mut start = 0;
        for (end, change) in changes.iter().chain([&(line.len(), ScopeStackOp::Noop)]) {
            if start < *end {
                let scope = stack.as_slice().last().map(ToString::to_string);
                pieces.push((line[start..*end].to_owned(), scope.unwrap_or_default()));
                start = *end;
            }
            stack.apply(change).expect("a scope that is there");
        }
        lines.push(pieces);
    }
    // A scope that is still open would highlight whatever is added below.
    let open: Vec<String> = stack.as_slice().iter().map(ToString::to_string).collect();
    assert_eq!(open, ["source.proactive"], "{}", path.display());
    lines
}

#[test]
fn words_of_the_examples_have_their_scopes() {
    let syntaxes = syntaxes();
    let cart = project::root().join("examples/outdoor-shop/cart.proactive");
    let lines = scopes(&syntaxes, &cart);
    for (word, scope) in [
        (" Belgian shoppers", "comment.line.number-sign"),
        ("segment", "storage.type"),
        ("belgian_cart", "entity.name.function"),
        ("visitor", "variable.language"),
        ("url", "variable.other.member"),
        ("contains", "keyword.operator.word"),
        ("/panier", "string.quoted.double"),
        ("message", "storage.type"),
        ("free_shipping", "entity.name.function"),
        ("acme_web", "entity.name.type"),
        ("reply", "keyword.other"),
        ("email", "constant.language"),
        ("0m30s", "constant.numeric"),
        ("cart, free_shipping", "constant.other.symbol"),
        ("once_per_visit", "constant.language"),
        ("I can tell you where it is.", "string.quoted.triple"),
        ("order_status", "variable.other.member"),
    ] {
        let found = lines.iter().flatten().find(|(text, _)| {
            let text = text.trim();
            text == word || word.contains(' ') && text.contains(word.trim())
        });
        let (_, found) = found.unwrap_or_else(|| panic!("no {word}"));
        assert_eq!(found, &format!("{scope}.proactive"), "{word}");
    }
}

#[test]
fn nothing_in_the_examples_is_marked_as_invalid() {
    let syntaxes = syntaxes();
    let mut open = vec![project::root().join("examples")];
    let mut files = 0;
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == "proactive") {
                files += 1;
                for (text, scope) in scopes(&syntaxes, &path).into_iter().flatten() {
                    assert!(
                        !scope.starts_with("invalid"),
                        "{}: {text} is {scope}",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(files > 20, "{files} files");
}

/// Sublime Text reads the comment prefix from the metadata.
#[test]
fn lines_can_be_commented_out() {
    let syntaxes = syntaxes();
    let scope = [syntaxes.syntaxes().first().expect("a syntax").scope];
    let comment = syntaxes.metadata().metadata_for_scope(&scope);
    assert_eq!(comment.line_comment(), Some("# "));
}
