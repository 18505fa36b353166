//! Snapshots of fixtures, and places drawn as pictures: the line with carets below.

use std::fmt::Write as _;

use proactive_diagnostics::{FileId, Span, TextSize};
use proactive_hir::{Settings, SourceFile, Workspace};
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

/// A snapshot of a fixture, and where its cursor `$0` stands.
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
            let blank = " ".repeat(margin + line[..from.min(line.len())].chars().count());
            let carets = "^".repeat(line[from.min(line.len())..to].chars().count().max(1));
            let _ = writeln!(picture, "{blank}{carets} {note}");
        }
        start = end;
    }
    picture
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// The whole of a file.
pub(crate) fn first_file() -> FileId {
    FileId(0)
}
