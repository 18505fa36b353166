//! Archives that are byte for byte the same if their files are: without names of users, and with
//! one time and one order.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, Error, ZipArchiveWriter};

use crate::Failure;
use crate::package::contents::{Contents, File};
use crate::package::platform::System;
use crate::stamp::VERSION;

/// The archive for people who install nothing: the binary with its manual, completions and licenses,
/// in one folder.
///
/// # Errors
///
/// When it can't be written.
pub fn archive(contents: &Contents) -> Result<File, Failure> {
    let name = format!("proactive-{VERSION}-{}", contents.platform.triple);
    let mut files = vec![
        File::program(contents.platform.program(), contents.program.clone()),
        File::new("README.md", contents.readme.clone()),
    ];
    files.extend(contents.licenses.iter().cloned());
    for completion in &contents.completions {
        let path = format!("completions/{}", completion.shell.file);
        files.push(File::new(path, completion.script.clone()));
    }
    files.extend(contents.pages.iter().map(|page| page.below("man/man1")));
    let files: Vec<File> = files.iter().map(|file| file.below(&name)).collect();
    match contents.platform.system {
        System::Linux { .. } | System::MacOs { .. } => Ok(File::new(
            format!("{name}.tar.gz"),
            tar_gz(&files, contents.time())?,
        )),
        System::Windows { .. } => Ok(File::new(
            format!("{name}.zip"),
            zip(&files, contents.time())?,
        )),
    }
}

/// A compressed tar archive of `files` in their order.
///
/// # Errors
///
/// When it can't be written.
pub fn tar_gz(files: &[File], time: Timestamp) -> Result<Vec<u8>, Failure> {
    // The archive has the time; the compression's own time is not needed, and is zero.
    let compressed = GzBuilder::new().write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(compressed);
    for file in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(mode(file));
        header.set_mtime(time.as_second().unsigned_abs());
        header.set_uid(0);
        header.set_gid(0);
        tar.append_data(&mut header, &file.path, file.bytes.as_slice())
            .map_err(|error| format!("{} can't be archived: {error}", file.path))?;
    }
    tar.into_inner()
        .and_then(flate2::write::GzEncoder::finish)
        .map_err(|error| format!("the archive can't be written: {error}"))
}

/// A zip archive of `files` in their order.
///
/// # Errors
///
/// When it can't be written.
pub fn zip(files: &[File], time: Timestamp) -> Result<Vec<u8>, Failure> {
    let mut zip = ZipArchiveWriter::new(Vec::new());
    for file in files {
        add(&mut zip, file, time)
            .map_err(|error| format!("{} can't be archived: {error}", file.path))?;
    }
    zip.finish()
        .map_err(|error| format!("the archive can't be written: {error}"))
}

fn add(zip: &mut ZipArchiveWriter<Vec<u8>>, file: &File, time: Timestamp) -> Result<(), Error> {
    let (mut entry, config) = zip
        .new_file(file.path.as_str())
        .compression_method(CompressionMethod::DEFLATE)
        .last_modified(UtcDateTime::from_unix(time.as_second()))
        .unix_permissions(REGULAR | mode(file))
        .start()?;
    let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
    writer.write_all(&file.bytes)?;
    let (encoder, descriptor) = writer.finish()?;
    encoder.finish()?;
    entry.finish(descriptor)?;
    Ok(())
}

/// The type of a regular file in the mode of Unix. Without it, pip makes no file executable.
const REGULAR: u32 = 0o100_000;

/// The permissions of a file.
fn mode(file: &File) -> u32 {
    if file.is_program { 0o755 } else { 0o644 }
}
