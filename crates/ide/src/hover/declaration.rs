//! Hover on declarations and references to them.

use proactive_catalog::{BotStatus, DeclarationKind, ReferenceKind, Word, test_defaults};
use proactive_engine::words;
use proactive_hir::draft::{Body, Bot, Channel, Declaration, Slot, Test};
use proactive_hir::{Declarations, Declared};
use proactive_syntax::{comment, literal};

use super::context::HoverContext;
use super::phrases::count;
use super::{message, schedule};
use crate::due_order::messages_by_due;
use crate::markup::{Line, Markup, Section};
use crate::symbol::{Symbol, occurrences};
use crate::{Snapshot, expand_segments};

/// The most messages of a channel to list.
const MAX_MESSAGES: usize = 12;

/// The keyword of a declaration.
pub(super) fn keyword(context: &HoverContext<'_>, kind: DeclarationKind) -> Markup {
    if kind == DeclarationKind::Test
        && let Some(markup) = test(context)
    {
        return markup;
    }
    let row = kind.info();
    let general = Markup::default().code(row.form).text(row.documentation);
    let Some(declaration) = &context.item.draft().declaration else {
        return general;
    };
    let own = kind
        .reference()
        .zip(declaration.name.as_ref())
        .and_then(|(kind, name)| {
            let symbol = Symbol {
                kind,
                name: name.value.clone(),
                bot: None,
            };
            self::symbol(context.snapshot, &symbol)
        });
    match own {
        Some(own) => Markup::default().text(row.documentation).followed_by(own),
        None => {
            let start = declaration.range.start() + context.item.range().start();
            let text = context.snapshot.text(context.position.file);
            general.with(Section::Comment(comment::documentation(text, start)))
        }
    }
}

/// The documentation of a name.
pub(super) fn symbol(snapshot: &Snapshot, symbol: &Symbol) -> Option<Markup> {
    let declarations = snapshot.workspace().declarations();
    if symbol.kind == ReferenceKind::Answer {
        let bot = declarations.referred(ReferenceKind::Bot, symbol.bot.as_deref()?)?;
        bot.answer(&symbol.name)?;
        let title = bot.answer_title(&symbol.name);
        let mut code = format!("answer {}", symbol.name);
        if let Some(title) = title {
            code = format!("{code} {}", literal::quote(title));
        }
        let line = Line::new("An answer of the bot ")
            .code(bot.name()?)
            .text(".");
        return Some(Markup::default().code(code).line(line));
    }
    let declared = declarations.referred(symbol.kind, &symbol.name)?;
    let markup = header(snapshot, declared);
    Some(match &declared.declaration().body {
        Body::Message(it) => message::describe(markup, &declarations, it),
        Body::Segment(it) => {
            let condition =
                expand_segments::expand_segments(&declarations, &symbol.name, &it.condition);
            let markup = markup.text("With its segments expanded:").code(condition);
            markup.line(uses(snapshot, symbol))
        }
        Body::Schedule(it) => schedule::describe(markup, it).line(uses(snapshot, symbol)),
        Body::Channel(it) => channel(markup, it, &messages_of(&declarations, &symbol.name))
            .line(uses(snapshot, symbol)),
        Body::Bot(it) => bot(markup, it).line(uses(snapshot, symbol)),
        Body::Brand(_) => {
            let channels = channels_of(&declarations, &symbol.name);
            let markup = match channels.as_slice() {
                [] => markup,
                some => markup.line(Line::new("Channels: ").codes(some, "and").text(".")),
            };
            markup.line(uses(snapshot, symbol))
        }
        Body::Account(_) | Body::Test(_) => markup,
    })
}

/// The header of a declaration, and its author's comment.
fn header(snapshot: &Snapshot, declared: Declared<'_>) -> Markup {
    let declaration = declared.declaration();
    let start = declared.span(declaration.range).range.start();
    let comment = comment::documentation(snapshot.text(declared.file()), start);
    Markup::default()
        .code(signature(declaration))
        .with(Section::Comment(comment))
}

/// `message cart "Cart"`
fn signature(declaration: &Declaration) -> String {
    let mut signature = declaration.kind().keyword().to_owned();
    for (name, is_text) in [(&declaration.name, false), (&declaration.title, true)] {
        if let Some(name) = name {
            signature.push(' ');
            match is_text {
                true => signature.push_str(&literal::quote(&name.value)),
                false => signature.push_str(&name.value),
            }
        }
    }
    signature
}

fn channels_of(declarations: &Declarations<'_>, brand: &str) -> Vec<String> {
    declarations
        .of_kind(DeclarationKind::Channel)
        .filter(|channel| {
            let of_channel = channel.declaration().as_channel().map(|it| &it.brand);
            of_channel
                .and_then(Slot::given)
                .is_some_and(|name| &*name.value == brand)
        })
        .filter_map(|channel| channel.name().map(str::to_owned))
        .collect()
}

/// The messages of a channel, in the order in which they are due.
fn messages_of(declarations: &Declarations<'_>, channel: &str) -> Vec<String> {
    let messages = messages_by_due(declarations).into_iter();
    messages
        .filter(|(_, _, draft)| draft.trigger.given().is_some())
        .filter(|(on, _, _)| on.and_then(|on| on.name()) == Some(channel))
        .filter_map(|(_, message, _)| message.name().map(str::to_owned))
        .collect()
}

/// Adds what a channel is connected to, and its messages.
fn channel(markup: Markup, channel: &Channel, messages: &[String]) -> Markup {
    let mut lines = Vec::new();
    if let Some(brand) = channel.brand.given() {
        lines.push(Line::labelled("Brand:").code(brand.value.as_ref()));
    }
    if let Some(websites) = channel.websites.given() {
        let websites = websites.iter().map(|website| website.value.to_string());
        lines.push(Line::labelled("Websites:").codes(&websites.collect::<Vec<_>>(), "and"));
    }
    if let Some(schedules) = channel.business_hours.given() {
        let names: Vec<&str> = schedules.iter().map(|name| &*name.value).collect();
        lines.push(Line::labelled("Business hours:").codes(&names, "and"));
    }
    if let Some(messages) = first_of(messages) {
        lines.push(messages);
    }
    markup.with(Section::List(lines))
}

/// The first of a channel's messages, and how many more there are.
fn first_of(messages: &[String]) -> Option<Line> {
    let line = Line::labelled("Messages, in their order:");
    let (listed, rest) = messages
        .split_at_checked(MAX_MESSAGES)
        .unwrap_or((messages, &[]));
    match rest.len() {
        0 if listed.is_empty() => None,
        0 => Some(line.codes(listed, "and")),
        more => {
            let start = listed
                .iter()
                .fold(line, |line, name| line.code(name).text(", "));
            Some(start.text(&format!("and {more} more")))
        }
    }
}

fn bot(markup: Markup, bot: &Bot) -> Markup {
    let mut lines = Vec::new();
    if let Some((_, channels)) = bot.channels.given() {
        let names: Vec<&str> = channels.iter().map(|name| &*name.value).collect();
        lines.push(Line::labelled("Published on:").codes(&names, "and"));
    }
    if bot
        .status
        .given()
        .is_some_and(|it| it.value == BotStatus::Draft)
    {
        lines.push(
            Line::labelled("Status:")
                .code("draft")
                .text(": messages cannot use it."),
        );
    }
    let answers: Vec<&str> = bot.answers.iter().map(|(name, _)| &*name.value).collect();
    if !answers.is_empty() {
        lines.push(Line::labelled("Answers:").codes(&answers, "and"));
    }
    markup.with(Section::List(lines))
}

/// How many declarations of each kind use a declaration.
fn uses(snapshot: &Snapshot, symbol: &Symbol) -> Line {
    let mut counts = [0_usize; DeclarationKind::ALL.len()];
    let mut seen: Vec<(
        proactive_diagnostics::FileId,
        proactive_diagnostics::TextSize,
    )> = Vec::new();
    for occurrence in occurrences(snapshot, symbol) {
        let span = occurrence.span;
        let items = snapshot.workspace().items(span.file);
        let at = items.partition_point(|item| item.range().start() <= span.range.start());
        let item = at.checked_sub(1).and_then(|at| items.get(at));
        let Some(declaration) = item.and_then(|item| item.draft().declaration.as_ref()) else {
            continue;
        };
        let key = item.map_or(Default::default(), |item| item.range().start());
        if occurrence.declares || seen.last() == Some(&(span.file, key)) {
            continue;
        }
        seen.push((span.file, key));
        let kind = declaration.kind();
        let slot = DeclarationKind::ALL.iter().position(|it| *it == kind);
        if let Some(slot) = slot.and_then(|slot| counts.get_mut(slot)) {
            *slot += 1;
        }
    }
    let counted: Vec<String> = DeclarationKind::ALL
        .iter()
        .zip(counts)
        .filter(|(_, number)| *number > 0)
        .map(|(kind, number)| count(number, kind.keyword()))
        .collect();
    match counted.split_last() {
        None => Line::new("Not used."),
        Some((only, [])) => Line::new(&format!("Used by {only}.")),
        Some((last, others)) => Line::new(&format!("Used by {} and {last}.", others.join(", "))),
    }
}

/// The documentation of a test: who the visitor is, and when the test begins.
pub(super) fn test(context: &HoverContext<'_>) -> Option<Markup> {
    let declaration = context.item.draft().declaration.as_ref()?;
    let test = declaration.as_test()?;
    let start = declaration.range.start() + context.item.range().start();
    let text = context.snapshot.text(context.position.file);
    Some(
        Markup::default()
            .code(signature(declaration))
            .with(Section::Comment(comment::documentation(text, start)))
            .text(DeclarationKind::Test.info().documentation)
            .with(Section::List(visitor(test))),
    )
}

fn visitor(test: &Test) -> Vec<Line> {
    let mut lines = Vec::new();
    let history = match &test.visitor {
        Slot::Given(history) => Some(history.value),
        Slot::Absent => Some(test_defaults::HISTORY),
        Slot::Broken => None,
    };
    let device = match &test.device {
        Slot::Given(device) => Some(&*device.value),
        Slot::Absent => Some(test_defaults::LANGUAGE),
        Slot::Broken => None,
    };
    if let (Some(history), Some(device)) = (history, device) {
        let line = Line::labelled("Visitor:").code(history.as_str());
        lines.push(
            line.text(", with the browser language ")
                .code(device)
                .text("."),
        );
    }
    let begins = match &test.time {
        Slot::Given(moment) => Some((moment.unix_seconds, &*moment.zone)),
        Slot::Absent => Some((test_defaults::START, test_defaults::ZONE)),
        Slot::Broken => None,
    };
    if let Some((at, zone)) = begins {
        lines.push(
            Line::labelled("Begins:")
                .verbatim(words::moment(at, zone))
                .text("."),
        );
    }
    let played = match &test.channel {
        Slot::Given(channel) => Line::labelled("Runs on:")
            .text("only ")
            .code(channel.value.as_ref()),
        Slot::Absent => Line::labelled("Runs on:").text("all channels"),
        Slot::Broken => return lines,
    };
    lines.push(played.text("."));
    lines
}
