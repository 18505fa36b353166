//! Completion in a manifest: tables, keys and values.

use std::collections::BTreeSet;
use std::ops::Range;

use proactive_diagnostics::TextSize;
use proactive_hir::Workspace;
use proactive_manifest::keys::{self, Key, Row, Shape, TABLES, Table};
use proactive_manifest::outline::{Notation, Outline, Pair, Place, Scalar, Word};
use proactive_manifest::span;

use crate::completion::{Completions, DocsKey, Item, ItemKind, Snippet};

/// The completions at an offset in the manifest of a workspace.
#[must_use]
pub fn completions(workspace: &Workspace, text: &str, offset: TextSize) -> Completions {
    let outline = Outline::new(text);
    let at = usize::from(offset);
    let Some(place) = outline.place(text, at) else {
        return Completions::none(offset);
    };
    let (range, items) = match place {
        Place::Table(range) => {
            let tables = tables(&outline, Some(&range));
            let items = tables.map(|table| table_item(table, true)).collect();
            (range, items)
        }
        Place::Key {
            table,
            range,
            has_value,
            begins_line,
        } => {
            let items = keys_of(&outline, &table, &range, has_value);
            let tables = tables(&outline, None).filter(|_| begins_line && !has_value);
            let tables = tables.map(|table| table_item(table, false));
            (range, items.into_iter().chain(tables).collect())
        }
        Place::Value {
            path,
            scalar,
            in_list,
        } => {
            let Some(row) = keys::find_path(&path) else {
                return Completions::none(offset);
            };
            let items = values(workspace, &row, scalar.as_ref(), in_list);
            let range = scalar.map_or(at..at, |scalar| scalar.content());
            (range, items)
        }
    };
    let items = items.into_iter().enumerate();
    let items = items.map(|(position, item): (_, Item)| Item {
        sort: format!("{position:04}"),
        ..item
    });
    Completions {
        replaced: span(range).range,
        items: items.collect(),
        is_incomplete: false,
    }
}

/// The completions that open by themselves after a character that triggers them: only values. On a
/// line without a key, an author who types a line break means a line break.
#[must_use]
pub fn completions_after_trigger(
    workspace: &Workspace,
    text: &str,
    offset: TextSize,
) -> Completions {
    match Outline::new(text).place(text, usize::from(offset)) {
        Some(Place::Value { .. }) => completions(workspace, text, offset),
        Some(Place::Table(_) | Place::Key { .. }) | None => Completions::none(offset),
    }
}

/// The tables that can have another header, except one at `here`.
fn tables<'o>(
    outline: &'o Outline,
    here: Option<&'o Range<usize>>,
) -> impl Iterator<Item = &'static Table> + 'o {
    let tables = TABLES.iter().filter(|table| table.is_top());
    tables.filter(move |table| {
        let mut others = outline.headers.iter();
        let is_named = |words: &[Word]| words.first().is_some_and(|word| word.name == table.name);
        table.repeats
            || !others.any(|header| Some(&header.range) != here && is_named(&header.words))
    })
}

fn table_item(table: &Table, has_bracket: bool) -> Item {
    let label = table.header();
    let sentence = table.documentation.split_once(". ").map(|(first, _)| first);
    let sentence = sentence.unwrap_or(table.documentation);
    Item {
        // Before the bracket is typed, the name is. A header with both brackets matches nothing.
        filter: match has_bracket {
            true => label.trim_end_matches(']').to_owned(),
            false => table.name.to_owned(),
        },
        insert: Snippet::plain_text(&label),
        description: Some(sentence.trim_end_matches('.').to_owned()),
        docs: Some(DocsKey::Setting(table.name.to_owned())),
        ..new_item(label, ItemKind::Table)
    }
}

/// The keys of a table that are not set yet. Those of a table that repeats include the keys of the
/// tables in it, because a header between them would be easy to forget.
fn keys_of(outline: &Outline, table: &[String], here: &Range<usize>, has_value: bool) -> Vec<Item> {
    let scope = scope(outline, table, here.start);
    let table = table.join(".");
    let repeats = keys::table(&table).is_some_and(|table| table.repeats);
    let is_here = |pair: &Pair| {
        let mut words = pair.words.iter();
        words.any(|word| word.range == *here)
    };
    let is_in_scope = |pair: &&Pair| {
        let first = pair.words.first();
        first.is_some_and(|word| scope.contains(&word.range.start))
    };
    let others = outline.pairs.iter().filter(is_in_scope);
    let others = others.filter(|pair| !is_here(pair));
    let given: BTreeSet<String> = others.map(|pair| pair.path().join(".")).collect();
    let rows = keys::rows().filter(|row| !given.contains(&row.path()));
    let items = rows.filter_map(|row| {
        let inner = row.table.strip_prefix(table.as_str())?;
        let name = match inner.strip_prefix('.') {
            Some(inner) if repeats => keys::path(inner, row.name),
            None if inner.is_empty() => row.name.to_owned(),
            Some(_) | None => return None,
        };
        Some(key_item(&row, name, has_value))
    });
    items.collect()
}

/// The part of a manifest that a table is in: from its header to the next one of its name, if it
/// repeats.
fn scope(outline: &Outline, table: &[String], offset: usize) -> Range<usize> {
    let outermost = table.first().and_then(|name| keys::table(name));
    let Some(table) = outermost.filter(|table| table.repeats) else {
        return 0..usize::MAX;
    };
    let starts = outline
        .headers
        .iter()
        .filter_map(|header| match header.words.as_slice() {
            [word] if word.name == table.name => Some(header.range.start),
            _ => None,
        });
    let start = starts.clone().rfind(|start| *start <= offset);
    let end = starts.clone().find(|start| *start > offset);
    start.unwrap_or(0)..end.unwrap_or(usize::MAX)
}

fn key_item(row: &Row, label: String, has_value: bool) -> Item {
    let name = Snippet::plain_text(&label);
    let insert = match has_value {
        true => name,
        false => name.text(" = ").then(value_snippet(row)),
    };
    let (kind, description) = match row.key.lint() {
        Some(code) => (ItemKind::Lint, code.summary()),
        None => (ItemKind::Setting, row.documentation.to_owned()),
    };
    let sentence = description.split_once(". ").map(|(first, _)| first);
    let sentence = sentence.unwrap_or(&description).trim_end_matches('.');
    Item {
        insert,
        description: Some(sentence.replace('`', "")),
        docs: Some(DocsKey::Setting(row.path())),
        ..new_item(label, kind)
    }
}

/// A value to change.
fn value_snippet(row: &Row) -> Snippet {
    let quoted = |inner: Snippet| Snippet::plain_text("\"").then(inner).text("\"");
    let stop = || Snippet::default().stop("");
    match row.shape {
        Shape::Text => quoted(Snippet::default().stop(example(row))),
        Shape::Patterns => Snippet::plain_text("[").then(quoted(stop())).text("]"),
        Shape::Flag => Snippet::default().choice(["true", "false"]),
        Shape::Case | Shape::Level | Shape::Adapter => {
            let choices = row.shape.choices();
            quoted(Snippet::default().choice(choices.iter().map(|choice| choice.word)))
        }
        Shape::Count | Shape::Minutes => Snippet::default().stop(row.default().unwrap_or_default()),
    }
}

/// A value that is right, for an author to replace.
fn example(row: &Row) -> &'static str {
    match row.key {
        Key::Output => "proactive.json",
        Key::Name
        | Key::Include
        | Key::Exclude
        | Key::Level(_)
        | Key::RequireReason
        | Key::Case
        | Key::OverridePaths
        | Key::OverrideLevel(_)
        | Key::MaxMessages
        | Key::MaxText
        | Key::Adapter
        | Key::VisitGap => "",
    }
}

/// The values of a key.
fn values(workspace: &Workspace, row: &Row, scalar: Option<&Scalar>, in_list: bool) -> Vec<Item> {
    let notation = scalar.map_or(Notation::Bare, |scalar| scalar.notation);
    // A string in a list, and everything that is not a list, is one value.
    if in_list != (row.shape == Shape::Patterns) {
        return Vec::new();
    }
    let string = |word: &str, kind| Item {
        insert: Snippet::plain_text(match notation {
            Notation::String {
                is_closed: true, ..
            } => word.to_owned(),
            Notation::String { quote, .. } => format!("{word}{quote}"),
            Notation::Bare | Notation::MultilineString => format!("\"{word}\""),
        }),
        filter: word.to_owned(),
        ..new_item(word.to_owned(), kind)
    };
    match row.shape {
        // Nobody means a number that only begins with the digits that are typed.
        Shape::Text | Shape::Count | Shape::Minutes => Vec::new(),
        Shape::Patterns => {
            let patterns = patterns(workspace, row.key);
            let items = patterns.iter().map(|it| string(it, ItemKind::Text));
            items.collect()
        }
        Shape::Flag if notation != Notation::Bare => Vec::new(),
        // A line break after the whole word is a line break, so the whole word matches nothing.
        Shape::Flag => [("true", "tru"), ("false", "fals")]
            .map(|(word, filter)| Item {
                filter: filter.to_owned(),
                ..new_item(word.to_owned(), ItemKind::Constant)
            })
            .into(),
        Shape::Case | Shape::Level | Shape::Adapter => {
            let choices = row.shape.choices();
            let items = choices.iter().map(|choice| Item {
                description: Some(choice.documentation.trim_end_matches('.').replace('`', "")),
                docs: Some(DocsKey::Setting(format!("{}={}", row.path(), choice.word))),
                ..string(choice.word, ItemKind::Constant)
            });
            items.collect()
        }
    }
}

/// Patterns for the folders and files of a workspace: all files, the folders, then each file.
fn patterns(workspace: &Workspace, key: Key) -> Vec<String> {
    let paths = workspace.files().iter().map(|file| &*file.path);
    let folders: BTreeSet<&str> = paths
        .clone()
        .flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at)))
        .collect();
    let is_include = key == Key::Include;
    let all = is_include.then(|| "**/*.proactive".to_owned());
    // A folder is excluded by its name; its files are included one by one.
    let folders = folders.into_iter().map(|folder| match is_include {
        true => format!("{folder}/**"),
        false => folder.to_owned(),
    });
    let files = paths.map(str::to_owned);
    all.into_iter().chain(folders).chain(files).collect()
}

/// An item that inserts its label.
fn new_item(label: String, kind: ItemKind) -> Item {
    Item {
        insert: Snippet::plain_text(&label),
        filter: label.clone(),
        label,
        detail: None,
        description: None,
        kind,
        sort: String::new(),
        docs: None,
        preselect: false,
        continues: false,
    }
}
