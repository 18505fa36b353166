//! Incremental checking: after an edit, only the declarations that it affects are checked again.
//!
//! No other declaration depends on the content of a message or a test, as long as its name stays the
//! same. So if an edit changed only such content, the references of every other declaration are still
//! valid, and it has findings exactly if it had some before. Findings contain places, which may have
//! moved, so declarations with findings are checked again; the references of the others are reused.

use std::sync::Arc;

use proactive_catalog::DeclarationKind;

use super::references::References;
use crate::draft::{Declaration, Draft};
use crate::names::Names;
use crate::settings::Settings;

/// What a check keeps for the next one. See
/// [`Workspace::check_incremental`](crate::Workspace::check_incremental).
#[derive(Debug, Default)]
pub struct CheckCache {
    settings: Option<Settings>,
    unread: bool,
    mistyped: Vec<Box<str>>,
    /// In the order of the declarations. References only of those without findings.
    declarations: Vec<(Arc<Draft>, Option<References>)>,
}

impl CheckCache {
    /// Takes the references that are still valid, one entry for each declaration. `None` if the
    /// declaration has to be checked.
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

    /// Keeps the references of each declaration. `None` if the declaration has findings.
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

/// Returns whether other declarations see no difference between two versions of a declaration.
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
