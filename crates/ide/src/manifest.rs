//! The manifest, `proactive.toml`, in an editor: completion, hover, and the fixes of its findings.
//!
//! The table of its keys ([`proactive_manifest::keys`]) says what there is. All of this works on the
//! text alone, which may be broken.

mod completion;
mod hover;

use proactive_diagnostics::{Finding, TextRange};

pub use self::completion::{completions, completions_after_trigger};
pub use self::hover::{documentation, hover};

use crate::code_action::{Action, of_findings};

/// The fixes of the findings of a manifest that touch a range. [`Action::finding`] is an index into
/// `findings`.
#[must_use]
pub fn code_actions(findings: &[Finding], range: TextRange) -> Vec<Action> {
    let touching = findings.iter().enumerate();
    let touching = touching.filter(|(_, it)| it.span.range.intersect(range).is_some());
    let mut found = of_findings(touching);
    found.sort_by_key(|action| !action.preferred);
    found
}
