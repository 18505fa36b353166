//! The page of the manifest lists every key, from the table of keys.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proactive_manifest::keys::{self, Row, Shape, rows};

use crate::corpus;
use crate::docs::is_current;

/// What is between these two is written from the table.
const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- end -->";

#[test]
fn the_page_of_the_manifest_lists_every_key() {
    let path = corpus::project().join("docs/reference/manifest.md");
    let page = corpus::read(&path);
    let (before, rest) = page.split_once(BEGIN).expect("a beginning");
    let (_, after) = rest.split_once(END).expect("an end");
    let real = format!("{before}{BEGIN}\n{}\n{END}{after}", table());
    is_current(&path, &page, &real);
}

fn table() -> String {
    let mut text = String::from("| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
    let mut have_lints = BTreeSet::new();
    for row in rows() {
        if row.key.lint().is_some() && !have_lints.insert(row.table) {
            // Every lint of a table has the same row.
            continue;
        }
        let name = match row.key.lint() {
            Some(_) => "*lint*".to_owned(),
            None => format!("`{}`", row.name),
        };
        let table = keys::table(row.table);
        let table = table.map_or(String::new(), |table| format!("`{}` ", table.header()));
        let default = row.default().map_or(String::new(), |it| format!("`{it}`"));
        let meaning = row.documentation;
        let _ = writeln!(
            text,
            "| {table}{name} | {} | {default} | {meaning} |",
            value(&row)
        );
    }
    text
}

fn value(row: &Row) -> String {
    let choices = row.shape.choices();
    match row.shape {
        Shape::Case | Shape::Level | Shape::Adapter => {
            let words: Vec<String> = choices
                .iter()
                .map(|it| format!("`\"{}\"`: {}", it.word, it.documentation))
                .collect();
            words.join(" ")
        }
        Shape::Text | Shape::Patterns | Shape::Flag | Shape::Count | Shape::Minutes => {
            row.shape.words().to_owned()
        }
    }
}
