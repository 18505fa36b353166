//! The package for Debian and its derivatives, with completions and the manual in their places.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use flate2::{Compression, GzBuilder};

use crate::package::about::{DESCRIPTION, homepage};
use crate::package::contents::{Contents, File};
use crate::stamp::VERSION;
use crate::tools::{self, DPKG, DPKG_DEV};
use crate::{Failure, project};

/// Who maintains the package. A placeholder until the project has an address.
const MAINTAINER: &str = "The proactive developers <proactive@example.com>";

/// The path of the binary.
const PROGRAM: &str = "usr/bin/proactive";

/// The folder for documentation.
const DOC: &str = "usr/share/doc/proactive";

/// The package for an architecture of Debian.
///
/// # Errors
///
/// When a tool of Debian is missing, or the package can't be built.
pub fn deb(contents: &Contents, architecture: &str) -> Result<File, Failure> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = folder.path().join("root");
    let files = files(contents)?;
    for file in &files {
        write(&root, file)?;
    }
    let depends = depends(folder.path(), &root.join(PROGRAM))?;
    write(
        &root,
        &File::new("DEBIAN/md5sums", md5_sums(&root, &files)?),
    )?;
    let control = control(architecture, &depends, size(&files))?;
    write(&root, &File::new("DEBIAN/control", control))?;

    // Regardless of the user's umask.
    tools::run(Command::new("chmod").args(["-R", "u=rwX,go=rX"]).arg(&root))?;
    tools::run(Command::new("chmod").arg("755").arg(root.join(PROGRAM)))?;

    let name = format!("proactive_{VERSION}-1_{architecture}.deb");
    let package = folder.path().join(&name);
    let mut build = Command::new(DPKG.find()?);
    build
        .args(["--root-owner-group", "-Zxz", "--build"])
        .args([&root, &package])
        // Later times of files are replaced with this one.
        .env("SOURCE_DATE_EPOCH", contents.time().as_second().to_string());
    tools::run(build.stdout(std::process::Stdio::null()))?;
    let bytes = std::fs::read(&package).map_err(|error| format!("{name}: {error}"))?;
    Ok(File::new(name, bytes))
}

fn files(contents: &Contents) -> Result<Vec<File>, Failure> {
    let mut files = vec![
        File::program(PROGRAM, contents.program.clone()),
        File::new(format!("{DOC}/README.md"), contents.readme.clone()),
        File::new(format!("{DOC}/copyright"), copyright(contents)?),
        gzip(
            format!("{DOC}/changelog.Debian"),
            changelog(contents)?.as_bytes(),
        )?,
    ];
    for file in &contents.licenses {
        if !file.path.starts_with("LICENSE") {
            files.push(gzip(format!("{DOC}/{}", file.path), &file.bytes)?);
        }
    }
    for completion in &contents.completions {
        if let Some(path) = completion.shell.debian {
            files.push(File::new(path, completion.script.clone()));
        }
    }
    for page in &contents.pages {
        files.push(gzip(
            format!("usr/share/man/man1/{}", page.path),
            &page.bytes,
        )?);
    }
    Ok(files)
}

/// The packages with the shared libraries that the binary needs, and their versions.
fn depends(folder: &Path, program: &Path) -> Result<String, Failure> {
    // The tool requires the description of a source package.
    let source = "Source: proactive\n\nPackage: proactive\nArchitecture: any\n";
    project::write(&folder.join("debian/control"), source)?;
    let mut command = Command::new(DPKG_DEV.find()?);
    command.arg("-O").arg(program).current_dir(folder);
    let output = project::output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let found = text.trim().strip_prefix("shlibs:Depends=");
    found
        .filter(|_| output.status.success())
        .map(str::to_owned)
        .ok_or_else(|| {
            let errors = String::from_utf8_lossy(&output.stderr);
            format!("the libraries of the binary are not known to Debian:\n{errors}")
        })
}

/// The checksums by which `dpkg --verify` finds damaged files.
fn md5_sums(root: &Path, files: &[File]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("md5sum");
    command.args(files.iter().map(|file| &file.path));
    let output = project::output(command.current_dir(root))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err("md5sum failed".to_owned()),
    }
}

/// The size of the installed files, in KiB.
fn size(files: &[File]) -> usize {
    files
        .iter()
        .map(|file| file.bytes.len().div_ceil(1024))
        .sum()
}

fn control(architecture: &str, depends: &str, size: usize) -> Result<String, Failure> {
    let homepage = homepage()?;
    Ok(format!(
        "\
Package: proactive
Version: {VERSION}-1
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {size}
Depends: {depends}
Suggests: git
Section: devel
Priority: optional
Homepage: {homepage}
Description: {}
 A chat widget can speak first, to the right visitor, at the right moment.
 With proactive, such messages live in text files that are reviewed and
 versioned like code. It checks them, explains every mistake, runs their
 tests, and compiles them to one JSON configuration. It also has a formatter
 and a language server for editors.
",
        summary()
    ))
}

/// The description without its article, as the Debian policy requires.
fn summary() -> &'static str {
    DESCRIPTION.strip_prefix("A ").unwrap_or(DESCRIPTION)
}

/// The licenses, in Debian's machine-readable format. Every system of Debian has the text of the Apache
/// license.
fn copyright(contents: &Contents) -> Result<String, Failure> {
    let mit = project::read(&project::root().join("LICENSE-MIT"))?;
    let holders = mit
        .lines()
        .find_map(|line| line.strip_prefix("Copyright "))
        .ok_or("LICENSE-MIT names no copyright holders")?;
    let (_, terms) = mit.split_once(holders).ok_or("LICENSE-MIT has no terms")?;
    let notices = contents
        .licenses
        .iter()
        .find(|file| !file.path.starts_with("LICENSE"))
        .map_or("", |file| file.path.as_str());
    Ok(format!(
        "\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: proactive
Source: {}
Comment: The binary contains libraries under other licenses.
 /{DOC}/{notices}.gz has their texts.

Files: *
Copyright: {holders}
License: MIT or Apache-2.0

License: MIT
{}
License: Apache-2.0
 On Debian systems, the complete text of the Apache License, Version 2.0, is
 in /usr/share/common-licenses/Apache-2.0.
",
        homepage()?,
        field(terms)
    ))
}

/// A text as the continuation of a field: each line after a space, and empty lines as a dot.
fn field(text: &str) -> String {
    text.trim()
        .lines()
        .map(|line| match line.trim_end() {
            "" => " .\n".to_owned(),
            line => format!(" {line}\n"),
        })
        .collect()
}

fn changelog(contents: &Contents) -> Result<String, Failure> {
    Ok(format!(
        "\
proactive ({VERSION}-1) unstable; urgency=medium

  * Version {VERSION}, commit {}. What changed is at
    {}.

 -- {MAINTAINER}  {}
",
        contents.stamp.commit,
        homepage()?,
        contents.time().strftime("%a, %d %b %Y %H:%M:%S +0000")
    ))
}

fn gzip(path: String, bytes: &[u8]) -> Result<File, Failure> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map(|bytes| File::new(format!("{path}.gz"), bytes))
        .map_err(|error| format!("{path} can't be compressed: {error}"))
}

/// Writes a file below the root of the package.
fn write(root: &Path, file: &File) -> Result<(), Failure> {
    let path = root.join(&file.path);
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, &file.bytes))
        .map_err(|error| format!("{} can't be written: {error}", path.display()))
}
