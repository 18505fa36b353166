//! Measures proofs about a workspace with one channel and eight comparisons per message: all lints
//! that need a proof, the pairs of messages that compete, and a diff in which every tenth condition
//! changes.
//!
//! `cargo bench -p proactive-analysis`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark fails by a panic"
)]

use std::fmt::Write as _;

use divan::Bencher;
use divan::counter::ItemsCount;
use proactive_analysis::{compare, lints, overlaps};
use proactive_hir::model::Model;
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::generate;

fn main() {
    divan::main();
}

/// A deterministic source of pseudorandom numbers.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

const PAGES: [&str; 16] = [
    "/cart",
    "/checkout",
    "/help",
    "/orders",
    "/returns",
    "/gifts",
    "/sale",
    "/news",
    "/account",
    "/login",
    "/stores",
    "/tents",
    "/boots",
    "/bikes",
    "/contact",
    "/jobs",
];
const LANGUAGES: [&str; 6] = ["fr", "fr-CA", "nl", "en", "en-GB", "de"];

/// Eight comparisons joined the way people write them: some required, some alternatives, some
/// exceptions.
fn condition(dice: &mut Dice) -> String {
    let page = |dice: &mut Dice| PAGES[dice.throw(PAGES.len())];
    let language = |dice: &mut Dice| LANGUAGES[dice.throw(LANGUAGES.len())];
    let mut text = String::new();
    let _ = write!(
        text,
        "visitor.url contains \"{}/{}\" and visitor.url does not contain \"{}\"",
        page(dice),
        dice.throw(40),
        page(dice)
    );
    let _ = write!(
        text,
        " and (device.language is {} or visitor.title contains \"Offer {}\")",
        language(dice),
        dice.throw(30)
    );
    let _ = write!(
        text,
        " and (visitor.history is {} or visitor.title is \"Page {}\")",
        ["new", "returning"][dice.throw(2)],
        dice.throw(50)
    );
    let _ = write!(
        text,
        " and not (visitor.url contains \"{}\" and device.language is {})",
        page(dice),
        language(dice)
    );
    text
}

/// Messages of one channel; with `change`, every tenth has a different condition.
fn workspace(messages: usize, change: bool) -> Workspace {
    let mut text = "brand acme\nchannel web { brand acme }\n".to_owned();
    let mut dice = Dice(7);
    for number in 0..messages {
        let mut condition = condition(&mut dice);
        if change && number % 10 == 0 {
            condition.push_str(" and visitor.title is not \"Start\"");
        }
        let _ = write!(
            text,
            "message m{number} {{\n  text \"Hello\"\n  reply agent \"One moment\"\n  \
             when {condition}\n  after {}s on page_view\n  frequency once_per_visit\n}}\n",
            [0, 5, 30][number % 3]
        );
    }
    let settings = Settings {
        max_messages: (messages as u64, None),
        ..Settings::default()
    };
    let file = SourceFile {
        path: "main.proactive".into(),
        text: text.into(),
    };
    Workspace::new(settings, vec![file])
}

fn model(messages: usize, change: bool) -> Model {
    workspace(messages, change)
        .check()
        .model()
        .expect("no error")
}

/// Checking without proofs, to subtract from the next benchmark.
#[divan::bench(args = [140, 1_000])]
fn check(bencher: Bencher<'_, '_>, messages: usize) {
    let workspace = workspace(messages, false);
    bencher
        .counter(ItemsCount::new(messages))
        .bench_local(|| workspace.check().findings().len());
}

/// Checking with proofs.
#[divan::bench(args = [140, 1_000])]
fn check_with_lints(bencher: Bencher<'_, '_>, messages: usize) {
    let workspace = workspace(messages, false);
    bencher
        .counter(ItemsCount::new(messages))
        .bench_local(|| workspace.check_with(lints).findings().len());
}

/// The same on large generated workspaces with several channels.
#[divan::bench(args = [1_000, 10_000])]
fn check_generated_with_lints(bencher: Bencher<'_, '_>, messages: usize) {
    let settings = Settings {
        max_messages: (messages as u64, None),
        ..Settings::default()
    };
    let files = generate::workspace(messages, messages / 100)
        .files
        .into_iter();
    let files = files.map(|file| SourceFile {
        path: file.path.into(),
        text: file.text.into(),
    });
    let workspace = Workspace::new(settings, files.collect());
    bencher
        .counter(ItemsCount::new(messages))
        .bench_local(|| workspace.check_with(lints).findings().len());
}

/// All pairs of messages that compete.
#[divan::bench(args = [140, 1_000])]
fn competing(bencher: Bencher<'_, '_>, messages: usize) {
    let model = model(messages, false);
    bencher.bench_local(|| overlaps(&model).len());
}

/// The differences between two workspaces.
#[divan::bench(args = [140, 1_000])]
fn changes(bencher: Bencher<'_, '_>, messages: usize) {
    let (old, new) = (model(messages, false), model(messages, true));
    bencher.bench_local(|| compare(&old, &new).changed.len());
}
