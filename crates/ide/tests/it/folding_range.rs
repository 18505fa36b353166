//! Folding ranges.

use proactive_ide::folding_range::{Fold, folding_ranges};
use proactive_testing::Fixture;

use crate::support::{first_file, slice, snapshot, sweep};

/// The text with each fold in `«»`, followed by its kind.
fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let text = snapshot.text(first_file());
    let found = folding_ranges(&snapshot, first_file());
    let mut drawn = String::new();
    for (at, character) in text.char_indices() {
        mark(&found, at, &mut drawn);
        drawn.push(character);
    }
    mark(&found, text.len(), &mut drawn);
    drawn
}

fn mark(found: &[Fold], at: usize, drawn: &mut String) {
    for fold in found.iter().rev() {
        if usize::from(fold.range.end()) == at {
            *drawn += &format!("»{:?}", fold.kind);
        }
    }
    for fold in found {
        if usize::from(fold.range.start()) == at {
            drawn.push('«');
        }
    }
}

#[test]
fn all_kinds() {
    insta::assert_snapshot!(check(
        r#"# What we want to say,
# to whom,
# and when.

# One line.
segment buyers when
  (
    visitor.url contains any of [
      "/cart",
      "/checkout",
    ]
    or device.language is fr
  )

message nudge "A nudge" {
  # one
  # two
  text """
    # no comment
    Need a hand?
    """
  reply agent {
    text "I am coming." # a note
    # another
    ask name
  }
  tags a,
    b
  when buyers
    # in a condition
    # of two lines
    and always
  frequency once_per_visit }

bot aria { channels web }
"#
    ));
}

#[test]
fn incomplete_declarations() {
    insta::assert_snapshot!(check(
        r#"message a {
  text "Hello"
  when visitor.url contains any of [
    "/a"

# about b
# and more about b
message b { text """
  Hello
"#
    ));
}

#[test]
fn folds_nest_for_any_text() {
    let mut seen = 0;
    sweep(|snapshot, file, _| {
        let found = folding_ranges(snapshot, file);
        seen += found.len();
        for (index, fold) in found.iter().enumerate() {
            assert!(slice(snapshot, file, fold.range).contains('\n'));
            for later in &found[index + 1..] {
                assert!(fold.range.start() <= later.range.start());
                let apart = fold.range.end() <= later.range.start();
                let inside = fold.range.contains_range(later.range) && fold.range != later.range;
                assert!(apart || inside, "{fold:?} overlaps {later:?}");
            }
        }
    });
    assert!(seen > 1000, "only {seen} folds");
}
