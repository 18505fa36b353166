//! The `gitlab` format: a Code Quality report, which GitLab shows in merge requests.
//!
//! It is the part of the Code Climate format that GitLab reads ("Code Quality report format" in its
//! documentation): a list of issues, each with a fingerprint of its own.

use std::io::{self, Write};

use proactive_diagnostics::{Finding, Severity, messages};
use serde::Serialize;

use crate::report::{Fingerprint, Fingerprints, Report, write_json};

/// A finding in the report.
#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    /// The code.
    check_name: &'static str,
    /// What is wrong.
    description: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    /// From the root of the repository.
    path: String,
    lines: Lines,
}

/// Lines, counted from 1.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(reports: &[Report], to: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let mut issues = Vec::new();
    for report in reports {
        for (finding, fingerprint) in report.fingerprinted() {
            // GitLab shows nothing that has no file.
            if let Some(fingerprint) = fingerprint {
                issues.extend(issue(report, finding, fingerprints.unique(fingerprint)));
            }
        }
    }
    write_json(&issues, to)
}

fn issue(report: &Report, finding: &Finding, fingerprint: Fingerprint) -> Option<Issue> {
    let sources = &report.sources;
    let (source, range) = sources.locate(finding.span)?;
    Some(Issue {
        kind: "issue",
        check_name: finding.code().as_str(),
        description: messages::message(&finding.problem),
        content: messages::advice(finding).map(|body| Content { body }),
        categories: ["Bug Risk"],
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint: fingerprint.to_string(),
        location: Location {
            path: sources.path_in(sources.repository(), source),
            lines: Lines {
                begin: source.position(range.start).line,
                end: source.position(range.end).line,
            },
        },
    })
}
