//! The first item of a list of completions leads to no warning.
//!
//! At every word of the examples, the first item is taken in its place. What is then found about the
//! new text, and was not found before, is a complaint. Errors are left out: the rest of the line may
//! not fit, and other tests hold that every item leads to a valid text.

use std::collections::BTreeMap;

use proactive_diagnostics::{Finding, Kind, Span, TextRange, TextSize, messages};
use proactive_hir::{CheckCache, Settings, Workspace};
use proactive_ide::classify::classify;
use proactive_ide::completion::completions;
use proactive_ide::{FilePosition, Snapshot};

use crate::support::{examples, files};

/// The lints about a place, without those that need a proof: a condition in which one value is
/// replaced says something else.
fn lints(workspace: &Workspace, cache: &mut CheckCache, place: Span) -> Vec<String> {
    let checked = workspace.check_incremental(cache, |_| Vec::new());
    let touches = |finding: &&Finding| {
        finding.span.file == place.file && finding.span.range.intersect(place.range).is_some()
    };
    let found = checked.findings().iter().filter(touches);
    found
        .filter(|finding| finding.code().kind() == Kind::Lint)
        .map(|finding| messages::message(&finding.problem))
        .collect()
}

#[test]
fn the_first_item_leads_to_no_warning() {
    let mut wrong = BTreeMap::new();
    let mut taken = 0;
    for (name, sources) in examples() {
        let snapshot = Snapshot::new(Workspace::new(Settings::default(), sources));
        let workspace = snapshot.workspace();
        let mut cache = CheckCache::default();
        for (file, source) in files(&snapshot) {
            let mut offsets = Vec::new();
            for item in workspace.items(file) {
                let tokens = classify(workspace.text_of(file, item), item.parsed());
                for token in tokens {
                    let start = token.range.start() + item.range().start();
                    offsets.push(start);
                    let inside = start + TextSize::of('"');
                    let is_string = source.text[usize::from(start)..].starts_with('"');
                    offsets.extend(is_string.then_some(inside));
                }
            }
            offsets.retain(|offset| source.text.is_char_boundary(usize::from(*offset)));
            for offset in offsets {
                let found = completions(&snapshot, FilePosition { file, offset });
                let Some(item) = found.items.first() else {
                    continue;
                };
                let inserted = item.insert.plain();
                let mut text = source.text.to_string();
                text.replace_range(std::ops::Range::<usize>::from(found.replaced), &inserted);
                if text == *source.text {
                    continue;
                }
                taken += 1;
                let mut changed = workspace.clone();
                changed.set_file(&source.path, text.as_str().into());
                let range = TextRange::at(found.replaced.start(), TextSize::of(inserted.as_str()));
                for lint in lints(&changed, &mut cache, Span::new(file, range)) {
                    let before = lints(workspace, &mut cache, Span::new(file, found.replaced));
                    if !before.contains(&lint) {
                        let line = text[..usize::from(offset)].lines().count();
                        let place = format!("{name}/{}:{line}: `{inserted}`", source.path);
                        wrong.entry(lint).or_insert(place);
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(taken > 2000, "only {taken} items");
}
