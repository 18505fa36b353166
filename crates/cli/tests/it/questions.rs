//! The page of questions shows real answers.
//!
//! Each `console` block of `docs/questions.md` is a command that is run in a copy of the example
//! `three-brands`. A comment above it, `<!-- FILE: OLD => NEW -->`, is a change that is made first,
//! on a branch of its own.

use std::path::Path;

use crate::corpus;
use crate::diff::{commit, git, git_is_missing};
use crate::docs::is_current;
use crate::support::{Folder, binary};

/// A command with what is changed before it runs.
struct Question<'p> {
    changes: Vec<&'p str>,
    /// The text of the block.
    block: &'p str,
}

/// The blocks of a page in order.
fn questions(page: &str) -> Vec<Question<'_>> {
    let mut blocks = page.split("```console\n");
    let mut before = blocks.next().unwrap_or_default();
    let mut found = Vec::new();
    for rest in blocks {
        let (block, after) = rest.split_once("```").expect("the block ends");
        let comments = before.rsplit("\n\n").next().unwrap_or_default();
        let comments = comments.lines().filter_map(|line| {
            line.strip_prefix("<!-- ")?
                .strip_suffix(" -->")
                .map(str::trim)
        });
        found.push(Question {
            changes: comments.collect(),
            block,
        });
        before = after;
    }
    found
}

/// The words of a command line; double quotes keep spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in command.chars() {
        match (character, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (' ', _) if !quoted => words.push(String::new()),
            (character, Some(word)) => word.push(character),
            (_, None) => {}
        }
    }
    words
}

fn copy(from: &Path, folder: &Folder, inside: &str) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), folder, &format!("{name}/")),
            false => folder.write(&name, std::fs::read(entry.path()).unwrap()),
        }
    }
}

/// A copy of the example, with changes on a branch.
fn workspace(changes: &[&str]) -> Folder {
    let folder = Folder::new();
    copy(
        &corpus::project().join("examples/three-brands"),
        &folder,
        "",
    );
    if changes.is_empty() {
        return folder;
    }
    let path = folder.path();
    git(&path, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    git(&path, &["checkout", "--quiet", "-b", "change"]);
    for change in changes {
        let (file, edit) = change.split_once(": ").expect("a file");
        let (old, new) = edit.split_once(" => ").expect("an edit");
        let text = folder.read(file);
        assert!(text.contains(old), "{file} has no {old:?}");
        folder.write(file, text.replacen(old, new, 1));
    }
    commit(&folder);
    folder
}

#[test]
fn answers_in_the_page_of_questions_are_real() {
    let path = corpus::project().join("docs/questions.md");
    let page = corpus::read(&path);
    let mut real = page.clone();
    let questions = questions(&page);
    assert!(questions.len() > 10, "{}", questions.len());
    for Question { changes, block } in questions {
        if !changes.is_empty() && git_is_missing() {
            continue;
        }
        let command = block.lines().next().unwrap_or_default();
        let arguments = command.strip_prefix("$ proactive ").expect("a command");
        let folder = workspace(&changes);
        let output = binary(&folder.path())
            .args(words(arguments))
            .output()
            .expect("the command runs");
        let (out, err) = (corpus::text(&output.stdout), corpus::text(&output.stderr));
        real = real.replacen(
            &format!("```console\n{block}```"),
            &format!("```console\n{command}\n{out}{err}```"),
            1,
        );
    }
    is_current(&path, &page, &real);
}
