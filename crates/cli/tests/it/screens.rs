//! What each command shows on a terminal: of the example `three-brands`, and of a copy of it with
//! mistakes.
//!
//! A screen is kept at 80 and 120 columns as text, and at 80 columns with its styles. To see them in
//! colour, run the command in `examples/three-brands`.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use crate::corpus;
use crate::support::{COLORS, Folder, Screen};

/// The narrowest and the widest of the usual terminals.
const WIDTHS: [usize; 2] = [80, 120];

/// A folder with the example.
pub(crate) fn example() -> Folder {
    let folder = Folder::new();
    let root = corpus::project().join("examples/three-brands");
    let below = ["", "groenwulp", "marmelune", "tilvano", "tests"];
    for (part, extension) in below
        .into_iter()
        .zip(["proactive"; 5])
        .chain([("", "toml"), ("", "json")])
    {
        for path in corpus::files(&root.join(part), extension) {
            let name = path.strip_prefix(&root).expect("a path below the example");
            folder.write(&name.to_string_lossy(), corpus::read(&path));
        }
    }
    folder
}

/// The example with a text of some of its files replaced by another.
fn changed(edits: &[(&str, &str, &str)]) -> Folder {
    let folder = example();
    for (path, old, new) in edits {
        let text = folder.read(path);
        assert!(text.contains(old), "{path} has no {old}");
        folder.write(path, text.replacen(old, new, 1));
    }
    folder
}

/// Errors of two codes, and a warning.
fn with_errors() -> Folder {
    changed(&[
        (
            "tilvano/cart.proactive",
            "when in_checkout",
            "when in_chekout",
        ),
        (
            "marmelune/shop.proactive",
            "brand marmelune",
            "brand marmelun",
        ),
        (
            "groenwulp/cart.proactive",
            "frequency once_per_visit",
            "frequency once_a_visit",
        ),
        (
            "tilvano/advice.proactive",
            "frequency once_per_visit",
            "frequency every_time",
        ),
    ])
}

/// A warning, tests that fail, a file that is not formatted, and an old configuration.
fn with_changes() -> Folder {
    changed(&[
        (
            "tilvano/advice.proactive",
            "after 40s on page_view",
            "after 50s   on page_view",
        ),
        (
            "tilvano/advice.proactive",
            "frequency once_per_visit",
            "frequency every_time",
        ),
    ])
}

/// Holds the screen of a command in a new folder at each width, and with its styles at the first. The
/// snapshots are in `screens`. Without colours, there are no styles.
pub(crate) fn assert_screen(
    name: &str,
    folder: impl Fn() -> Folder,
    arguments: &[&str],
    exit: i32,
) {
    let mut settings = insta::Settings::clone_current();
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/screens");
    settings.set_snapshot_path(snapshots);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("proactive {}", arguments.join(" ")));
    let uncolored = [arguments, &["--color", "never"]].concat();
    let uncolored = folder().screen(&uncolored, WIDTHS[0]);
    assert_eq!(uncolored.styled, uncolored.text, "{name} without colours");
    settings.bind(|| {
        for width in WIDTHS {
            let screen = folder().screen(arguments, width);
            assert_eq!(screen.exit, exit, "{name}: {}", screen.text);
            // Code is not wrapped.
            if !matches!(arguments, ["fmt", "--diff"] | ["build", "--check"]) {
                assert_fits(name, &screen, width);
            }
            insta::assert_snapshot!(format!("{name}_{width}"), screen.text);
            if width == WIDTHS[0] {
                insta::assert_snapshot!(format!("{name}_{width}_styles"), screen.styled);
            }
        }
    });
}

/// No line is wider than the terminal, except for one that has only one word, beside the lines of a
/// drawing.
fn assert_fits(name: &str, screen: &Screen, width: usize) {
    for line in screen.text.lines() {
        let text = line.trim_start_matches([' ', '·', '│', '─', '╰', '├', '┤', '┬']);
        let is_whole = !text.trim().contains(' ');
        assert!(
            line.width() <= width || is_whole,
            "{name} at {width} columns: {line}"
        );
    }
}

#[test]
fn check() {
    assert_screen("check", example, &["check"], 0);
    assert_screen("check_errors", with_errors, &["check"], 1);
    let arguments = ["check", "--statistics"];
    assert_screen("check_statistics", with_errors, &arguments, 1);
}

#[test]
fn build() {
    assert_screen("build", example, &["build"], 0);
    let check = ["build", "--check"];
    assert_screen("build_check", example, &check, 0);
    assert_screen("build_check_changes", with_changes, &check, 1);
}

#[test]
fn fmt() {
    assert_screen("fmt", with_changes, &["fmt", "--check"], 1);
    assert_screen("fmt_diff", with_changes, &["fmt", "--diff"], 1);
}

#[test]
fn test() {
    assert_screen("test", example, &["test"], 0);
    assert_screen("test_failures", with_changes, &["test"], 1);
    assert_screen("test_list", example, &["test", "--list"], 0);
    assert_screen("test_coverage", example, &["test", "--coverage"], 0);
}

#[test]
fn simulate() {
    let page = "https://fr.tilvano.example/cart";
    assert_screen("simulate", example, &["simulate", page], 0);
}

#[test]
fn overlaps() {
    assert_screen("overlaps", example, &["overlaps"], 0);
    let page = "https://fr.tilvano.example/canapes";
    let url = ["overlaps", "--url", page];
    assert_screen("overlaps_url", example, &url, 0);
    let message = ["overlaps", "--message", "christmas_orders", "--all"];
    assert_screen("overlaps_message", example, &message, 0);
}

#[test]
fn lists() {
    for of in [
        "messages",
        "segments",
        "bots",
        "schedules",
        "channels",
        "tests",
    ] {
        assert_screen(&format!("list_{of}"), example, &["list", of], 0);
    }
}

#[test]
fn hours() {
    assert_screen("hours", example, &["hours"], 0);
}

#[test]
fn explain() {
    assert_screen("explain", example, &["explain"], 0);
    let page = ["explain", "shadowed-message"];
    assert_screen("explain_code", example, &page, 0);
    assert_screen("explain_unknown", example, &["explain", "shadow"], 2);
}

#[test]
fn import() {
    let arguments = ["import", "proactive.json", "-o", "imported"];
    assert_screen("import", example, &arguments, 0);
}

#[test]
fn help() {
    assert_screen("help", Folder::new, &["--help"], 0);
    for command in [
        "check", "build", "fmt", "test", "simulate", "overlaps", "list", "hours", "diff", "import",
        "explain", "schema", "lsp",
    ] {
        assert_screen(&format!("help_{command}"), Folder::new, &[command, "-h"], 0);
    }
    assert_screen("usage", Folder::new, &["chekc"], 2);
}

/// The contrast of two colours by their relative luminances (WCAG 2.2, contrast ratio).
fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour of the 6×6×6 cube of the 256 (WCAG 2.2, relative luminance).
fn luminance(index: u8) -> f64 {
    let level = |step: u8| {
        let value = f64::from([0u8, 95, 135, 175, 215, 255][usize::from(step)]) / 255.0;
        ((value + 0.055) / 1.055).powf(2.4)
    };
    let cube = index - 16;
    0.2126 * level(cube / 36) + 0.7152 * level(cube / 6 % 6) + 0.0722 * level(cube % 6)
}

#[test]
fn colors_are_readable_on_light_and_dark_backgrounds() {
    for (index, name) in COLORS {
        let luminance = luminance(index);
        for background in [0.0, 1.0] {
            let contrast = contrast(luminance, background);
            assert!(contrast >= 3.5, "{name}: {contrast:.1} on {background}");
        }
    }
}
