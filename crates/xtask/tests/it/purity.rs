//! Library code does not touch the outside world, and its output does not depend on hash order.

use crate::rust_source::{self, RustFile};

/// The crates whose functions depend on nothing but their arguments.
const PURE: &[&str] = &[
    "codegen",
    "diagnostics",
    "catalog",
    "syntax",
    "hir",
    "analysis",
    "config",
    "engine",
    "simulator",
    "format",
    "ide",
];

/// Paths to the file system, the environment, the clock and the network.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::time::Instant",
    "std::time::SystemTime",
    "Instant::now",
    "SystemTime::now",
    "Timestamp::now",
    "ZonedDateTime::now",
    "TimeZone::system",
];

/// Files that use unordered tables, and why they may: nothing iterates over them, or the result is
/// sorted. A file without such a table has no row here.
const UNORDERED: &[(&str, &str)] = &[
    (
        "crates/analysis/src/shadowing.rs",
        "only looked up by pair, and emptied",
    ),
    (
        "crates/analysis/src/shadowing/groups.rs",
        "only looked up by audience; the list beside it keeps the order",
    ),
    (
        "crates/analysis/src/condition_cache.rs",
        "only looked up by origin or fingerprint, and emptied",
    ),
    (
        "crates/config/src/dedup.rs",
        "only asked whether a value was seen; the list keeps its order",
    ),
    (
        "crates/config/src/normalise.rs",
        "only looked up by segment",
    ),
    (
        "crates/engine/src/condition.rs",
        "only looked up by fact; the facts are numbered in the order of the conditions",
    ),
    ("crates/engine/src/prepare.rs", "only looked up by name"),
    ("crates/engine/src/text.rs", "only looked up by text"),
    (
        "crates/hir/src/names.rs",
        "only looked up by name; lists beside it keep the order",
    ),
    (
        "crates/simulator/src/coverage.rs",
        "only looked up by place; the list beside it keeps the order",
    ),
    (
        "crates/simulator/src/comparison_spans.rs",
        "only looked up by comparison; the places of each are in reading order",
    ),
];

fn pure_sources() -> impl Iterator<Item = RustFile> {
    rust_source::rust_files()
        .into_iter()
        .filter(|file| file.is_source() && PURE.contains(&file.crate_folder()))
}

#[test]
fn library_code_does_not_touch_the_world() {
    let mut wrong = Vec::new();
    for file in pure_sources() {
        for path in rust_source::paths(&file.code()) {
            let names = |world: &&&str| {
                path == **world
                    || path.starts_with(&format!("{world}::"))
                    || path.ends_with(&format!("::{world}"))
            };
            if let Some(world) = WORLD.iter().find(names) {
                wrong.push(format!("{} names {world}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn hash_order_is_never_visible() {
    let mut wrong = Vec::new();
    let mut needed = Vec::new();
    for file in pure_sources() {
        let named = rust_source::paths(&file.code()).into_iter().any(|path| {
            path.split("::")
                .any(|name| name.ends_with("HashMap") || name.ends_with("HashSet"))
        });
        if named {
            match UNORDERED.iter().find(|(path, _)| *path == file.path) {
                Some((path, _)) => needed.push(*path),
                None => wrong.push(file.path),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these use an unordered table. Use a BTreeMap, or give the reason in UNORDERED: \
         {wrong:#?}"
    );
    for (path, reason) in UNORDERED {
        assert!(needed.contains(path), "{path} no longer needs an exception");
        assert!(!reason.is_empty(), "{path} has no reason");
    }
}

/// pest reads the grammar, and the tests have its parser as a reference. What is shipped has neither.
#[test]
fn one_file_uses_pest() {
    let knows = |path: &String| {
        path.split("::")
            .any(|name| name == "pest" || name.starts_with("pest_"))
    };
    let files: Vec<String> = rust_source::rust_files()
        .into_iter()
        .filter(|file| file.is_source())
        .filter(|file| rust_source::paths(&file.code()).iter().any(knows))
        .map(|file| file.path)
        .collect();
    assert_eq!(files, ["crates/codegen/src/read.rs"]);
}
