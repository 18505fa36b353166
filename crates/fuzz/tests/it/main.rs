//! A short run of each fuzz target.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use proactive_fuzz::{TARGETS, Target};
use proactive_testing::mutate::mutations;

/// The number of inputs of a run.
const INPUTS: usize = 400;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fuzz"))
}

fn target(name: &str) -> &'static Target {
    let mut targets = TARGETS.iter();
    targets.find(|target| target.name == name).unwrap()
}

/// Checks the seeds, damaged copies of them, and what fuzzing found.
fn run(name: &str) {
    let target = target(name);
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty());
    let step = seeds.len().div_ceil(INPUTS).max(1);
    let copies = INPUTS / seeds.len().min(INPUTS);
    for seed in seeds.iter().step_by(step) {
        (target.check)(seed);
        for damaged in mutations(&String::from_utf8_lossy(seed), copies) {
            (target.check)(damaged.as_bytes());
        }
    }
    for find in std::fs::read_dir(folder().join("finds").join(name))
        .into_iter()
        .flatten()
    {
        let path = find.unwrap().path();
        (target.check)(&std::fs::read(path).unwrap());
    }
}

macro_rules! runs {
    ($($name:ident)*) => {
        /// The targets that have a test below.
        const RUN: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                run(stringify!($name));
            }
        )*
    };
}

runs! { parse format check fix compile import visits }

#[test]
fn every_target_has_a_test_and_a_file() {
    let names: BTreeSet<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(names, RUN.iter().copied().collect());
    let files = std::fs::read_dir(folder().join("fuzz_targets")).unwrap();
    let files = files.map(|file| file.unwrap().path().file_stem().unwrap().to_owned());
    let files: BTreeSet<String> = files.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(names, files.iter().map(String::as_str).collect());
}
