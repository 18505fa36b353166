//! Properties of completion: every item leads to a valid text, and every valid word is offered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_catalog::WordSet;
use proactive_diagnostics::{Code, FileId, Severity, TextSize};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_ide::classify::{ClassifiedToken, TokenClass, classify};
use proactive_ide::completion::{Completions, Item, ItemKind, completions};
use proactive_ide::{FilePosition, Snapshot};
use proactive_testing::mutations;

/// The examples that compile.
fn examples() -> Vec<Workspace> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let entries = std::fs::read_dir(root).expect("the examples");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.retain(|folder| folder.is_dir() && !folder.ends_with("broken"));
    assert!(folders.len() > 2, "the examples");
    folders.iter().map(|folder| example(folder)).collect()
}

fn example(folder: &Path) -> Workspace {
    let mut files = Vec::new();
    read_folder(folder, "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Workspace::new(Settings::default(), files)
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".proactive") {
            files.push(SourceFile {
                path: format!("{prefix}{name}").into(),
                text: std::fs::read_to_string(&path).unwrap().into(),
            });
        }
    }
}

fn ask(workspace: &Workspace, file: FileId, offset: usize) -> Completions {
    let offset = TextSize::new(u32::try_from(offset).unwrap());
    let snapshot = Snapshot::new(workspace.clone());
    completions(&snapshot, FilePosition { file, offset })
}

/// The files of a workspace with their texts.
fn files(workspace: &Workspace) -> Vec<(FileId, Arc<str>, Arc<str>)> {
    let files = workspace.files().iter().zip(0..);
    files
        .map(|(file, id)| (FileId(id), file.path.clone(), file.text.clone()))
        .collect()
}

fn with(workspace: &Workspace, path: &str, text: &str) -> Workspace {
    let mut changed = workspace.clone();
    changed.set_file(path, text.into());
    changed
}

/// The messages of the errors of a workspace.
fn errors(workspace: &Workspace) -> Vec<String> {
    let checked = workspace.check();
    let findings = checked.findings().iter();
    findings
        .filter(|finding| finding.code().default_severity() == Severity::Error)
        .filter(|finding| finding.code() != Code::MissingStatement)
        .map(|finding| proactive_diagnostics::messages::message(&finding.problem))
        .collect()
}

fn check_form(found: &Completions, text: &str, offset: usize) {
    let range = std::ops::Range::<usize>::from(found.replaced);
    let word = text.get(range.clone()).expect("a range of the text");
    assert!(range.start <= offset && offset <= range.end, "the cursor");
    assert!(!word.contains('\n'), "one line: {word:?}");
    let mut keys: Vec<&str> = found.items.iter().map(|item| &*item.sort).collect();
    keys.dedup();
    assert_eq!(keys.len(), found.items.len());
    assert!(keys.is_sorted());
    for item in &found.items {
        assert!(!item.label.is_empty() && !item.filter.is_empty());
        assert!(!item.insert.plain().is_empty());
        let key = item.docs.as_ref().map(ToString::to_string);
        let sent = key.map(|key| key.parse().expect("a key"));
        assert_eq!(sent, item.docs);
    }
}

#[test]
fn completions_are_well_formed_for_any_text() {
    for workspace in examples() {
        for (file, path, text) in files(&workspace) {
            for offset in (0..=text.len())
                .filter(|at| text.is_char_boundary(*at))
                .step_by(7)
            {
                check_form(&ask(&workspace, file, offset), &text, offset);
            }
            for (number, damaged) in mutations(&text, 12).enumerate() {
                let workspace = with(&workspace, &path, &damaged);
                let offsets = (number % 97..=damaged.len()).step_by(97);
                for offset in offsets.filter(|at| damaged.is_char_boundary(*at)) {
                    check_form(&ask(&workspace, file, offset), &damaged, offset);
                }
            }
        }
    }
}

#[test]
fn invalid_offsets_have_no_completions() {
    let workspace = Workspace::new(
        Settings::default(),
        vec![SourceFile {
            path: "a.proactive".into(),
            text: "é".into(),
        }],
    );
    assert!(ask(&workspace, FileId(0), 1).items.is_empty());
    assert!(ask(&workspace, FileId(0), 9).items.is_empty());
    assert!(ask(&workspace, FileId(7), 0).items.is_empty());
}

/// Inserts an item, then the next one, until nothing has to follow.
fn put_in(
    workspace: &Workspace,
    path: &str,
    file: FileId,
    at: Completions,
    item: &Item,
) -> Workspace {
    let (mut workspace, mut found, mut item) = (workspace.clone(), at, item.clone());
    for _ in 0..6 {
        let text = workspace.file(file).unwrap().text.clone();
        let range = std::ops::Range::<usize>::from(found.replaced);
        let insert = item.insert.plain();
        let cursor = range.start + insert.len();
        let mut changed = text.to_string();
        changed.replace_range(range, &insert);
        workspace = with(&workspace, path, &changed);
        if !item.continues {
            return workspace;
        }
        found = ask(&workspace, file, cursor);
        item = found
            .items
            .iter()
            .find(|item| !item.continues)
            .or(found.items.first())
            .unwrap_or_else(|| panic!("nothing is offered after {insert:?} in\n{changed}"))
            .clone();
    }
    panic!("{path}: completion does not end");
}

/// The first item of each kind, and one of the others.
fn samples(items: &[Item], number: usize) -> Vec<&Item> {
    let mut chosen: Vec<&Item> = Vec::new();
    let many = |kind: ItemKind| {
        matches!(
            kind,
            ItemKind::Language
                | ItemKind::TimeZone
                | ItemKind::Time
                | ItemKind::Text
                | ItemKind::Reference(_)
        )
    };
    for item in items {
        let alike: Vec<&Item> = items.iter().filter(|it| it.kind == item.kind).collect();
        let one_of_them = [alike[0], alike[number % alike.len()]];
        if !many(item.kind) || one_of_them.iter().any(|it| std::ptr::eq(*it, item)) {
            chosen.push(item);
        }
    }
    chosen
}

/// Between two words where nothing is missing, every item is valid.
#[test]
fn completions_between_words_check() {
    let mut number = 0;
    for workspace in examples() {
        assert_eq!(errors(&workspace), [""; 0]);
        for (file, path, text) in files(&workspace) {
            let gaps = text.char_indices().filter(|(_, c)| matches!(c, ' ' | '\n'));
            for (gap, _) in gaps.step_by(11) {
                number += 1;
                let (before, after) = text.split_at(gap);
                let split = format!("{before}  {after}");
                let split = with(&workspace, &path, &split);
                let found = ask(&split, file, gap + 1);
                for item in samples(&found.items, number) {
                    let changed = put_in(&split, &path, file, found.clone(), item);
                    let wrong = errors(&changed);
                    let text = &changed.file(file).unwrap().text;
                    let near = text.get(gap.saturating_sub(80)..).unwrap_or(text);
                    assert!(
                        wrong.is_empty(),
                        "{} puts in {:?} at {gap} of {path}: {wrong:?}\n{:.400}",
                        item.label,
                        item.insert.plain(),
                        near
                    );
                }
            }
        }
    }
}

/// The ranges of the words in a file that completion can know.
fn words(workspace: &Workspace, file: FileId) -> Vec<(usize, usize, TokenClass)> {
    let mut words = Vec::new();
    for item in workspace.items(file) {
        let text = workspace.text_of(file, item);
        let start = usize::from(item.range().start());
        for ClassifiedToken { range, kind } in classify(text, item.parsed()) {
            let known = match kind {
                TokenClass::DeclarationKeyword(_)
                | TokenClass::StatementKeyword(..)
                | TokenClass::ArgumentKeyword
                | TokenClass::Reference { .. }
                | TokenClass::Field(_)
                | TokenClass::Operator { .. }
                | TokenClass::Connective
                | TokenClass::Object
                | TokenClass::Value(_)
                | TokenClass::Days => true,
                TokenClass::Word(set) => set != WordSet::DeviceTag,
                TokenClass::DeclaredName(_)
                | TokenClass::Text(_)
                | TokenClass::Tag
                | TokenClass::Duration
                | TokenClass::Date
                | TokenClass::Interval
                | TokenClass::Time
                | TokenClass::Comment
                | TokenClass::Stray => false,
            };
            let mut range = std::ops::Range::<usize>::from(range);
            if kind == TokenClass::Object {
                // The word is the whole path.
                let rest = text[range.end..].find([' ', '\n']).unwrap();
                range.end += rest;
            }
            if known && !text[range.clone()].starts_with('"') {
                words.push((start + range.start, start + range.end, kind));
            }
        }
    }
    words
}

/// A word of a valid file is offered at its position, both with the word there and without it.
#[test]
fn valid_words_are_offered() {
    for workspace in examples() {
        for (file, path, text) in files(&workspace) {
            for (start, end, kind) in words(&workspace, file) {
                let word = &text[start..end];
                let there = ask(&workspace, file, start);
                // Keep the first letter of a statement's keyword, because no one types the arguments
                // alone.
                let begun = match kind {
                    TokenClass::StatementKeyword(..) => &word[..1],
                    _ => "",
                };
                let without = format!("{}{begun} {}", &text[..start], &text[end..]);
                let without = with(&workspace, &path, &without);
                let gone = ask(&without, file, start + begun.len());
                for (found, how) in [(there, "in its place"), (gone, "where it is missing")] {
                    let offered = found.items.iter().find(|item| {
                        let insert = item.insert.plain();
                        insert.split([' ', '\n']).next() == Some(word)
                    });
                    let labels: Vec<&str> = found.items.iter().map(|item| &*item.label).collect();
                    assert!(
                        offered.is_some(),
                        "{word} {how} at {start} of {path} ({kind:?}): {labels:?}"
                    );
                }
                // Choosing another item in its place causes no error.
                let found = ask(&workspace, file, start);
                let same = found.items.iter().find(|item| item.filter == word);
                if let Some(item) = same {
                    let changed = put_in(&workspace, &path, file, found.clone(), item);
                    assert_eq!(errors(&changed), [""; 0], "{word} at {start} of {path}");
                }
            }
        }
    }
}
