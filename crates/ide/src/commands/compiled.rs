//! The compiled configuration, as `proactive build` writes it.

use super::{CommandError, model};
use crate::Snapshot;

/// The compiled configuration of a workspace, as JSON; with the name of a message, only that
/// message.
///
/// # Errors
///
/// When the workspace has errors, or no message with this ID.
pub fn compiled(snapshot: &Snapshot, message: Option<&str>) -> Result<String, CommandError> {
    let configuration = proactive_config::compile(model(snapshot)?);
    match message {
        None => Ok(configuration.to_json()),
        Some(name) => {
            let mut messages = configuration.messages.iter();
            let found = messages.find(|message| *message.id == *name);
            let found = found.ok_or_else(|| CommandError::NoSuchMessage(name.to_owned()))?;
            Ok(found.to_json())
        }
    }
}
