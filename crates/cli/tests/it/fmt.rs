//! `proactive fmt`: which files are formatted, the output, and that the meaning stays the same.

use std::sync::Arc;

use proactive_diagnostics::{Problem, Severity};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_testing::{Fixture, generate, ui};

use crate::corpus;
use crate::support::{Folder, Ran, run_in};

const LOOSE: &str = "brand   acme {external_id \"1\"}";
const TIDY: &str = "brand acme {\n  external_id \"1\"\n}\n";
const BROKEN: &str = "brand   acme {";

#[track_caller]
fn assert_ran(ran: &Ran, exit: i32, out: &str, err: &str) {
    assert_eq!(
        (ran.exit, ran.out.as_str(), ran.err.as_str()),
        (exit, out, err)
    );
}

#[test]
fn files_are_written() {
    let folder = Folder::with("proactive.toml", "")
        .file("a.proactive", LOOSE)
        .file("sub/b.proactive", TIDY)
        .file("sub/c.proactive", LOOSE);
    let ran = folder.run(&["fmt"]);
    assert_ran(&ran, 0, "", "2 files formatted, 1 file unchanged\n");
    for file in ["a.proactive", "sub/b.proactive", "sub/c.proactive"] {
        assert_eq!(folder.read(file), TIDY);
    }
    assert_ran(&folder.run(&["fmt"]), 0, "", "3 files unchanged\n");
    assert_ran(&folder.run(&["fmt", "--quiet"]), 0, "", "");
}

#[test]
fn only_named_files_are_formatted() {
    let folder = Folder::with("proactive.toml", "exclude = [\"old\"]\n")
        .file("a.proactive", LOOSE)
        .file("sub/b.proactive", LOOSE)
        .file("old/c.proactive", LOOSE)
        .file("other/proactive.toml", "")
        .file("other/d.proactive", LOOSE)
        .file(".hidden/e.proactive", LOOSE);
    let changed = |arguments: &[&str]| folder.run(&[&["fmt", "--check"], arguments].concat()).out;
    assert_eq!(changed(&[]), "a.proactive\nsub/b.proactive\n");
    assert_eq!(changed(&["sub"]), "sub/b.proactive\n");
    assert_eq!(changed(&["sub/b.proactive"]), "sub/b.proactive\n");
    assert_eq!(changed(&["old"]), "");
    assert_eq!(changed(&["old/c.proactive"]), "old/c.proactive\n");
    assert_eq!(
        changed(&["other", "sub"]),
        "sub/b.proactive\nother/d.proactive\n"
    );
    assert_eq!(changed(&["sub", "sub/b.proactive"]), "sub/b.proactive\n");
    let ran = run_in(
        &folder.path().join("sub"),
        &["fmt", "--check", ".."],
        b"",
        None,
    );
    assert_eq!(ran.out, "../a.proactive\nb.proactive\n");
    let ran = folder.run(&["fmt", "gone.proactive", "a.proactive"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("error[file-error]"), "{}", ran.err);
    assert_eq!(folder.read("a.proactive"), TIDY);
    assert_eq!(folder.read("sub/b.proactive"), LOOSE);
}

#[test]
fn check_and_diff_write_nothing() {
    let folder = Folder::with("a.proactive", LOOSE).file("b.proactive", TIDY);
    let summary = |flag| {
        format!(
            "1 file would be formatted, 1 file unchanged; to format them, run without `{flag}`\n"
        )
    };
    let said = &summary("--check");
    assert_ran(&folder.run(&["fmt", "--check"]), 1, "a.proactive\n", said);
    let diff = "--- a.proactive\n+++ a.proactive\n@@ -1 +1,3 @@\n-brand   acme {external_id \"1\"}\n\
                \\ No newline at end of file\n+brand acme {\n+  external_id \"1\"\n+}\n";
    assert_ran(&folder.run(&["fmt", "--diff"]), 1, diff, &summary("--diff"));
    assert_ran(&folder.run(&["fmt", "--diff", "--check"]), 1, diff, said);
    assert_eq!(folder.read("a.proactive"), LOOSE);
    let said = "1 file unchanged\n";
    assert_ran(&folder.run(&["fmt", "--check", "b.proactive"]), 0, "", said);
    assert_ran(&folder.run(&["fmt", "--diff", "b.proactive"]), 0, "", said);
}

#[test]
fn files_with_syntax_errors_are_skipped() {
    let folder = Folder::with("a.proactive", BROKEN).file("b.proactive", LOOSE);
    let ran = folder.run(&["fmt"]);
    assert_eq!((ran.exit, ran.out.as_str()), (1, ""));
    let said = "error[unclosed-delimiter]: this block is not closed\n";
    assert!(ran.err.starts_with(said), "{}", ran.err);
    assert!(ran.err.contains("a.proactive:1:14"), "{}", ran.err);
    let said =
        "\n1 error in 1 of 2 files\n1 file formatted, 1 file skipped because of syntax errors\n";
    assert!(ran.err.ends_with(said), "{}", ran.err);
    assert_eq!(folder.read("a.proactive"), BROKEN);
    assert_eq!(folder.read("b.proactive"), TIDY);
    for flag in ["--check", "--diff"] {
        let ran = folder.run(&["fmt", flag]);
        assert_eq!((ran.exit, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("unclosed-delimiter"), "{}", ran.err);
    }
    // `fmt` reports only syntax errors, and only in the files that it formats.
    assert_eq!(folder.run(&["fmt", "b.proactive"]).exit, 0);
    folder.write("a.proactive", "channel   web { brand nobody }");
    assert_ran(
        &folder.run(&["fmt", "a.proactive"]),
        0,
        "",
        "1 file formatted\n",
    );
}

#[test]
fn standard_input() {
    let folder = Folder::with("proactive.toml", "").file("a.proactive", LOOSE);
    assert_ran(&folder.pipe(&["fmt", "-"], LOOSE.as_bytes()), 0, TIDY, "");
    assert_ran(&folder.pipe(&["fmt", "-"], TIDY.as_bytes()), 0, TIDY, "");
    assert_ran(&folder.pipe(&["fmt", "-"], b""), 0, "", "");
    let ran = folder.pipe(&["fmt", "-"], BROKEN.as_bytes());
    assert_eq!((ran.exit, ran.out.as_str()), (1, BROKEN));
    assert!(ran.err.contains("<stdin>:1:14"), "{}", ran.err);
    assert_ran(
        &folder.pipe(&["fmt", "--check", "-"], LOOSE.as_bytes()),
        1,
        "<stdin>\n",
        "",
    );
    assert_ran(
        &folder.pipe(&["fmt", "--check", "-"], TIDY.as_bytes()),
        0,
        "",
        "",
    );
    let named = ["fmt", "-", "--stdin-filename", "a.proactive"];
    assert_ran(&folder.pipe(&named, LOOSE.as_bytes()), 0, TIDY, "");
    let ran = folder.pipe(&named, BROKEN.as_bytes());
    assert!(ran.err.contains("a.proactive:1:14"), "{}", ran.err);
    assert_eq!(folder.read("a.proactive"), LOOSE, "the file itself stays");
    let ran = folder.pipe(
        &[&["fmt", "--diff"], &named[1..]].concat(),
        LOOSE.as_bytes(),
    );
    assert!(ran.out.starts_with("--- a.proactive\n"), "{}", ran.out);
    let ran = folder.pipe(&["fmt", "-"], b"brand \xFF");
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("error[file-error]"), "{}", ran.err);
    assert_eq!(folder.run(&["fmt", "--stdin-filename", "x"]).exit, 2);
}

#[test]
fn binary_file_is_an_error() {
    let folder = Folder::with("a.proactive", b"brand   a # \xFF").file("b.proactive", LOOSE);
    let ran = folder.run(&["fmt"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("error[file-error]"), "{}", ran.err);
    assert_eq!(folder.read("b.proactive"), TIDY);
    assert_ran(
        &folder.run(&["fmt", "b.proactive"]),
        0,
        "",
        "1 file unchanged\n",
    );
}

#[test]
fn line_endings_and_byte_order_marks_are_kept() {
    let folder = Folder::with(
        "a.proactive",
        "\u{feff}brand   a {\r\n external_id \"1\"}\r\n",
    );
    assert_eq!(folder.run(&["fmt"]).exit, 0);
    let after = "\u{feff}brand a {\r\n  external_id \"1\"\r\n}\r\n";
    assert_eq!(folder.read("a.proactive"), after);
    assert_eq!(folder.run(&["fmt", "--check"]).exit, 0);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = Folder::with("real/a.proactive", LOOSE);
    let path = folder.path();
    let file = path.join("real/a.proactive");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, path.join("link.proactive")).unwrap();
    assert_eq!(folder.run(&["fmt", "link.proactive"]).exit, 0);
    assert!(path.join("link.proactive").is_symlink());
    assert_eq!(folder.read("real/a.proactive"), TIDY);
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(fs::read_dir(path.join("real")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn read_only_file_is_an_error() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::with("a.proactive", LOOSE).file("b.proactive", LOOSE);
    let file = folder.path().join("a.proactive");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&file).is_ok() {
        // The user who runs this, such as root, can write to any file.
        return;
    }
    let ran = folder.run(&["fmt"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.err.contains("error: cannot write `a.proactive`"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("a.proactive"), LOOSE);
    assert_eq!(folder.read("b.proactive"), TIDY);
}

#[test]
fn examples_are_formatted() {
    for folder in [
        "french-shop",
        "help-centre",
        "onboarding",
        "outdoor-shop",
        "page",
        "three-brands",
    ] {
        let path = corpus::project().join("examples").join(folder);
        let ran = run_in(&path, &["fmt", "--check", "--quiet"], b"", None);
        assert_ran(&ran, 0, "", "");
    }
}

#[test]
fn documentation_pages_are_formatted() {
    for page in ["README.md", "docs/reference/formatting.md"] {
        let mut shown = 0;
        for fence in
            proactive_testing::markdown::fences(&corpus::read(&corpus::project().join(page)))
        {
            if fence.language == "proactive" {
                assert_eq!(
                    proactive_format::format(&fence.text).as_ref(),
                    Ok(&fence.text),
                    "{page}"
                );
                shown += 1;
            }
        }
        assert!(shown > 0, "{page}");
    }
}

/// The fixtures of `tests/ui`, and a generated workspace.
fn fixtures() -> Vec<(String, Fixture)> {
    let mut found = Vec::new();
    for page in ui::pages(&corpus::project()).unwrap() {
        for case in page.cases {
            found.push((case.name(), case.workspace()));
        }
    }
    let generated = generate::workspace(40, 4);
    let files = generated.files;
    found.push(("generated".to_owned(), Fixture { files }));
    assert!(found.len() > 100, "the fixtures are not where they were");
    found
}

fn workspace<'t>(files: impl Iterator<Item = (&'t str, String)>) -> Workspace {
    let mut files: Vec<SourceFile> = files
        .map(|(path, text)| SourceFile {
            path: path.into(),
            text: Arc::from(text),
        })
        .collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Workspace::new(Settings::default(), files)
}

/// Whether the layout of a text can be known, as `check` has it.
fn has_known_layout(text: &str) -> bool {
    let workspace = workspace(std::iter::once(("a.proactive", text.to_owned())));
    let checked = workspace.check();
    checked.findings().iter().all(|finding| {
        // What a repair covers is reported at its first error, of whatever kind.
        let is_repaired = finding.advice.is_some();
        finding.severity != Severity::Error
            || !is_repaired
                && !matches!(
                    finding.problem,
                    Problem::Syntax(_)
                        | Problem::UnclosedDelimiter { .. }
                        | Problem::UnterminatedString { .. }
                        | Problem::InvalidEscape { .. }
                        | Problem::NestingTooDeep { .. }
                        | Problem::UnknownDeclaration { .. }
                        | Problem::UnknownStatement { .. }
                        | Problem::EmptyValue { .. }
                )
    })
}

/// What `fmt` leaves alone has a finding that says why.
#[test]
fn skipped_files_have_a_syntax_error() {
    let (mut right, mut wrong) = (0, 0);
    for (name, fixture) in fixtures() {
        for file in &fixture.files {
            if !file.path.ends_with(".proactive") {
                continue;
            }
            // The text, and the text with a piece taken out here and there.
            let spoiled = (0..file.text.len() / 61).filter_map(|position| {
                let at = position * 61;
                let (before, behind) = (file.text.get(..at)?, file.text.get(at + 5..)?);
                Some(format!("{before}{behind}"))
            });
            for text in std::iter::once(file.text.clone()).chain(spoiled) {
                match proactive_format::format(&text) {
                    Ok(_) => right += 1,
                    Err(_) => {
                        wrong += 1;
                        assert!(!has_known_layout(&text), "{name}: {}\n{text}", file.path);
                    }
                }
            }
        }
    }
    assert!(right > 500 && wrong > 500, "{right} {wrong}");
}

/// The compiled configuration is the same before and after, and so are the findings.
#[test]
fn formatting_keeps_the_meaning() {
    let mut compiled = 0;
    for (name, fixture) in fixtures() {
        let sources = || {
            let files = fixture.files.iter();
            files.filter(|file| file.path.ends_with(".proactive"))
        };
        let formatted: Option<Vec<(&str, String)>> = sources()
            .map(|file| {
                Some((
                    file.path.as_str(),
                    proactive_format::format(&file.text).ok()?,
                ))
            })
            .collect();
        let Some(formatted) = formatted else { continue };
        let before = workspace(sources().map(|file| (file.path.as_str(), file.text.clone())));
        let after = workspace(formatted.into_iter());
        let (before, after) = (before.check(), after.check());
        let codes = |checked: &proactive_hir::Checked| -> Vec<_> {
            let findings = checked.findings().iter();
            findings.map(|it| (it.span.file, it.code())).collect()
        };
        assert_eq!(codes(&before), codes(&after), "{name}");
        let json = |checked: &proactive_hir::Checked| {
            let model = checked.model()?;
            Some(proactive_config::compile(&model).to_json())
        };
        assert!(json(&before) == json(&after), "{name}");
        compiled += usize::from(json(&before).is_some());
    }
    assert!(compiled > 40, "{compiled}");
}
