//! The `sarif` format: a SARIF 2.1.0 log (OASIS), for code scanning and for viewers.
//!
//! There is one run, whatever the number of workspaces: GitHub takes one run of a tool. Paths count
//! from the root of the repository, and columns count characters, as in every other format.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proactive_diagnostics::{Code, Finding, Fix, Kind, Label, Problem, Severity, Span, messages};
use serde::Serialize;

use crate::report::codes::first_sentence;
use crate::report::{Counts, Fingerprint, Fingerprints, Report, write_json};
use crate::sources::{Source, Sources};

/// The name for the folder that paths count from. GitHub and Azure DevOps know it.
const ROOT: &str = "%SRCROOT%";

/// What is escaped in paths: all but the unreserved characters of RFC 3986 and `/`.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

pub(super) fn write(reports: &[Report], counts: &Counts, to: &mut dyn Write) -> io::Result<()> {
    let mut rules = Rules::default();
    let mut fingerprints = Fingerprints::default();
    let mut results = Vec::new();
    for report in reports {
        let place = Place::new(&report.sources);
        for (finding, fingerprint) in report.fingerprinted() {
            let rule_index = rules.index(finding.code());
            let fingerprint = fingerprint.map(|it| fingerprints.unique(it));
            results.push(place.result(finding, rule_index, fingerprint));
        }
    }
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "proactive",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_HOMEPAGE"),
                    rules: rules.codes.into_iter().map(rule).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: !counts.failure,
            }],
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base {
                    description: text(
                        "The root of the repository, or of the workspace where there is none.",
                    ),
                },
            )]),
            results,
        }],
    };
    write_json(&log, to)
}

/// The codes that were found, in the order in which results refer to them.
#[derive(Default)]
struct Rules {
    codes: Vec<Code>,
}

impl Rules {
    fn index(&mut self, code: Code) -> usize {
        let known = self.codes.iter().position(|known| *known == code);
        known.unwrap_or_else(|| {
            self.codes.push(code);
            self.codes.len() - 1
        })
    }
}

fn rule(code: Code) -> Rule {
    let summary = code.summary();
    let name = code.as_str().split('-').map(capitalized).collect();
    Rule {
        id: code.as_str(),
        name,
        short_description: text(&sentence(first_sentence(&summary).to_owned())),
        full_description: text(&summary),
        help: Help {
            text: code.page(),
            markdown: code.page(),
        },
        help_uri: format!("{}/diagnostics/{code}.html", env!("CARGO_PKG_HOMEPAGE")),
        default_configuration: Configuration {
            level: level(code.default_severity()),
        },
        properties: RuleProperties {
            tags: [match code.kind() {
                Kind::Error => "correctness",
                Kind::Lint => "lint",
            }],
            precision: match code.needs_proof() {
                true => "very-high",
                false => "high",
            },
        },
    }
}

/// Where the paths of a workspace count from.
struct Place<'r> {
    sources: &'r Sources,
    repository: Option<&'r Path>,
}

impl<'r> Place<'r> {
    fn new(sources: &'r Sources) -> Self {
        Self {
            sources,
            repository: sources.repository(),
        }
    }

    fn result(
        &self,
        finding: &Finding,
        rule_index: usize,
        fingerprint: Option<Fingerprint>,
    ) -> SarifResult {
        let message = sentence(messages::message(&finding.problem));
        let message = match messages::advice(finding) {
            Some(advice) => format!("{message}\n\n{advice}"),
            None => message,
        };
        let fingerprint = fingerprint.map(|it| it.to_string());
        SarifResult {
            rule_id: finding.code().as_str(),
            rule_index,
            level: level(finding.severity),
            message: text(&message),
            locations: self.location(finding.span).into_iter().collect(),
            related_locations: self.labels(&finding.labels),
            code_flows: self.code_flows(finding),
            partial_fingerprints: fingerprint.map(|fingerprint| PartialFingerprints {
                primary_location_line_hash: fingerprint.clone(),
                ours: fingerprint,
            }),
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    /// The places that explain a finding.
    fn labels(&self, labels: &[Label]) -> Vec<Location> {
        let located = labels.iter().filter_map(|label| {
            let location = self.location(label.span)?;
            let message = Some(text(&sentence(messages::label(&label.kind))));
            Some(Location {
                message,
                ..location
            })
        });
        let numbered = located.enumerate();
        numbered
            .map(|(index, location)| Location {
                id: Some(index),
                ..location
            })
            .collect()
    }

    /// The way through a cycle: the labels of the finding, in their order.
    fn code_flows(&self, finding: &Finding) -> Option<[CodeFlow; 1]> {
        let Problem::SegmentCycle { .. } = finding.problem else {
            return None;
        };
        let steps = self.labels(&finding.labels).into_iter();
        let steps = steps.map(|location| Step {
            location: Location {
                id: None,
                ..location
            },
        });
        Some([CodeFlow {
            thread_flows: [ThreadFlow {
                locations: steps.collect(),
            }],
        }])
    }

    fn fix(&self, fix: &Fix) -> SarifFix {
        let mut changes: Vec<ArtifactChange> = Vec::new();
        for edit in &fix.edits {
            let Some((source, range)) = self.sources.locate(edit.span) else {
                continue;
            };
            let artifact_location = self.artifact(source);
            let replacement = Replacement {
                deleted_region: region(source, range.start, range.end),
                inserted_content: text(&edit.replacement),
            };
            let of_file = changes
                .iter_mut()
                .find(|change| change.artifact_location.uri == artifact_location.uri);
            match of_file {
                Some(change) => change.replacements.push(replacement),
                None => changes.push(ArtifactChange {
                    artifact_location,
                    replacements: vec![replacement],
                }),
            }
        }
        SarifFix {
            description: text(&sentence(messages::fix_title(&fix.title))),
            artifact_changes: changes,
            properties: FixProperties {
                certain: fix.is_machine_applicable(),
            },
        }
    }

    fn location(&self, span: Span) -> Option<Location> {
        let (source, range) = self.sources.locate(span)?;
        // There are no lines to point at in a file that could not be read.
        let region = source
            .text
            .as_ref()
            .map(|_| region(source, range.start, range.end));
        Some(Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(source),
                region,
            },
            message: None,
        })
    }

    fn artifact(&self, source: &Source) -> ArtifactLocation {
        let path = self.sources.path_in(self.repository, source);
        ArtifactLocation {
            uri: utf8_percent_encode(&path, ESCAPED).to_string(),
            uri_base_id: ROOT,
        }
    }
}

/// A range in bytes as lines and columns.
fn region(source: &Source, start: usize, end: usize) -> Region {
    let (start, end) = (source.position(start), source.position(end));
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn text(text: &str) -> Text {
    Text { text: text.into() }
}

/// A message as the sentence that SARIF asks for: it begins with a capital letter and ends with a full
/// stop.
fn sentence(message: String) -> String {
    let mut sentence = capitalized(&message);
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

// The objects of the standard, with the properties that are used. Their names are those of sections
// 3.13 to 3.58.

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What GitHub shows and filters by.
#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 1],
    precision: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_flows: Option<[CodeFlow; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<PartialFingerprints>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
}

/// The fingerprint of the `json` format under the name that GitHub reads, and under our own.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartialFingerprints {
    primary_location_line_hash: String,
    #[serde(rename = "proactive/v1")]
    ours: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CodeFlow {
    thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
struct ThreadFlow {
    locations: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    location: Location,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix {
    description: Text,
    artifact_changes: Vec<ArtifactChange>,
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    /// Whether the fix can be applied without looking.
    certain: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}
