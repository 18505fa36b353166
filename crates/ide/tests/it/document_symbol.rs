//! Document symbols.

use std::fmt::Write as _;

use proactive_diagnostics::TextRange;
use proactive_ide::Snapshot;
use proactive_ide::document_symbol::{OutlineEntry, document_symbols};
use proactive_testing::Fixture;

use crate::support::{first_file, slice, snapshot, sweep};

fn outline(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let mut drawn = String::new();
    for entry in document_symbols(&snapshot, first_file()) {
        draw(&snapshot, &entry, 0, &mut drawn);
    }
    drawn
}

fn draw(snapshot: &Snapshot, entry: &OutlineEntry, depth: usize, drawn: &mut String) {
    let chosen = slice(snapshot, first_file(), entry.selection);
    let all = slice(snapshot, first_file(), entry.range);
    let (first, last) = (all.lines().next().unwrap(), all.lines().last().unwrap());
    let detail = entry.detail.as_deref().unwrap_or("-");
    let _ = writeln!(
        drawn,
        "{:depth$}{:?} {} | {detail} | [{chosen}] in {first:?} … {last:?}",
        "",
        entry.kind,
        entry.name,
        depth = depth * 2
    );
    for child in &entry.children {
        draw(snapshot, child, depth + 1, drawn);
    }
}

#[test]
fn account_file() {
    insta::assert_snapshot!(outline(include_str!(
        "../../../../examples/outdoor-shop/account.proactive"
    )));
}

#[test]
fn messages_and_tests() {
    insta::assert_snapshot!(outline(
        r#"# A segment.
segment buyers when
  visitor.url contains any of ["/cart", "/checkout"]
  and device.language is fr

message nudge "A nudge" {
  text """
    Need a hand,
    with \u{1F44B} something?
    """
  reply agent {
    text "I am coming."
    ask name
  }
  when buyers # who buys
}

test "Buyers are nudged" {
  visitor new
  visit "https://a.fr/cart" for 30s
  expect nudge
  leave
}
"#
    ));
}

#[test]
fn incomplete_declarations() {
    insta::assert_snapshot!(outline(
        r#"message {
  text
  frequencey x
segment when device.
bot { answer "Hours" answer x
# something about the test
test {
"#
    ));
}

fn nests(entries: &[OutlineEntry], within: TextRange) {
    let mut end = within.start();
    for entry in entries {
        assert!(!entry.name.is_empty());
        assert!(
            within.contains_range(entry.range),
            "{entry:?} in {within:?}"
        );
        assert!(end <= entry.range.start(), "{entry:?} overlaps another");
        assert!(entry.range.contains_range(entry.selection), "{entry:?}");
        let detail = entry.detail.as_deref().unwrap_or("x");
        assert!(!detail.is_empty() && !detail.contains(['\n', '\r']));
        end = entry.range.end();
        nests(&entry.children, entry.range);
    }
}

#[test]
fn outlines_nest_for_any_text() {
    sweep(|snapshot, file, _| {
        let end = u32::try_from(snapshot.text(file).len()).unwrap();
        let whole = TextRange::up_to(end.into());
        let entries = document_symbols(snapshot, file);
        nests(&entries, whole);
        for entry in &entries {
            let text = slice(snapshot, file, entry.range);
            // An unterminated string can contain the whitespace after it.
            assert!(text.trim_start() == text && (text.trim() == text || text.contains('"')));
        }
    });
}
