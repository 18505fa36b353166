//! Converts findings to the protocol's diagnostics.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proactive_diagnostics::{FileId, Finding, Severity};
use proactive_ide::diagnostics::{Tag, page};
use tower_lsp_server::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Uri,
};

use crate::client_capabilities::ClientFeatures;
use crate::file_system::UncheckedFile;
use crate::line_index::LineIndex;
use crate::project::{ProjectId, ProjectSnapshot};
use crate::state::ServerState;

/// The `source` of every diagnostic.
pub(crate) const SOURCE: &str = "proactive";

/// The diagnostics of one file.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) uri: Uri,
    /// The version of the document, if it is open.
    pub(crate) version: Option<i32>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// A result ID; equal reports have equal IDs.
    pub(crate) id: String,
}

impl Report {
    fn new(uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) -> Self {
        let id = id_of(&diagnostics);
        Self {
            uri,
            version,
            diagnostics,
            id,
        }
    }

    /// An empty report, for a file that no longer has findings.
    pub(crate) fn nothing(uri: Uri) -> Self {
        Self::new(uri, None, Vec::new())
    }

    /// Whether the report is empty and its file is not open.
    pub(crate) fn says_nothing(&self) -> bool {
        self.diagnostics.is_empty() && self.version.is_none()
    }
}

/// The result ID of a list of diagnostics. It is a hash of their content, so it stays valid across
/// server restarts.
fn id_of(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    let text = serde_json::to_string(diagnostics).unwrap_or_default();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Converts the findings of a project to reports.
pub(crate) struct Converter<'c> {
    pub(crate) state: &'c ServerState,
    pub(crate) can: &'c ClientFeatures,
    pub(crate) key: &'c ProjectId,
    pub(crate) view: &'c ProjectSnapshot,
}

impl Converter<'_> {
    /// The reports of all files that have findings or are open, and of the manifest, sorted by URI.
    pub(crate) fn all(&self) -> Vec<Report> {
        let mut by_path: BTreeMap<PathBuf, Vec<Diagnostic>> = BTreeMap::new();
        let workspace = self.view.snapshot.workspace();
        let mut findings = self.view.snapshot.findings();
        // The findings are sorted by file.
        while let Some(first) = findings.first() {
            let file = first.span.file;
            let count = findings.partition_point(|finding| finding.span.file <= file);
            let (here, rest) = findings.split_at(count);
            findings = rest;
            if let Some(path) = self.view.path(file).filter(|path| self.key.speaks_of(path)) {
                let diagnostics = here.iter().map(|finding| self.diagnostic(finding));
                by_path.insert(path, diagnostics.collect());
            }
        }
        if let Some(manifest) = self.manifest() {
            let diagnostics = self.view.manifest_findings().iter();
            let diagnostics = diagnostics.map(|finding| self.diagnostic(finding));
            by_path.insert(manifest.path.clone(), diagnostics.collect());
        }
        for beside in self.unread() {
            let lines = LineIndex::of_disk(&beside.text, self.view.encoding());
            let convert = |finding: &Finding| Diagnostic {
                range: lines.range(&beside.text, finding.span.range),
                ..self.diagnostic(finding)
            };
            let diagnostics = by_path.entry(beside.path.clone()).or_default();
            diagnostics.extend(beside.findings.iter().map(convert));
        }
        for document in self.state.documents.values() {
            let path = crate::state::path_in_project(document);
            let here = document.key == *self.key && workspace_has(workspace, self.view, &path);
            if here && self.key.speaks_of(&path) {
                by_path.entry(path).or_default();
            }
        }
        let mut reports: Vec<Report> = by_path
            .into_iter()
            .filter_map(|(path, diagnostics)| self.report(&path, diagnostics))
            .collect();
        reports.sort_by(|left, right| left.uri.cmp(&right.uri));
        reports
    }

    /// The report of one file or the manifest.
    pub(crate) fn one(&self, file: FileId) -> Option<Report> {
        let path = self.view.path(file)?;
        if file == FileId::MANIFEST {
            let findings = self.view.manifest_findings().iter();
            return self.report(&path, findings.map(|it| self.diagnostic(it)).collect());
        }
        let findings = self.view.snapshot.findings();
        let start = findings.partition_point(|finding| finding.span.file < file);
        let here = findings
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|finding| finding.span.file == file);
        let diagnostics = here.map(|finding| self.diagnostic(finding)).collect();
        self.report(&path, diagnostics)
    }

    fn report(&self, path: &Path, mut diagnostics: Vec<Diagnostic>) -> Option<Report> {
        let uri = self.state.uri_of(self.key, path)?;
        if self.state.lost.contains(&uri) {
            // The findings refer to a different text than the author sees.
            diagnostics.clear();
        }
        let document = self.state.documents.get(&uri);
        let version = document.map(|document| document.version);
        Some(Report::new(uri, version, diagnostics))
    }

    /// The manifest. A single-file project leaves it to its workspace.
    fn manifest(&self) -> Option<&UncheckedFile> {
        let manifest = self.view.beside.manifest.as_ref();
        manifest.filter(|manifest| self.key.speaks_of(&manifest.path))
    }

    /// The files that could not be read. A single-file project leaves others to their workspace.
    fn unread(&self) -> impl Iterator<Item = &UncheckedFile> {
        let unread = self.view.beside.unread.iter();
        unread.filter(|unread| self.key.speaks_of(&unread.path))
    }

    /// Converts a finding.
    pub(crate) fn diagnostic(&self, finding: &Finding) -> Diagnostic {
        let found = proactive_ide::diagnostics::diagnostic(finding);
        let related: Vec<_> = found
            .related
            .iter()
            .filter_map(|related| {
                let path = self.view.path(related.span.file)?;
                let uri = self.state.uri_of(self.key, &path)?;
                let range = self.view.range(related.span);
                Some(DiagnosticRelatedInformation {
                    location: Location { uri, range },
                    message: related.message.clone(),
                })
            })
            .collect();
        let pages = self.state.options.pages.as_deref();
        let page = pages.map(|pages| format!("{pages}{}", page(found.code)));
        let page = page.and_then(|page| Uri::from_str(&page).ok());
        Diagnostic {
            range: self.view.range(finding.span),
            severity: Some(severity(found.severity)),
            code: Some(NumberOrString::String(found.code.as_str().to_owned())),
            code_description: page
                .filter(|_| self.can.code_description)
                .map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: found.text(),
            related_information: Some(related)
                .filter(|related| self.can.related_information && !related.is_empty()),
            tags: found
                .tag
                .filter(|_| self.can.unnecessary_tag)
                .map(|tag| match tag {
                    Tag::Unnecessary => vec![DiagnosticTag::UNNECESSARY],
                }),
            data: None,
        }
    }
}

fn workspace_has(
    workspace: &proactive_hir::Workspace,
    view: &ProjectSnapshot,
    path: &Path,
) -> bool {
    view.file_id(path)
        .is_some_and(|file| workspace.file(file).is_some())
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
