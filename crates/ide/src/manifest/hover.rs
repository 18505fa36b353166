//! What a table, a key or a value of a manifest means.

use proactive_diagnostics::TextSize;
use proactive_manifest::keys::{self, Choice, Key, Row, Shape};
use proactive_manifest::outline::{Outline, Place};
use proactive_manifest::span;

use crate::hover::{Hover, lint};
use crate::markup::{Line, Markup};

/// The documentation of the name or the value at an offset in a manifest.
#[must_use]
pub fn hover(text: &str, offset: TextSize) -> Option<Hover> {
    let outline = Outline::new(text);
    let offset = usize::from(offset);
    let (range, markup) = match outline.name_at(offset) {
        Some((path, range)) => (range, documentation(&path.join("."))?),
        None => {
            let Place::Value { path, scalar, .. } = outline.place(text, offset)? else {
                return None;
            };
            let scalar = scalar?;
            let choice = choice(&keys::find_path(&path)?, text.get(scalar.content())?)?;
            (scalar.range, of_choice(&choice))
        }
    };
    Some(Hover {
        span: span(range),
        markup,
    })
}

/// The documentation of a table or key by its path, such as `lints` or `build.output`; after a `=`,
/// that of a value.
#[must_use]
pub fn documentation(path: &str) -> Option<Markup> {
    if let Some((path, value)) = path.split_once('=') {
        let row = keys::rows().find(|row| row.path() == path)?;
        return Some(of_choice(&choice(&row, value)?));
    }
    if let Some(table) = keys::table(path) {
        let head = Line::default().code(table.header());
        return Some(Markup::default().line(head).text(table.documentation));
    }
    let row = keys::rows().find(|row| row.path() == path)?;
    Some(of_key(&row))
}

fn choice(row: &Row, word: &str) -> Option<Choice> {
    let choices = row.shape.choices();
    choices.into_iter().find(|choice| choice.word == word)
}

fn of_choice(choice: &Choice) -> Markup {
    let line = Line::default().code(format!("\"{}\"", choice.word));
    Markup::default().line(line.text(": ").text(choice.documentation))
}

fn of_key(row: &Row) -> Markup {
    let takes = match row.shape {
        Shape::Text | Shape::Patterns | Shape::Flag | Shape::Count | Shape::Minutes => {
            Line::new("Takes ").text(row.shape.words()).text(".")
        }
        Shape::Case | Shape::Level | Shape::Adapter => {
            let words = row.shape.choices();
            let words: Vec<_> = words.iter().map(|it| format!("\"{}\"", it.word)).collect();
            Line::new("Takes ").codes(&words, "or").text(".")
        }
    };
    let takes = match row.default() {
        Some(default) => takes.text(" The default is ").code(default).text("."),
        None => match row.key {
            Key::OverrideLevel(_) => takes
                .text(" The default is the level in ")
                .code("[lints]")
                .text("."),
            Key::Name
            | Key::Include
            | Key::Exclude
            | Key::Output
            | Key::Level(_)
            | Key::RequireReason
            | Key::Case
            | Key::OverridePaths
            | Key::MaxMessages
            | Key::MaxText
            | Key::Adapter
            | Key::VisitGap => takes,
        },
    };
    match row.key.lint() {
        Some(code) => lint(code).line(takes),
        None => {
            let line = Line::default().code(row.path()).text(": ");
            Markup::default()
                .line(line.text(row.documentation))
                .line(takes)
        }
    }
}
