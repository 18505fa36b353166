//! Text to tree, beside the parser that pest derives from the same grammar: `cargo bench`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "a benchmark fails by a panic, and pest's code has no comments"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pest::Parser as _;
use pest_derive::Parser;
use proactive_syntax::{Parse, ParsedSlice, items, parse_slice};
use proactive_testing::generate;

#[derive(Parser)]
#[grammar = "../../grammar/proactive.pest"]
struct Reference;

fn main() {
    divan::main();
}

/// A thousand messages.
fn text() -> String {
    let workspace = generate::workspace(1_000, 1);
    workspace.files[0].text.clone()
}

/// Where items begin, without a parser.
#[divan::bench]
fn cut(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| items::slices(black_box(&text)).len());
}

/// A file, with its findings.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| -> Parse { proactive_syntax::parse(black_box(&text)) });
}

/// The slices of a file: trees and findings.
#[divan::bench]
fn slices(bencher: Bencher<'_, '_>) {
    let text = text();
    let slices = items::slices(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| -> Vec<ParsedSlice> {
            let slices = slices.iter().cloned();
            slices
                .map(|range| parse_slice(black_box(&text[range])))
                .collect()
        });
}

/// The slices of a file, by pest: its pairs are counted and dropped.
#[divan::bench]
fn slices_by_pest(bencher: Bencher<'_, '_>) {
    let text = text();
    let slices = items::slices(&text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| -> usize {
            let slices = slices.iter().cloned();
            slices
                .map(|range| {
                    let slice = black_box(&text[range]);
                    let pairs = Reference::parse(Rule::slice, slice).expect("a tree");
                    pairs.tokens().count()
                })
                .sum()
        });
}
