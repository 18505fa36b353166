//! What a phrase means, and how surely.

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Meaning<T> {
    /// What the language has for it.
    pub value: T,
    /// Whether the phrase means just this. Otherwise, the language has nothing nearer.
    pub is_exact: bool,
}

impl<T> Meaning<T> {
    pub(super) fn exact(value: T) -> Self {
        Self {
            value,
            is_exact: true,
        }
    }

    pub(super) fn near(value: T) -> Self {
        Self {
            value,
            is_exact: false,
        }
    }
}
