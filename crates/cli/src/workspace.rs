//! Loading workspaces: which ones the paths belong to, their files, and the texts of these.

mod loading;
mod plan;
mod read;
mod request;
mod revision;
mod walk;
mod watched;

use std::collections::VecDeque;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::{FileProblem, Finding, Problem, messages};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_manifest::Manifest;

pub(crate) use loading::{Loaded, report_empty};
pub(crate) use read::Texts;
pub(crate) use request::{Extent, Request};
pub(crate) use revision::load_revision;
pub(crate) use walk::{ENDING, GITIGNORE};
pub(crate) use watched::Watched;

use crate::baseline::Baseline;
use crate::paths;
use crate::sources::{MANIFEST, Sources};
use loading::Loading;
use plan::{Named, Plan, Scope};
use read::Unread;

/// Builds the workspace of the readable files. `findings` say whether there are unreadable ones,
/// whose declarations are unknown.
pub(crate) fn build_workspace(
    settings: Settings,
    files: Vec<SourceFile>,
    findings: &[Finding],
) -> Workspace {
    Workspace::new(settings, files).with_unread_files(has_unread(findings))
}

/// Whether any finding is about an unreadable file.
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

/// The findings about paths in the manifest that no file has, of a whole workspace.
pub(crate) fn unmatched_paths(settings: &Settings, files: &[SourceFile]) -> Vec<Finding> {
    let files: Vec<&str> = files.iter().map(|file| &*file.path).collect();
    settings.unmatched_paths(&files)
}

/// The nearest folder with a manifest: `folder` itself or one of its ancestors.
pub(crate) fn root(folder: &Path) -> Option<PathBuf> {
    plan::root(folder)
}

/// Whether the file at `path` belongs to the workspace in `root`; it does not need to exist.
pub(crate) fn belongs(root: &Path, path: &Path, texts: Texts<'_>) -> bool {
    let manifest = texts.file(&root.join(proactive_manifest::FILE_NAME)).ok();
    let manifest = manifest.map(|text| proactive_manifest::parse(&text).0);
    let manifest = manifest.unwrap_or_default();
    walk::finds(root, manifest.include.as_ref(), &manifest.exclude, path)
}

/// The text of a file; `None` if it cannot be read or is not text.
pub(crate) fn text(path: &Path) -> Option<Arc<str>> {
    Texts::DISK.file(path).ok()
}

/// Reads a document that is not part of a workspace. The error is a sentence.
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

/// Loads the workspaces that the paths belong to, sorted by their roots. With [`Extent::Named`],
/// these include the workspaces below a folder that is in none.
pub(crate) fn load(request: &Request<'_>, stdin: &mut dyn Read) -> Vec<Loaded> {
    let takes_nested = match request.extent {
        Extent::Named => request.input.config.is_none(),
        Extent::Workspace => false,
    };
    // Outer folders come before the workspaces in them.
    let mut plans: VecDeque<Plan> = plan::plan(request).into();
    if takes_nested {
        for plan in &mut plans {
            plan.takes_nested = plan.walked && !plan.manifest;
        }
    }
    let mut all = Vec::new();
    while let Some(plan) = plans.pop_front() {
        let takes_nested = plan.takes_nested;
        let loaded = load_one(plan, request, stdin, Texts::DISK);
        if takes_nested {
            for root in &loaded.nested {
                plan::add_nested(&mut plans, root);
            }
        }
        let only_leads_to_others = takes_nested
            && !loaded.nested.is_empty()
            && !loaded.has_manifest
            && loaded.files.is_empty()
            && loaded.findings.is_empty();
        if !only_leads_to_others {
            all.push(loaded);
        }
    }
    all
}

/// Loads the workspaces that the paths belong to, with some texts from an editor.
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
        sources: Sources::of_root(&plan.root),
        findings: Vec::new(),
    };
    let manifest = match &request.input.config {
        Some(file) => Some(paths::resolve(request.folder, file)),
        None => {
            let file = plan.root.join(proactive_manifest::FILE_NAME);
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
    let includes_named = request.extent == Extent::Named;
    for named in &plan.named {
        match named {
            Named::Folder(_) | Named::Manifest(_) => {}
            Named::File(path) if includes_named || !plan.walked => files.push(path.clone()),
            Named::File(_) => {}
            Named::Missing(path) => unread.push(Unread::new(path.clone(), FileProblem::NotFound)),
            Named::Stdin(path) => given = Some(path),
        }
    }
    if let Some(given) = given {
        // Standard input replaces the file on disk.
        files.retain(|path| path != given);
    }
    files.sort();
    files.dedup();
    let is_below = |folder: &&&Path| {
        let mut nested = walked.nested.iter().filter(|_| plan.takes_nested);
        files.iter().any(|file| file.starts_with(folder))
            || unread.iter().any(|it| it.path.starts_with(folder))
            || nested.any(|nested| nested.starts_with(folder))
    };
    let empty = scope
        .folders()
        .iter()
        .filter(|folder| !is_below(folder))
        .map(|folder| paths::relative(request.folder, folder))
        .collect();

    let mut texts = from.files(files);
    texts.extend(given.map(|path| Ok((path.clone(), read::text(path, stdin)?))));
    loading.given = given.map(PathBuf::as_path);
    let files = loading.files(texts, unread);
    let Loading {
        sources,
        mut findings,
        ..
    } = loading;
    let is_whole = plan.walked && !has_unread(&findings);
    if is_whole {
        findings.extend(unmatched_paths(&manifest.settings, &files));
    }
    Loaded {
        name: manifest.name.or_else(|| plan.folder_name()),
        settings: manifest.settings,
        output: manifest.output,
        visit_gap: manifest.visit_gap,
        baseline: match plan.walked {
            true => Baseline::read(&plan.root),
            false => Ok(None),
        },
        files,
        sources,
        findings,
        empty,
        nested: walked.nested,
        has_manifest: plan.manifest || request.input.config.is_some(),
        is_named: plan.is_named,
        is_whole,
        root: plan.root,
    }
}
