//! The references of declarations.

use proactive_catalog::DeclarationKind;

/// The references of a declaration.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The declarations it refers to.
    pub(super) uses: Vec<(DeclarationKind, usize)>,
    /// The kinds of which it may refer to declarations that cannot be seen.
    pub(super) may_reference_unseen: Kinds,
}

/// A set of kinds of declarations.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) fn insert(&mut self, kind: DeclarationKind) {
        self.0 |= 1 << kind as u8;
    }

    /// Inserts a kind and those that its declarations may refer to.
    pub(super) fn insert_with_reach(&mut self, kind: DeclarationKind) {
        self.insert(kind);
        match kind {
            DeclarationKind::Bot => self.insert_with_reach(DeclarationKind::Channel),
            DeclarationKind::Channel => {
                self.insert(DeclarationKind::Brand);
                self.insert(DeclarationKind::Schedule);
            }
            DeclarationKind::Account
            | DeclarationKind::Brand
            | DeclarationKind::Schedule
            | DeclarationKind::Segment
            | DeclarationKind::Message
            | DeclarationKind::Test => {}
        }
    }

    pub(super) fn contains(self, kind: DeclarationKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
