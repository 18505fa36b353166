//! `proactive build`: the configuration, and where it is written.

use crate::support::{Folder, RIGHT, doubtful, run_in, wrong};

fn shop(manifest: &str) -> Folder {
    Folder::with("proactive.toml", manifest).file("a.proactive", RIGHT)
}

const OUTPUT: &str = "[build]\noutput = 'site.json'\n";

#[test]
fn configuration_on_stdout_and_findings_on_stderr() {
    let folder = Folder::with("proactive.toml", "").file("a.proactive", doubtful());
    let ran = folder.run(&["build"]);
    assert_eq!(ran.exit, 0);
    let product: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(product["version"], 1);
    assert!(ran.out.ends_with("}\n"));
    assert!(
        ran.err.contains("warning[every-time-frequency]"),
        "{}",
        ran.err
    );
    assert_eq!(folder.run(&["build", "-o", "-"]).out, ran.out);
    assert_eq!(
        folder
            .run(&["build", "--quiet", "--format", "json=x.json"])
            .err,
        ""
    );
    let quiet = folder.run(&["build", "--json", "--quiet"]);
    assert_eq!(quiet.out, ran.out);
    serde_json::from_str::<serde_json::Value>(&quiet.err).unwrap();
}

#[test]
fn output_file_from_flag_or_manifest() {
    let folder = shop(OUTPUT);
    let product = folder.run(&["build", "-o", "-", "--quiet"]).out;
    let ran = folder.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert_eq!(
        ran.err,
        "1 file checked, no problems found\n1 message written to `site.json`\n"
    );
    assert_eq!(folder.read("site.json"), product);
    // The manifest counts from its folder, the flag from the current one.
    folder.write("sub/keep", "");
    let sub = folder.path().join("sub");
    std::fs::remove_file(folder.path().join("site.json")).unwrap();
    let ran = run_in(&sub, &["build"], b"", None);
    assert!(ran.err.contains("written to `../site.json`"), "{}", ran.err);
    assert_eq!(folder.read("site.json"), product);
    assert_eq!(
        run_in(&sub, &["build", "-o", "x.json", ".."], b"", None).exit,
        0
    );
    assert_eq!(folder.read("sub/x.json"), product);
}

#[test]
fn any_path_builds_the_whole_workspace() {
    let folder = shop("exclude = ['drafts']").file("drafts/b.proactive", "message x {");
    let product = folder.run(&["build", "--quiet"]);
    assert_eq!(product.exit, 0, "{}", product.err);
    for path in [
        "a.proactive",
        "drafts",
        "drafts/b.proactive",
        "proactive.toml",
    ] {
        let ran = folder.run(&["build", "--quiet", path]);
        assert_eq!(
            (ran.exit, &ran.out),
            (0, &product.out),
            "{path}: {}",
            ran.err
        );
    }
    // An error anywhere in it counts.
    let folder = shop("").file("sub/b.proactive", "message x {");
    let ran = folder.run(&["build", "a.proactive", "-o", "x.json"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.out.contains("sub/b.proactive"), "{}", ran.out);
}

#[test]
fn errors_prevent_output() {
    for (content, manifest, arguments, exit) in [
        (wrong().into_bytes(), OUTPUT, &["build"][..], 1),
        (b"\xFF".to_vec(), OUTPUT, &["build"], 2),
        (
            RIGHT.into(),
            "nmae = 'x'\n[build]\noutput = 'site.json'\n",
            &["build"],
            2,
        ),
        (
            doubtful().into_bytes(),
            OUTPUT,
            &["build", "--deny", "warnings"],
            1,
        ),
        (wrong().into_bytes(), "", &["build"], 1),
    ] {
        let folder = Folder::with("proactive.toml", manifest)
            .file("a.proactive", content)
            .file("site.json", "old");
        let ran = folder.run(arguments);
        assert_eq!(ran.exit, exit, "{}", ran.err);
        assert!(ran.err.ends_with("\nnothing was built\n"), "{}", ran.err);
        assert_eq!(folder.read("site.json"), "old");
        if manifest.is_empty() {
            assert_eq!(ran.out, "");
        }
    }
}

#[test]
fn failed_write_leaves_no_files() {
    let folder = shop("")
        .file("file", "I am no folder")
        .file("there/keep", "");
    for output in ["file/site.json", "file/deep/site.json", "there", "new/"] {
        let ran = folder.run(&["build", "-o", output]);
        assert_eq!(ran.exit, 2, "{output}");
        let begin = format!("error: cannot write `{output}`: ");
        assert!(ran.err.contains(&begin), "{}", ran.err);
    }
    assert_eq!(folder.read("file"), "I am no folder");
    let mut left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["a.proactive", "file", "proactive.toml", "there"]);
}

#[test]
fn check_compares_and_writes_nothing() {
    let folder = shop(OUTPUT);
    let ran = folder.run(&["build", "--check"]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.out
            .starts_with("--- /dev/null\n+++ site.json\n@@ -0,0 +1,"),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .ends_with("`site.json` is out of date; to update it, run without `--check`\n"),
        "{}",
        ran.err
    );
    assert!(!folder.path().join("site.json").exists());

    assert_eq!(folder.run(&["build"]).exit, 0);
    let ran = folder.run(&["build", "--check"]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""));
    assert!(
        ran.err.ends_with("`site.json` is up to date\n"),
        "{}",
        ran.err
    );

    let product = folder.read("site.json");
    let other = product.replace("\"version\": 1", "\"version\": 0");
    folder.write("site.json", &other);
    let ran = folder.run(&["build", "--check"]);
    assert_eq!(ran.exit, 1);
    assert!(
        ran.out.starts_with("--- site.json\n+++ site.json\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("-  \"version\": 0,\n+  \"version\": 1,\n"),
        "{}",
        ran.out
    );
    assert_eq!(folder.read("site.json"), other);

    let ran = folder.run(&["build", "--check", "--json", "--quiet"]);
    serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
    assert!(ran.err.contains("+  \"version\": 1,\n"), "{}", ran.err);
}

#[test]
fn check_needs_a_file() {
    let folder = shop("");
    let ran = folder.run(&["build", "--check"]);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .starts_with("error: there is no file to compare with"),
        "{}",
        ran.err
    );
    assert_eq!(folder.run(&["build", "--check", "-o", "-"]).exit, 2);
    assert_eq!(folder.run(&["build", "--check", "-o", "x.json"]).exit, 1);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = shop("").file("real/site.json", "old");
    let path = folder.path();
    fs::set_permissions(
        path.join("real/site.json"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    symlink("real/site.json", path.join("linked.json")).unwrap();
    assert_eq!(folder.run(&["build", "-o", "linked.json"]).exit, 0);
    assert!(path.join("linked.json").is_symlink());
    assert!(folder.read("real/site.json").starts_with('{'));
    let mode = fs::metadata(path.join("real/site.json"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    // A new file is as open as any new file.
    assert_eq!(folder.run(&["build", "-o", "new.json"]).exit, 0);
    folder.write("other.json", "");
    let mode = |name: &str| fs::metadata(path.join(name)).unwrap().permissions().mode();
    assert_eq!(mode("new.json"), mode("other.json"));
    // A device is written to, not replaced.
    assert_eq!(folder.run(&["build", "-o", "/dev/null"]).exit, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn standard_input() {
    let ran = Folder::new().pipe(&["build", "-", "--quiet"], RIGHT.as_bytes());
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with('{'));
}
