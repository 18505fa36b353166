//! `proactive/messages`: the messages of all workspaces by brand and channel, in the order in which they
//! are due.

use std::sync::Arc;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::Span;
use proactive_ide::message_list::{
    BrandGroup, ChannelGroup, GroupName, ListedMessage, message_list,
};
use schemars::JsonSchema;
use serde::Serialize;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::Location;

use super::place::Place;
use super::preview::{Id, Keyword, Trigger};
use crate::dispatch::run;
use crate::project::{ProjectId, ProjectSnapshot};
use crate::shared::Shared;
use crate::state::ServerState;

/// A workspace and its messages.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ProjectMessages {
    /// The name in its manifest; null if it has none.
    name: Option<String>,
    root: String,
    /// The brands in source order; last, one that is null for what has no brand.
    brands: Vec<BrandMessages>,
}

/// A brand and the messages of its channels.
#[derive(Debug, Serialize, JsonSchema)]
struct BrandMessages {
    brand: Option<Id>,
    /// Where the brand is declared.
    #[schemars(with = "Option<Place>")]
    location: Option<Location>,
    /// The channels in source order; last, one that is null for messages without a channel.
    channels: Vec<ChannelMessages>,
}

/// A channel and its messages.
#[derive(Debug, Serialize, JsonSchema)]
struct ChannelMessages {
    channel: Option<Id>,
    /// Where the channel is declared.
    #[schemars(with = "Option<Place>")]
    location: Option<Location>,
    websites: Vec<String>,
    /// The messages in the order in which they are due. Of two that a visitor could get, the first
    /// comes first.
    messages: Vec<MessageItem>,
}

/// A message of a channel.
#[derive(Debug, Serialize, JsonSchema)]
struct MessageItem {
    message: Id,
    /// Where the message is declared: its name.
    #[schemars(with = "Place")]
    location: Location,
    /// The whole declaration.
    #[schemars(with = "Place")]
    declaration: Location,
    trigger: Option<Trigger>,
    status: Option<Keyword<MessageStatus>>,
    /// The rule in a few plain sentences, with code in backticks.
    summary: Vec<String>,
}

/// The project whose messages are converted.
struct Project<'p> {
    state: &'p ServerState,
    key: &'p ProjectId,
    view: &'p ProjectSnapshot,
}

pub(crate) async fn answer(shared: &Arc<Shared>) -> Result<Vec<ProjectMessages>> {
    let state = shared.state();
    let work = move || {
        let projects = state.projects.iter();
        // The file of a copy is part of another project.
        let projects = projects.filter(|(key, _)| !matches!(key, ProjectId::Copy { .. }));
        let messages = projects.map(|(key, revision)| {
            let view = revision.view(&*state.disk);
            let project = Project {
                state: &state,
                key,
                view: &view,
            };
            let brands = message_list(&view.snapshot).into_iter();
            ProjectMessages {
                name: view.beside.name.clone(),
                root: key.to_string(),
                brands: brands.filter_map(|brand| project.brand(brand)).collect(),
            }
        });
        Ok(messages.collect())
    };
    run("proactive/messages", work).await
}

impl Project<'_> {
    /// `None` if it is only in files of another project, and so are its messages.
    fn brand(&self, BrandGroup { brand, channels }: BrandGroup) -> Option<BrandMessages> {
        let (brand, location) = self.group(brand);
        let channels = channels.into_iter().filter_map(|it| self.channel(it));
        let channels: Vec<ChannelMessages> = channels.collect();
        let is_here = location.is_some() || !channels.is_empty();
        is_here.then_some(BrandMessages {
            brand,
            location,
            channels,
        })
    }

    /// As [`Self::brand`].
    fn channel(&self, group: ChannelGroup) -> Option<ChannelMessages> {
        let (channel, location) = self.group(group.channel);
        let messages = group.messages.into_iter().filter_map(|it| self.message(it));
        let messages: Vec<MessageItem> = messages.collect();
        let is_here = location.is_some() || !messages.is_empty();
        is_here.then_some(ChannelMessages {
            channel,
            location,
            websites: group.websites,
            messages,
        })
    }

    fn message(&self, listed: ListedMessage) -> Option<MessageItem> {
        Some(MessageItem {
            message: listed.message.into(),
            location: self.location(listed.span)?,
            declaration: self.location(listed.declaration)?,
            trigger: listed.trigger.map(Into::into),
            status: listed.status.map(Keyword),
            summary: listed.summary,
        })
    }

    fn group(&self, name: Option<GroupName>) -> (Option<Id>, Option<Location>) {
        match name {
            Some(GroupName { named, span }) => (Some(named.into()), self.location(span)),
            None => (None, None),
        }
    }

    /// `None` if another project has the file.
    fn location(&self, span: Span) -> Option<Location> {
        let path = self.view.path(span.file)?;
        let path = Some(path).filter(|path| self.key.speaks_of(path))?;
        Some(Location {
            uri: self.state.uri_of(self.key, &path)?,
            range: self.view.range(span),
        })
    }
}
