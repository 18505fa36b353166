//! Completion after one keystroke in the middle of a file of 10,000 lines. Run with `cargo bench -p
//! proactive-ide --bench completion`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark fails by a panic"
)]

use divan::Bencher;
use proactive_diagnostics::{FileId, TextSize};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_ide::completion::completions;
use proactive_ide::{FilePosition, Snapshot};
use proactive_testing::generate;

fn main() {
    divan::main();
}

/// The text before and after the cursor in the middle of the file.
const PLACES: [(&str, &str); 8] = [
    ("\nmes", "\n"),
    (
        "\nmessage typed {\n  te",
        "\n  when always\n  on page_load\n}\n",
    ),
    ("\nmessage typed {\n  when ", "\n  on page_load\n}\n"),
    (
        "\nmessage typed {\n  when visitor.url contains \"",
        "\"\n  on page_load\n}\n",
    ),
    ("\nmessage typed {\n  when device.language is ", "\n}\n"),
    ("\nmessage typed {\n  channel ", "\n}\n"),
    ("\nsegment typed when french and ", "\n"),
    ("\nschedule typed {\n  timezone \"", "\"\n}\n"),
];

#[divan::bench(args = 0..PLACES.len())]
fn in_ten_thousand_lines(bencher: Bencher<'_, '_>, place: usize) {
    let (typed, after) = PLACES[place];
    let mut messages = 100;
    let mut text = String::new();
    while text.lines().count() < 10_000 {
        text = generate::workspace(messages, 1).files.remove(0).text;
        messages += 20;
    }
    let middle = text.len() / 2;
    let at = middle + text[middle..].find("\n\n").expect("an end of an item") + 1;
    let (before, rest) = text.split_at(at);
    let text = format!("{before}{typed}{after}{rest}");
    let offset = TextSize::new(u32::try_from(before.len() + typed.len()).expect("it is short"));
    let file = SourceFile {
        path: "a.proactive".into(),
        text: text.into(),
    };
    let snapshot = Snapshot::new(Workspace::new(Settings::default(), vec![file]));
    let position = FilePosition {
        file: FileId(0),
        offset,
    };
    assert!(
        !completions(&snapshot, position).items.is_empty(),
        "{typed}"
    );
    bencher.bench(|| completions(&snapshot, position));
}
