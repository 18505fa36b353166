//! `check --fix`: the certain fixes of the named files, written or shown.

use std::sync::Arc;
use std::time::Instant;

use proactive_analysis::apply_certain_fixes;
use proactive_diagnostics::{FileId, Finding};

use crate::atomic_write::atomic_write;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths::io_reason;
use crate::report::{Report, counted};
use crate::sources::{MANIFEST, Source};
use crate::text_diff::unified_diff;
use crate::workspace::{self, Loaded};

/// What becomes of fixed texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FixMode {
    /// They replace the files; that of standard input goes to standard output.
    Write,
    /// Their diffs go to standard output, and nothing is written.
    Show,
}

/// The fixes of all workspaces of a run.
pub(super) struct Fixes {
    mode: FixMode,
    /// The fixes that were applied.
    fixes: usize,
    /// The files that they change.
    files: usize,
}

impl Fixes {
    pub(super) fn new(mode: FixMode) -> Self {
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
            settings,
            files,
            mut sources,
            mut findings,
            ..
        } = loaded;
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
            if !self.finish(source, &file.text, changed, output) {
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

    /// Writes or shows a text. Returns whether it is now where it belongs.
    fn finish(&self, source: &Source, text: &str, changed: bool, output: &mut Output<'_>) -> bool {
        let shown = &source.shown;
        match (self.mode, &source.file) {
            (FixMode::Show, _) => {
                if changed {
                    let color = output.style(OutputStream::Stdout).color;
                    let diff = unified_diff((shown, source.text()), (shown, text), color);
                    print(&diff, output);
                }
                true
            }
            (FixMode::Write, None) => {
                print(text, output);
                true
            }
            (FixMode::Write, Some(file)) if changed => match atomic_write(file, text.as_bytes()) {
                Ok(()) => true,
                Err(error) => {
                    let reason = io_reason(&error);
                    output.error(format_args!("cannot write `{shown}`: {reason}"));
                    false
                }
            },
            (FixMode::Write, Some(_)) => true,
        }
    }

    /// Says how much was fixed.
    pub(super) fn summarize(&self, output: &mut Output<'_>) {
        let fixes = counted(self.fixes, "problem");
        let files = counted(self.files, "file");
        let words = match (self.mode, self.files) {
            // Some files could not be written, and which fixes were in them is not known.
            (FixMode::Write, 1..) if self.fixes == 0 => format!("{files} fixed"),
            (_, 0) => "there is nothing to fix with certainty".to_owned(),
            (FixMode::Write, _) => format!("{fixes} fixed in {files}"),
            (FixMode::Show, _) => {
                format!("{fixes} would be fixed in {files}; to fix them, run without `--diff`")
            }
        };
        output.report_summary(words);
    }

    /// The exit code that the fixes themselves lead to.
    pub(super) fn exit(&self) -> Exit {
        match (self.mode, self.files) {
            (FixMode::Show, 1..) => Exit::Findings,
            (FixMode::Show, 0) | (FixMode::Write, _) => Exit::Fine,
        }
    }
}

/// Writes a text to standard output, which reports failed writes at the end.
fn print(text: &str, output: &mut Output<'_>) {
    let _ = output
        .writer(OutputStream::Stdout)
        .write_all(text.as_bytes());
}
