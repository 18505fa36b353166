//! The Python wheel: the binary as a script, for pip, uv and pre-commit.
//!
//! A wheel is a zip archive with metadata ([binary distribution format]). It has no Python code, so
//! one wheel serves every version of Python on a platform.
//!
//! [binary distribution format]: https://packaging.python.org/en/latest/specifications/binary-distribution-format/

use std::fmt::Write as _;

use crate::Failure;
use crate::package::about::{DESCRIPTION, NAME, homepage};
use crate::package::contents::{Contents, File};
use crate::package::platform::System;
use crate::package::{archive, checksums, glibc};
use crate::stamp::VERSION;

/// The wheel for the platform of `contents`.
///
/// # Errors
///
/// When it can't be written, or the C library that the binary needs can't be determined.
pub fn wheel(contents: &Contents) -> Result<File, Failure> {
    let tag = format!("py3-none-{}", platform_tag(contents)?);
    let base = format!("{}-{VERSION}", NAME.replace('-', "_"));
    let info = format!("{base}.dist-info");
    let mut files = vec![File::program(
        format!("{base}.data/scripts/{}", contents.platform.program()),
        contents.program.clone(),
    )];
    let licenses = contents.licenses.iter();
    files.extend(licenses.map(|license| license.below(&format!("{info}/licenses"))));
    files.push(File::new(format!("{info}/METADATA"), metadata(contents)?));
    files.push(File::new(
        format!("{info}/WHEEL"),
        format!(
            "Wheel-Version: 1.0\nGenerator: proactive {VERSION}\nRoot-Is-Purelib: false\nTag: {tag}\n"
        ),
    ));
    let path = format!("{info}/RECORD");
    let record = record(&files, &path);
    files.push(File::new(path, record));
    Ok(File::new(
        format!("{base}-{tag}.whl"),
        archive::zip(&files, contents.time())?,
    ))
}

/// The core metadata, version 2.4.
fn metadata(contents: &Contents) -> Result<String, Failure> {
    let mut text = format!(
        "Metadata-Version: 2.4\nName: {NAME}\nVersion: {VERSION}\nSummary: {DESCRIPTION}\n"
    );
    let _ = writeln!(text, "Project-URL: Homepage, {}", homepage()?);
    let _ = writeln!(text, "License-Expression: {}", env!("CARGO_PKG_LICENSE"));
    for license in &contents.licenses {
        let _ = writeln!(text, "License-File: {}", license.path);
    }
    text.push_str("Requires-Python: >=3.8\n");
    text.push_str("Description-Content-Type: text/markdown; charset=UTF-8; variant=GFM\n\n");
    text.push_str(&contents.readme);
    Ok(text)
}

/// The list of all files with their checksums and sizes. Its own line has neither.
fn record(files: &[File], path: &str) -> String {
    let mut text = String::new();
    for file in files {
        let (hash, size) = (checksums::base64(&file.bytes), file.bytes.len());
        let _ = writeln!(text, "{},sha256={hash},{size}", file.path);
    }
    let _ = writeln!(text, "{path},,");
    text
}

/// The platform on which pip installs the wheel. On Linux it says which version of the GNU C library
/// the binary needs (PEP 600).
fn platform_tag(contents: &Contents) -> Result<String, Failure> {
    match contents.platform.system {
        System::Linux {
            wheel_processor, ..
        } => {
            let (major, minor) = glibc::needed(&contents.program)?;
            Ok(format!("manylinux_{major}_{minor}_{wheel_processor}"))
        }
        System::MacOs { wheel } | System::Windows { wheel } => Ok(wheel.to_owned()),
    }
}
