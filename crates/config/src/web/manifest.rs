//! The manifest, which names the current bundle of each channel.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::files::WebFile;
use super::hash::Hash;
use crate::json::{Id, Version};

/// The name of its file.
pub const FILE_NAME: &str = "manifest.json";

/// The current bundles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this format.
    pub version: Version,
    /// The bundle of each channel, by the ID of the channel.
    pub channels: BTreeMap<Id, ManifestEntry>,
}

/// The current bundle of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// The name of its file, in the folder of the manifest.
    pub file: String,
    /// The hash of the configuration that it was made from.
    pub source: Hash,
}

impl Manifest {
    /// Writes the document, indented by two spaces and with a final newline.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Writing to memory fails only for maps whose keys are not strings.
        let mut document = serde_json::to_string_pretty(self).unwrap_or_default();
        document.push('\n');
        document
    }

    /// Reads a document. `None` if it is not a manifest that was written here: each file must have
    /// the name of a bundle of its channel.
    #[must_use]
    pub fn from_json(document: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_str(document).ok()?;
        let is_bundle = |channel: &Id, name: &str| {
            let rest = name.strip_prefix(&**channel)?.strip_prefix('.')?;
            Hash::try_from(rest.strip_suffix(".json")?.to_owned()).ok()
        };
        let mut files = manifest.files();
        let are_bundles = files.all(|(channel, name)| is_bundle(channel, name).is_some());
        drop(files);
        are_bundles.then_some(manifest)
    }

    /// The channels with the names of their files.
    pub fn files(&self) -> impl Iterator<Item = (&Id, &str)> {
        let channels = self.channels.iter();
        channels.map(|(channel, entry)| (channel, entry.file.as_str()))
    }

    /// Names these files as the current ones of their channels.
    pub fn insert(&mut self, files: &[WebFile]) {
        for file in files {
            let entry = ManifestEntry {
                file: file.name.clone(),
                source: file.source.clone(),
            };
            self.channels.insert(file.channel.clone(), entry);
        }
    }
}
