//! Typing straight through: what is complete as it is typed is never changed by a list of
//! completions that happens to be open.
//!
//! The model is the list of VS Code. It opens after a letter, a blank or another character that
//! triggers it. Each further character filters it, and it closes when nothing matches. Enter takes
//! the item in focus: one whose filter is what was typed, else one that begins with it, else one
//! that has its letters in this order. An item that changes nothing is not taken
//! (`editor.acceptSuggestionOnEnter` is `smart`).

use std::collections::HashSet;

use proactive_diagnostics::{FileId, TextSize};
use proactive_hir::{Settings, Workspace};
use proactive_ide::completion::{Completions, Item, completions, completions_after_trigger};
use proactive_ide::{FilePosition, Snapshot};

use crate::support::examples;

/// The characters after which a list opens by itself.
const TRIGGERS: [char; 5] = ['.', '"', ' ', '\\', '/'];

/// How an item matches what was typed. The best matches are in focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Exact,
    Prefix,
    Letters,
}

fn matches(filter: &str, typed: &str) -> Option<Match> {
    let (filter, typed) = (filter.to_lowercase(), typed.to_lowercase());
    if filter == typed {
        Some(Match::Exact)
    } else if filter.starts_with(&typed) {
        Some(Match::Prefix)
    } else {
        let mut rest = filter.chars();
        let found = typed.chars().all(|c| rest.any(|it| it == c));
        found.then_some(Match::Letters)
    }
}

/// The items that can be in focus: the first of those that match best. Where items match by their
/// letters only, any of them.
fn in_focus<'c>(list: &'c Completions, typed: &str) -> Vec<&'c Item> {
    let typed = typed.trim_start();
    let rated = list.items.iter();
    let rated: Vec<(Match, &Item)> = rated
        .filter_map(|item| Some((matches(&item.filter, typed)?, item)))
        .collect();
    let best = rated.iter().map(|(rate, _)| *rate).min();
    let of_best = rated.iter().filter(|(rate, _)| Some(*rate) == best);
    let count = match best {
        Some(Match::Letters) => usize::MAX,
        Some(Match::Exact | Match::Prefix) | None => 1,
    };
    of_best.map(|(_, item)| *item).take(count).collect()
}

/// What closes the brackets and the string that are open at the end of a text, as an editor inserts
/// it.
fn closing(text: &str) -> String {
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '#' => rest = &rest[rest.find('\n').unwrap_or(rest.len())..],
            '"' => {
                let quotes = if rest.starts_with("\"\"") {
                    "\"\"\""
                } else {
                    "\""
                };
                rest = rest.strip_prefix("\"\"").unwrap_or(rest);
                let mut inside = rest.char_indices();
                let mut end = None;
                while let Some((at, c)) = inside.next() {
                    if c == '\\' {
                        inside.next();
                    } else if rest[at..].starts_with(quotes) {
                        end = Some(at + quotes.len());
                        break;
                    }
                }
                match end {
                    Some(end) => rest = &rest[end..],
                    None => {
                        open.push(quotes);
                        rest = "";
                    }
                }
            }
            '{' => open.push("\n}"),
            '[' => open.push("]"),
            '(' => open.push(")"),
            '}' | ']' | ')' => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}

/// A file that is being typed.
struct Typing<'w> {
    workspace: &'w Workspace,
    file: FileId,
    path: &'w str,
    /// What is meant to be typed.
    text: &'w str,
    /// What stands below it.
    below: &'w str,
}

impl Typing<'_> {
    /// The list that opens when the text is typed up to an offset.
    fn list(&self, offset: usize) -> Completions {
        let typed = &self.text[..offset];
        let text = [typed, &closing(typed), "\n\n", self.below].concat();
        let mut workspace = self.workspace.clone();
        workspace.set_file(self.path, text.into());
        let position = FilePosition {
            file: self.file,
            offset: TextSize::new(u32::try_from(offset).unwrap()),
        };
        let snapshot = Snapshot::new(workspace);
        match typed.ends_with(TRIGGERS) {
            true => completions_after_trigger(&snapshot, position),
            false => completions(&snapshot, position),
        }
    }

    /// Types on from an offset to the end of its line, with the list that opened there.
    fn to_end_of_line(&self, from: usize, wrong: &mut Vec<String>) {
        let line = self.text[from..].split('\n').next().unwrap_or_default();
        let mut list = self.list(from);
        let start = usize::from(list.replaced.start());
        for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
            if list.is_incomplete && at > 0 {
                list = self.list(from + at);
            }
            let typed = &self.text[start..from + at];
            let focused = in_focus(&list, typed);
            if focused.is_empty() {
                return;
            }
            let in_string = closing(&self.text[..from + at]).starts_with('"');
            let ends_word = c == '\n' || c == ' ' && !in_string;
            let typed = typed.trim_start();
            if !ends_word || typed.is_empty() && c == ' ' {
                continue;
            }
            for item in focused {
                let insert = item.insert.plain();
                let kept = match c {
                    '\n' => insert == typed && !item.insert.has_stops(),
                    _ => insert.trim_start().starts_with(typed),
                };
                if !kept {
                    let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
                    wrong.push(format!(
                        "{}: {}│{typed}: opened at {}, inserts {insert:?}",
                        self.path,
                        &self.text[line_start..start],
                        from - start,
                    ));
                }
            }
        }
    }
}

/// The offsets in a line where a list can open: after each blank, after the first letter of a word, and
/// after other characters that trigger it. In a string it is the same list everywhere.
fn openings(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut in_word = false;
    let mut in_string = false;
    for (at, c) in line.char_indices() {
        let is_letter = c.is_alphanumeric() || matches!(c, '_' | '-');
        let opens = is_letter && !in_word || TRIGGERS.contains(&c);
        if c == '"' || opens && !in_string {
            found.push(at + c.len_utf8());
        }
        in_word = is_letter;
        in_string ^= c == '"';
    }
    found
}

/// A line with the letters in its strings replaced, so that lines that differ only there are typed
/// once.
fn outline(line: &str) -> String {
    let parts = line.split('"').enumerate();
    let parts = parts.map(|(number, part)| match number % 2 {
        0 => part.to_owned(),
        _ => part.replace(char::is_alphanumeric, "x"),
    });
    parts.collect::<Vec<_>>().join("\"")
}

#[test]
fn typing_straight_through_is_safe() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (name, files) in examples() {
        if name == "broken" {
            continue;
        }
        let workspace = Workspace::new(Settings::default(), files.clone());
        let mut seen = HashSet::new();
        for (file, source) in (0..).map(FileId).zip(&files) {
            for item in workspace.items(file) {
                let range = std::ops::Range::<usize>::from(item.range());
                let mut start = range.start;
                for line in source.text[range.clone()].split_inclusive('\n') {
                    let end = line.trim_end_matches('\n');
                    // Names that are declared below may be known or not.
                    for below in [&source.text[range.end..], ""] {
                        let typing = Typing {
                            workspace: &workspace,
                            file,
                            path: &source.path,
                            text: &source.text[..range.end],
                            below,
                        };
                        if end.trim_start().starts_with('#')
                            || !seen.insert((outline(end), below.is_empty()))
                        {
                            continue;
                        }
                        for opening in openings(end) {
                            asked += 1;
                            typing.to_end_of_line(start + opening, &mut wrong);
                        }
                    }
                    start += line.len();
                }
            }
        }
    }
    assert!(asked > 1000, "{asked}");
    assert!(
        wrong.is_empty(),
        "{} of {asked}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
