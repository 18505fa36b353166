//! A workspace at a Git revision, with the manifest, files and `.gitignore` rules of that revision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use proactive_catalog::limits::MAX_FILE_BYTES;
use proactive_diagnostics::FileProblem;
use proactive_manifest::Manifest;

use super::loading::{Loaded, Loading};
use super::plan::{Named, Scope};
use super::read::{self, Texts, Unread};
use super::request::Request;
use super::walk::{ENDING, GITIGNORE};
use crate::git::{Blob, Repository};
use crate::paths;
use crate::sources::Sources;

/// Loads the workspace of the request's path, or of the current folder, at a revision: one that Git
/// knows, or `A...B` for the revision where the two branches parted, with `HEAD` where one is left
/// out. The error is a sentence.
pub(crate) fn load_revision(request: &Request<'_>, revision: &str) -> Result<Loaded, String> {
    if revision.is_empty() {
        return Err("missing revision; write `git:main` or `git:HEAD~1`, for example".into());
    }
    let here = PathBuf::from(".");
    let given = request.paths.first().unwrap_or(&here);
    let target = paths::resolve(request.folder, given);
    let folder = target.ancestors().find(|folder| folder.is_dir());
    let repository = Repository::of(folder.unwrap_or(request.folder))?;
    let Ok(prefix) = target.strip_prefix(&repository.top) else {
        return Err(format!(
            "`{}` is not in the Git repository `{}`",
            given.display(),
            repository.top.display()
        ));
    };
    let prefix = paths::relative(Path::new(""), prefix);
    let prefix = if prefix == "." { "" } else { prefix.as_str() };
    let base = match revision.split_once("...") {
        Some((one, other)) => Some(repository.merge_base(or_head(one), or_head(other))?),
        None => None,
    };
    Revision {
        files: repository.files(base.as_deref().unwrap_or(revision))?,
        repository,
        revision,
    }
    .load(request, prefix)
}

fn or_head(revision: &str) -> &str {
    match revision {
        "" => "HEAD",
        revision => revision,
    }
}

/// The files of a revision.
struct Revision<'r> {
    repository: Repository,
    revision: &'r str,
    files: Vec<Blob>,
}

impl Revision<'_> {
    /// Loads the workspace of the folder or file at `prefix`, relative to the top-level folder.
    fn load(&self, request: &Request<'_>, prefix: &str) -> Result<Loaded, String> {
        let all: BTreeMap<&str, &Blob> = self
            .files
            .iter()
            .map(|file| (file.path.as_str(), file))
            .collect();
        let is_file = all.contains_key(prefix);
        let folder = if is_file { parent(prefix) } else { prefix };
        let manifest_of = |folder: &str| {
            all.get(join(folder, proactive_manifest::FILE_NAME).as_str())
                .copied()
        };
        let with_manifest = ancestors(folder).find(|folder| manifest_of(folder).is_some());
        let root = with_manifest.unwrap_or(folder);
        let walked = with_manifest.is_some() || !is_file;

        let path = |file: &str| self.repository.top.join(file);
        let named = [match is_file {
            true => Named::File(path(prefix)),
            false => Named::Folder(path(prefix)),
        }];
        let absolute = path(root);
        let scope = Scope::new(&named);
        let mut loading = Loading {
            root: &absolute,
            scope: &scope,
            folder: request.folder,
            shown: Some((&self.repository.top, self.revision)),
            given: None,
            sources: Sources::default(),
            findings: Vec::new(),
        };
        let manifest = match (&request.input.config, manifest_of(root)) {
            (Some(file), _) => {
                let file = paths::resolve(request.folder, file);
                loading.manifest(&file, Texts::DISK.file(&file))
            }
            (None, Some(file)) => {
                let text = self.texts(&[file])?.pop();
                let text = text.map(|text| text.map(|(_, text)| text));
                text.map_or_else(Manifest::default, |text| {
                    loading.manifest(&path(&file.path), text)
                })
            }
            (None, None) => Manifest::default(),
        };
        let chosen: Vec<&Blob> = if walked {
            self.chosen(root, &manifest)?
        } else {
            all.get(prefix).copied().into_iter().collect()
        };
        let empty = if chosen.is_empty() {
            vec![format!("{}:{root}", self.revision)]
        } else {
            Vec::new()
        };
        let nested = self.nested(root);
        let outermost = nested.iter().filter(|folder| {
            let mut around = ancestors(parent(folder));
            !around.any(|around| nested.contains(around))
        });
        let nested = outermost.map(|folder| path(folder)).collect();
        let files = loading.files(self.texts(&chosen)?, Vec::new());
        let Loading {
            sources, findings, ..
        } = loading;
        let folder_name = absolute.file_name().filter(|_| walked);
        let folder_name = folder_name.map(|name| name.to_string_lossy().into_owned());
        Ok(Loaded {
            root: absolute,
            name: manifest.name.or(folder_name),
            settings: manifest.settings,
            visit_gap: manifest.visit_gap,
            output: None,
            baseline: Ok(None),
            files,
            sources,
            findings,
            empty,
            nested,
            has_manifest: with_manifest.is_some() || request.input.config.is_some(),
            is_named: true,
            is_whole: false,
        })
    }

    /// The folders below `root` with a manifest of their own.
    fn nested(&self, root: &str) -> BTreeSet<&str> {
        self.files
            .iter()
            .filter(|file| name(&file.path) == proactive_manifest::FILE_NAME)
            .map(|file| parent(&file.path))
            .filter(|folder| below(root, folder).is_some_and(|from_root| !from_root.is_empty()))
            .collect()
    }

    /// The files of the workspace at `root`, by the same rules as on disk.
    fn chosen(&self, root: &str, manifest: &Manifest) -> Result<Vec<&Blob>, String> {
        let nested = self.nested(root);
        let ignored = self.ignored()?;
        let chosen = self.files.iter().filter(|file| {
            let Some(from_root) = below(root, &file.path) else {
                return false;
            };
            let is_left_out = |folder: &str| {
                let from_root = below(root, folder).unwrap_or("");
                name(folder).starts_with('.')
                    || nested.contains(folder)
                    || manifest.exclude.meet(from_root)
            };
            let mut folders = ancestors(parent(&file.path)).take_while(|it| it.len() > root.len());
            name(&file.path).ends_with(ENDING)
                && !folders.any(is_left_out)
                && !manifest.exclude.meet(from_root)
                && manifest
                    .include
                    .as_ref()
                    .is_none_or(|it| it.meet(from_root))
                && !is_ignored(&ignored, &file.path)
        });
        Ok(chosen.collect())
    }

    /// The rules of the `.gitignore` files, by folder.
    fn ignored(&self) -> Result<BTreeMap<&str, Gitignore>, String> {
        let files = self.files.iter();
        let files: Vec<&Blob> = files.filter(|it| name(&it.path) == GITIGNORE).collect();
        let mut ignored = BTreeMap::new();
        for (file, content) in files.iter().zip(self.repository.contents(&files)?) {
            let folder = parent(&file.path);
            let mut builder = GitignoreBuilder::new(folder);
            for line in String::from_utf8_lossy(&content).lines() {
                // An invalid line is ignored, as on disk.
                let _ = builder.add_line(None, line);
            }
            if let Ok(rules) = builder.build() {
                ignored.insert(folder, rules);
            }
        }
        Ok(ignored)
    }

    /// The texts of files, or why they could not be read.
    #[allow(clippy::type_complexity, reason = "as files on disk are read")]
    fn texts(&self, files: &[&Blob]) -> Result<Vec<Result<(PathBuf, Arc<str>), Unread>>, String> {
        let (small, large): (Vec<_>, Vec<_>) =
            files.iter().partition(|file| file.size <= MAX_FILE_BYTES);
        let path = |file: &Blob| self.repository.top.join(&file.path);
        let small_contents = self.repository.contents(&small)?;
        let mut texts: Vec<_> = small
            .iter()
            .zip(small_contents)
            .map(|(file, content)| {
                let path = path(file);
                let text = read::text(&path, content.as_slice())?;
                Ok((path, text))
            })
            .collect();
        texts.extend(large.iter().map(|file| {
            let limit = MAX_FILE_BYTES;
            Err(Unread::new(path(file), FileProblem::TooLarge { limit }))
        }));
        Ok(texts)
    }
}

/// Whether the file or a folder that contains it is ignored; the innermost rules decide.
fn is_ignored(rules: &BTreeMap<&str, Gitignore>, path: &str) -> bool {
    if rules.is_empty() {
        return false;
    }
    let mut outer: Vec<&str> = ancestors(path).filter(|it| !it.is_empty()).collect();
    outer.reverse();
    outer.iter().any(|it| {
        let mut inner = ancestors(parent(it)).filter_map(|folder| rules.get(folder));
        let decided = inner.find_map(|rules| match rules.matched(it, *it != path) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        });
        decided.unwrap_or(false)
    })
}

/// The path itself and its ancestors, up to the top-level folder, which is empty.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| (!path.is_empty()).then(|| parent(path)))
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The path relative to the folder, if it is in it.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    path.strip_prefix(folder)?.strip_prefix('/')
}
