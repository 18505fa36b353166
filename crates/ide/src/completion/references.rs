//! Completion of references: only declarations that are valid at the cursor.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proactive_catalog::characters::on_one_line;
use proactive_catalog::{BotStatus, DeclarationKind, ReferenceKind, ScheduleKind};
use proactive_hir::Declared;
use proactive_hir::draft::{Body, Bot, Message, Reply, Slot};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::snippet::Snippet;
use super::workspace_values;
use crate::document_symbol::one_line;
use crate::expand_segments::format_condition;
use crate::symbol::Symbol;

/// Offers the names of a kind that a reference here can name.
pub(super) fn offer(collector: &mut Collector<'_>, kind: ReferenceKind) {
    let found = candidates(collector, kind);
    let items: Vec<(ItemBuilder, Insertion)> = found
        .into_iter()
        .filter_map(|declared| {
            let name = declared.name()?;
            let title = declared.declaration().title.as_ref();
            let symbol = Symbol {
                kind,
                name: name.into(),
                bot: None,
            };
            let title = title.map(|title| &*title.value);
            let item = ItemBuilder::new(name, ItemKind::Reference(kind));
            let item = match declared.declaration().as_segment() {
                // What a segment is about is its condition.
                Some(segment) => item
                    .detail(title.map(on_one_line).unwrap_or_default())
                    .description(one_line(&format_condition(&segment.condition)).as_deref()),
                None => item.description(title),
            };
            Some((item.docs(DocsKey::Symbol(symbol)), plain(name)))
        })
        .collect();
    collector.add_all(items);
}

/// Offers the answers of a bot.
pub(super) fn answers(collector: &mut Collector<'_>, bot: &str) {
    let declared = collector.declarations().find(DeclarationKind::Bot, bot);
    let answers = declared
        .and_then(|it| it.declaration().as_bot())
        .map(|bot| &bot.answers);
    let items: Vec<(ItemBuilder, Insertion)> = answers
        .into_iter()
        .flatten()
        .map(|(name, title)| {
            let symbol = Symbol {
                kind: ReferenceKind::Answer,
                name: name.value.clone(),
                bot: Some(bot.into()),
            };
            let item = ItemBuilder::new(&*name.value, ItemKind::Reference(ReferenceKind::Answer))
                .description(title.as_deref())
                .docs(DocsKey::Symbol(symbol));
            (item, plain(&name.value))
        })
        .collect();
    collector.add_all(items);
}

/// The declarations that a reference of a kind can name here, likeliest first.
pub(super) fn candidates<'p>(collector: &Collector<'p>, kind: ReferenceKind) -> Vec<Declared<'p>> {
    let context = collector.context;
    let all = |kind: DeclarationKind| -> Vec<Declared<'p>> {
        let declarations = collector.declarations();
        let mut found: Vec<Declared<'p>> = declarations
            .of_kind(kind)
            .filter(|declared| {
                // If several have the same name, a reference means the first.
                let name = declared.name();
                let first = name.and_then(|name| declarations.find(kind, name));
                let start = |declared: &Declared<'_>| declared.span(declared.declaration().keyword);
                first.is_some_and(|first| start(&first) == start(declared))
            })
            .collect();
        found.sort_by_key(|declared| declared.file() != context.file);
        found
    };
    let mut found = match kind {
        ReferenceKind::Brand => {
            let mut brands = all(DeclarationKind::Brand);
            let channel = context
                .message()
                .and_then(|message| message.channel.given());
            let channel = channel.and_then(|channel| {
                let declared = collector
                    .declarations()
                    .find(DeclarationKind::Channel, &channel.value);
                declared?.declaration().as_channel()?.brand.given()
            });
            if let Some(brand) = channel {
                brands.retain(|declared| declared.name() == Some(&brand.value));
            }
            brands
        }
        ReferenceKind::Channel => {
            let mut channels = all(DeclarationKind::Channel);
            if let Some(message) = context.message() {
                channels.retain(|channel| fits(collector, message, *channel));
            }
            by_use(collector, kind, &mut channels);
            channels
        }
        ReferenceKind::Bot => {
            let mut bots = all(DeclarationKind::Bot);
            let channel = context.message().and_then(|message| {
                let channel = collector.declarations().channel_of(message)?;
                channel.name()
            });
            bots.retain(|declared| {
                let answers = declared
                    .declaration()
                    .as_bot()
                    .is_some_and(|bot| is_published(bot, channel));
                answers && declared.answers().next().is_some()
            });
            by_use(collector, kind, &mut bots);
            bots
        }
        ReferenceKind::Schedule => {
            let mut schedules = all(DeclarationKind::Schedule);
            let of_channel = of_channel(collector);
            schedules.sort_by_key(|declared| {
                let name = declared.name();
                !of_channel
                    .iter()
                    .flatten()
                    .any(|known| Some(*known) == name)
            });
            schedules
        }
        ReferenceKind::Segment => {
            let mut segments = all(DeclarationKind::Segment);
            if let Some(Body::Segment(_)) = context.body()
                && let Some(name) = context.own_name()
            {
                let users = users_of(collector, name);
                segments
                    .retain(|declared| declared.name().is_some_and(|name| !users.contains(name)));
            }
            by_use(collector, kind, &mut segments);
            segments
        }
        ReferenceKind::Message => {
            let mut messages = all(DeclarationKind::Message);
            let (nearby, declarations) = (collector.nearby(), collector.declarations());
            messages.sort_by_key(|it| !nearby.shares_channel(declarations, it.declaration()));
            messages
        }
        ReferenceKind::Answer => Vec::new(),
    };
    let in_list = matches!(context.body(), Some(Body::Bot(_) | Body::Channel(_)));
    if in_list && kind != ReferenceKind::Brand {
        let listed = context.listed();
        found.retain(|declared| declared.name().is_some_and(|name| !listed.contains(&name)));
    }
    found
}

/// Sorts declarations: those used near the cursor by frequency, then those of this file, then those
/// used elsewhere by frequency.
fn by_use(collector: &Collector<'_>, kind: ReferenceKind, declarations: &mut [Declared<'_>]) {
    let used = workspace_values::references(collector, kind);
    declarations.sort_by_key(|declared| {
        let name = declared.name();
        let used = used.iter().find(|used| Some(&*used.text) == name);
        let (near, count) = used.map_or((0, 0), |used| (used.near, used.count));
        let elsewhere = declared.file() != collector.context.file;
        (Reverse(near), elsewhere, Reverse(count))
    });
}

/// Whether a message can be published on a channel: the channel has the brand of the message, and
/// the bot of its reply is published there.
fn fits(collector: &Collector<'_>, message: &Message, declared: Declared<'_>) -> bool {
    let Some(channel) = declared.declaration().as_channel() else {
        return false;
    };
    let of_brand = match (&message.brand, &channel.brand) {
        (Slot::Given(expected), Slot::Given(brand)) => expected.value == brand.value,
        (Slot::Absent | Slot::Broken, _) | (Slot::Given(_), Slot::Absent | Slot::Broken) => true,
    };
    let bot = match message.reply.given() {
        Some(Reply::Bot { bot, .. }) => bot.given(),
        Some(Reply::Agent { .. }) | None => None,
    };
    let bot = bot.and_then(|bot| {
        collector
            .declarations()
            .find(DeclarationKind::Bot, &bot.value)
    });
    let bot = bot.and_then(|it| it.declaration().as_bot());
    of_brand && bot.is_none_or(|bot| is_published(bot, declared.name()))
}

/// Whether a bot answers on a channel, or on any channel if `channel` is `None`.
fn is_published(bot: &Bot, channel: Option<&str>) -> bool {
    let draft = bot
        .status
        .given()
        .is_some_and(|status| status.value == BotStatus::Draft);
    let there = match (&bot.channels, channel) {
        (Slot::Given((_, channels)), Some(channel)) => {
            channels.iter().any(|name| &*name.value == channel)
        }
        (Slot::Given((_, channels)), None) => !channels.is_empty(),
        (Slot::Absent, _) => false,
        (Slot::Broken, _) => true,
    };
    !draft && there
}

/// The schedules of the channel of the message around the cursor; `None` if unknown.
fn of_channel<'p>(collector: &Collector<'p>) -> Option<Vec<&'p str>> {
    let message = collector.context.message()?;
    let channel = collector.declarations().channel_of(message)?;
    match &channel.declaration().as_channel()?.business_hours {
        Slot::Given(names) => Some(names.iter().map(|name| &*name.value).collect()),
        Slot::Absent => Some(Vec::new()),
        Slot::Broken => None,
    }
}

/// The hours that the message around the cursor can have, each with its insertion. `business_hours`
/// comes with a name unless the channel has only one schedule.
pub(super) fn hours(collector: &Collector<'_>) -> Vec<(ScheduleKind, Insertion)> {
    let of_channel = of_channel(collector);
    let count = of_channel.as_ref().map(Vec::len);
    let mut hours = Vec::new();
    let schedules = candidates(collector, ReferenceKind::Schedule);
    let names: Vec<&str> = schedules.iter().filter_map(Declared::name).collect();
    let kind = ScheduleKind::BusinessHours;
    let (inside, outside) = ("business_hours", "outside_business_hours");
    let follows = collector.context.after().trim_start_matches([' ', '\t']);
    let next = follows
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .next();
    let stands_there = next.is_some_and(|next| names.contains(&next));
    if stands_there || count == Some(1) {
        hours.push((kind, Insertion::whole(Snippet::plain_text(inside))));
    } else if !names.is_empty() {
        let named = Snippet::plain_text(format!("{inside} ")).choice(names.iter().copied());
        hours.push((kind, Insertion::whole(named)));
    }
    if count != Some(0) && !names.is_empty() {
        let form = Insertion::whole(Snippet::plain_text(outside));
        hours.push((ScheduleKind::OutsideBusinessHours, form));
    }
    let form = Insertion::whole(Snippet::plain_text("anytime"));
    hours.push((ScheduleKind::Anytime, form));
    hours
}

/// A segment and all segments that use it, directly or indirectly: those that it cannot use itself.
fn users_of<'p>(collector: &Collector<'p>, name: &str) -> BTreeSet<&'p str> {
    let mut users: BTreeMap<&str, Vec<&'p str>> = BTreeMap::new();
    for declared in collector.declarations().of_kind(DeclarationKind::Segment) {
        let (Some(user), Some(condition)) = (declared.name(), declared.declaration().condition())
        else {
            continue;
        };
        for used in condition.segments() {
            users.entry(&used.value).or_default().push(user);
        }
    }
    let mut found = BTreeSet::new();
    let mut open: Vec<&'p str> = Vec::new();
    let own = collector
        .declarations()
        .find(DeclarationKind::Segment, name);
    open.extend(own.and_then(|own| own.name()));
    while let Some(segment) = open.pop() {
        if found.insert(segment) {
            open.extend(users.get(segment).into_iter().flatten());
        }
    }
    found
}
