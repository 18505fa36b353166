//! Where outputs go, and that none of them overwrites what is read, with the real binary.

use std::path::Path;
use std::process::Stdio;

use crate::support::{Folder, RIGHT, binary};

/// A workspace whose source is 1 kB of work that must not get lost.
fn shop() -> Folder {
    Folder::with("proactive.toml", "name = \"Acme\"\n")
        .file("main.proactive", RIGHT)
        .file("shops/deep/keep.txt", "")
}

/// Runs commands that have to refuse to write, and that have to leave everything as it is.
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let before = content(&folder.path());
    let ran = folder.binary(arguments);
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{arguments:?}");
    assert_eq!(content(&folder.path()), before, "{arguments:?}");
    assert!(ran.err.starts_with("error: "), "{arguments:?}: {}", ran.err);
    ran.err
}

/// The names and contents of all files of a folder.
fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            all.extend(content(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap_or_default();
            all.push((path.display().to_string(), bytes));
        }
    }
    all.sort();
    all
}

#[test]
fn sources_and_manifests_are_not_overwritten() {
    let folder = shop();
    let absolute = folder.path().join("main.proactive");
    let absolute = absolute.to_str().unwrap();
    for output in [
        "main.proactive",
        "./shops/../main.proactive",
        absolute,
        "proactive.toml",
    ] {
        let said = refused(&folder, &["build", "-o", output]);
        let begin = format!("error: `-o {output}` would overwrite `");
        assert!(said.starts_with(&begin), "{said}");
        refused(&folder, &["build", "--check", "-o", output]);
        let format = format!("json={output}");
        for command in [
            &["build"][..],
            &["check"],
            &["check", "--quiet"],
            &["test"],
            &["overlaps"],
            &["simulate", "--url", "https://acme.example/"],
            &["diff", ".", "."],
        ] {
            refused(&folder, &[command, &["--format", &format]].concat());
        }
    }
    // A new file would belong to the workspace from then on.
    let said = refused(&folder, &["build", "-o", "new.proactive"]);
    assert!(said.contains("`-o new.proactive` would create"), "{said}");
    insta::assert_snapshot!(
        refused(&folder, &["check", "--format", "json=main.proactive"]),
        @"error: `--format json=main.proactive` would overwrite `main.proactive`, a source file; write to another file"
    );
    // The manifest given by `--config` can have any name.
    folder.write("strict.toml", "name = \"Strict\"\n");
    insta::assert_snapshot!(
        refused(&folder, &["build", "--config", "strict.toml", "-o", "strict.toml"]),
        @"error: `-o strict.toml` would overwrite `strict.toml`, the manifest of a workspace; write to another file"
    );
    // So can a file that is named.
    folder.write("loose/notes.txt", RIGHT);
    let said = refused(
        &folder,
        &[
            "check",
            "loose/notes.txt",
            "--format",
            "json=loose/notes.txt",
        ],
    );
    assert!(said.contains("`loose/notes.txt`, a source file"), "{said}");
}

#[test]
fn output_of_the_manifest_is_checked_where_it_is_written() {
    let folder = shop();
    folder.write("proactive.toml", "[build]\noutput = \"main.proactive\"\n");
    insta::assert_snapshot!(
        refused(&folder, &["build"]),
        @r#"error: `output = "main.proactive"` would overwrite `main.proactive`, a source file; write to another file"#
    );
    refused(&folder, &["build", "--check"]);
    // It is not written here.
    assert_eq!(folder.binary(&["build", "-o", "-"]).exit, 0);
    assert_eq!(folder.binary(&["check"]).exit, 0);
}

#[cfg(unix)]
#[test]
fn links_to_inputs_are_not_overwritten() {
    use std::fs::hard_link;
    use std::os::unix::fs::symlink;

    let folder = shop();
    let path = folder.path();
    symlink("main.proactive", path.join("soft.json")).unwrap();
    symlink("soft.json", path.join("softer.json")).unwrap();
    symlink("../..", path.join("shops/deep/up")).unwrap();
    hard_link(path.join("main.proactive"), path.join("hard.json")).unwrap();
    hard_link(path.join("proactive.toml"), path.join("hard.toml")).unwrap();
    for output in [
        "soft.json",
        "softer.json",
        "shops/deep/up/main.proactive",
        "shops/deep/up/shops/../soft.json",
        "hard.json",
        "shops/deep/up/hard.json",
        "hard.toml",
    ] {
        refused(&folder, &["build", "-o", output]);
        refused(&folder, &["check", "--format", &format!("json={output}")]);
    }
    insta::assert_snapshot!(
        refused(&folder, &["build", "-o", "hard.json"]),
        @"error: `-o hard.json` would overwrite `main.proactive`, a source file; write to another file"
    );
    // A link to another file is written through.
    symlink("dist/site.json", path.join("site.json")).unwrap();
    assert_eq!(folder.binary(&["build", "-o", "site.json"]).exit, 0);
    assert!(path.join("site.json").is_symlink());
    assert!(folder.read("dist/site.json").starts_with('{'));
}

#[test]
fn each_output_has_a_file_of_its_own() {
    let folder = shop();
    insta::assert_snapshot!(
        refused(&folder, &["build", "-o", "x.json", "--format", "json=./x.json"]),
        @"error: `-o x.json` and `--format json=./x.json` write to the same place; give each of them a file of its own"
    );
    refused(
        &folder,
        &[
            "check",
            "--format",
            "json=x",
            "--format",
            "short=shops/../x",
        ],
    );
    folder.write("proactive.toml", "[build]\noutput = \"x.json\"\n");
    refused(&folder, &["build", "--format", "json=x.json"]);
    folder.write("x.json", "");
    std::fs::hard_link(folder.path().join("x.json"), folder.path().join("y.json")).unwrap();
    refused(&folder, &["build", "--format", "json=y.json"]);
    let ran = folder.binary(&["build", "--format", "json=z.json"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
}

#[test]
fn imports_leave_configurations_and_sources_alone() {
    let folder = shop().file("other.proactive", "");
    assert_eq!(folder.binary(&["build", "-o", "live.json"]).exit, 0);
    insta::assert_snapshot!(
        refused(&folder, &["import", "live.json", "-o", "live.json"]),
        @"error: `-o live.json` would overwrite `live.json`, the configuration that is read; write to another file"
    );
    refused(
        &folder,
        &["import", "live.json", "-o", "shops/../live.json"],
    );
    refused(&folder, &["import", "live.json", "-o", "other.proactive"]);
    refused(&folder, &["import", "live.json", "-o", "main.proactive"]);
    refused(&folder, &["import", "live.json", "-o", "proactive.toml"]);
    refused(
        &folder,
        &["diff", "live.json", ".", "--format", "json=live.json"],
    );
    // Standard input can be a file as well.
    let before = folder.read("live.json");
    let output = binary(&folder.path())
        .args(["import", "-", "-o", "live.json"])
        .stdin(std::fs::File::open(folder.path().join("live.json")).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.read("live.json"), before);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("would overwrite standard input"), "{said}");

    let ran = folder.binary(&["import", "live.json", "-o", "new/shop.proactive"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(ran.err, "1 message written to `new/shop.proactive`\n");
}

#[test]
fn missing_folders_are_created() {
    let folder = shop();
    folder.write(
        "proactive.toml",
        "[build]\noutput = \"dist/live/site.json\"\n",
    );
    let ran = folder.binary(&["build", "--format", "json=reports/build.json"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(
        ran.err.ends_with("written to `dist/live/site.json`\n"),
        "{}",
        ran.err
    );
    assert!(folder.read("dist/live/site.json").starts_with('{'));
    assert!(folder.read("reports/build.json").starts_with('{'));
    // Not for a workspace that is not built.
    folder.write("broken.proactive", "message {");
    let ran = folder.binary(&["build", "-o", "never/site.json"]);
    assert_eq!(ran.exit, 1);
    assert!(!folder.path().join("never").exists());
}

#[test]
fn paths_are_shown_as_they_were_given() {
    let folder = shop();
    let absolute = folder.path().join("shops/site.json");
    let absolute = absolute.to_str().unwrap();
    for output in ["shops/../site.json", absolute] {
        let ran = folder.binary(&["build", "-o", output]);
        let expected = format!("written to `{output}`\n");
        assert!(ran.err.ends_with(&expected), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_written_to() {
    use std::io::Read as _;
    use std::process::Command;

    let folder = shop();
    let product = folder.binary(&["build", "-o", "-"]).out;
    let ran = folder.binary(&["build", "-o", "/dev/stdout"]);
    assert_eq!((ran.exit, ran.out), (0, product.clone()), "{}", ran.err);
    let ran = folder.binary(&["import", "/dev/null", "-o", "/dev/stdout"]);
    assert_eq!(ran.exit, 2, "an empty file is no configuration");
    let report = folder.binary(&["check", "--json"]).out;
    let ran = folder.binary(&["check", "--format", "json=/dev/stdout"]);
    assert_eq!((ran.exit, ran.out), (0, report));
    // Findings do not get into the product.
    folder.write(
        "main.proactive",
        RIGHT.replace("once_per_visit", "every_time"),
    );
    let ran = folder.binary(&["build", "-o", "/dev/stdout"]);
    serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
    assert!(ran.err.contains("every-time-frequency"), "{}", ran.err);
    folder.write("main.proactive", RIGHT);

    let said = refused(&folder, &["build", "--format", "json=/dev/stdout"]);
    assert!(said.contains("`standard output` and `--format"), "{said}");

    // What a shell has already written to the same file stays.
    let file = std::fs::File::create(folder.path().join("all.txt")).unwrap();
    std::io::Write::write_all(&mut &file, b"before\n").unwrap();
    let status = binary(&folder.path())
        .args(["build", "--quiet", "-o", "/dev/stdout"])
        .stdout(file)
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(folder.read("all.txt"), format!("before\n{product}"));

    let fifo = folder.path().join("fifo");
    let made = Command::new("mkfifo").arg(&fifo).status();
    if made.is_ok_and(|status| status.success()) {
        let child = binary(&folder.path())
            .args([
                "build",
                "--quiet",
                "-o",
                "fifo",
                "--format",
                "json=/dev/null",
            ])
            .stdout(Stdio::null())
            .spawn();
        let mut read = String::new();
        let mut reader = std::fs::File::open(&fifo).unwrap();
        reader.read_to_string(&mut read).unwrap();
        assert!(child.unwrap().wait().unwrap().success());
        assert_eq!(read, product);
        assert!(!std::fs::metadata(&fifo).unwrap().is_file());
    }
}

/// A process substitution of a shell is a link to a pipe.
#[cfg(target_os = "linux")]
#[test]
fn open_pipes_of_the_caller_are_written_to() {
    let folder = shop();
    let product = folder.binary(&["build", "-o", "-"]).out;
    let script = r#"
        "$PROACTIVE" build --quiet -o >(cat > copy.json; touch done)
        while [ ! -e done ]; do sleep 0.01; done
        "$PROACTIVE" build --quiet -o >(head -c 1 > first.txt)
        echo "exit $?"
    "#;
    let output = std::process::Command::new("bash")
        .current_dir(folder.path())
        .env("PROACTIVE", binary(&folder.path()).get_program())
        .args(["-c", script])
        .output();
    // Without bash there is nothing to test.
    let Ok(output) = output else {
        return;
    };
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "exit 0\n");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(folder.read("copy.json"), product);
}

#[test]
fn outdated_only_because_of_line_endings() {
    let folder = shop();
    assert_eq!(folder.binary(&["build", "-o", "dist/site.json"]).exit, 0);
    let windows = folder.read("dist/site.json").replace('\n', "\r\n");
    folder.write("dist/site.json", windows);
    let ran = folder.binary(&["build", "--check", "-o", "dist/site.json"]);
    assert_eq!(ran.exit, 1);
    insta::assert_snapshot!(ran.err, @r"
    1 file checked, no problems found
    `dist/site.json` is out of date: only the line endings differ. If Git converts them, write `site.json text eol=lf` in `.gitattributes`
    ");
    // No line looks like the one that replaces it.
    assert!(ran.out.contains("-{\\u{D}\n"), "{}", ran.out);
    assert!(!ran.out.contains('\r'), "{}", ran.out);
    // More than the line endings.
    let other = folder.read("dist/site.json").replace("hello", "hallo");
    folder.write("dist/site.json", other);
    let ran = folder.binary(&["build", "--check", "-o", "dist/site.json"]);
    assert_eq!(ran.exit, 1);
    assert!(!ran.err.contains("line endings"), "{}", ran.err);
}

/// The names of drafts in a folder.
fn drafts(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("proactive-")).collect()
}

#[cfg(unix)]
#[test]
fn killed_writers_leave_one_draft_at_most_and_no_half_of_a_file() {
    let folder = shop();
    let built = folder.binary(&["build", "-o", "whole.json"]);
    assert_eq!(built.exit, 0, "{}", built.err);
    let whole = folder.read("whole.json");
    for round in 0..60 {
        let mut child = binary(&folder.path())
            .args(["build", "-o", "out.json", "-q"])
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_micros(round * 400));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = drafts(&folder.path());
        assert!(left.len() <= 1, "{left:?}");
        if let Ok(text) = std::fs::read_to_string(folder.path().join("out.json")) {
            assert_eq!(text, whole);
        }
    }
    assert_eq!(folder.binary(&["build", "-o", "out.json"]).exit, 0);
    assert_eq!(drafts(&folder.path()), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn only_drafts_whose_writer_is_gone_are_removed() {
    const DRAFT: &str = ".out.json.proactive-draft";
    let build = |folder: &Folder| {
        let built = folder.binary(&["build", "-o", "out.json"]);
        assert_eq!(built.exit, 0, "{}", built.err);
        assert!(folder.read("out.json").ends_with("}\n"));
    };
    let abandoned = shop().file(DRAFT, "{");
    build(&abandoned);
    assert_eq!(drafts(&abandoned.path()), Vec::<String>::new());
    // Of another target.
    let other = shop().file(".other.json.proactive-draft", "{");
    build(&other);
    assert_eq!(drafts(&other.path()), [".other.json.proactive-draft"]);

    let live = shop().file(DRAFT, "{");
    let writer = std::fs::File::open(live.path().join(DRAFT)).unwrap();
    writer.try_lock().unwrap();
    build(&live);
    assert_eq!(live.read(DRAFT), "{");
    drop(writer);
    build(&live);
    assert_eq!(drafts(&live.path()), Vec::<String>::new());

    let linked = shop().file("kept.txt", "kept");
    let link = linked.path().join(DRAFT);
    std::os::unix::fs::symlink("kept.txt", &link).unwrap();
    build(&linked);
    assert!(link.is_symlink());
    assert_eq!(linked.read("kept.txt"), "kept");

    let imported = shop().file(".new.proactive-draft/workspace/half.proactive", "brand");
    build(&imported);
    let import = imported.binary(&["import", "out.json", "-o", "new"]);
    assert_eq!(import.exit, 0, "{}", import.err);
    assert_eq!(drafts(&imported.path()), Vec::<String>::new());
}
