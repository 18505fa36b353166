//! From paths to workspaces: which there are, which files belong to them, what is in these.

mod patterns;
mod plan;
mod read;
mod revision;
mod walk;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::{FileProblem, Finding, Problem, messages};
use proactive_hir::{Settings, SourceFile, Workspace};

pub(crate) use patterns::Patterns;
pub(crate) use read::{Texts, reason};
pub(crate) use revision::load_revision;

use crate::args::InputArguments;
use crate::manifest::{self, Manifest};
use crate::output::Output;
use crate::paths;
use crate::sources::{MANIFEST, Source, Sources};
use plan::{Named, Plan, Scope};
use read::Unread;

/// A workspace, read but not yet build_workspace.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// Its folder.
    pub(crate) root: PathBuf,
    /// What it is called: by its manifest, else by its folder. Loose files are called nothing.
    pub(crate) name: Option<String>,
    /// What the checker must know.
    pub(crate) settings: Settings,
    /// `[build] output`, absolute.
    pub(crate) output: Option<PathBuf>,
    /// The files that could be read, by the bytes of their paths.
    pub(crate) files: Vec<SourceFile>,
    /// All files, those that could be read first, and the manifest.
    pub(crate) sources: Sources,
    /// What is wrong with the manifest and with files as such.
    pub(crate) findings: Vec<Finding>,
    /// Folders that are named but hold none of the files, as they are shown.
    pub(crate) empty: Vec<String>,
    /// Folders that were left out because they are workspaces of their own.
    pub(crate) nested: Vec<PathBuf>,
}

/// The workspace of the files that could be read. `findings` tell of those that could not: what
/// they may declare is not seen.
pub(crate) fn build_workspace(
    settings: Settings,
    files: Vec<SourceFile>,
    findings: &[Finding],
) -> Workspace {
    Workspace::new(settings, files).with_unread_files(has_unread(findings))
}

/// Whether `findings` tell of a file that could not be read.
pub(crate) fn has_unread(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| match &finding.problem {
        Problem::File(problem) => match problem {
            FileProblem::Unreadable { .. }
            | FileProblem::NotUtf8 { .. }
            | FileProblem::TooLarge { .. } => true,
            FileProblem::NotFound => false,
        },
        _ => false,
    })
}

/// The nearest folder upward, `folder` included, that has a manifest.
pub(crate) fn root(folder: &Path) -> Option<PathBuf> {
    plan::root(folder)
}

/// Whether the file at `path`, which need not exist, belongs to the workspace in `root`.
pub(crate) fn belongs(root: &Path, path: &Path, texts: Texts<'_>) -> bool {
    let manifest = texts.file(&root.join(manifest::FILE_NAME)).ok();
    let manifest = manifest.map(|text| manifest::parse(&text).0);
    let manifest = manifest.unwrap_or_default();
    walk::finds(root, manifest.include.as_ref(), &manifest.exclude, path)
}

/// The text of a file; none if it cannot be read, or not as a text.
pub(crate) fn text(path: &Path) -> Option<Arc<str>> {
    Texts::DISK.file(path).ok()
}

/// Reads one document that is no part of a workspace. The error is a sentence.
pub(crate) fn document(path: &Path, text: Option<&mut dyn Read>) -> Result<Arc<str>, String> {
    let read = match text {
        Some(reader) => read::text(path, reader),
        None => Texts::DISK.file(path),
    };
    read.map_err(|unread| {
        let (_, finding) = unread.into_parts();
        messages::message(&finding(MANIFEST).problem)
    })
}

/// Where to look, and what to look for.
pub(crate) struct Request<'r> {
    /// The current folder.
    pub(crate) folder: &'r Path,
    /// The paths of the command line.
    pub(crate) paths: &'r [PathBuf],
    /// The flags of the command line.
    pub(crate) input: &'r InputArguments,
    /// Whether a file that is named counts even if its workspace leaves it out.
    pub(crate) named_always: bool,
}

impl Request<'_> {
    /// Why it cannot be meant, if it cannot.
    pub(crate) fn validate(&self) -> Result<(), String> {
        let from_stdin = self
            .paths
            .iter()
            .any(|path| path.as_os_str() == plan::STDIN);
        if self.input.stdin_filename.is_some() && !from_stdin {
            return Err(
                "`--stdin-filename` says what standard input stands for: it needs `-` as \
                        the path"
                    .into(),
            );
        }
        Ok(())
    }
}

impl Loaded {
    /// Says which of the paths lead to nothing: a workspace without files is right, but rarely
    /// what was meant.
    pub(crate) fn notice_what_is_empty(&self, folder: &Path, output: &mut Output<'_>) {
        for folder in &self.empty {
            output.notice(format_args!(
                "there are no `.proactive` files in `{folder}`"
            ));
        }
        if self.empty.is_empty() || self.nested.is_empty() {
            return;
        }
        let nested = self.nested.iter();
        let nested: Vec<_> = nested.map(|path| paths::relative(folder, path)).collect();
        output.notice(format_args!(
            "these folders are workspaces of their own: `{}`",
            nested.join("`, `")
        ));
    }
}

/// Reads the workspaces that the paths belong to, ordered by their roots.
pub(crate) fn load(request: &Request<'_>, stdin: &mut dyn Read) -> Vec<Loaded> {
    load_from(request, stdin, Texts::DISK)
}

/// The same where some texts may come from an editor.
pub(crate) fn load_from(
    request: &Request<'_>,
    mut stdin: &mut dyn Read,
    texts: Texts<'_>,
) -> Vec<Loaded> {
    plan::plan(request)
        .into_iter()
        .map(|plan| load_one(plan, request, &mut stdin, texts))
        .collect()
}

fn load_one(plan: Plan, request: &Request<'_>, stdin: &mut dyn Read, from: Texts<'_>) -> Loaded {
    let scope = Scope::new(&plan.named);
    let mut loading = Loading {
        root: &plan.root,
        scope: &scope,
        folder: request.folder,
        shown: None,
        given: None,
        sources: Sources::default(),
        findings: Vec::new(),
    };
    let manifest = match &request.input.config {
        Some(file) => Some(paths::resolve(request.folder, file)),
        None => {
            let file = plan.root.join(manifest::FILE_NAME);
            (plan.manifest || from.has_open(&file)).then_some(file)
        }
    };
    let manifest = match manifest {
        Some(file) => loading.manifest(&file, from.file(&file)),
        None => Manifest::default(),
    };

    let mut walked = walk::Walked::default();
    if plan.walked {
        walked = walk::walk(&plan.root, manifest.include.as_ref(), &manifest.exclude);
    }
    let mut files = walked.files;
    let mut unread = walked.problems;
    let mut given = None;
    for named in &plan.named {
        match named {
            Named::Folder(_) | Named::Manifest(_) => {}
            Named::File(path) if request.named_always || !plan.walked => files.push(path.clone()),
            Named::File(_) => {}
            Named::Missing(path) => unread.push(Unread::new(path.clone(), FileProblem::NotFound)),
            Named::Stdin(path) => given = Some(path),
        }
    }
    if let Some(given) = given {
        // What is on disk does not count beside it.
        files.retain(|path| path != given);
    }
    files.sort();
    files.dedup();
    let empty = scope
        .folders()
        .iter()
        .filter(|folder| !files.iter().any(|file| file.starts_with(folder)))
        .map(|folder| paths::relative(request.folder, folder))
        .collect();

    let mut texts = from.files(files);
    texts.extend(given.map(|path| Ok((path.clone(), read::text(path, stdin)?))));
    loading.given = given.map(PathBuf::as_path);
    let files = loading.files(texts, unread);
    let Loading {
        sources, findings, ..
    } = loading;
    Loaded {
        name: manifest.name.or_else(|| plan.folder_name()),
        settings: manifest.settings,
        output: manifest.output.map(|output| plan.root.join(output)),
        files,
        sources,
        findings,
        empty,
        nested: walked.nested,
        root: plan.root,
    }
}

/// A workspace that is being read.
struct Loading<'l> {
    root: &'l Path,
    scope: &'l Scope<'l>,
    folder: &'l Path,
    /// For files of another revision, the top of the repository and the revision.
    shown: Option<(&'l Path, &'l str)>,
    /// The file that standard input stands for.
    given: Option<&'l Path>,
    sources: Sources,
    findings: Vec<Finding>,
}

impl Loading<'_> {
    fn source(&self, path: &Path, text: Option<Arc<str>>) -> Source {
        let shown = match self.shown {
            // As git itself names them.
            Some((top, revision)) => format!("{revision}:{}", paths::relative(top, path)),
            None => paths::relative(self.folder, path),
        };
        Source::new(
            paths::relative(self.root, path),
            shown,
            text,
            self.scope.covers(path),
        )
    }

    fn manifest(&mut self, path: &Path, text: Result<Arc<str>, Unread>) -> Manifest {
        match text {
            Ok(text) => {
                let (manifest, findings) = manifest::parse(&text);
                self.findings.extend(findings);
                self.sources.set_manifest(self.source(path, Some(text)));
                manifest
            }
            Err(unread) => {
                let (beginning, finding) = unread.into_parts();
                self.findings.push(finding(MANIFEST));
                self.sources.set_manifest(self.source(path, beginning));
                Manifest::default()
            }
        }
    }

    /// Numbers the files: those that could be read as the checker will, then the others.
    fn files(
        &mut self,
        texts: Vec<Result<(PathBuf, Arc<str>), Unread>>,
        mut unread: Vec<Unread>,
    ) -> Vec<SourceFile> {
        let mut readable = Vec::with_capacity(texts.len());
        for text in texts {
            match text {
                Ok((path, text)) => {
                    let source = self.source(&path, Some(text));
                    readable.push(
                        match self.given == Some(path.as_path()) || self.shown.is_some() {
                            true => source,
                            false => source.at(path),
                        },
                    );
                }
                Err(problem) => unread.push(problem),
            }
        }
        readable.sort_by(|left, right| left.path.cmp(&right.path));
        let files = readable
            .iter()
            .map(|source| SourceFile {
                path: source.path.as_str().into(),
                text: source.text.clone().unwrap_or_default(),
            })
            .collect();
        for source in readable {
            self.sources.push(source);
        }
        for problem in unread {
            let path = problem.path.clone();
            let (beginning, finding) = problem.into_parts();
            let file = self.sources.push(self.source(&path, beginning));
            self.findings.push(finding(file));
        }
        files
    }
}
