//! Writing a file whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Puts `content` in the place of the file at `path`. Whoever reads it meanwhile sees the old
/// content or the new one, never a part; when something fails, the old one stays.
pub(crate) fn atomic_write(path: &Path, content: &[u8]) -> io::Result<()> {
    // A link stays, and what it points to is replaced.
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
        // A device or a pipe, as `/dev/null`: it is written to, not replaced.
        return OpenOptions::new()
            .write(true)
            .open(&target)?
            .write_all(content);
    }
    let mut file = temporary(&folder_of(&target), existing.is_none())?;
    file.write_all(content)?;
    if let Some(metadata) = existing {
        // Replacing needs leave for the folder only; a file that is write-protected stays as it is.
        OpenOptions::new().write(true).open(&target)?;
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Puts files into a folder. One that is not there comes into being with all of them, or not at
/// all; in one that is there each is put in its place whole.
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
    // A folder within: the outer one is for the eyes of its owner only.
    let inner = draft.path().join("workspace");
    fs::create_dir(&inner)?;
    for (path, text) in files {
        fs::write(inner.join(path), text)?;
    }
    fs::rename(&inner, folder)
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
        // As any new file: the process's mask takes away what others may not.
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
