//! Formatting beside parsing, on a generated workspace of 10,000 messages: `cargo bench -p
//! proactive-format`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use proactive_testing::generate;

fn main() {
    divan::main();
}

const MESSAGES: usize = 10_000;

fn texts() -> Vec<String> {
    generate::workspace(MESSAGES, MESSAGES / 100)
        .files
        .into_iter()
        .map(|file| file.text)
        .collect()
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

/// What the formatter is measured by.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let parse = |text: &String| proactive_syntax::parse(black_box(text));
        texts.iter().map(parse).collect::<Vec<_>>()
    });
}

/// Parsing and laying out.
#[divan::bench]
fn format(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let format = |text: &String| proactive_format::format(black_box(text));
        texts.iter().map(format).collect::<Vec<_>>()
    });
}

/// The same, as edits for an editor.
#[divan::bench]
fn edits(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(bytes(&texts)).bench_local(|| {
        let edits = |text: &String| proactive_format::edits(black_box(text));
        texts.iter().map(edits).collect::<Vec<_>>()
    });
}
