//! `proactive lsp`: the language server.
//!
//! It works on the same files as `proactive check`, found and read by the same code.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proactive_diagnostics::{FileId, Finding};
use proactive_lsp::{Ending, FileSystem, Loaded, Open, UncheckedFile};

use crate::args::{InputArguments, LspArguments};
use crate::exit::Exit;
use crate::paths;
use crate::sources::{MANIFEST, Source};
use crate::workspace::{self, Extent, Request, Texts};

/// Runs until the client disconnects. Standard input and output must be unused.
pub(crate) fn lsp(arguments: &LspArguments, folder: PathBuf) -> Result<Exit, String> {
    match proactive_lsp::serve(Arc::new(Files { folder }), arguments.log) {
        Ok(Ending::Shutdown) => Ok(Exit::Fine),
        // The protocol requires 1 if the client did not ask for a shutdown.
        Ok(Ending::Abrupt) => Ok(Exit::Findings),
        Err(error) => Err(format!(
            "cannot start the language server: {}",
            paths::io_reason(&error)
        )),
    }
}

/// The file system of this machine.
struct Files {
    /// The current folder.
    folder: PathBuf,
}

impl FileSystem for Files {
    fn resolve(&self, path: &Path) -> PathBuf {
        paths::resolve(&self.folder, path)
    }

    fn link_target(&self, path: &Path) -> Option<PathBuf> {
        let target = path.is_symlink().then(|| path.canonicalize().ok())??;
        target.is_file().then_some(target)
    }

    fn is_manifest(&self, path: &Path) -> bool {
        path.file_name()
            .is_some_and(|name| name == proactive_manifest::FILE_NAME)
    }

    fn root(&self, folder: &Path) -> Option<PathBuf> {
        workspace::root(folder)
    }

    fn belongs(&self, root: &Path, path: &Path, open: &Open) -> bool {
        let texts = Texts {
            open,
            ..Texts::DISK
        };
        workspace::belongs(root, path, texts)
    }

    fn load(&self, at: &Path, open: &Open, seen: &(dyn Fn(usize) + Sync)) -> Loaded {
        let request = Request {
            folder: &self.folder,
            paths: &[at.to_owned()],
            input: &InputArguments::default(),
            extent: Extent::Named,
        };
        // One path belongs to one workspace.
        let loaded =
            workspace::load_from(&request, &mut std::io::empty(), Texts { open, seen }).pop();
        loaded.map(converted).unwrap_or_default()
    }

    fn read(&self, path: &Path) -> Option<Arc<str>> {
        workspace::text(path)
    }
}

/// Converts a workspace to the types of the server.
fn converted(loaded: workspace::Loaded) -> Loaded {
    let unread = workspace::has_unread(&loaded.findings);
    let of_file = |file: FileId| {
        let findings = loaded.findings.iter();
        findings
            .filter(|finding| finding.span.file == file)
            .cloned()
            .collect::<Vec<Finding>>()
    };
    let beside = |source: &Source, findings| UncheckedFile {
        path: loaded.root.join(&source.path),
        text: source.text.clone().unwrap_or_default(),
        findings,
    };
    let manifest = loaded.sources.get(MANIFEST);
    // Readable files come first.
    let others = loaded.sources.files().iter().enumerate();
    let others = others.skip(loaded.files.len());
    Loaded {
        manifest: manifest.map(|source| beside(source, of_file(MANIFEST))),
        beside: others
            .map(|(index, source)| {
                let file = FileId(u32::try_from(index).unwrap_or(FileId::LOCAL.0));
                beside(source, of_file(file))
            })
            .collect(),
        root: loaded.root,
        name: loaded.name,
        settings: loaded.settings,
        files: loaded.files,
        unread,
        nested: loaded.nested,
    }
}
