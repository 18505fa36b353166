//! Bundles as files.

use super::hash::Hash;
use super::lower::bundle;
use crate::json::{Configuration, Id};

/// The bundle of a channel as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebFile {
    /// The ID of the channel.
    pub channel: Id,
    /// The name of the file: the channel, the hash of the content, and `.json`.
    pub name: String,
    /// The hash of the configuration that it was made from.
    pub source: Hash,
    /// What is in it.
    pub content: String,
}

/// The files of all channels, or of the channel `only`. `gap` is the number of minutes after which a
/// visit is over.
#[must_use]
pub fn files(configuration: &Configuration, only: Option<&str>, gap: u16) -> Vec<WebFile> {
    let source = Hash::of(&configuration.to_json());
    let channels = configuration.channels.iter();
    channels
        .filter(|channel| only.is_none_or(|only| *channel.id == *only))
        .map(|channel| {
            let content = bundle(configuration, channel, source.clone(), gap).to_json();
            WebFile {
                channel: channel.id.clone(),
                name: format!("{}.{}.json", channel.id, Hash::of(&content)),
                source: source.clone(),
                content,
            }
        })
        .collect()
}
