//! The messages of a workspace by brand and channel, in the order in which they are due: of two that a
//! visitor could get, the one further up comes first.
//!
//! The list is made from the drafts, so it works while messages are being written.

use std::collections::BTreeMap;

use proactive_catalog::{DeclarationKind, MessageStatus, ReferenceKind};
use proactive_diagnostics::Span;
use proactive_hir::draft::{Message, Name, Slot};
use proactive_hir::{Declarations, Declared};

use crate::document_symbol::trimmed_range;
use crate::due_order::messages_by_due;
use crate::preview::{Named, PreviewTrigger, of_declared, status_of, trigger_of};
use crate::{FilePosition, Snapshot, hover};

/// A brand with its channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandGroup {
    /// The brand; `None` for channels and messages that have none.
    pub brand: Option<GroupName>,
    /// Its channels, in source order.
    pub channels: Vec<ChannelGroup>,
}

/// A channel with its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelGroup {
    /// The channel; `None` for messages of the brand that have none.
    pub channel: Option<GroupName>,
    /// Its websites, as written.
    pub websites: Vec<String>,
    /// Its messages, in the order in which they are due.
    pub messages: Vec<ListedMessage>,
}

/// The brand or channel of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    /// Its ID and its display name.
    pub named: Named,
    /// The range of its name in its declaration.
    pub span: Span,
}

/// A message in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMessage {
    /// Its ID and its display name.
    pub message: Named,
    /// The range of its name.
    pub span: Span,
    /// The range of its declaration.
    pub declaration: Span,
    /// When it is shown on a page.
    pub trigger: Option<PreviewTrigger>,
    /// Whether it is shown.
    pub status: Option<MessageStatus>,
    /// The rule in plain English, line by line, with code in backticks.
    pub summary: Vec<String>,
}

/// The brands of a workspace in source order, with their channels and messages. What has no brand or
/// no channel comes last. Declarations without a name are left out.
#[must_use]
pub fn message_list(snapshot: &Snapshot) -> Vec<BrandGroup> {
    let declarations = snapshot.workspace().declarations();
    let mut messages = messages_by_place(snapshot, &declarations);
    let mut channels: BTreeMap<Option<&str>, Vec<ChannelGroup>> = BTreeMap::new();
    for declared in declarations.of_kind(DeclarationKind::Channel) {
        let Some((channel, id)) = group_name(declared).zip(declared.name()) else {
            continue;
        };
        let draft = declared.declaration().as_channel();
        let brand = draft.and_then(|draft| brand_id(&declarations, &draft.brand));
        let websites = draft.and_then(|draft| draft.websites.given());
        let websites = websites.into_iter().flatten();
        channels.entry(brand).or_default().push(ChannelGroup {
            channel: Some(channel),
            websites: websites.map(|it| it.value.to_string()).collect(),
            messages: messages.remove(&Place::Channel(id)).unwrap_or_default(),
        });
    }
    let brands = declarations.of_kind(DeclarationKind::Brand);
    let brands = brands.filter(|brand| brand.name().is_some()).map(Some);
    let mut list = Vec::new();
    for brand in brands.chain([None]) {
        let id = brand.and_then(|brand| brand.name());
        let mut channels = channels.remove(&id).unwrap_or_default();
        if let Some(messages) = messages.remove(&Place::Brand(id)) {
            channels.push(ChannelGroup {
                channel: None,
                websites: Vec::new(),
                messages,
            });
        }
        let brand = brand.and_then(group_name);
        if brand.is_some() || !channels.is_empty() {
            list.push(BrandGroup { brand, channels });
        }
    }
    list
}

/// Where a message is listed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'w> {
    /// On its channel, whatever brand it names.
    Channel(&'w str),
    /// In the brand that it names, because it has no channel; `None` if it has neither.
    Brand(Option<&'w str>),
}

fn messages_by_place<'w>(
    snapshot: &Snapshot,
    declarations: &Declarations<'w>,
) -> BTreeMap<Place<'w>, Vec<ListedMessage>> {
    let mut places: BTreeMap<_, Vec<ListedMessage>> = BTreeMap::new();
    for (channel, message, draft) in messages_by_due(declarations) {
        let place = match channel.and_then(|channel| channel.name()) {
            Some(channel) => Place::Channel(channel),
            None => Place::Brand(brand_id(declarations, &draft.brand)),
        };
        if let Some(listed) = listed(snapshot, declarations, message, draft) {
            places.entry(place).or_default().push(listed);
        }
    }
    places
}

/// The ID of the brand that a reference refers to, if it is declared.
fn brand_id<'w>(declarations: &Declarations<'w>, reference: &Slot<Name>) -> Option<&'w str> {
    let name = &reference.given()?.value;
    declarations.referred(ReferenceKind::Brand, name)?.name()
}

fn listed(
    snapshot: &Snapshot,
    declarations: &Declarations<'_>,
    declared: Declared<'_>,
    draft: &Message,
) -> Option<ListedMessage> {
    let span = declared.span(declared.declaration().place());
    Some(ListedMessage {
        message: of_declared(declared)?,
        span,
        declaration: declaration_span(snapshot, span).unwrap_or(span),
        trigger: trigger_of(draft),
        status: status_of(draft),
        summary: hover::rule(declarations, draft),
    })
}

/// The whole declaration whose name is at a place.
fn declaration_span(snapshot: &Snapshot, name: Span) -> Option<Span> {
    let item = snapshot.item_at(FilePosition {
        file: name.file,
        offset: name.range.start(),
    })?;
    let root = item.parsed().tree.root();
    let node = root
        .children()
        .find(|node| node.kind().declaration().is_some())?;
    let range = trimmed_range(node) + item.range().start();
    Some(Span::new(name.file, range))
}

fn group_name(declared: Declared<'_>) -> Option<GroupName> {
    Some(GroupName {
        named: of_declared(declared)?,
        span: declared.span(declared.declaration().place()),
    })
}
