//! What the author meant: a statement with an error is rewritten in the ways that people usually
//! mean, and a way that is right becomes the one finding there, with its fix.
//!
//! Recognizing a mistake and judging it are separate. The modules below propose texts, freely: other
//! languages' words, another order, quotes, a missing sign. A proposal counts only if the item with
//! it, parsed and checked like any other ([`trial`]), has fewer errors and none that was not there. So
//! a fix never leads to another error, and what one mistake breaks in several places is reported once:
//! the findings that the repair removes are the mistake.
//!
//! Only items with errors come here.

mod advice;
mod candidate;
mod condition;
mod context;
mod example;
mod header;
mod item;
mod merge;
mod proposals;
mod quotes;
mod read;
mod region;
mod session;
mod statement;
mod token;
mod trial;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use proactive_diagnostics::{FileId, Finding, Problem};

use self::context::Context;
use self::session::{Declared, repair};
use self::trial::localized;
use crate::check::{CheckContext, CheckResult, RepairedItem, one_a_place};
use crate::item::{LoweredFile, SourceFile};
use crate::settings::Settings;

/// How much text is tried for a workspace, in bytes. It takes some tenths of a second: a file of another
/// kind with the right extension must not take minutes.
const WORKSPACE_BUDGET: usize = 2_000_000;

/// Repairs the items with errors: adds to `result` the errors that are left to report.
pub(crate) fn run(
    sources: &[SourceFile],
    files: &[Arc<LoweredFile>],
    settings: &Settings,
    result: &mut CheckResult<'_>,
) {
    let check = CheckContext {
        names: &result.names,
        sizes: &result.sizes,
        channels: &result.channels,
        settings,
    };
    let checked = result.names.entries.iter().zip(&result.outcomes);
    let wrong_files: BTreeSet<FileId> = checked
        .filter(|(_, outcome)| !outcome.errors.is_empty())
        .map(|(entry, _)| entry.file)
        .collect();
    let mut repaired = Vec::new();
    let mut budget = WORKSPACE_BUDGET;
    for (index, (source, lowered)) in sources.iter().zip(files).enumerate() {
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        // Most files are right, and this runs after every edit.
        let mut items = lowered.items.iter();
        if items.all(|item| item.draft.errors.is_empty()) && !wrong_files.contains(&file) {
            continue;
        }
        for item in &lowered.items {
            let position = result.names.at(file, item.start);
            let outcome = position.and_then(|position| result.outcomes.get(position));
            let found = outcome.map_or(&[][..], |outcome| &outcome.errors);
            if item.draft.errors.is_empty() && found.is_empty() {
                continue;
            }
            let slice = lowered.slice(&source.text, item);
            let own = item.draft.errors.iter().cloned();
            let found = found
                .iter()
                .cloned()
                .map(|it| localized(it, file, item.start));
            let errors = one_a_place(own.chain(found).collect());
            let entry = position.and_then(|position| result.names.entries.get(position));
            let context = Context {
                names: &result.names,
                check: &check,
                position,
                rank: entry.map_or(0, |entry| entry.rank),
            };
            if let Some((errors, declares)) = repair(&context, slice, &errors, &mut budget) {
                let errors = errors.into_iter().map(|it| it.rebased(file, item.start));
                let declared = item.draft.declaration.as_ref();
                let had = declared
                    .and_then(|it| it.name.as_ref())
                    .map(|name| &*name.value);
                let is_new = |(_, name): &Declared| had != Some(name.as_str());
                repaired.push(RepairedItem {
                    file,
                    start: item.start,
                    errors: errors.collect(),
                    declares: declares.into_iter().filter(is_new).collect(),
                });
            }
        }
    }
    // Names that are declared once their declarations are repaired.
    let declares: Vec<_> = repaired.iter().flat_map(|it| it.declares.clone()).collect();
    let is_declared = |finding: &Finding| {
        let Problem::UnresolvedName { kind, name, .. } = &finding.problem else {
            return false;
        };
        declares
            .iter()
            .any(|(declared, it)| kind.declaration() == Some(*declared) && it == name)
    };
    for item in &mut repaired {
        item.errors.retain(|finding| !is_declared(finding));
    }
    for outcome in &mut result.outcomes {
        outcome.errors.retain(|finding| !is_declared(finding));
    }
    result.repaired = repaired;
}
