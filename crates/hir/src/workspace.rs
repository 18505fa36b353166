//! A workspace: all its files, understood together.

use std::sync::Arc;

use proactive_diagnostics::Finding;

use crate::Settings;
use crate::model::Model;

/// A file of a workspace.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its path from the root of the workspace, written with `/`.
    pub path: Box<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// A workspace, parsed and lowered.
#[derive(Debug)]
pub struct Workspace {
    settings: Settings,
    files: Vec<SourceFile>,
}

impl Workspace {
    /// Parses and lowers `files`, which must be sorted by the bytes of their paths: the position
    /// of a file is its [`FileId`](proactive_diagnostics::FileId).
    #[must_use]
    pub fn new(settings: Settings, files: Vec<SourceFile>) -> Self {
        Self { settings, files }
    }

    /// The files, in order.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// What the manifest decides.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Finds everything that is wrong.
    #[must_use]
    pub fn check(&self) -> Checked<'_> {
        Checked {
            workspace: self,
            findings: Vec::new(),
        }
    }
}

/// A workspace with all its findings.
#[derive(Debug)]
pub struct Checked<'w> {
    workspace: &'w Workspace,
    findings: Vec<Finding>,
}

impl Checked<'_> {
    /// The findings, ordered by file, place and code.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The workspace without a hole; none when there is an error.
    #[must_use]
    pub fn model(&self) -> Option<Model> {
        let _ = self.workspace;
        None
    }
}
