//! Writing files atomically.
//!
//! New content is written to a draft beside its target, which is then renamed. A process that is
//! killed leaves its draft, so a draft has a name that follows from its target's, and is locked as
//! long as its writer lives. The next writer of the target removes a draft that no one has locked.
//! So there is never more than one for a target, however often writers are killed. Where files
//! cannot be locked, and where the draft of a target is locked, drafts have random names.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

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
    let mut file = draft_file(&target, existing.is_none())?;
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
    fs::create_dir_all(folder_of(folder))?;
    let (draft, _locked) = draft(
        folder,
        |builder, around| {
            let draft = builder.tempdir_in(around)?;
            let handle = File::open(draft.path());
            Ok((draft, handle.ok()))
        },
        |(draft, handle)| handle.as_ref().map(|handle| (handle, draft.path())),
    )?;
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

/// The draft of a file; `is_new` says whether the file does not exist yet.
fn draft_file(target: &Path, is_new: bool) -> io::Result<NamedTempFile> {
    draft(
        target,
        |builder, folder| {
            #[cfg(unix)]
            if is_new {
                use std::os::unix::fs::PermissionsExt as _;

                // Permissions of a new file; the umask of the process restricts them.
                builder.permissions(fs::Permissions::from_mode(0o666));
            }
            #[cfg(not(unix))]
            let _ = is_new;
            builder.tempfile_in(folder)
        },
        |file| Some((file.as_file(), file.path())),
    )
}

/// Creates a draft beside its target. `create` creates it in a folder, and `opened` gives the
/// handle to lock, if it has one, and the path.
fn draft<T>(
    target: &Path,
    create: impl Fn(&mut Builder<'_, '_>, &Path) -> io::Result<T>,
    opened: impl Fn(&T) -> Option<(&File, &Path)>,
) -> io::Result<T> {
    let folder = folder_of(target);
    if let Some(name) = target.file_name() {
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".proactive-draft");
        let named = || create(Builder::new().prefix(&prefix).rand_bytes(0), &folder);
        let created = match named() {
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && remove_abandoned(&folder.join(&prefix)) =>
            {
                named()
            }
            created => created,
        };
        if let Ok(draft) = created {
            let locked = opened(&draft).map(|(handle, path)| lock(handle, path));
            match locked {
                Some(Ok(true)) => return Ok(draft),
                // Another process took it for abandoned. What is at its path now is not ours to
                // remove.
                Some(Ok(false)) => std::mem::forget(draft),
                Some(Err(_)) | None => drop(draft),
            }
        }
    }
    create(Builder::new().prefix(".proactive-"), &folder)
}

/// Removes a draft if its writer is gone. Returns whether it did.
fn remove_abandoned(draft: &Path) -> bool {
    let Ok(metadata) = fs::symlink_metadata(draft) else {
        return false;
    };
    if !metadata.is_file() && !metadata.is_dir() {
        return false;
    }
    let Ok(handle) = File::open(draft) else {
        return false;
    };
    lock(&handle, draft).unwrap_or(false)
        && match metadata.is_dir() {
            true => fs::remove_dir_all(draft).is_ok(),
            false => fs::remove_file(draft).is_ok(),
        }
}

/// Locks a draft. Returns whether it is now ours: not if another process has locked it, or has
/// meanwhile removed it. Only a process that has locked a draft removes or renames it.
#[cfg(unix)]
fn lock(draft: &File, path: &Path) -> io::Result<bool> {
    use std::fs::TryLockError;
    use std::os::unix::fs::MetadataExt as _;

    match draft.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(false),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let locked = identity(draft.metadata()?);
    Ok(fs::symlink_metadata(path).is_ok_and(|there| identity(there) == locked))
}

/// Elsewhere the library cannot say whether a locked file is still at its path.
#[cfg(not(unix))]
fn lock(_draft: &File, _path: &Path) -> io::Result<bool> {
    Err(io::ErrorKind::Unsupported.into())
}
