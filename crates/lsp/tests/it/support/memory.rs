//! In-memory files with traps and a gate, to make a server fail or block.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use proactive_hir::SourceFile;
use proactive_lsp::{FileSystem, Loaded, Open, UncheckedFile};
use proactive_testing::Fixture;

/// How long a load waits at the gate before the test fails.
const TIMEOUT: Duration = Duration::from_secs(60);

#[derive(Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
    opened: Condvar,
}

#[derive(Default)]
struct State {
    files: BTreeMap<PathBuf, Arc<str>>,
    traps: BTreeSet<PathBuf>,
    /// Folders in which loading a workspace panics.
    reading_traps: BTreeSet<PathBuf>,
    /// While closed, loading blocks after this number of files.
    closed: Option<usize>,
}

impl Memory {
    /// The files of a fixture; its paths start at the root of the file system.
    pub(crate) fn new(fixture: &str) -> Arc<Self> {
        let memory = Self::default();
        for file in Fixture::parse(fixture).files {
            memory.write(&format!("/{}", file.path), &file.text);
        }
        Arc::new(memory)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.state().files.insert(path.into(), text.into());
    }

    /// Moves a file or folder.
    pub(crate) fn rename(&self, from: &str, to: &str) {
        let files = &mut self.state().files;
        let moved: Vec<_> = files
            .keys()
            .filter(|path| path.starts_with(from))
            .cloned()
            .collect();
        for path in moved {
            let text = files.remove(&path).expect("a file");
            let below = path.strip_prefix(from).expect("a path below");
            let new = match below.as_os_str().is_empty() {
                true => PathBuf::from(to),
                false => Path::new(to).join(below),
            };
            files.insert(new, text);
        }
    }

    /// Makes any access to this path panic.
    pub(crate) fn set_trap(&self, path: &str) {
        self.state().traps.insert(path.into());
    }

    /// Makes loading the workspace in this folder panic.
    pub(crate) fn set_trap_in_reading(&self, path: &str) {
        self.state().reading_traps.insert(path.into());
    }

    pub(crate) fn clear_traps(&self) {
        let mut state = self.state();
        state.traps.clear();
        state.reading_traps.clear();
    }

    /// Makes loading block after a number of files.
    pub(crate) fn close_gate(&self, seen: usize) {
        self.state().closed = Some(seen);
    }

    pub(crate) fn open_gate(&self) {
        self.state().closed = None;
        self.opened.notify_all();
    }

    fn step_on(&self, path: &Path) {
        let trapped = self.state().traps.contains(path);
        assert!(!trapped, "a trap at {}", path.display());
    }

    fn wait_at_gate(&self, seen: &(dyn Fn(usize) + Sync)) {
        let state = self.state();
        if let Some(count) = state.closed {
            seen(count);
        }
        let closed = |state: &mut State| state.closed.is_some();
        let waited = self.opened.wait_timeout_while(state, TIMEOUT, closed);
        let (mut state, result) = waited.unwrap_or_else(PoisonError::into_inner);
        // Others that wait are not delayed as long again.
        state.closed = None;
        assert!(!result.timed_out(), "the gate was never opened");
    }

    /// Whether the manifest in a folder excludes a file.
    fn excludes(&self, root: &Path, path: &Path, open: &Open) -> bool {
        let manifest = self.text(&root.join("proactive.toml"), open);
        let (manifest, _) = proactive_manifest::parse(&manifest.unwrap_or_default());
        let below = path.strip_prefix(root).expect("a path below");
        let mut around = below.ancestors();
        around.any(|part| manifest.exclude.meet(&part.to_string_lossy()))
    }

    fn text(&self, path: &Path, open: &Open) -> Option<Arc<str>> {
        let on_disk = || self.state().files.get(path).cloned();
        open.get(path).cloned().or_else(on_disk)
    }
}

impl FileSystem for Memory {
    fn resolve(&self, path: &Path) -> PathBuf {
        self.step_on(path);
        path.to_owned()
    }

    fn link_target(&self, _: &Path) -> Option<PathBuf> {
        None
    }

    fn is_manifest(&self, path: &Path) -> bool {
        self.step_on(path);
        path.ends_with("proactive.toml")
    }

    fn root(&self, folder: &Path) -> Option<PathBuf> {
        let state = self.state();
        let is_root = |at: &&Path| state.files.contains_key(&at.join("proactive.toml"));
        folder.ancestors().find(is_root).map(Path::to_owned)
    }

    fn belongs(&self, root: &Path, path: &Path, open: &Open) -> bool {
        path.starts_with(root) && !self.excludes(root, path, open)
    }

    fn load(&self, at: &Path, open: &Open, seen: &(dyn Fn(usize) + Sync)) -> Loaded {
        self.wait_at_gate(seen);
        let trapped = self.state().reading_traps.contains(at);
        assert!(!trapped, "a trap at {}", at.display());
        let is_file = at.extension().is_some_and(|it| it == "proactive");
        let folder = if is_file { at.parent().unwrap() } else { at };
        let root = self.root(folder).unwrap_or_else(|| folder.to_owned());
        let path = root.join("proactive.toml");
        let manifest = self.text(&path, open);
        let mut names: BTreeSet<PathBuf> = self.state().files.keys().cloned().collect();
        names.extend(open.keys().cloned());
        let files = names.iter().filter(|path| {
            let in_root = path.starts_with(&root) && path.extension() == Some("proactive".as_ref());
            in_root
                && (is_file && path.as_path() == at || !self.excludes(&root, path, open))
                && self
                    .root(path.parent().unwrap())
                    .is_none_or(|it| it == root)
        });
        let file = |path: &PathBuf| {
            let name = path.strip_prefix(&root).unwrap();
            Some(SourceFile {
                path: name.to_str().unwrap().into(),
                text: self.text(path, open)?,
            })
        };
        let (parsed, findings) = proactive_manifest::parse(manifest.as_deref().unwrap_or_default());
        Loaded {
            name: parsed.name,
            settings: parsed.settings,
            files: files.filter_map(file).collect(),
            unread: false,
            manifest: manifest.map(|text| UncheckedFile {
                path,
                text,
                findings,
            }),
            beside: Vec::new(),
            nested: Vec::new(),
            root,
        }
    }

    fn read(&self, path: &Path) -> Option<Arc<str>> {
        self.step_on(path);
        self.state().files.get(path).cloned()
    }
}
