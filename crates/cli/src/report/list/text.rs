//! A list for people: a paragraph for each declaration.

use std::io::{self, Write};

use proactive_syntax::literal::quote;
use unicode_width::UnicodeWidthChar as _;

use super::data::{BotRow, ChannelRow, MessageRow, Rows, ScheduleRow, SegmentRow, TestRow};
use crate::report::paragraph::paragraph;
use crate::style::{BOLD, styled_if};

/// The indentation of what belongs to a declaration.
const INDENT: &str = "  ";

/// The indentation of the other lines of a paragraph.
const HANGING: &str = "    ";

/// A declaration: a heading, and lines below it.
struct Paragraph {
    /// What is highlighted.
    name: String,
    /// What follows it on the same line.
    rest: String,
    lines: Vec<String>,
    /// A text that is shown on one line, as far as it fits.
    excerpt: Option<String>,
}

/// Writes a list that is `width` columns wide.
pub(super) fn write(rows: &Rows, color: bool, width: usize, to: &mut dyn Write) -> io::Result<()> {
    let paragraphs: Vec<Paragraph> = match rows {
        Rows::Messages(rows) => rows.iter().map(message).collect(),
        Rows::Segments(rows) => rows.iter().map(segment).collect(),
        Rows::Bots(rows) => rows.iter().map(bot).collect(),
        Rows::Schedules(rows) => rows.iter().map(schedule).collect(),
        Rows::Channels(rows) => rows.iter().map(channel).collect(),
        Rows::Tests(rows) => rows.iter().map(test).collect(),
    };
    let bold = styled_if(color, BOLD);
    for (position, entry) in paragraphs.iter().enumerate() {
        if position > 0 {
            writeln!(to)?;
        }
        let Paragraph {
            name,
            rest,
            lines,
            excerpt,
        } = entry;
        let heading = format!("{bold}{name}{bold:#}{rest}");
        writeln!(to, "{}", paragraph(&heading, width, "", HANGING))?;
        for line in lines {
            writeln!(to, "{}", paragraph(line, width, INDENT, HANGING))?;
        }
        if let Some(text) = excerpt {
            let columns = width.saturating_sub(INDENT.len());
            writeln!(to, "{INDENT}{}", beginning(text, columns))?;
        }
    }
    Ok(())
}

fn message(row: &MessageRow) -> Paragraph {
    let MessageRow {
        message,
        name,
        channel,
        status,
        moment,
        hours,
        frequency,
        audience,
        text,
        // For spreadsheets and programs: a list for people has room for what decides, not for all.
        brand: _,
        reply: _,
        follow_up: _,
        ask: _,
        tags: _,
    } = row;
    let hours = match hours.as_str() {
        "anytime" => String::new(),
        hours => format!(", {hours}"),
    };
    Paragraph {
        name: format!("`{message}`"),
        rest: format!("{}, {status} on `{channel}`", titled(name, message)),
        lines: vec![
            format!("{moment}{hours}, {frequency}"),
            format!("when {audience}"),
        ],
        excerpt: Some(quote(text.trim())),
    }
}

fn segment(row: &SegmentRow) -> Paragraph {
    Paragraph {
        name: format!("`{}`", row.segment),
        rest: titled(&row.name, &row.segment),
        lines: vec![
            format!("when {}", row.condition),
            used_by(&[("messages", &row.messages), ("segments", &row.segments)]),
        ],
        excerpt: None,
    }
}

fn bot(row: &BotRow) -> Paragraph {
    Paragraph {
        name: format!("`{}`", row.bot),
        rest: format!(
            "{}, {} on {}",
            titled(&row.name, &row.bot),
            row.status,
            names(&row.channels, "no channel")
        ),
        lines: vec![
            format!("answers: {}", names(&row.answers, "none")),
            used_by(&[("messages", &row.messages)]),
        ],
        excerpt: None,
    }
}

fn schedule(row: &ScheduleRow) -> Paragraph {
    let hours = match row.hours.as_slice() {
        [] => "never open".to_owned(),
        hours => hours.join("; "),
    };
    let closings = match row.closings {
        0 => String::new(),
        1 => ", 1 closing".to_owned(),
        closings => format!(", {closings} closings"),
    };
    Paragraph {
        name: format!("`{}`", row.schedule),
        rest: format!("{}, {}", titled(&row.name, &row.schedule), row.timezone),
        lines: vec![
            format!("{hours}{closings}"),
            used_by(&[("channels", &row.channels), ("messages", &row.messages)]),
        ],
        excerpt: None,
    }
}

fn channel(row: &ChannelRow) -> Paragraph {
    Paragraph {
        name: format!("`{}`", row.channel),
        rest: format!("{}, brand `{}`", titled(&row.name, &row.channel), row.brand),
        lines: vec![
            match row.websites.as_slice() {
                [] => "on any website".to_owned(),
                websites => format!("on {}", websites.join(", ")),
            },
            format!("business hours: {}", names(&row.schedules, "none")),
            format!("bots: {}", names(&row.bots, "none")),
            format!("messages: {}", names(&row.messages, "none")),
        ],
        excerpt: None,
    }
}

fn test(row: &TestRow) -> Paragraph {
    let mut lines = Vec::new();
    if let Some(channel) = &row.channel {
        lines.push(format!("on `{channel}`"));
    }
    lines.push(format!(
        "expects {}",
        names(&row.expects, "no message by name")
    ));
    if !row.expects_not.is_empty() {
        lines.push(format!("expects no {}", names(&row.expects_not, "")));
    }
    Paragraph {
        name: quote(&row.test),
        rest: String::new(),
        lines,
        excerpt: None,
    }
}

/// The title as in the source, with a space before it, if it is not the ID.
fn titled(title: &str, id: &str) -> String {
    match title == id {
        true => String::new(),
        false => format!(" {}", quote(title)),
    }
}

/// Names in backticks, or another text if there are none.
fn names(names: &[String], none: &str) -> String {
    match names {
        [] => none.to_owned(),
        names => format!("`{}`", names.join("`, `")),
    }
}

/// What uses a declaration, by kind.
fn used_by(users: &[(&str, &Vec<String>)]) -> String {
    let users: Vec<String> = users
        .iter()
        .filter(|(_, users)| !users.is_empty())
        .map(|(kind, users)| format!("{kind} {}", names(users, "")))
        .collect();
    match users.as_slice() {
        [] => "not used".to_owned(),
        users => format!("used by {}", users.join(", ")),
    }
}

/// As much of a text as fits into a number of columns, cut after a word if possible.
fn beginning(text: &str, columns: usize) -> String {
    let mut used = 0;
    let mut fitting = String::new();
    for char in text.chars() {
        used += char.width().unwrap_or(0);
        // The ellipsis needs a column.
        if used >= columns {
            let whole_words = fitting.rfind(' ').filter(|end| *end > columns / 2);
            fitting.truncate(whole_words.unwrap_or(fitting.len()));
            fitting.push('…');
            return fitting;
        }
        fitting.push(char);
    }
    fitting
}
