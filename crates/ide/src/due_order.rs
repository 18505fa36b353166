//! The order in which messages are due: the first one that a visitor meets wins.

use proactive_catalog::DeclarationKind;
use proactive_hir::draft::Message;
use proactive_hir::{Declarations, Declared};

/// The messages of a workspace with their channels, in the order in which they are due. Those that are
/// due at the same moment stay in source order, and those of which it is not known come last.
pub(crate) fn messages_by_due<'w>(
    declarations: &Declarations<'w>,
) -> Vec<(Option<Declared<'w>>, Declared<'w>, &'w Message)> {
    let messages = declarations.of_kind(DeclarationKind::Message);
    let mut messages: Vec<_> = messages
        .filter_map(|message| {
            let draft = message.declaration().as_message()?;
            Some((declarations.channel_of(draft), message, draft))
        })
        .collect();
    messages.sort_by_key(|(_, _, draft)| {
        let trigger = draft.trigger.given();
        trigger.map_or(u32::MAX, |trigger| trigger.after_seconds)
    });
    messages
}
