//! The findings and tests of a run, workspace by workspace, and their counts.

use std::collections::HashSet;
use std::time::Duration;

use proactive_diagnostics::{Code, FileId, Finding, Severity, Span};
use proactive_hir::SourceFile;
use proactive_simulator::Reason;

use super::coverage::Covered;
use super::fingerprint::{Fingerprint, Fingerprints};
use crate::sources::{MANIFEST, Source, Sources};

/// The findings of one workspace.
#[derive(Debug)]
pub struct Report {
    /// The name of the workspace, if it has one.
    pub(crate) name: Option<String>,
    /// The sources that the findings point into.
    pub(crate) sources: Sources,
    /// The findings, sorted by path, place and code, with the manifest first.
    pub(crate) findings: Vec<Finding>,
    /// For each of them its fingerprint, if it is about a file.
    fingerprints: Vec<Option<Fingerprint>>,
    /// What a baseline hides.
    pub(crate) hidden: Hidden,
    /// The tests that were run; `None` for other commands.
    pub(crate) tests: Option<Tests>,
    /// How long it took to find all that.
    pub(crate) took: Duration,
}

/// What came of the findings of a baseline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// The findings that were found, and are not reported.
    pub(crate) known: usize,
    /// The findings that are there no longer, or have changed.
    pub(crate) gone: usize,
}

/// The tests of a workspace that were run.
#[derive(Debug, Default)]
pub(crate) struct Tests {
    /// In source order.
    pub(crate) ran: Vec<Tested>,
    /// What they cover, if that was requested.
    pub(crate) coverage: Option<Covered>,
}

/// A test that was run, or that is listed. If it failed, a finding says why.
#[derive(Debug)]
pub(crate) struct Tested {
    pub(crate) name: String,
    /// Where its name is written.
    pub(crate) span: Span,
    pub(crate) passed: bool,
    /// The number of its steps.
    pub(crate) steps: usize,
    /// How long the run took; zero if it was only listed.
    pub(crate) took: Duration,
    /// Why it failed, if it did.
    pub(crate) failure: Option<FailedTest>,
}

/// Why a test failed.
#[derive(Debug)]
pub(crate) struct FailedTest {
    /// What happened instead of what was expected, in a sentence without its full stop.
    pub(crate) words: String,
    /// What to do about it, where that is known.
    pub(crate) help: Option<String>,
    /// The IDs of the messages that it is about, and why each was shown or not.
    pub(crate) messages: Vec<(String, Vec<Reason>)>,
}

impl Report {
    /// Creates a report on `files`, whose file IDs are their positions.
    #[must_use]
    pub fn of_files(files: &[SourceFile], findings: Vec<Finding>) -> Self {
        let mut sources = Sources::default();
        for file in files {
            let path = file.path.to_string();
            sources.push(Source::new(
                path.clone(),
                path,
                Some(file.text.clone()),
                true,
            ));
        }
        Self::new(None, sources, findings)
    }

    /// Sorts the findings.
    pub(crate) fn new(name: Option<String>, sources: Sources, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|left, right| {
            let key = |finding: &Finding| (finding.span.range.start(), finding.span.range.end());
            place(&sources, left.span.file)
                .cmp(&place(&sources, right.span.file))
                .then_with(|| key(left).cmp(&key(right)))
                .then_with(|| left.code().cmp(&right.code()))
        });
        let mut numbers = Fingerprints::default();
        let fingerprints = findings
            .iter()
            .map(|finding| {
                let source = sources.get(finding.span.file)?;
                Some(numbers.next(finding, source))
            })
            .collect();
        Self {
            name,
            sources,
            findings,
            fingerprints,
            hidden: Hidden::default(),
            tests: None,
            took: Duration::ZERO,
        }
    }

    /// Adds the tests that were run.
    pub(crate) fn with_tests(self, tests: Tests) -> Self {
        Self {
            tests: Some(tests),
            ..self
        }
    }

    /// Sets how long it took.
    pub(crate) fn took(self, took: Duration) -> Self {
        Self { took, ..self }
    }

    /// Keeps the findings in named files and in the manifest, which applies to all of them.
    pub(crate) fn only_named(mut self) -> Self {
        self.retain(|sources, finding, _| {
            let source = sources.get(finding.span.file);
            finding.span.file == MANIFEST || source.is_some_and(|source| source.named)
        });
        self
    }

    /// The findings with their fingerprints.
    pub(crate) fn fingerprinted(&self) -> impl Iterator<Item = (&Finding, Option<Fingerprint>)> {
        self.findings.iter().zip(self.fingerprints.iter().copied())
    }

    /// Keeps some of the findings. Their fingerprints stay as they are.
    pub(crate) fn retain(
        &mut self,
        mut keep: impl FnMut(&Sources, &Finding, Option<Fingerprint>) -> bool,
    ) {
        let findings = std::mem::take(&mut self.findings);
        let fingerprints = std::mem::take(&mut self.fingerprints);
        for (finding, fingerprint) in findings.into_iter().zip(fingerprints) {
            if keep(&self.sources, &finding, fingerprint) {
                self.findings.push(finding);
                self.fingerprints.push(fingerprint);
            }
        }
    }
}

/// The sort key of a file; the manifest has no path here, so it comes first.
fn place(sources: &Sources, file: FileId) -> Option<&str> {
    let source = sources.get(file).filter(|_| file != MANIFEST)?;
    Some(source.path.as_str())
}

/// How many findings, files and tests there are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// The number of files that were checked.
    pub(crate) files: usize,
    /// The number of files and manifests that have findings.
    pub(crate) files_with_findings: usize,
    /// Whether a file could not be read or a manifest is invalid, so that findings may be missing.
    pub(crate) failure: bool,
    /// The results of the tests, if any were run.
    pub(crate) tests: Option<Tally>,
    /// What baselines hide.
    pub(crate) hidden: Hidden,
}

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Counts {
    pub(crate) fn new(reports: &[Report]) -> Self {
        let mut counts = Self::default();
        for report in reports {
            let files = report.sources.files().iter();
            counts.files += files.filter(|source| source.named).count();
            let places: HashSet<_> = report
                .findings
                .iter()
                .map(|found| found.span.file)
                .collect();
            counts.files_with_findings += places.len();
            counts.hidden.known += report.hidden.known;
            counts.hidden.gone += report.hidden.gone;
            for test in report.tests.iter().flat_map(|tests| &tests.ran) {
                let tally = counts.tests.get_or_insert_default();
                tally.passed += usize::from(test.passed);
                tally.failed += usize::from(!test.passed);
            }
            for finding in &report.findings {
                match finding.severity {
                    Severity::Error => counts.errors += 1,
                    Severity::Warning => counts.warnings += 1,
                    Severity::Info => counts.infos += 1,
                }
                counts.failure |= matches!(finding.code(), Code::FileError | Code::ManifestError);
            }
        }
        counts
    }

    /// The highest severity that was found.
    pub(crate) fn worst(&self) -> Option<Severity> {
        let found = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.infos, Severity::Info),
        ];
        let mut found = found.into_iter().filter(|(number, _)| *number > 0);
        found.next().map(|(_, severity)| severity)
    }

    /// Whether there are neither files nor findings.
    pub(crate) fn is_empty(&self) -> bool {
        self.files == 0 && self.errors + self.warnings + self.infos == 0
    }

    /// Whether there is more to summarize than tests.
    pub(crate) fn has_more_than_tests(&self) -> bool {
        self.tests
            .is_none_or(|tests| self.errors + self.warnings + self.infos > tests.failed)
    }
}

/// A number and its noun, in the plural unless the number is 1.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
