//! Writing of declarations as an author would write them: defaults are left out.

use std::fmt::Write as _;

use proactive_catalog::statements::is_reserved;
use proactive_catalog::{Ask, BotStatus, ChannelType, Day, MessageStatus, Word};
use proactive_syntax::literal::{duration, quote, quote_block};

use super::condition::when;
use crate::json::{
    Account, Bot, Brand, Channel, Closing, Configuration, Hours, Id, Message, Opening, Reply,
    Schedule, Tag, Text, TimeOfDay, Trigger,
};

/// The text of a declaration.
pub(super) struct Piece {
    /// What it is: "message `hello`".
    pub(super) name: String,
    pub(super) is_message: bool,
    pub(super) text: String,
}

/// All declarations, with the messages last; each kind in its order.
pub(super) fn pieces(configuration: &Configuration) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |name: String, is_message, text| {
        pieces.push(Piece {
            name,
            is_message,
            text,
        });
    };
    if let Some(it) = &configuration.account {
        add("the account".to_owned(), false, account(it));
    }
    for it in &configuration.brands {
        add(format!("brand `{}`", it.id), false, brand(it));
    }
    for it in &configuration.schedules {
        add(format!("schedule `{}`", it.id), false, schedule(it));
    }
    for it in &configuration.channels {
        add(format!("channel `{}`", it.id), false, channel(it));
    }
    for it in &configuration.bots {
        add(format!("bot `{}`", it.id), false, bot(it));
    }
    for it in &configuration.messages {
        let text = message(it, &configuration.channels);
        add(format!("message `{}`", it.id), true, text);
    }
    pieces
}

/// `kind id "Name"`, and a block if there are statements.
fn declaration(kind: &str, id: &Id, name: &Text, statements: &[String]) -> String {
    let mut text = format!("{kind} {id}{}", name_of(id, name));
    if statements.is_empty() {
        text.push('\n');
        return text;
    }
    text.push_str(" {\n");
    for statement in statements {
        let _ = writeln!(text, "  {statement}");
    }
    text.push_str("}\n");
    text
}

/// A space and the display name, which is left out if it equals the ID.
fn name_of(id: &Id, name: &Text) -> String {
    if **id == **name {
        String::new()
    } else {
        format!(" {}", quote(name))
    }
}

fn names(ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().map(|id| &**id).collect();
    names.join(", ")
}

fn external_id(id: Option<&Text>) -> Option<String> {
    id.map(|id| format!("external_id {}", quote(id)))
}

fn account(it: &Account) -> String {
    let name = it.name.as_ref().map(|name| format!(" {}", quote(name)));
    format!(
        "account{} {{\n  conversation_control {}\n}}\n",
        name.unwrap_or_default(),
        it.conversation_control.as_str()
    )
}

fn brand(it: &Brand) -> String {
    let statements: Vec<String> = external_id(it.external_id.as_ref()).into_iter().collect();
    declaration("brand", &it.id, &it.name, &statements)
}

fn channel(it: &Channel) -> String {
    let mut statements = vec![format!("brand {}", it.brand)];
    match it.channel_type {
        // The default.
        ChannelType::WebWidget => {}
    }
    if !it.websites.is_empty() {
        let websites: Vec<String> = it.websites.iter().map(|website| quote(website)).collect();
        statements.push(format!("website {}", websites.join(", ")));
    }
    if !it.business_hours.is_empty() {
        statements.push(format!("business_hours {}", names(&it.business_hours)));
    }
    statements.extend(external_id(it.external_id.as_ref()));
    declaration("channel", &it.id, &it.name, &statements)
}

fn bot(it: &Bot) -> String {
    let mut statements = Vec::new();
    if it.status != BotStatus::Published {
        statements.push(format!("status {}", it.status.as_str()));
    }
    if !it.channels.is_empty() {
        statements.push(format!("channels {}", names(&it.channels)));
    }
    for answer in &it.answers {
        statements.push(format!(
            "answer {}{}",
            answer.id,
            name_of(&answer.id, &answer.name)
        ));
    }
    statements.extend(external_id(it.external_id.as_ref()));
    declaration("bot", &it.id, &it.name, &statements)
}

fn schedule(it: &Schedule) -> String {
    // Time zones are found in any case, and written as in the database.
    let zone = jiff::tz::TimeZone::get(&it.timezone).ok();
    let zone = zone.as_ref().and_then(|zone| zone.iana_name());
    let mut statements = vec![format!("timezone {}", quote(zone.unwrap_or(&it.timezone)))];
    statements.extend(open(&it.open));
    statements.extend(it.closed.iter().map(closed));
    statements.extend(external_id(it.external_id.as_ref()));
    declaration("schedule", &it.id, &it.name, &statements)
}

fn closed(it: &Closing) -> String {
    let mut statement = format!("closed {}", it.from);
    if it.to != it.from {
        let _ = write!(statement, " to {}", it.to);
    }
    if let Some(name) = &it.name {
        let _ = write!(statement, " {}", quote(name));
    }
    statement
}

/// The `open` statements of a list of hours. Adjacent intervals of the same day belong together, and
/// adjacent days with the same intervals share a statement, which lists them in this order.
fn open(openings: &[Opening]) -> Vec<String> {
    let mut days: Vec<(Day, Vec<(TimeOfDay, TimeOfDay)>)> = Vec::new();
    for it in openings {
        match days.last_mut() {
            Some((day, intervals)) if *day == it.day => intervals.push((it.from, it.to)),
            Some(_) | None => days.push((it.day, vec![(it.from, it.to)])),
        }
    }
    let statements = days.chunk_by(|(_, one), (_, next)| one == next);
    statements
        .map(|days| {
            let intervals: Vec<String> = days
                .iter()
                .take(1)
                .flat_map(|(_, intervals)| intervals)
                .map(|(from, to)| format!("{from}-{to}"))
                .collect();
            let days: Vec<Day> = days.iter().map(|(day, _)| *day).collect();
            format!("open {} {}", ranges(&days), intervals.join(", "))
        })
        .collect()
}

/// Days, with three or more in a row as a range.
fn ranges(days: &[Day]) -> String {
    let position = |day: Day| Day::ALL.iter().position(|other| *other == day);
    let follows = |one: &Day, next: &Day| match (position(*one), position(*next)) {
        (Some(one), Some(next)) => (one + 1) % Day::ALL.len() == next,
        _ => false,
    };
    let rows = days
        .chunk_by(follows)
        .flat_map(|row| row.chunks(Day::ALL.len()));
    let written: Vec<String> = rows
        .flat_map(|row| match row {
            [first, _, .., last] => vec![format!("{}-{}", first.as_str(), last.as_str())],
            _ => row.iter().map(|day| day.as_str().to_owned()).collect(),
        })
        .collect();
    written.join(", ")
}

fn message(it: &Message, channels: &[Channel]) -> String {
    let mut text = format!("message {}{} {{\n", it.id, name_of(&it.id, &it.name));
    let connected = channels.iter().find(|channel| channel.id == it.channel);
    // By default, this is the brand of the channel.
    if connected.is_none_or(|channel| channel.brand != it.brand) {
        let _ = writeln!(text, "  brand {}", it.brand);
    }
    let _ = writeln!(text, "  channel {}", it.channel);
    if it.status != MessageStatus::Published {
        let _ = writeln!(text, "  status {}", it.status.as_str());
    }
    let _ = writeln!(text, "\n  text {}", quote_block(&it.text, 2));
    text.push_str(&reply(&it.reply));
    text.push('\n');
    text.push_str(&when(&it.conditions));
    let _ = match it.trigger {
        Trigger::PageLoad {} => writeln!(text, "  on page_load"),
        Trigger::PageView { after_seconds } => {
            writeln!(text, "  after {} on page_view", duration(after_seconds))
        }
    };
    let _ = match &it.schedule {
        Hours::Anytime {} => Ok(()),
        Hours::BusinessHours {
            schedules: [schedule],
        } => writeln!(text, "  schedule business_hours {schedule}"),
        Hours::OutsideBusinessHours { .. } => writeln!(text, "  schedule outside_business_hours"),
    };
    let _ = writeln!(text, "  frequency {}", it.frequency.as_str());
    if !it.tags.is_empty() {
        let tags: Vec<String> = it.tags.iter().map(tag).collect();
        let _ = writeln!(text, "  tags {}", tags.join(", "));
    }
    text.push_str("}\n");
    text
}

fn reply(it: &Reply) -> String {
    match it {
        Reply::Bot { bot, answer } => format!("  reply bot {bot} answer {answer}\n"),
        // The default.
        Reply::Agent { text, ask } if **ask == [Ask::Name, Ask::Email] => {
            format!("  reply agent {}\n", quote_block(text, 2))
        }
        Reply::Agent { text, ask } => {
            let asked: Vec<&str> = ask.iter().map(|it| it.as_str()).collect();
            let asked = match asked.as_slice() {
                [] => "nothing".to_owned(),
                _ => asked.join(", "),
            };
            format!(
                "  reply agent {{\n    text {}\n    ask {asked}\n  }}\n",
                quote_block(text, 4)
            )
        }
    }
}

/// A tag: a name if it is a valid one, and a string otherwise.
fn tag(tag: &Tag) -> String {
    let mut characters = tag.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    let is_name =
        begins && characters.all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-'));
    if is_name && !is_reserved(tag) {
        tag.to_string()
    } else {
        quote(tag)
    }
}
