//! The size of what web pages load.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use proactive_config::json::{Bot, Hours, Id, MessageStatus, MinLenVec};
use proactive_config::web::{Hash, Reply, bundle};
use proactive_config::{Configuration, compile};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::{Fixture, markdown};

/// The files below a folder of the repository that have this extension, in order.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The compiled examples, and the workspaces of the tutorials, the guides and the reference.
fn configurations() -> Vec<Configuration> {
    let examples = files("examples", "json")
        .into_iter()
        .filter(|path| path.ends_with("proactive.json"));
    let mut found: Vec<Configuration> = examples
        .map(|path| Configuration::from_json(&fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    let folders = ["docs/tutorial", "docs/how-to", "docs/reference"];
    for page in folders.iter().flat_map(|folder| files(folder, "md")) {
        for fence in markdown::fences(&fs::read_to_string(page).unwrap()) {
            if fence.language == "proactive" {
                let files = Fixture::parse(&fence.text).files.into_iter();
                let files = files.filter(|file| file.path.ends_with(".proactive"));
                let files = files.map(|file| SourceFile {
                    path: file.path.into(),
                    text: file.text.into(),
                });
                let workspace = Workspace::new(Settings::default(), files.collect());
                found.extend(workspace.check().model().map(|model| compile(&model)));
            }
        }
    }
    found
}

/// A channel with the first `count` messages, no two of which have the same text. It has the opening
/// hours of the first channel, and so have its messages.
fn channel_of(count: usize) -> Configuration {
    let mut all = configurations().into_iter();
    let mut one = all.next().unwrap();
    for mut other in all {
        one.messages.append(&mut other.messages);
        let is_new = |it: &Bot| one.bots.iter().all(|known| known.id != it.id);
        let bots: Vec<Bot> = other.bots.into_iter().filter(is_new).collect();
        one.bots.extend(bots);
    }
    one.channels.truncate(1);
    let channel = &one.channels[0];
    let (mut texts, mut ids) = (BTreeSet::new(), BTreeSet::new());
    one.messages
        .retain(|message| texts.insert(message.text.to_string()));
    one.messages.truncate(count);
    for message in &mut one.messages {
        while !ids.insert(message.id.to_string()) {
            message.id = Id::try_from(Box::from(format!("{}_b", message.id))).unwrap();
        }
        message.channel = channel.id.clone();
        message.status = MessageStatus::Published;
        match &mut message.schedule {
            Hours::Anytime {} => {}
            Hours::BusinessHours { schedules: [only] } => {
                only.clone_from(&channel.business_hours[0]);
            }
            Hours::OutsideBusinessHours { schedules } => {
                *schedules = MinLenVec::try_from(channel.business_hours.clone()).unwrap();
            }
        }
    }
    one
}

/// The bytes of a text after gzip, as web servers send it.
fn zipped(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// A channel with as many messages as the limit of `too-many-messages` allows by default.
#[test]
fn a_bundle_of_140_messages_has_at_most_10_kb() {
    let configuration = channel_of(140);
    assert_eq!(configuration.messages.len(), 140);
    let channel = &configuration.channels[0];
    let bundle = bundle(&configuration, channel, Hash::of("source"), 30);
    assert_eq!(bundle.messages.len(), 140);
    let size = zipped(&bundle.to_json());
    let texts = bundle.messages.iter().map(|message| match &message.reply {
        Reply::Agent { text, .. } => format!("{}\n{text}\n", message.text),
        Reply::Bot { .. } => format!("{}\n", message.text),
    });
    let texts = zipped(&texts.collect::<String>());
    assert!(size <= 10 * 1024, "{size} bytes, of which texts {texts}");
}
