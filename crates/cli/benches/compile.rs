//! The way from text to JSON, step by step, on generated workspaces: `cargo bench`.
//!
//! Sizes are in messages, about 450 bytes each, a hundred to a file. What a whole process costs,
//! beside other tools, is measured by `cargo xtask bench-peers`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a benchmark fails by a panic"
)]

use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_syntax::{Parse, ParsedSlice, parse_slice};
use proactive_testing::generate;

const SIZES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

fn sources(messages: usize) -> Vec<SourceFile> {
    generate::workspace(messages, messages / 100)
        .files
        .into_iter()
        .map(|file| SourceFile {
            path: file.path.into(),
            text: file.text.into(),
        })
        .collect()
}

fn settings(messages: usize) -> Settings {
    Settings {
        max_messages: (messages as u64, None),
        ..Settings::default()
    }
}

fn bytes(files: &[SourceFile]) -> BytesCount {
    BytesCount::new(files.iter().map(|file| file.text.len()).sum::<usize>())
}

/// Text to tree.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, messages: usize) {
    let files = sources(messages);
    bencher
        .counter(bytes(&files))
        .counter(ItemsCount::new(messages))
        .bench_local(|| -> Vec<Parse> {
            files
                .iter()
                .map(|file| proactive_syntax::parse(black_box(&file.text)))
                .collect()
        });
}

/// Text to findings, of which there are none.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher<'_, '_>, messages: usize) {
    let files = sources(messages);
    bencher
        .counter(bytes(&files))
        .counter(ItemsCount::new(messages))
        .with_inputs(|| (settings(messages), files.clone()))
        .bench_local_values(|(settings, files)| {
            let workspace = Workspace::new(settings, files);
            assert!(workspace.check().findings().is_empty());
            workspace
        });
}

/// Text to JSON.
#[divan::bench(args = SIZES)]
fn build(bencher: Bencher<'_, '_>, messages: usize) {
    let files = sources(messages);
    bencher
        .counter(bytes(&files))
        .counter(ItemsCount::new(messages))
        .with_inputs(|| (settings(messages), files.clone()))
        .bench_local_values(|(settings, files)| {
            let workspace = Workspace::new(settings, files);
            let model = workspace.check().model().expect("no error");
            proactive_config::compile(&model).to_json()
        });
}

/// The findings of a workspace that is parsed already.
#[divan::bench(args = SIZES)]
fn check_parsed(bencher: Bencher<'_, '_>, messages: usize) {
    let workspace = Workspace::new(settings(messages), sources(messages));
    bencher
        .counter(ItemsCount::new(messages))
        .bench_local(|| workspace.check().findings().len());
}

/// The one item that a keystroke changes: all that has to be parsed anew.
#[divan::bench]
fn parse_after_keystroke(bencher: Bencher<'_, '_>) {
    let item = edited_item(&sources(1_000));
    bencher
        .counter(BytesCount::new(item.len()))
        .bench_local(|| -> ParsedSlice { parse_slice(black_box(&item)) });
}

/// The file in which a keystroke fell, as a whole: a hundred messages.
#[divan::bench]
fn parse_file_after_keystroke(bencher: Bencher<'_, '_>) {
    let files = sources(1_000);
    let item = edited_item(&files);
    let text: Arc<str> = files
        .iter()
        .map(|file| &file.text)
        .max_by_key(|text| text.len())
        .map(|text| format!("{text}\n{item}").into())
        .expect("a file");
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| -> Parse { proactive_syntax::parse(black_box(&text)) });
}

/// A message from the middle, in which an author has just typed `and visitor.`.
fn edited_item(files: &[SourceFile]) -> String {
    let text = &files[files.len() / 2].text;
    let middle = text.len() / 2;
    let at = |from: usize| text.match_indices("\nmessage ").find(|(at, _)| *at >= from);
    let (start, _) = at(text.floor_char_boundary(middle)).expect("a message");
    let (end, _) = at(start + 1).expect("another");
    let item = &text[start + 1..=end];
    let cursor = item.find(" on page_").expect("a trigger");
    let line = item[..cursor].rfind('\n').expect("a line above");
    format!("{} and visitor.{}", &item[..line], &item[line..])
}
