//! `cargo xtask book-pages`: the preprocessor of the book, which mdBook runs. It reads the book as
//! JSON and writes it back with changed pages.

use std::io::Read as _;
use std::path::Path;

use proactive_testing::Fixture;
use serde_json::Value;

use super::highlight::{Highlighter, escaped};
use crate::Failure;

/// Reads what mdBook sends on standard input, and returns the answer.
///
/// # Errors
///
/// When the input is not from mdBook.
pub fn answer() -> Result<String, Failure> {
    let mut input = String::new();
    std::io::stdin()
        .read_to_string(&mut input)
        .map_err(|error| format!("standard input can't be read: {error}"))?;
    let input: Value =
        serde_json::from_str(&input).map_err(|error| format!("mdBook sent no JSON: {error}"))?;
    let mut book = match input {
        Value::Array(parts) => parts.into_iter().nth(1),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            None
        }
    }
    .ok_or("mdBook sent no book")?;
    let highlighter = Highlighter::new()?;
    change(&mut book, &highlighter)?;
    serde_json::to_string(&book).map_err(|error| error.to_string())
}

/// Changes all pages in a part of the book.
fn change(part: &mut Value, highlighter: &Highlighter) -> Result<(), Failure> {
    match part {
        Value::Array(parts) => parts.iter_mut().try_for_each(|it| change(it, highlighter)),
        Value::Object(keys) => {
            let source = keys.get("source_path").and_then(Value::as_str);
            if let Some(source) = source.map(str::to_owned)
                && let Some(Value::String(content)) = keys.get_mut("content")
            {
                *content = page(&source, content, highlighter)?;
            }
            keys.values_mut().try_for_each(|it| change(it, highlighter))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

/// A page for the book. `source` is its path in `docs/`.
///
/// # Errors
///
/// When the definition of the language is invalid.
pub fn page(source: &str, text: &str, highlighter: &Highlighter) -> Result<String, Failure> {
    let mut page = String::new();
    let mut lines = text.split_inclusive('\n');
    let mut prose = String::new();
    while let Some(line) = lines.next() {
        let Some((fence, language)) = opening(line) else {
            prose.push_str(line);
            continue;
        };
        page.push_str(&within(source, &prose));
        prose.clear();
        let block: String = lines
            .by_ref()
            .take_while(|line| line.trim_end() != fence)
            .collect();
        if language == "proactive" {
            page.push_str(&files(&block, highlighter)?);
        } else {
            page.push_str(&format!("{line}{block}{fence}\n"));
        }
    }
    page.push_str(&within(source, &prose));
    Ok(page)
}

/// The marks that open a block of code, and its language. Blocks are not in lists.
fn opening(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let language = line.trim_start_matches('`');
    let fence = line.strip_suffix(language)?;
    (fence.len() >= 3).then_some((fence, language))
}

/// The files of a block, each with its name if there are several.
fn files(block: &str, highlighter: &Highlighter) -> Result<String, Failure> {
    let mut html = String::new();
    let has_names = block.starts_with("#- ");
    for file in Fixture::parse(block).files {
        if has_names {
            html.push_str(&format!(
                "<p class=\"file\">{}</p>\n\n",
                escaped(&file.path)
            ));
        }
        let text = file.text.trim_matches('\n');
        let language = Path::new(&file.path).extension();
        html.push_str(&if language.is_some_and(|it| it == "proactive") {
            let code = highlighter.html(text)?;
            format!("<pre><code class=\"nohighlight hljs\">{code}\n</code></pre>\n\n")
        } else {
            format!("```toml\n{text}\n```\n\n")
        });
    }
    Ok(html)
}

/// Text in which links to files outside the book are plain words.
fn within(source: &str, text: &str) -> String {
    let folders = Path::new(source).components().count().saturating_sub(1);
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, link)) = rest.split_once("](") {
        let leads_out = |target: &str| {
            let ups = target.split('/').take_while(|part| *part == "..").count();
            ups > folders
        };
        let Some((target, after)) = link.split_once(')') else {
            break;
        };
        match before.rfind('[') {
            Some(open) if leads_out(target) => {
                let (start, words) = before.split_at(open);
                kept.push_str(start.trim_end_matches('!'));
                kept.push_str(words.trim_start_matches('['));
            }
            Some(_) | None => kept.push_str(&format!("{before}]({target})")),
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}
