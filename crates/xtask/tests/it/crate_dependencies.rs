//! Dependencies between crates point one way.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};
use xtask::project;

/// What each crate may depend on: the listed crates, and everything that those may depend on.
/// A new crate needs a row here and in the table of `ARCHITECTURE.md`.
const CRATES: &[(&str, &[&str])] = &[
    ("proactive-catalog", &[]),
    ("proactive-diagnostics", &["proactive-catalog"]),
    ("proactive-syntax", &["proactive-diagnostics"]),
    ("proactive-hir", &["proactive-syntax"]),
    ("proactive-manifest", &["proactive-hir"]),
    ("proactive-analysis", &["proactive-hir"]),
    ("proactive-config", &["proactive-hir"]),
    ("proactive-engine", &["proactive-config"]),
    (
        "proactive-simulator",
        &[
            "proactive-hir",
            "proactive-config",
            "proactive-engine",
            "proactive-analysis",
        ],
    ),
    ("proactive-format", &["proactive-syntax"]),
    (
        "proactive-ide",
        &[
            "proactive-hir",
            "proactive-manifest",
            "proactive-analysis",
            "proactive-format",
            "proactive-config",
            "proactive-simulator",
        ],
    ),
    ("proactive-lsp", &["proactive-ide"]),
    (
        "proactive",
        &["proactive-lsp", "proactive-config", "proactive-simulator"],
    ),
    // The grammar for editors; its tests compare it with the compiler's grammar.
    ("tree-sitter-proactive", &[]),
    // Generates the parser; not part of what is shipped.
    ("proactive-codegen", &[]),
    // For tests and benchmarks only.
    ("proactive-testing", &[]),
    ("proactive-equality", &["proactive-engine"]),
    (
        "proactive-fuzz",
        &[
            "proactive-analysis",
            "proactive-engine",
            "proactive-format",
            "proactive-testing",
        ],
    ),
    // Generates the parser, documentation from the diagnostics and benchmarks from generated text.
    (
        "xtask",
        &[
            "proactive-codegen",
            "proactive-diagnostics",
            "proactive-testing",
        ],
    ),
];

/// Third-party crates that only the outermost crates may use.
const OUTERMOST_ONLY: &[&str] = &[
    "axum",
    "clap",
    "codespan-reporting",
    "ignore",
    "indicatif",
    "lsp-server",
    "lsp-types",
    "miette",
    "notify",
    "tempfile",
    "tokio",
    "tower-lsp",
];

/// The crates that deal with terminals, protocols and files.
const OUTERMOST: &[&str] = &["proactive", "proactive-lsp", "xtask"];

/// Third-party crates that convert data to JSON and back.
const DATA_FORMATS: &[&str] = &["schemars", "serde", "serde_json"];

/// The crates that may use them: the compiled configuration and everything above it.
const MAY_USE_DATA_FORMATS: &[&str] = &[
    "proactive-config",
    "proactive-engine",
    "proactive-simulator",
    "proactive-ide",
    "proactive-lsp",
    "proactive",
    "proactive-equality",
    "proactive-fuzz",
    "xtask",
];

/// The crates at the bottom have few dependencies: these.
const BOTTOM: &[(&str, &[&str])] = &[
    ("proactive-catalog", &["unicode-case-mapping"]),
    ("proactive-diagnostics", &["proactive-catalog", "text-size"]),
    ("proactive-testing", &[]),
];

/// Crates that do not inherit the lints of the workspace, and why.
const OTHER_LINTS: &[(&str, &str)] = &[(
    "tree-sitter-proactive",
    "it binds a C function, which `forbid(unsafe_code)` rejects",
)];

fn members() -> Vec<Package> {
    let metadata = MetadataCommand::new()
        .current_dir(project::root())
        .no_deps()
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo metadata");
    metadata.packages
}

/// What each workspace crate is built with: dev-dependencies don't count.
fn built_with() -> BTreeMap<String, BTreeSet<String>> {
    members()
        .iter()
        .map(|package| {
            let names = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind != DependencyKind::Development)
                .map(|dependency| dependency.name.clone())
                .collect();
            (package.name.to_string(), names)
        })
        .collect()
}

fn uses_of(name: &str) -> &'static [&'static str] {
    CRATES
        .iter()
        .find(|(row, _)| *row == name)
        .unwrap_or_else(|| panic!("{name} has no row in CRATES"))
        .1
}

/// Everything that a crate may depend on.
fn below(name: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&'static str> = uses_of(name).to_vec();
    while let Some(used) = open.pop() {
        if found.insert(used) {
            open.extend(uses_of(used));
        }
    }
    found
}

#[test]
fn dependencies_point_one_way() {
    let built_with = built_with();
    let mut wrong = Vec::new();
    for (name, uses) in &built_with {
        let allowed = below(name);
        assert!(!allowed.contains(name.as_str()), "{name} is below itself");
        for used in uses.iter().filter(|used| built_with.contains_key(*used)) {
            if !allowed.contains(used.as_str()) {
                wrong.push(format!("{name} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_tests_use_the_testing_crate() {
    for (name, uses) in built_with() {
        assert!(
            is_for_development(&name) || !uses.contains("proactive-testing"),
            "{name} is built with proactive-testing"
        );
    }
}

fn is_for_development(name: &str) -> bool {
    matches!(name, "xtask" | "proactive-fuzz")
}

#[test]
fn only_outermost_crates_know_terminals_and_protocols() {
    forbid(OUTERMOST_ONLY, OUTERMOST);
}

#[test]
fn only_the_configuration_and_crates_above_know_json() {
    forbid(DATA_FORMATS, MAY_USE_DATA_FORMATS);
}

fn forbid(crates: &[&str], except: &[&str]) {
    let mut wrong = Vec::new();
    for (name, uses) in built_with() {
        if !except.contains(&name.as_str()) {
            wrong.extend(
                uses.iter()
                    .filter(|used| crates.contains(&used.as_str()))
                    .map(|used| format!("{name} uses {used}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn bottom_crates_have_few_dependencies() {
    let built_with = built_with();
    for (name, allowed) in BOTTOM {
        let uses = built_with.get(*name).expect("a workspace crate");
        let wrong: Vec<_> = uses
            .iter()
            .filter(|used| !allowed.contains(&used.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{name} uses {wrong:?}");
    }
}

#[test]
fn every_crate_inherits_the_lints_of_the_workspace() {
    for package in members() {
        let manifest = project::read(package.manifest_path.as_std_path()).expect("a manifest");
        let manifest: String = manifest
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        let other = OTHER_LINTS
            .iter()
            .any(|(name, _)| *name == package.name.as_str());
        assert!(
            other != manifest.contains("[lints]\nworkspace = true"),
            "{} does not inherit the lints of the workspace",
            package.name
        );
        assert_eq!(package.publish, Some(Vec::new()), "{}", package.name);
        assert!(package.description.is_some(), "{}", package.name);
    }
}
