//! The profiles of the workspace: what is quick to build must not slow down what is shipped.

use toml::{Table, Value};
use xtask::project;

/// `dist` and `bench` inherit from `release`, with its settings for single packages.
#[test]
fn what_is_shipped_and_measured_is_optimized() {
    let manifest = std::fs::read_to_string(project::root().join("Cargo.toml")).unwrap();
    let manifest: Table = manifest.parse().unwrap();
    let packages = |profile: &str| -> Table {
        let profile = &manifest["profile"][profile];
        let packages = profile.get("package").and_then(Value::as_table);
        packages.cloned().unwrap_or_default()
    };
    let level = |packages: &Table, name: &str| {
        let package = packages.get(name)?;
        package.get("opt-level")?.as_integer()
    };
    let release = packages("release");
    for profile in ["dist", "bench"] {
        assert_eq!(
            manifest["profile"][profile]["opt-level"].as_integer(),
            Some(3)
        );
        let own = packages(profile);
        for name in release.keys() {
            let level = level(&own, name).or_else(|| level(&release, name));
            assert_eq!(level, Some(3), "{name} in {profile}");
        }
    }
}
