//! `check --fix`: the certain fixes of the named files, written or shown.

use std::sync::Arc;
use std::time::Instant;

use proactive_analysis::apply_certain_fixes;
use proactive_diagnostics::{Edit, FileId, Finding};
use proactive_hir::Settings;

use super::rewrite::{RewriteMode, edited};
use crate::exit::Exit;
use crate::output::Output;
use crate::report::{Report, counted};
use crate::sources::{MANIFEST, Sources};
use crate::workspace::{self, Loaded};

/// More fixes than any manifest needs.
const MAX_MANIFEST_FIXES: usize = 1000;

/// The fixes of all workspaces of a run.
pub(super) struct Fixes {
    mode: RewriteMode,
    /// The fixes that were applied.
    fixes: usize,
    /// The files that they change.
    files: usize,
}

impl Fixes {
    pub(super) fn new(mode: RewriteMode) -> Self {
        Self {
            mode,
            fixes: 0,
            files: 0,
        }
    }

    /// Fixes the named files of a workspace, and reports what is left in the texts as they are now.
    pub(super) fn apply(&mut self, loaded: Loaded, output: &mut Output<'_>) -> Report {
        let start = Instant::now();
        let Loaded {
            name,
            mut settings,
            files,
            mut sources,
            mut findings,
            is_whole,
            ..
        } = loaded;
        if let Some(fixed) = self.fix_manifest(&mut sources, &findings, output) {
            settings = fixed.settings;
            findings.retain(|finding| finding.span.file != MANIFEST);
            findings.extend(fixed.findings);
            if is_whole {
                findings.extend(workspace::unmatched_paths(&settings, &files));
            }
        }
        let mut workspace = workspace::build_workspace(settings, files, &findings);
        let checked = workspace.check_with(proactive_analysis::lints);
        let found: Vec<Finding> = checked.findings().to_vec();
        let is_named = |file: FileId| {
            let source = sources.get(file).filter(|_| file != MANIFEST);
            source.is_some_and(|source| source.named)
        };
        let fixed = apply_certain_fixes(&mut workspace, &found, is_named, |_| {});
        let mut written_all = true;
        for (position, file) in workspace.files().iter().enumerate() {
            let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
            let Some(source) = sources.get(id).filter(|source| source.named) else {
                continue;
            };
            let changed = source.text() != &*file.text;
            if !self.mode.finish(source, &file.text, changed, output) {
                written_all = false;
            } else if changed {
                self.files += 1;
                sources.set_text(id, Arc::clone(&file.text));
            }
        }
        if written_all {
            self.fixes += fixed.fixes;
            findings.extend(fixed.findings);
        } else {
            // What is on disk differs from what was checked, so it is checked again.
            let files = workspace.files().to_vec();
            for (position, mut file) in files.into_iter().enumerate() {
                let id = FileId(u32::try_from(position).unwrap_or(u32::MAX));
                if let Some(text) = sources.get(id).and_then(|source| source.text.clone()) {
                    file.text = text;
                    workspace.set_file(&file.path, file.text);
                }
            }
            let checked = workspace.check_with(proactive_analysis::lints);
            findings.extend_from_slice(checked.findings());
        }
        Report::new(name, sources, findings).took(start.elapsed())
    }

    /// Fixes the manifest, if it is named or is in a folder that is.
    fn fix_manifest(
        &mut self,
        sources: &mut Sources,
        findings: &[Finding],
        output: &mut Output<'_>,
    ) -> Option<FixedManifest> {
        let source = sources.get(MANIFEST).filter(|source| source.named)?;
        let mut text = source.text().to_owned();
        let mut findings: Vec<Finding> = findings
            .iter()
            .filter(|finding| finding.span.file == MANIFEST)
            .cloned()
            .collect();
        let mut settings = None;
        let mut fixes = 0;
        // A fix shifts what comes after it, so the text is parsed again.
        while fixes < MAX_MANIFEST_FIXES
            && let Some(edits) = first_certain(&findings)
        {
            text = edited(&text, edits);
            let (manifest, left) = proactive_manifest::parse(&text);
            settings = Some(manifest.settings);
            findings = left;
            fixes += 1;
        }
        let settings = settings?;
        if !self.mode.finish(source, &text, true, output) {
            return None;
        }
        self.fixes += fixes;
        self.files += 1;
        sources.set_text(MANIFEST, text.into());
        Some(FixedManifest { settings, findings })
    }

    /// Says how much was fixed.
    pub(super) fn summarize(&self, output: &mut Output<'_>) {
        let fixes = counted(self.fixes, "problem");
        let files = counted(self.files, "file");
        let words = match (self.mode, self.files) {
            // Some files could not be written, and it is not known how many fixes those have.
            (RewriteMode::Write, 1..) if self.fixes == 0 => format!("{files} fixed"),
            (_, 0) => "no problem has a certain fix".to_owned(),
            (RewriteMode::Write, _) => format!("{fixes} fixed in {files}"),
            (RewriteMode::Show, _) => {
                format!("{fixes} would be fixed in {files}; to fix them, run without `--diff`")
            }
        };
        output.report_summary(words);
    }

    /// The exit code that the fixes themselves lead to.
    pub(super) fn exit(&self) -> Exit {
        match (self.mode, self.files) {
            (RewriteMode::Show, 1..) => Exit::Findings,
            (RewriteMode::Show, 0) | (RewriteMode::Write, _) => Exit::Fine,
        }
    }
}

/// The settings and the findings of a manifest after its fixes.
struct FixedManifest {
    settings: Settings,
    findings: Vec<Finding>,
}

/// The edits of the first certain fix, which are in the manifest only.
fn first_certain(findings: &[Finding]) -> Option<&[Edit]> {
    let mut fixes = findings.iter().flat_map(|finding| &finding.fixes);
    let fix = fixes.find(|fix| fix.is_machine_applicable())?;
    Some(&fix.edits)
}
