//! `cargo xtask package`: the packages for people without Rust, in `target/packages`.

pub mod about;
pub mod archive;
pub mod checksums;
pub mod contents;
pub mod deb;
pub mod glibc;
pub mod npm;
pub mod platform;
pub mod wheel;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::package::contents::{Contents, File};
use crate::package::platform::System;
use crate::{Failure, project};

/// The folder of the packages.
#[must_use]
pub fn folder() -> PathBuf {
    project::root().join("target/packages")
}

/// Builds every package for this platform, and lists them.
///
/// # Errors
///
/// When a tool is missing, or something does not build.
pub fn run() -> Result<String, Failure> {
    let contents = Contents::collect()?;
    let mut list = format!("proactive {}, in target/packages:\n", contents.stamp);
    for (name, size) in write(&contents, &folder())? {
        let _ = writeln!(list, "  {name} ({} KB)", size.div_ceil(1000));
    }
    Ok(list)
}

/// Writes every package, and a file with their checksums, to `folder` after emptying it. Returns the
/// names of the packages and their sizes in bytes.
///
/// # Errors
///
/// When a tool is missing, or a package can't be written.
pub fn write(contents: &Contents, folder: &Path) -> Result<Vec<(String, usize)>, Failure> {
    let mut files = vec![archive::archive(contents)?, wheel::wheel(contents)?];
    files.extend(npm::packages(contents)?);
    match contents.platform.system {
        System::Linux { debian, .. } => files.push(deb::deb(contents, debian)?),
        System::MacOs { .. } | System::Windows { .. } => {}
    }
    let template = project::read(&project::root().join("templates/proactive.yml"))?;
    files.push(File::new("proactive-gitlab.yml", template));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .map_err(|error| format!("{} can't be removed: {error}", folder.display()))?;
    }
    let mut sums = String::new();
    for File { path, bytes, .. } in &files {
        let file = folder.join(path);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&file, bytes))
            .map_err(|error| format!("{} can't be written: {error}", file.display()))?;
        sums.push_str(&checksums::line(path, bytes));
    }
    project::write(&folder.join(checksums::FILE), &sums)?;
    Ok(files
        .into_iter()
        .map(|file| (file.path, file.bytes.len()))
        .collect())
}
