//! Writing files atomically.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Replaces the file at `path` with `content`. Readers see the old content or the new content, never
/// a part of it; on failure, the old content stays.
pub(crate) fn atomic_write(path: &Path, content: &[u8]) -> io::Result<()> {
    // Keep a link, and replace its target.
    let target = if path.is_symlink() {
        path.canonicalize()?
    } else {
        path.to_owned()
    };
    let existing = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(metadata) = &existing
        && !metadata.is_file()
    {
        // Write to a device or a pipe, such as `/dev/null`, instead of replacing it.
        return OpenOptions::new()
            .write(true)
            .open(&target)?
            .write_all(content);
    }
    let mut file = temporary(&folder_of(&target), existing.is_none())?;
    file.write_all(content)?;
    if let Some(metadata) = existing {
        // Replacing only needs permission for the folder, so check for a read-only file.
        OpenOptions::new().write(true).open(&target)?;
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes files into a folder. A new folder is created with all of them or not at all; in an
/// existing folder, each file is written atomically.
pub(crate) fn make_folder(folder: &Path, files: &[(String, String)]) -> io::Result<()> {
    if folder.is_dir() {
        for (path, text) in files {
            atomic_write(&folder.join(path), text.as_bytes())?;
        }
        return Ok(());
    }
    let around = folder_of(folder);
    fs::create_dir_all(&around)?;
    let draft = tempfile::Builder::new()
        .prefix(".proactive-")
        .tempdir_in(&around)?;
    // A nested folder, because only its owner can read the outer one.
    let inner = draft.path().join("workspace");
    fs::create_dir(&inner)?;
    for (path, text) in files {
        fs::write(inner.join(path), text)?;
    }
    fs::rename(&inner, folder)
}

/// Creates the folder of a file if it is missing.
pub(crate) fn create_folder_of(path: &Path) -> io::Result<()> {
    let folder = folder_of(path);
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(unix)]
fn temporary(folder: &Path, new: bool) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;

    let mut builder = tempfile::Builder::new();
    builder.prefix(".proactive-");
    if new {
        // Permissions of a new file; the umask of the process restricts them.
        builder.permissions(fs::Permissions::from_mode(0o666));
        return builder.tempfile_in(folder);
    }
    builder.tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path, _new: bool) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".proactive-")
        .tempfile_in(folder)
}
