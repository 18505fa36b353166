//! `check --add-allow`: comments that silence the reported lints, written or shown.

use std::sync::Arc;
use std::time::Instant;

use proactive_diagnostics::{FileId, Finding};
use proactive_hir::{Workspace, allow_comments};

use super::rewrite::{RewriteMode, edited};
use super::since::Before;
use crate::baseline::Baseline;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::{Report, counted};
use crate::workspace::{self, Loaded};

/// The comments of all workspaces of a run.
pub(super) struct Allowing<'a> {
    mode: RewriteMode,
    /// The reason that each comment states.
    reason: Option<&'a str>,
    /// The findings that are silenced.
    silenced: usize,
    /// The files that get comments.
    files: usize,
}

impl<'a> Allowing<'a> {
    pub(super) fn new(mode: RewriteMode, reason: Option<&'a str>) -> Self {
        Self {
            mode,
            reason,
            silenced: 0,
            files: 0,
        }
    }

    /// Fails if a manifest requires reasons, and none is given.
    ///
    /// # Errors
    ///
    /// A sentence for the author.
    pub(super) fn refuse_without_reason(&self, all: &[Loaded]) -> Result<(), String> {
        let mut settings = all.iter().map(|loaded| &loaded.settings);
        if self.reason.is_none() && settings.any(|settings| settings.require_reason) {
            return Err(
                "the manifest has `require-reason = true`, so each comment needs a reason: add \
                 `--reason TEXT`"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// Adds comments to the named files of a workspace, for the lints that a check would report, and
    /// reports what is left in the texts as they are now.
    pub(super) fn apply(
        &mut self,
        loaded: Loaded,
        baseline: Option<&Baseline>,
        before: Option<&Before>,
        output: &mut Output<'_>,
    ) -> Report {
        let start = Instant::now();
        let Loaded {
            name,
            settings,
            files,
            sources,
            findings,
            ..
        } = loaded;
        let changes = before.map(|before| before.changes(&sources));
        let limit = |report: Report| {
            let mut report = report.only_named();
            if let Some(changes) = &changes {
                changes.keep_changed(&mut report);
            }
            if let Some(baseline) = baseline {
                baseline.hide_known(&mut report);
            }
            report
        };
        let mut workspace = workspace::build_workspace(settings, files, &findings);
        let found = all_findings(&workspace, &findings);
        let report = limit(Report::new(name, sources, found));
        let mut sources = report.sources;
        for file in (0..workspace.files().len()).filter_map(|it| u32::try_from(it).ok()) {
            let id = FileId(file);
            let Some(source) = sources.get(id).filter(|source| source.named) else {
                continue;
            };
            let in_file = report.findings.iter().filter(|it| it.span.file == id);
            let comments = allow_comments(&workspace, in_file, self.reason);
            let changed = !comments.edits.is_empty();
            let text = match changed {
                true => laid_out(source.text(), edited(source.text(), &comments.edits)),
                false => source.text().to_owned(),
            };
            if self.mode.finish(source, &text, changed, output) && changed {
                self.silenced += comments.silenced;
                self.files += 1;
                let text: Arc<str> = text.into();
                workspace.set_file(&source.path.clone(), Arc::clone(&text));
                sources.set_text(id, text);
            }
        }
        let left = all_findings(&workspace, &findings);
        limit(Report::new(report.name, sources, left)).took(start.elapsed())
    }

    /// Says how much is silenced.
    pub(super) fn summarize(&self, output: &mut Output<'_>) {
        let findings = counted(self.silenced, "finding");
        let files = counted(self.files, "file");
        output.report_summary(match (self.mode, self.files) {
            (_, 0) => "there is no lint to allow".to_owned(),
            (RewriteMode::Write, _) => format!("{findings} allowed by comments in {files}"),
            (RewriteMode::Show, _) => format!(
                "{findings} would be allowed by comments in {files}; to write them, run without \
                 `--diff`"
            ),
        });
    }

    /// The exit code that the comments themselves lead to.
    pub(super) fn exit(&self) -> Exit {
        match (self.mode, self.files) {
            (RewriteMode::Show, 1..) => Exit::Findings,
            (RewriteMode::Show, 0) | (RewriteMode::Write, _) => Exit::Fine,
        }
    }
}

/// The findings of a check, after those of loading.
fn all_findings(workspace: &Workspace, loading: &[Finding]) -> Vec<Finding> {
    let checked = workspace.check_with(proactive_analysis::lints);
    [loading, checked.findings()].concat()
}

/// The text with comments, formatted if the text before was: a comment can need a line of its own
/// inside a block that was on one line.
fn laid_out(before: &str, after: String) -> String {
    match proactive_format::format(before) {
        Ok(formatted) if formatted == before => proactive_format::format(&after).unwrap_or(after),
        Ok(_) | Err(_) => after,
    }
}
