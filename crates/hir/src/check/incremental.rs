//! What declarations refer to is remembered: after an edit only what it concerns is looked at again.
//!
//! Nobody but itself depends on what a message or a test says, as long as its name stays. So when
//! nothing but such has changed, every other declaration refers to what it referred to before, and
//! is right or wrong as it was. Of those in which something was wrong the findings tell places,
//! which may have moved: they are made anew.

use std::sync::Arc;

use proactive_catalog::DeclarationKind;

use super::references::References;
use crate::draft::{Declaration, Draft};
use crate::names::Names;
use crate::settings::Settings;

/// What is remembered of a check for the next one: see
/// [`Workspace::check_incremental`](crate::Workspace::check_incremental).
#[derive(Debug, Default)]
pub struct CheckCache {
    settings: Option<Settings>,
    unread: bool,
    mistyped: Vec<Box<str>>,
    /// In the order of the declarations.
    declarations: Vec<(Arc<Draft>, Option<References>)>,
}

impl CheckCache {
    /// Takes what declarations still refer to; none of those that have to be checked. Gives
    /// something for each declaration.
    pub(super) fn take(
        &mut self,
        names: &Names<'_>,
        settings: &Settings,
    ) -> Vec<Option<References>> {
        let before = std::mem::take(self);
        let is_comparable = before.settings.as_ref() == Some(settings)
            && before.unread == names.unread()
            && before
                .mistyped
                .iter()
                .map(|name| &**name)
                .eq(names.mistyped().iter().copied())
            && before.declarations.len() == names.entries.len()
            && before
                .declarations
                .iter()
                .zip(&names.entries)
                .all(|((draft, _), entry)| {
                    Arc::ptr_eq(draft, entry.draft) || same_to_others(draft, entry.draft)
                });
        if !is_comparable {
            return names.entries.iter().map(|_| None).collect();
        }
        let each = before.declarations.into_iter().zip(&names.entries);
        each.map(|((draft, known), entry)| known.filter(|_| Arc::ptr_eq(&draft, entry.draft)))
            .collect()
    }

    /// Remembers what declarations refer to; nothing of those in which something is wrong.
    pub(super) fn keep(
        &mut self,
        names: &Names<'_>,
        settings: &Settings,
        references: impl Iterator<Item = Option<References>>,
    ) {
        let drafts = names.entries.iter().map(|entry| Arc::clone(entry.draft));
        *self = Self {
            settings: Some(settings.clone()),
            unread: names.unread(),
            mistyped: names.mistyped().iter().map(|name| (*name).into()).collect(),
            declarations: drafts.zip(references).collect(),
        };
    }
}

/// Whether no other declaration can tell one of these from the other.
fn same_to_others(old: &Draft, new: &Draft) -> bool {
    let identity = |declaration: &Declaration| {
        let kind = declaration.kind();
        let named = match kind {
            DeclarationKind::Message => &declaration.name,
            DeclarationKind::Test => &declaration.title,
            DeclarationKind::Account
            | DeclarationKind::Brand
            | DeclarationKind::Channel
            | DeclarationKind::Bot
            | DeclarationKind::Schedule
            | DeclarationKind::Segment => return None,
        };
        Some((kind, named.as_ref().map(|name| name.value.clone())))
    };
    let (Some(old), Some(new)) = (&old.declaration, &new.declaration) else {
        return false;
    };
    identity(old).is_some_and(|old| Some(old) == identity(new))
}
