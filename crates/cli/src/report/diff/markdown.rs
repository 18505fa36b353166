//! Changes in Markdown, for a comment on a pull request.
//!
//! Text by the author is always in code spans, where nothing is a heading, a link, a mention or an
//! HTML tag.

use std::io::{self, Write};

use proactive_catalog::characters::on_one_line;
use proactive_catalog::{MessageStatus, Word as _};
use proactive_syntax::literal::quote;

use super::cause_reference::because;
use super::causes::{CauseJson, Detail};
use super::data::{Changed, DiffReport, Edit, MessageSummary};
use super::spans::in_words;
use super::takeovers::TakeoverJson;
use super::words::extent;
use crate::report::counted;
use crate::report::visitor::VisitorJson;

/// Writes the changes as Markdown.
pub(super) fn write(it: &DiffReport, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "## Proactive messages\n")?;
    let sides = format!("{} → {}", code(&it.old), code(&it.new));
    if !it.changes {
        return writeln!(to, "Nothing changes for visitors. ({sides})");
    }
    writeln!(to, "{}. ({sides})", it.summary())?;
    if !it.settings.is_empty() {
        writeln!(to, "\n### For all messages\n")?;
        table(&it.settings, to)?;
    }
    section("Added", &it.added, to)?;
    section("Removed", &it.removed, to)?;
    if !it.renamed.is_empty() {
        writeln!(to, "\n### Renamed\n")?;
        writeln!(to, "These messages are otherwise unchanged.\n")?;
    }
    for renamed in &it.renamed {
        writeln!(to, "- {} → {}", code(&renamed.old), code(&renamed.new))?;
    }
    if !it.causes.is_empty() {
        writeln!(to, "\n### Shared by several messages")?;
    }
    for cause in &it.causes {
        writeln!(to, "\n#### {}\n", capitalized(&cause.kind.heading(title)))?;
        write_cause(it, cause, to)?;
    }
    let changed = it.changed.iter().filter(|it| !it.is_explained());
    let changed: Vec<&Changed> = changed.collect();
    if !changed.is_empty() {
        writeln!(to, "\n### Changed")?;
    }
    for changed in changed {
        writeln!(to, "\n#### {}", title(&changed.message, &changed.name))?;
        write_changed(it, changed, to)?;
    }
    if !it.reordered.is_empty() {
        writeln!(to, "\n### Reordered\n")?;
    }
    for swapped in &it.reordered {
        let (winner, loser) = (code(&swapped.winner), code(&swapped.loser));
        let channel = code(&swapped.channel);
        match &swapped.visitor {
            Some(visitor) => writeln!(
                to,
                "- {winner} before {loser} on {channel}; both match {}",
                person(visitor)
            )?,
            None => writeln!(
                to,
                "- {winner} before {loser} on {channel}; it is unknown whether any visitor \
                 matches both"
            )?,
        }
    }
    takeovers(it, to)
}

/// The visitors who see another message.
fn takeovers(it: &DiffReport, to: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&TakeoverJson> = it.takeovers_to_list().collect();
    if !all.is_empty() {
        writeln!(to, "\n### Visitors who see another message first\n")?;
        writeln!(to, "| saw | sees now | for example |")?;
        writeln!(to, "| --- | --- | --- |")?;
    }
    let mut others = 0;
    for of_one in all.chunk_by(|one, other| one.to == other.to) {
        let (listed, rest) = it.listed(of_one);
        for takeover in listed {
            let (from, now) = (code(&takeover.from), code(&takeover.to));
            row([from, now, person(&takeover.visitor)], to)?;
        }
        others += rest;
    }
    if others > 0 {
        let others = counted(others, "other pair");
        writeln!(to, "\nAnd {others}: see {}.", code("--all"))?;
    }
    for note in [it.made_up(code), it.incomplete()].into_iter().flatten() {
        writeln!(to, "\n{note}.")?;
    }
    Ok(())
}

fn row<const N: usize>(cells: [String; N], to: &mut dyn Write) -> io::Result<()> {
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    writeln!(to, "| {} |", cells.join(" | "))
}

fn section(heading: &str, list: &[MessageSummary], to: &mut dyn Write) -> io::Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n### {heading}\n")?;
    writeln!(to, "| message | channel | text | when | for example |")?;
    writeln!(to, "| --- | --- | --- | --- | --- |")?;
    for it in list {
        let mut when = format!("{}, {}, {}", it.when, it.hours, it.frequency);
        if it.status != MessageStatus::Published.as_str() {
            when.push_str(&format!(", {}", it.status));
        }
        let example = match &it.visitor {
            Some(visitor) => person(visitor),
            None => "no visitor found".to_owned(),
        };
        let cells = [
            title(&it.message, &it.name),
            code(&it.channel),
            code(&quote(&it.text)),
            code(&when),
            example,
        ];
        row(cells, to)?;
    }
    Ok(())
}

fn write_cause(report: &DiffReport, it: &CauseJson, to: &mut dyn Write) -> io::Result<()> {
    for (what, detail) in it.kind.details(report.span_style("–"), person) {
        let value = match detail {
            Detail::Words(words) => words,
            Detail::Change(old, new) => format!("{} → {}", code(&old), code(&new)),
        };
        writeln!(to, "- **{}:** {value}", capitalized(what))?;
    }
    let concerned = it.concerned(report.max_names(), code);
    writeln!(to, "- **{}:** {concerned}", capitalized(it.aspect()))
}

fn write_changed(report: &DiffReport, it: &Changed, to: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    if it.status != MessageStatus::Published.as_str() {
        lines.push(format!(
            "Its status is {}, so it is not shown.",
            code(it.status)
        ));
    }
    let audience = &it.audience;
    if let Some(said) = extent(audience.change) {
        lines.push(format!(
            "**Who gets it:** {}.",
            because(said, &audience.causes, code)
        ));
    }
    if audience.causes.is_empty() {
        if let Some(visitor) = &audience.newly_in {
            lines.push(format!("Newly in: {}.", person(visitor)));
        }
        if let Some(visitor) = &audience.newly_out {
            lines.push(format!("Newly out: {}.", person(visitor)));
        }
    }
    let hours = &it.hours;
    if let Some(said) = extent(hours.change) {
        let from_to = if hours.old == hours.new {
            code(&hours.new)
        } else {
            format!("{} → {}", code(&hours.old), code(&hours.new))
        };
        let said = because(said, &hours.causes, code);
        lines.push(format!("**Hours:** {from_to}, {said}."));
    }
    if hours.causes.is_empty() {
        let examples = [&hours.newly_in, &hours.newly_out];
        let words = in_words(hours.spans.as_ref(), examples, report.span_style("–"));
        for (what, words) in ["Newly in", "Newly out"].into_iter().zip(words) {
            lines.extend(words.map(|words| format!("{what}: {words}.")));
        }
    }
    if !lines.is_empty() {
        writeln!(to)?;
    }
    for line in lines {
        writeln!(to, "- {line}")?;
    }
    if !it.statements.is_empty() {
        writeln!(to)?;
        table(&it.statements, to)?;
    }
    Ok(())
}

fn table(edits: &[Edit], to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "| | before | now |")?;
    writeln!(to, "| --- | --- | --- |")?;
    for edit in edits {
        let (old, new) = &edit.words;
        let cells = [edit.what.to_owned(), code(old), code(new)];
        row(cells, to)?;
    }
    Ok(())
}

fn title(id: &str, name: &str) -> String {
    if id == name {
        code(id)
    } else {
        format!("{} {}", code(id), code(&quote(name)))
    }
}

fn person(it: &VisitorJson) -> String {
    let mut said = format!("a {} visitor on {}", it.history, code(&it.url));
    if !it.title.is_empty() {
        said.push_str(&format!(", title {}", code(&quote(&it.title))));
    }
    said.push_str(&format!(", language {}", code(&it.language)));
    if let Some(moment) = &it.moment {
        said.push_str(&format!(", at {}", moment.local));
    }
    said
}

/// The text with its first letter in uppercase.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A code span, in which no character has a special meaning.
fn code(text: &str) -> String {
    let text = on_one_line(text);
    let runs = text.split(|character| character != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    // One space at each end is removed again, and separates backticks from the fence.
    let only_spaces =
        |text: &str| text.is_empty() || text.chars().all(|character| character == ' ');
    let padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    if only_spaces(&text) || padded {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}
