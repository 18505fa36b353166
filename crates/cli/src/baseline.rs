//! The baseline of a workspace: warnings that are known, and not reported until they change.
//!
//! It is a file beside the manifest, so that it is reviewed and merged like the rest. A finding is
//! identified by its [`Fingerprint`]; the other fields are for people who read the file.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use proactive_diagnostics::{Finding, Severity, messages};
use serde::{Deserialize, Serialize};

use crate::atomic_write::atomic_write;
use crate::paths::io_reason;
use crate::report::{Fingerprint, Hidden, Report};
use crate::sources::Sources;

/// The name of the file, at the root of the workspace.
pub(crate) const FILE_NAME: &str = "proactive-baseline.json";

const VERSION: u32 = 1;

/// The known findings of a workspace.
#[derive(Debug, Clone)]
pub(crate) struct Baseline {
    path: PathBuf,
    known: Vec<Known>,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
struct Document {
    version: u32,
    findings: Vec<Known>,
}

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    /// From the root of the workspace.
    file: String,
    code: String,
    message: String,
    fingerprint: String,
}

impl Baseline {
    /// Reads the baseline of the workspace in `root`; `None` if it has none.
    ///
    /// # Errors
    ///
    /// A sentence for the author when it cannot be read, or is something else.
    pub(crate) fn read(root: &Path) -> Result<Option<Self>, String> {
        let path = root.join(FILE_NAME);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(format!("cannot read `{FILE_NAME}`: {}", io_reason(&error)));
            }
        };
        let document: Document = serde_json::from_slice(&text).map_err(|error| {
            format!(
                "`{FILE_NAME}` is not a baseline: {error}; delete it and write it anew with \
                 `proactive check --write-baseline`"
            )
        })?;
        if document.version != VERSION {
            return Err(format!(
                "`{FILE_NAME}` has the version {}, and this is version {VERSION}; install a newer \
                 `proactive`, or write it anew with `proactive check --write-baseline`",
                document.version
            ));
        }
        Ok(Some(Self {
            path,
            known: document.findings,
        }))
    }

    /// Hides the known findings of a report.
    pub(crate) fn hide_known(&self, report: &mut Report) {
        let known: BTreeSet<Fingerprint> = self.fingerprints().collect();
        let mut found = BTreeSet::new();
        report.retain(|_, finding, fingerprint| match fingerprint {
            Some(fingerprint) if can_be_known(finding) && known.contains(&fingerprint) => {
                found.insert(fingerprint);
                false
            }
            Some(_) | None => true,
        });
        // A finding can only be gone from a file that was checked.
        let gone = self.known.iter().filter(|known| {
            let fingerprint: Option<Fingerprint> = known.fingerprint.parse().ok();
            let is_found = fingerprint.is_some_and(|it| found.contains(&it));
            !is_found && !is_unnamed(&report.sources, &known.file)
        });
        report.hidden = Hidden {
            known: found.len(),
            gone: gone.count(),
        };
    }

    fn fingerprints(&self) -> impl Iterator<Item = Fingerprint> {
        let known = self.known.iter();
        known.filter_map(|known| known.fingerprint.parse().ok())
    }

    /// Replaces the baseline of the workspace in `root` by the warnings of a report. Entries for files
    /// that were not named are kept. If there are no warnings, the file is removed. Returns how many
    /// findings are known now, and the report without them.
    ///
    /// # Errors
    ///
    /// A sentence for the author when the file cannot be written.
    pub(crate) fn write(
        old: Option<&Self>,
        root: &Path,
        mut report: Report,
    ) -> Result<(usize, Report), String> {
        let mut known: Vec<Known> = report
            .fingerprinted()
            .filter(|(finding, _)| can_be_known(finding))
            .filter_map(|(finding, fingerprint)| {
                let source = report.sources.get(finding.span.file)?;
                source.named.then(|| Known {
                    file: source.path.clone(),
                    code: finding.code().to_string(),
                    message: messages::message(&finding.problem),
                    fingerprint: fingerprint.map(|it| it.to_string()).unwrap_or_default(),
                })
            })
            .collect();
        if let Some(old) = old {
            let kept = old.known.iter();
            known.extend(
                kept.filter(|it| is_unnamed(&report.sources, &it.file))
                    .cloned(),
            );
        }
        known.sort();
        let path = old.map_or_else(|| root.join(FILE_NAME), |old| old.path.clone());
        let count = known.len();
        let written = match (known.is_empty(), old) {
            (true, None) => Ok(()),
            (true, Some(_)) => std::fs::remove_file(&path),
            (false, _) => atomic_write(&path, text(known).as_bytes()),
        };
        written.map_err(|error| format!("cannot write `{FILE_NAME}`: {}", io_reason(&error)))?;
        report.retain(|_, finding, _| !can_be_known(finding));
        Ok((count, report))
    }
}

/// Whether the report is about a workspace with this file, which the command line does not name.
fn is_unnamed(sources: &Sources, file: &str) -> bool {
    let mut files = sources.files().iter();
    files.any(|source| source.path == file && !source.named)
}

/// Whether a baseline can hide the finding. Errors cannot be hidden, because they prevent a build.
fn can_be_known(finding: &Finding) -> bool {
    finding.severity < Severity::Error
}

/// A line for each finding, so that changes of different findings can be merged.
fn text(known: Vec<Known>) -> String {
    let lines: Vec<String> = known
        .iter()
        .filter_map(|known| serde_json::to_string(known).ok())
        .map(|known| format!("    {known}"))
        .collect();
    format!(
        "{{\n  \"version\": {VERSION},\n  \"findings\": [\n{}\n  ]\n}}\n",
        lines.join(",\n")
    )
}
