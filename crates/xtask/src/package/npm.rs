//! The npm packages: one with a launcher, and one with the binary for each platform.
//!
//! The package that people install names all others as optional dependencies. npm installs only the
//! one whose `os`, `cpu` and `libc` match the machine, so that no script has to download anything.

use serde_json::{Map, Value, json};

use crate::Failure;
use crate::package::about::{DESCRIPTION, NAME, homepage};
use crate::package::archive;
use crate::package::contents::{Contents, File};
use crate::package::platform::{PLATFORMS, Platform, System};
use crate::stamp::VERSION;

/// The program that starts the binary of the platform.
const LAUNCHER: &str = include_str!("launcher.js");

/// The package with the launcher, and the package with the binary.
///
/// # Errors
///
/// When they can't be written.
pub fn packages(contents: &Contents) -> Result<[File; 2], Failure> {
    Ok([launcher(contents)?, platform(contents)?])
}

fn launcher(contents: &Contents) -> Result<File, Failure> {
    let others: Map<String, Value> = PLATFORMS
        .into_iter()
        .map(|platform| (platform_name(platform), json!(VERSION)))
        .collect();
    let manifest = manifest(json!({
        "name": NAME,
        "description": DESCRIPTION,
        "bin": { "proactive": "bin/proactive.js" },
        "engines": { "node": ">=16" },
        "optionalDependencies": others,
    }))?;
    let mut files = vec![
        manifest_file(&manifest),
        File::new("README.md", contents.readme.clone()),
        File::program("bin/proactive.js", LAUNCHER),
    ];
    // The notices are about the binary, so they are in its package.
    let licenses = contents.licenses.iter();
    files.extend(
        licenses
            .filter(|file| file.path.starts_with("LICENSE"))
            .cloned(),
    );
    pack(NAME, &files, contents)
}

fn platform(contents: &Contents) -> Result<File, Failure> {
    let platform = contents.platform;
    let name = platform_name(platform);
    let libc = match platform.system {
        System::Linux { .. } => json!({ "libc": ["glibc"] }),
        System::MacOs { .. } | System::Windows { .. } => json!({}),
    };
    let manifest = manifest(json!({
        "name": name,
        "description":
            format!("The binary of {NAME} for {}. Install {NAME} instead.", platform.triple),
        "os": [platform.node_system()],
        "cpu": [platform.node_processor],
        // Yarn keeps it unpacked, so that the binary can be run.
        "preferUnplugged": true,
    }))?;
    let manifest = with(manifest, libc);
    let mut files = vec![
        manifest_file(&manifest),
        File::new("README.md", contents.readme.clone()),
        File::program(platform.program(), contents.program.clone()),
    ];
    files.extend(contents.licenses.iter().cloned());
    pack(&name, &files, contents)
}

/// The name of the package with the binary for a platform. `launcher.js` composes it, too.
fn platform_name(platform: Platform) -> String {
    let (system, processor) = (platform.node_system(), platform.node_processor);
    format!("@{NAME}/{system}-{processor}")
}

/// The manifest, with `fields` and what all packages have in common.
fn manifest(fields: Value) -> Result<Value, Failure> {
    let homepage = homepage()?;
    Ok(with(
        fields,
        json!({
            "version": VERSION,
            "homepage": homepage,
            // npm compares it with the repository whose workflow publishes the package.
            "repository": { "type": "git", "url": format!("git+{homepage}.git") },
            "license": format!("({})", env!("CARGO_PKG_LICENSE")),
        }),
    ))
}

/// An object with the fields of two.
fn with(mut object: Value, other: Value) -> Value {
    if let (Value::Object(object), Value::Object(other)) = (&mut object, other) {
        object.extend(other);
    }
    object
}

fn manifest_file(manifest: &Value) -> File {
    File::new("package.json", format!("{manifest:#}\n"))
}

/// The archive, named as `npm pack` names it.
fn pack(name: &str, files: &[File], contents: &Contents) -> Result<File, Failure> {
    let name = name.trim_start_matches('@').replace('/', "-");
    let files: Vec<File> = files.iter().map(|file| file.below("package")).collect();
    Ok(File::new(
        format!("{name}-{VERSION}.tgz"),
        archive::tar_gz(&files, contents.time())?,
    ))
}
