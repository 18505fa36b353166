//! The cases of `test/corpus/`, in the format of the tree-sitter command: a name between lines of `=`,
//! a text, a line of `-`, the tree.
//!
//! `cargo xtask tree-sitter --write` rewrites the trees; review what has changed.

use std::fmt::Write as _;

use tree_sitter::Node;

use crate::project;

struct Case {
    name: String,
    text: String,
    tree: String,
}

fn is_rule(line: &str, sign: char) -> bool {
    line.len() >= 3 && line.chars().all(|it| it == sign)
}

fn cases(text: &str) -> Vec<Case> {
    let mut found: Vec<Case> = Vec::new();
    let mut lines = text.lines().peekable();
    let mut in_tree = false;
    while let Some(line) = lines.next() {
        if is_rule(line, '=') {
            let name = lines.next().expect("a name").to_owned();
            assert!(lines.next().is_some_and(|line| is_rule(line, '=')));
            in_tree = false;
            found.push(Case {
                name,
                text: String::new(),
                tree: String::new(),
            });
        } else if is_rule(line, '-') {
            in_tree = true;
        } else {
            let case = found.last_mut().expect("a case");
            let part = if in_tree {
                &mut case.tree
            } else {
                &mut case.text
            };
            part.push_str(line);
            part.push('\n');
        }
    }
    found
}

/// The named nodes below `node`, one per line, indented, with their fields.
fn draw(node: Node<'_>, field: Option<&str>, depth: usize, drawn: &mut String) {
    if !drawn.is_empty() {
        drawn.push('\n');
    }
    let _ = write!(drawn, "{:1$}", "", depth * 2);
    if let Some(field) = field {
        let _ = write!(drawn, "{field}: ");
    }
    if node.is_missing() {
        let _ = write!(drawn, "(MISSING {}", node.kind());
    } else {
        let _ = write!(drawn, "({}", node.kind());
    }
    let mut cursor = node.walk();
    for (index, child) in node.children(&mut cursor).enumerate() {
        if child.is_named() || child.is_missing() {
            let index = u32::try_from(index).expect("few children");
            draw(child, node.field_name_for_child(index), depth + 1, drawn);
        }
    }
    drawn.push(')');
}

#[test]
fn texts_have_the_trees_that_are_written_down() {
    let update = std::env::var_os("UPDATE_PARSER").is_some();
    let mut wrong = Vec::new();
    for path in project::files(&project::grammar().join("test/corpus"), "txt") {
        let mut written = String::new();
        for case in cases(&project::read(&path)) {
            let mut tree = String::new();
            draw(project::parse(&case.text).root_node(), None, 0, &mut tree);
            if tree != case.tree.trim() {
                wrong.push(format!("{}: {}\n{tree}", path.display(), case.name));
            }
            let rule = "=".repeat(80);
            let _ = write!(written, "{rule}\n{}\n{rule}\n{}", case.name, case.text);
            let _ = write!(written, "{}\n\n{tree}\n\n", "-".repeat(80));
        }
        if update {
            std::fs::write(&path, written.trim_end().to_owned() + "\n").expect("written");
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn only_the_cases_of_mistakes_have_mistakes() {
    for path in project::files(&project::grammar().join("test/corpus"), "txt") {
        let mistakes = path.ends_with("mistakes.txt");
        for case in cases(&project::read(&path)) {
            let error = project::parse(&case.text).root_node().has_error();
            assert_eq!(error, mistakes, "{}", case.name);
        }
    }
}
