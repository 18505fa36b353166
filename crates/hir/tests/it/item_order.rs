//! The distribution of declarations over files and their order have no effect on findings.

use std::collections::BTreeMap;

use proactive_diagnostics::Code;
use proactive_syntax::items;

use crate::random::Random;
use crate::workspaces::{Files, all_cases, examples};

/// Counts findings by code and covered text. Places are ignored, and so is the text where it depends
/// on the order, as for the first message over the limit.
fn found(files: &Files) -> BTreeMap<(Code, String), usize> {
    let mut found = BTreeMap::new();
    for finding in files.findings() {
        let text = match finding.code() {
            Code::TooManyMessages | Code::SegmentCycle => String::new(),
            _ => files.text_at(&finding).to_owned(),
        };
        *found.entry((finding.code(), text)).or_default() += 1;
    }
    found
}

/// Returns the items of all files, each with the comments above it. `None` if these are ambiguous.
fn items(files: &Files) -> Option<Vec<String>> {
    let mut items = Vec::new();
    for (_, text) in &files.files {
        let text = text.trim_start_matches('\u{FEFF}');
        let cuts = items::slices(text);
        // The comments directly above an item belong to it.
        let mut above = String::new();
        for (position, cut) in cuts.iter().enumerate() {
            let slice = &text[cut.clone()];
            let is_item = position > 0 || items::slices(&format!("\n{slice}")).len() > 1;
            let own = slice.trim_end().rsplit_once('\n').map_or(slice, |_| slice);
            let end = match own.rfind("\n}") {
                _ if !is_item => 0,
                Some(at) => at + 2,
                None => own.trim_end().lines().next().map_or(0, str::len),
            };
            // Only comments and blank lines may follow the item.
            let behind = &slice[end..];
            if !behind
                .lines()
                .all(|line| line.trim().is_empty() || line.starts_with('#'))
            {
                return None;
            }
            if is_item {
                items.push(format!("{above}{}", &slice[..end]));
            }
            let blank = behind.rfind("\n\n").map_or(0, |at| at + 2);
            above = behind[blank..].trim_start_matches('\n').to_owned();
        }
    }
    Some(items)
}

#[test]
fn order_and_files_do_not_matter() {
    let mut random = Random(1);
    let mut tried = 0;
    for files in all_cases().into_iter().chain(examples()) {
        let duplicate = files.name.contains("duplicate-name");
        let Some(items) = items(&files).filter(|items| !duplicate && items.len() > 1) else {
            continue;
        };
        let joined = |items: &[String]| items.join("\n\n") + "\n";
        let in_one = Files {
            files: vec![("all.proactive".to_owned(), joined(&items))],
            ..files.clone()
        };
        let expected = found(&files);
        // Separating the items must not change them. After a block that is not closed, or closed too
        // early, a header may be parsed as a statement.
        let open = expected.keys().any(|(code, text)| {
            matches!(code, Code::UnclosedDelimiter | Code::UnterminatedString) || text == "}"
        });
        // A header without a block would take the statement that ends up below it as its own.
        let bare = items
            .iter()
            .any(|item| item.trim_start().starts_with("channel ") && !item.contains('{'));
        if open || bare || found(&in_one) != expected {
            continue;
        }
        tried += 1;
        for _ in 0..4 {
            let mut shuffled = items.clone();
            random.shuffle(&mut shuffled);
            let mut parts: Vec<Vec<String>> = vec![Vec::new(); 3];
            for item in shuffled {
                let part = random.below(3);
                parts[part].push(item);
            }
            let apart = Files {
                files: parts
                    .iter()
                    .enumerate()
                    .map(|(part, items)| (format!("{part}.proactive"), joined(items)))
                    .collect(),
                ..files.clone()
            };
            assert_eq!(found(&apart), expected, "{}: {apart:#?}", files.name);
        }
    }
    assert!(tried > 250, "only {tried} workspaces could be taken apart");
}
