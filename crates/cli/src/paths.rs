//! Making paths absolute, relative and readable.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Resolves `given` in `folder`, without links and `..` in its folders, whether or not it exists. A
/// link to a file stays in its folder. The name of a file that exists is spelled as in its folder,
/// where the file system takes several spellings for one.
pub(crate) fn resolve(folder: &Path, given: &Path) -> PathBuf {
    let joined = folder.join(given);
    if (!joined.is_symlink() || joined.is_dir())
        && let Ok(resolved) = joined.canonicalize()
    {
        return resolved;
    }
    match (joined.parent(), joined.file_name()) {
        (Some(parent), Some(name)) => resolve_folder(parent).join(name),
        _ => joined,
    }
}

/// Resolves the part of the folder that exists, and appends the rest as written.
fn resolve_folder(folder: &Path) -> PathBuf {
    let mut rest: Vec<OsString> = Vec::new();
    let mut existing = folder;
    loop {
        if let Ok(real) = existing.canonicalize() {
            let mut path = real;
            for part in rest.iter().rev() {
                if part == ".." {
                    path.pop();
                } else {
                    path.push(part);
                }
            }
            return path;
        }
        let Some(last) = existing.components().next_back() else {
            return folder.to_owned();
        };
        if last != Component::CurDir {
            rest.push(last.as_os_str().to_owned());
        }
        match existing.parent() {
            Some(parent) if parent != existing => existing = parent,
            _ => return folder.to_owned(),
        }
    }
}

/// The path from the folder `from` to `to`, both absolute, with `/` as the separator.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(left, right)| left == right)
        .count();
    if common == 0 {
        return with_slashes(to.components());
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let path = with_slashes(up.chain(to.components().skip(common)));
    if path.is_empty() { ".".into() } else { path }
}

/// The innermost folder that contains all of `paths`, which are absolute folders.
pub(crate) fn common_folder<'p>(mut paths: impl Iterator<Item = &'p Path>) -> Option<PathBuf> {
    let first = paths.next()?;
    Some(paths.fold(first.to_owned(), |common, path| {
        common
            .components()
            .zip(path.components())
            .take_while(|(left, right)| left == right)
            .map(|(part, _)| part)
            .collect()
    }))
}

fn with_slashes<'p>(parts: impl Iterator<Item = Component<'p>>) -> String {
    let mut path = String::new();
    for part in parts {
        if !path.is_empty() && !path.ends_with('/') {
            path.push('/');
        }
        match part {
            Component::RootDir => path.push('/'),
            other => path.push_str(&other.as_os_str().to_string_lossy()),
        }
    }
    path
}

/// What the system says about a failed operation, without the error number.
pub(crate) fn io_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}
