//! Snapshots of fixtures, and spans drawn as source lines with carets.

use std::fmt::Write as _;
use std::path::Path;

use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_ide::classify::classify;
use proactive_ide::code_action::Action;
use proactive_ide::symbol::{Symbol, symbol_at};
use proactive_ide::{FilePosition, Snapshot};
use proactive_testing::Fixture;

/// A snapshot of the `.proactive` files of a fixture.
pub(crate) fn snapshot(fixture: &Fixture) -> Snapshot {
    let mut files: Vec<SourceFile> = fixture
        .files
        .iter()
        .filter(|file| file.path.ends_with(".proactive"))
        .map(|file| SourceFile {
            path: file.path.as_str().into(),
            text: file.text.as_str().into(),
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Snapshot::new(Workspace::new(Settings::default(), files))
}

/// A snapshot of a fixture, and the position of its cursor `$0`.
pub(crate) fn at_cursor(text: &str) -> (Snapshot, FilePosition) {
    let (fixture, cursor) = Fixture::with_cursor(text).expect("one cursor $0");
    let path = &fixture.files[cursor.file].path;
    let snapshot = snapshot(&fixture);
    let file = snapshot.workspace().file_id(path).expect("its file");
    let offset = TextSize::new(u32::try_from(cursor.offset).unwrap());
    (snapshot, FilePosition { file, offset })
}

/// The lines of a span, with carets below what it covers.
pub(crate) fn picture(snapshot: &Snapshot, span: Span, note: &str) -> String {
    let file = snapshot.workspace().file(span.file).expect("its file");
    let range = std::ops::Range::<usize>::from(span.range);
    let mut picture = String::new();
    let mut start = 0;
    for (number, line) in file.text.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        let touches =
            start <= range.end && range.start < end || range.start == end && end == file.text.len();
        if touches {
            let line = line.trim_end_matches(['\n', '\r']);
            let from = range.start.max(start) - start;
            let to = range.end.min(start + line.len()).max(start + from) - start;
            let _ = writeln!(picture, "{}:{} | {line}", file.path, number + 1);
            let margin = file.path.len() + (number + 1).to_string().len() + 4;
            let indentation = " ".repeat(margin + line[..from.min(line.len())].chars().count());
            let carets = "^".repeat(line[from.min(line.len())..to].chars().count().max(1));
            let _ = writeln!(picture, "{indentation}{carets} {note}");
        }
        start = end;
    }
    picture
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// The ID of the first file.
pub(crate) fn first_file() -> FileId {
    FileId(0)
}

/// The workspaces of the examples: the name of the folder, and its files ordered by path.
pub(crate) fn examples() -> Vec<(String, Vec<SourceFile>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root).expect("the examples") {
        let folder = entry.expect("an entry").path();
        if !folder.is_dir() {
            continue;
        }
        let mut files = Vec::new();
        collect(&folder, "", &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let name = folder.file_name().expect("a name").to_string_lossy();
        found.push((name.into_owned(), files));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(found.len() > 3, "the examples are missing");
    found
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let inside = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{inside}/"), files);
        } else if inside.ends_with(".proactive") {
            let text = std::fs::read_to_string(&path).expect("a text");
            files.push(SourceFile {
                path: inside.into(),
                text: text.into(),
            });
        }
    }
}

/// Calls `visit` with each file of the examples and all its offsets, and then with damaged copies of
/// the file in the same workspace and some of their offsets.
pub(crate) fn sweep(mut visit: impl FnMut(&Snapshot, FileId, &[TextSize])) {
    let mut copies = 0;
    for (_, files) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), files.clone()));
        for (index, file) in files.iter().enumerate() {
            let id = FileId(u32::try_from(index).unwrap());
            visit(&snapshot, id, &offsets(&file.text));
            // As editors on Windows write it: with a byte order mark and CRLF.
            let foreign = format!("\u{FEFF}{}", file.text.replace('\n', "\r\n"));
            let damaged = proactive_testing::mutations(&file.text, 12);
            for damaged in damaged.chain([foreign]) {
                let mut workspace = snapshot.workspace().clone();
                workspace.set_file(&file.path, damaged.as_str().into());
                let some: Vec<TextSize> = offsets(&damaged)
                    .into_iter()
                    .skip(copies % 29)
                    .step_by(29)
                    .collect();
                visit(&Snapshot::new(workspace), id, &some);
                copies += 1;
            }
        }
    }
    assert!(copies > 300, "only {copies} damaged copies");
}

fn offsets(text: &str) -> Vec<TextSize> {
    (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .map(|at| TextSize::new(u32::try_from(at).unwrap()))
        .collect()
}

/// The text of a range of a file. Panics if the range is not in the file or splits a character.
#[track_caller]
pub(crate) fn slice(snapshot: &Snapshot, file: FileId, range: TextRange) -> &str {
    let text = snapshot.text(file);
    text.get(std::ops::Range::<usize>::from(range))
        .unwrap_or_else(|| panic!("{range:?} is not part of\n{text}"))
}

/// The files of a snapshot, each with its text.
pub(crate) fn files(snapshot: &Snapshot) -> impl Iterator<Item = (FileId, &SourceFile)> {
    (0..).map(FileId).zip(snapshot.workspace().files())
}

/// A snapshot with edits applied, which must be ordered and must not overlap.
pub(crate) fn edited(snapshot: &Snapshot, edits: &[Edit]) -> Snapshot {
    let mut workspace = snapshot.workspace().clone();
    for (file, source) in files(snapshot) {
        let mut text = source.text.to_string();
        let of_file = edits.iter().filter(|edit| edit.span.file == file);
        for edit in of_file.rev() {
            let range = std::ops::Range::<usize>::from(edit.span.range);
            text.replace_range(range, &edit.replacement);
        }
        workspace.set_file(&source.path, text.into());
    }
    Snapshot::new(workspace)
}

/// A snapshot after an action.
pub(crate) fn acted(snapshot: &Snapshot, action: &Action) -> Snapshot {
    let after = edited(snapshot, &action.edits);
    let Some(new) = &action.new_file else {
        return after;
    };
    let mut workspace = after.workspace().clone();
    let beside = &workspace.file(new.beside).expect("its file").path;
    let folder = beside.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", new.name);
    workspace.set_file(path.trim_start_matches('/'), new.text.as_str().into());
    Snapshot::new(workspace)
}

/// The names in the files of a snapshot: each symbol with its span.
pub(crate) fn names(snapshot: &Snapshot) -> Vec<(Symbol, Span)> {
    let mut found = Vec::new();
    for (file, _) in files(snapshot) {
        for item in snapshot.workspace().items(file) {
            let text = snapshot.workspace().text_of(file, item);
            for token in classify(text, item.parsed()) {
                let offset = token.range.start() + item.range().start();
                let place = FilePosition { file, offset };
                found.extend(symbol_at(snapshot, place).filter(|(_, span)| {
                    // Where two tokens meet, the earlier one counts.
                    span.range.start() == offset
                }));
            }
        }
    }
    found
}
