//! The compiled configuration, as `proactive build` writes it.

use super::{Refused, model};
use crate::Snapshot;

/// The compiled configuration of a workspace, as JSON; with the name of a message, only that
/// message.
///
/// # Errors
///
/// Where there are errors in the workspace, or no such message.
pub fn compiled(snapshot: &Snapshot, message: Option<&str>) -> Result<String, Refused> {
    let configuration = proactive_config::compile(model(snapshot)?);
    match message {
        None => Ok(configuration.to_json()),
        Some(name) => {
            let mut messages = configuration.messages.iter();
            let found = messages.find(|message| *message.id == *name);
            let found = found.ok_or_else(|| Refused::NoSuchMessage(name.to_owned()))?;
            Ok(found.to_json())
        }
    }
}
