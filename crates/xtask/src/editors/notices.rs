//! The license notices in packages: for the crates that are linked into the binary, Rust's standard
//! library and, in the VS Code extension, the npm packages in its bundles.
//!
//! Most licenses require that their text is distributed with the program. Each text appears once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

use crate::{Failure, project};

/// A third-party component.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its name in the registry.
    pub name: String,
    /// The version in use.
    pub version: String,
    /// The license in its manifest, usually an SPDX expression.
    pub license: String,
    /// The unmodified texts of its licenses and notices.
    pub texts: Vec<String>,
}

/// Writes the notices to `folder`, after emptying it: a text for the server and the bundles, and
/// the page about Rust's standard library, if the toolchain includes it.
///
/// `packages` are the folders of the npm packages in the bundles.
///
/// # Errors
///
/// When no license is found for a component.
pub fn write(folder: &Path, packages: &[PathBuf]) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .map_err(|error| format!("{} can't be removed: {error}", folder.display()))?;
    }
    project::write(&folder.join(FILE), &text(packages)?)?;
    let page = project::rustc(&["--print", "sysroot"])?;
    let page = Path::new(page.trim()).join("share/doc/rust/COPYRIGHT-library.html");
    if let Ok(text) = project::read(&page) {
        project::write(&folder.join("RustStandardLibrary.html"), &text)?;
    }
    Ok(())
}

/// The name of the file with the notices in every package.
pub const FILE: &str = "ThirdPartyNotices.txt";

/// The notices for the binary and for the npm packages in the folders `packages`.
///
/// # Errors
///
/// When no license is found for a component.
pub fn text(packages: &[PathBuf]) -> Result<String, Failure> {
    let mut parts = crates("proactive")?;
    for package in packages {
        parts.push(node_package(package)?);
    }
    parts.push(standard_library()?);
    Ok(draw(&parts))
}

/// The third-party crates that are linked into the binary of the package `root` on this platform.
///
/// # Errors
///
/// When Cargo can't list them, or no license is found for one.
pub fn crates(root: &str) -> Result<Vec<Part>, Failure> {
    let metadata = MetadataCommand::new()
        .current_dir(project::root())
        .other_options(["--filter-platform".to_owned(), project::host()?])
        .exec()
        .map_err(|error| format!("cargo metadata failed: {error}"))?;
    linked(&metadata, root)?
        .into_iter()
        .filter(|package| package.source.is_some())
        .map(part)
        .collect()
}

/// The dependencies of `root` at run time: without build scripts, tests and procedural macros.
fn linked<'a>(metadata: &'a Metadata, root: &str) -> Result<Vec<&'a Package>, Failure> {
    let packages: BTreeMap<&PackageId, &Package> =
        metadata.packages.iter().map(|it| (&it.id, it)).collect();
    let resolve = metadata
        .resolve
        .as_ref()
        .ok_or("cargo metadata lists no dependencies")?;
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|it| (&it.id, it)).collect();
    let first = metadata
        .workspace_packages()
        .into_iter()
        .find(|package| package.name.as_str() == root)
        .ok_or_else(|| format!("there is no package {root}"))?;
    let mut found = BTreeSet::new();
    let mut open = vec![&first.id];
    while let Some(id) = open.pop() {
        let Some(package) = packages.get(id) else {
            return Err(format!("cargo metadata does not describe {id}"));
        };
        let is_macro = package.targets.iter().any(|it| it.is_proc_macro());
        if is_macro || !found.insert(id) {
            continue;
        }
        let needs = nodes.get(id).into_iter().flat_map(|node| &node.deps);
        open.extend(
            needs
                .filter(|it| {
                    it.dep_kinds
                        .iter()
                        .any(|it| it.kind == DependencyKind::Normal)
                })
                .map(|it| &it.pkg),
        );
    }
    Ok(found
        .into_iter()
        .filter_map(|id| packages.get(id).copied())
        .collect())
}

fn part(package: &Package) -> Result<Part, Failure> {
    let folder = package.manifest_path.parent();
    let folder = folder.ok_or_else(|| format!("{} has no folder", package.name))?;
    let mut texts = texts(folder.as_std_path())?;
    if texts.is_empty() {
        texts = leading_comments(&folder.join("src").into_std_path_buf())?;
    }
    if texts.is_empty() {
        return Err(format!(
            "{} has no license file, and no license at the start of its sources",
            package.name
        ));
    }
    Ok(Part {
        name: package.name.to_string(),
        version: package.version.to_string(),
        license: package.license.clone().unwrap_or_default(),
        texts,
    })
}

/// The npm package in `folder`.
///
/// # Errors
///
/// When it has no manifest or no license file.
pub fn node_package(folder: &Path) -> Result<Part, Failure> {
    let manifest = project::read(&folder.join("package.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let field = |name: &str| {
        let text = manifest.get(name).and_then(serde_json::Value::as_str);
        text.map(str::to_owned)
            .ok_or_else(|| format!("{}: no {name} in package.json", folder.display()))
    };
    let texts = texts(folder)?;
    if texts.is_empty() {
        return Err(format!("{}: no license file", folder.display()));
    }
    Ok(Part {
        name: field("name")?,
        version: field("version")?,
        license: field("license")?,
        texts,
    })
}

/// Rust's standard library, under the one of its two licenses that names no copyright holders.
fn standard_library() -> Result<Part, Failure> {
    Ok(Part {
        name: "the standard library of Rust, by The Rust Project Developers".to_owned(),
        version: project::rustc(&["--version"])?.trim().to_owned(),
        license: "MIT OR Apache-2.0".to_owned(),
        texts: vec![project::read(&project::root().join("LICENSE-APACHE"))?],
    })
}

/// How the names of license and notice files start, in lower case.
const NAMES: [&str; 6] = [
    "licence",
    "license",
    "copying",
    "copyright",
    "notice",
    "unlicense",
];

/// Extensions of files that are not licenses, whatever they are called.
const SOURCES: [&str; 4] = [".rs", ".js", ".ts", ".json"];

/// The license files in a folder and below it: third-party code in a crate, such as a C library, has
/// its license beside it.
fn texts(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_ascii_lowercase();
        let is_source = SOURCES.iter().any(|it| name.ends_with(it));
        if path.is_dir() {
            if name != "node_modules" {
                texts.extend(self::texts(&path)?);
            }
        } else if !is_source && NAMES.iter().any(|it| name.starts_with(it)) {
            texts.push(project::read(&path)?);
        }
    }
    Ok(texts)
}

/// The licenses in comments at the start of source files, without duplicates.
fn leading_comments(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut found: Vec<String> = Vec::new();
    let sources = entries(folder)?;
    for path in sources
        .iter()
        .filter(|it| it.extension().is_some_and(|it| it == "rs"))
    {
        let text = project::read(path)?;
        let head = text
            .strip_prefix("/*")
            .and_then(|text| text.split_once("*/"));
        // The first line is a frame around the file name.
        let head = head.and_then(|(head, _)| head.split_once('\n'));
        let head = head.map(|(_, head)| head.trim_end_matches('*'));
        found.extend(
            head.filter(|head| head.contains("Copyright"))
                .map(str::to_owned),
        );
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

const RULE: &str = "\
--------------------------------------------------------------------------------
";

/// Lists all components, then each license text with the components that it applies to.
#[must_use]
pub fn draw(parts: &[Part]) -> String {
    let parts: BTreeSet<&Part> = parts.iter().collect();
    let mut drawn =
        String::from("This program contains third-party code under the following licenses.\n\n");
    // Texts that differ only in whitespace count as one.
    let mut texts: BTreeMap<String, (&str, Vec<&Part>)> = BTreeMap::new();
    for part in parts {
        let _ = writeln!(drawn, "  {} {} ({})", part.name, part.version, part.license);
        for text in &part.texts {
            let words: Vec<&str> = text.split_whitespace().collect();
            let entry = texts.entry(words.join(" "));
            let owners = &mut entry.or_insert((text, Vec::new())).1;
            if owners.last() != Some(&part) {
                owners.push(part);
            }
        }
    }
    for (text, owners) in texts.values() {
        let owners: Vec<String> = owners
            .iter()
            .map(|it| format!("{} {}", it.name, it.version))
            .collect();
        let _ = write!(drawn, "\n{RULE}{}\n{RULE}\n", owners.join("\n"));
        for line in text.trim_matches('\n').lines() {
            let _ = writeln!(drawn, "{}", line.trim_end());
        }
    }
    drawn
}
