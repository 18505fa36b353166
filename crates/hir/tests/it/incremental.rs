//! An edited workspace equals one that is loaded from scratch.

use std::collections::BTreeMap;

use proactive_hir::{CheckCache, Settings, SourceFile, Workspace};

use crate::random::Random;
use crate::workspaces::{all_cases, examples};

/// Texts to insert.
const PIECES: [&str; 14] = [
    "",
    "",
    "\n",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "#",
    "👋",
    " when ",
    "message x {\n",
    "segment s when t\n",
    "\r\n",
    "and not ",
];

fn from_scratch(files: &BTreeMap<String, String>) -> Workspace {
    let files = files.iter().map(|(path, text)| SourceFile {
        path: path.as_str().into(),
        text: text.as_str().into(),
    });
    Workspace::new(Settings::default(), files.collect())
}

#[track_caller]
fn assert_same(edited: &Workspace, files: &BTreeMap<String, String>) {
    let reloaded = from_scratch(files);
    assert_eq!(edited.check().findings(), reloaded.check().findings());
    assert_eq!(edited.files().len(), reloaded.files().len());
    for (edited_file, file) in edited.files().iter().zip(reloaded.files()) {
        assert_eq!(edited_file.path, file.path);
        assert_eq!(edited_file.text, file.text);
        let id = reloaded.file_id(&file.path).expect("a file");
        let (edited_items, items) = (edited.items(id), reloaded.items(id));
        assert_eq!(edited_items.len(), items.len(), "{}", file.text);
        for (edited_item, item) in edited_items.iter().zip(items) {
            assert_eq!(edited_item.range(), item.range(), "{}", file.text);
            let tree = |item: &proactive_hir::Item| format!("{:?}", item.parsed());
            assert_eq!(tree(edited_item), tree(item), "{}", file.text);
            let draft = |item: &proactive_hir::Item| format!("{:?}", item.draft());
            assert_eq!(draft(edited_item), draft(item), "{}", file.text);
        }
    }
}

#[test]
fn edits_give_the_same_as_loading_from_scratch() {
    let mut random = Random(4);
    for start in examples().into_iter().chain(all_cases()) {
        let mut files: BTreeMap<String, String> = start
            .workspace()
            .files()
            .iter()
            .map(|file| (file.path.to_string(), file.text.to_string()))
            .collect();
        let mut workspace = from_scratch(&files);
        let mut cache = CheckCache::default();
        let names: Vec<String> = files.keys().cloned().collect();
        if names.is_empty() {
            continue;
        }
        for round in 0..12 {
            let name = random.one(&names).clone();
            match random.below(8) {
                0 => {
                    files.remove(&name);
                    workspace.remove_file(&name);
                }
                1 => {
                    let name = format!("{round}.proactive");
                    let text = "brand a \"A\"\nchannel b \"B\" {\n  brand a\n}\n".to_owned();
                    workspace.set_file(&name, text.as_str().into());
                    files.insert(name, text);
                }
                _ => {
                    let text = files.entry(name.clone()).or_default();
                    let from = text.floor_char_boundary(random.below(text.len() + 1));
                    let to = text.ceil_char_boundary((from + random.below(20)).min(text.len()));
                    text.replace_range(from..to, random.word(&PIECES));
                    workspace.set_file(&name, text.as_str().into());
                }
            }
            // Some edits are not checked, so the cache is older than the last edit.
            if random.below(3) > 0 {
                let again = workspace.check_incremental(&mut cache, |_| Vec::new());
                let reloaded = from_scratch(&files).check_with(|_| Vec::new());
                assert_eq!(again.findings(), reloaded.findings());
            }
            if round % 4 == 3 {
                assert_same(&workspace, &files);
            }
        }
    }
}
