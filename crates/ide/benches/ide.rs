//! The most frequent requests of editors, in a file of 10,000 lines and in a workspace of 1,000
//! files. Run with `cargo bench -p proactive-ide`.
//!
//! The workspace is parsed and checked beforehand, as it is in a running server.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark fails by a panic"
)]

use std::sync::Arc;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use proactive_catalog::ReferenceKind;
use proactive_diagnostics::{FileId, TextRange};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_ide::symbol::{Symbol, symbol_at};
use proactive_ide::{FilePosition, Snapshot, SnapshotCache};
use proactive_ide::{
    call_hierarchy, diagnostics, document_highlight, document_link, document_symbol, folding_range,
    references, rename, selection_range, semantic_tokens, workspace_symbol,
};
use proactive_testing::generate;

fn main() {
    divan::main();
}

fn snapshot(messages: usize, files: usize) -> Snapshot {
    let settings = Settings {
        max_messages: (messages as u64, None),
        ..Settings::default()
    };
    let files = generate::workspace(messages, files).files.into_iter();
    let files = files.map(|file| SourceFile {
        path: file.path.into(),
        text: file.text.into(),
    });
    let snapshot = Snapshot::new(Workspace::new(settings, files.collect()));
    let _ = snapshot.findings();
    snapshot
}

const FILE: FileId = FileId(0);

/// Checks the workspace after a letter is inserted into a condition in the middle of a file, and
/// again after it is removed.
fn edited(bencher: Bencher<'_, '_>, snapshot: &Snapshot) {
    let mut workspace = snapshot.workspace().clone();
    let mut files = workspace.files().iter();
    let file = files.find(|file| file.text.contains("when "));
    let file = file.expect("a condition").clone();
    let middle = file.text.len() / 2;
    let conditions = file.text.match_indices("when ").map(|(at, _)| at);
    let near = conditions
        .min_by_key(|at| at.abs_diff(middle))
        .expect("one");
    let mut typed = file.text.to_string();
    typed.insert(near + "when ".len(), 'x');
    let texts = [typed.into(), file.text];
    let memory = SnapshotCache::default();
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        workspace.set_file(&file.path, Arc::clone(&texts[number % 2]));
        let snapshot = Snapshot::with_cache(workspace.clone(), memory.clone());
        snapshot.findings().len()
    });
}

#[divan::bench]
fn an_edit_in_10_000_lines(bencher: Bencher<'_, '_>) {
    edited(bencher, &long_file());
}

#[divan::bench]
fn an_edit_in_1_000_files(bencher: Bencher<'_, '_>) {
    edited(bencher, &snapshot(1_000, 1_000));
}

#[divan::bench]
fn an_edit_in_10_000_messages(bencher: Bencher<'_, '_>) {
    edited(bencher, &many_files());
}

/// A workspace with one file of 10,000 lines.
fn long_file() -> Snapshot {
    let lines = |messages| {
        let files = generate::workspace(messages, 1).files;
        files
            .iter()
            .map(|file| file.text.lines().count())
            .sum::<usize>()
    };
    let long_enough = |messages: &usize| -> bool { lines(*messages) >= 10_000 };
    let messages = (100..).step_by(100).find(long_enough);
    snapshot(messages.expect("long enough"), 1)
}

/// A workspace with 10,000 messages in 1,000 files.
fn many_files() -> Snapshot {
    snapshot(10_000, 1_000)
}

/// The position of the first declaration of a kind.
fn declared(snapshot: &Snapshot, kind: ReferenceKind) -> (Symbol, FilePosition) {
    let all = snapshot.workspace().declarations();
    let mut places = all.all().map(|declared| {
        let span = declared.span(declared.declaration().place());
        let (file, offset) = (span.file, span.range.start());
        FilePosition { file, offset }
    });
    places
        .find_map(|place| {
            let (symbol, _) = symbol_at(snapshot, place)?;
            (symbol.kind == kind).then_some((symbol, place))
        })
        .expect("one of this kind")
}

fn bytes(snapshot: &Snapshot) -> BytesCount {
    BytesCount::new(snapshot.text(FILE).len())
}

#[divan::bench]
fn semantic_tokens_of_10_000_lines(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    bencher
        .counter(bytes(&snapshot))
        .bench_local(|| semantic_tokens::semantic_tokens(&snapshot, FILE, None).len());
}

/// The range of a long file that is visible in an editor.
#[divan::bench]
fn semantic_tokens_of_a_screen(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    let within = TextRange::new(100_000.into(), 103_000.into());
    bencher.bench_local(|| semantic_tokens::semantic_tokens(&snapshot, FILE, Some(within)).len());
}

#[divan::bench]
fn document_symbols_of_10_000_lines(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    bencher
        .counter(bytes(&snapshot))
        .bench_local(|| document_symbol::document_symbols(&snapshot, FILE).len());
}

#[divan::bench]
fn folds_of_10_000_lines(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    bencher
        .counter(bytes(&snapshot))
        .bench_local(|| folding_range::folding_ranges(&snapshot, FILE).len());
}

#[divan::bench]
fn links_of_10_000_lines(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    bencher
        .counter(bytes(&snapshot))
        .bench_local(|| document_link::document_links(&snapshot, FILE).len());
}

/// A workspace with one finding for each message.
#[divan::bench]
fn diagnostics_of_10_000_lines(bencher: Bencher<'_, '_>) {
    let right = long_file();
    let mut workspace = right.workspace().clone();
    let wrong = right.text(FILE).replace("  frequency ", "  frequencey ");
    let path = workspace.files()[0].path.clone();
    workspace.set_file(&path, wrong.into());
    let snapshot = Snapshot::new(workspace);
    let count = snapshot.findings_of(FILE).len();
    assert!(count > 500, "only {count} findings");
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| diagnostics::diagnostics(&snapshot, FILE).list.len());
}

#[divan::bench]
fn selection_in_10_000_lines(bencher: Bencher<'_, '_>) {
    let snapshot = long_file();
    let position = FilePosition {
        file: FILE,
        offset: 200_000.into(),
    };
    bencher.bench_local(|| selection_range::selection_ranges(&snapshot, position).len());
}

/// A brand that every other file names.
#[divan::bench]
fn references_in_1_000_files(bencher: Bencher<'_, '_>) {
    let snapshot = many_files();
    let (_, position) = declared(&snapshot, ReferenceKind::Channel);
    let found = || references::references(&snapshot, position, true).map(|all| all.len());
    let count = found().expect("a name");
    bencher.counter(ItemsCount::new(count)).bench_local(found);
}

#[divan::bench]
fn rename_in_1_000_files(bencher: Bencher<'_, '_>) {
    let snapshot = many_files();
    let (_, position) = declared(&snapshot, ReferenceKind::Message);
    bencher.bench_local(|| rename::rename(&snapshot, position, "another").map(|all| all.len()));
}

#[divan::bench]
fn highlights_in_1_000_files(bencher: Bencher<'_, '_>) {
    let snapshot = many_files();
    let (_, position) = declared(&snapshot, ReferenceKind::Segment);
    bencher.bench_local(|| document_highlight::document_highlights(&snapshot, position).len());
}

#[divan::bench]
fn users_of_a_segment_in_1_000_files(bencher: Bencher<'_, '_>) {
    let snapshot = many_files();
    let (symbol, _) = declared(&snapshot, ReferenceKind::Segment);
    bencher.bench_local(|| call_hierarchy::incoming(&snapshot, &symbol).len());
}

#[divan::bench(args = ["", "m1"])]
fn workspace_symbols_in_1_000_files(bencher: Bencher<'_, '_>, query: &str) {
    let snapshot = many_files();
    bencher.bench_local(|| workspace_symbol::workspace_symbols(&snapshot, query, 500).len());
}
