//! The manifest: completion, hover and fixes, in texts that are being typed.

use proactive_diagnostics::{FileId, TextRange, TextSize};
use proactive_hir::{Settings, SourceFile, Workspace};
use proactive_ide::completion::{Completions, DocsKey};
use proactive_ide::hover::completion_docs;
use proactive_ide::{Snapshot, manifest};
use proactive_manifest::keys::{self, Shape, TABLES};
use proactive_manifest::parse;

/// A valid manifest, in every notation.
const VALID: &str = r#"# The shop
name = "Shop"
include = [
  "**/*.proactive", # all
  'a/**',
]
build.output = "out.json"

[lints]
long-text = "allow" # long
"every-time-frequency" = 'error'
require-reason = true

[matching]
case = "sensitive"

[[overrides]]
paths = ["drafts"]
lints.long-text = "info"
"#;

fn workspace() -> Workspace {
    let files = [
        "drafts/a.proactive",
        "drafts/new/b.proactive",
        "shop.proactive",
    ];
    let file = |path: &&str| SourceFile {
        path: (*path).into(),
        text: "".into(),
    };
    Workspace::new(Settings::default(), files.iter().map(file).collect())
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap())
}

/// Splits a text at its cursor `$0`.
fn cursor(text: &str) -> (String, usize) {
    let at = text.find("$0").expect("a cursor");
    (text.replacen("$0", "", 1), at)
}

fn ask(text: &str) -> Completions {
    let (text, at) = cursor(text);
    manifest::completions(&workspace(), &text, size(at))
}

fn labels(text: &str) -> Vec<String> {
    let items = ask(text).items.into_iter();
    items.map(|item| item.label).collect()
}

/// The text after the item with a label is taken.
fn taken(text: &str, label: &str) -> String {
    let found = ask(text);
    let (mut text, _) = cursor(text);
    let item = found.items.iter().find(|item| item.label == label);
    let insert = item.expect("the item").insert.plain();
    text.replace_range(std::ops::Range::<usize>::from(found.replaced), &insert);
    text
}

fn hovered(text: &str) -> Option<(String, String)> {
    let (text, at) = cursor(text);
    let hover = manifest::hover(&text, size(at))?;
    assert_eq!(hover.span.file, FileId::MANIFEST);
    let range = std::ops::Range::<usize>::from(hover.span.range);
    Some((text[range].to_owned(), hover.markup.plain()))
}

#[test]
fn keys_and_tables_of_an_empty_line() {
    let all = [
        "name",
        "include",
        "exclude",
        "[build]",
        "[lints]",
        "[[overrides]]",
        "[matching]",
        "[limits]",
        "[web]",
    ];
    assert_eq!(labels("$0"), all);
    assert_eq!(
        labels("# a\n$0\n[lints]\n"),
        [
            "name",
            "include",
            "exclude",
            "[build]",
            "[[overrides]]",
            "[matching]",
            "[limits]",
            "[web]"
        ]
    );
    assert_eq!(
        labels("[limits]\ntext = 3\n$0"),
        [
            "messages",
            "[build]",
            "[lints]",
            "[[overrides]]",
            "[matching]",
            "[web]"
        ]
    );
    assert_eq!(
        labels("[lints]\n$0").first().map(String::as_str),
        Some("require-reason")
    );
    assert!(labels("[lints]\nlo$0").contains(&"long-text".to_owned()));
    assert!(!labels("[lints]\nlong-text = \"warn\"\n$0").contains(&"long-text".to_owned()));
}

#[test]
fn items_are_complete_statements() {
    assert_eq!(taken("inc$0", "include"), "include = [\"\"]");
    assert_eq!(taken("[li$0", "[lints]"), "[lints]");
    assert_eq!(taken("[li$0]\n", "[lints]"), "[lints]\n");
    assert_eq!(taken("li$0", "[limits]"), "[limits]");
    assert_eq!(
        taken("[limits]\nme$0", "messages"),
        "[limits]\nmessages = 140"
    );
    assert_eq!(taken("limits.me$0 = 3", "messages"), "limits.messages = 3");
    assert_eq!(
        taken("lints = { long$0 }", "long-text"),
        "lints = { long-text = \"allow\" }"
    );
}

/// In a table that repeats, the keys of each are its own, and those of its inner table are written
/// with a dot.
#[test]
fn overrides() {
    let first = |text: &str| labels(text).into_iter().take(2).collect::<Vec<_>>();
    assert_eq!(first("[[overrides]]\n$0"), ["paths", "lints.never-matches"]);
    let two = "[[overrides]]\npaths = []\nlints.long-text = \"info\"\n\n[[overrides]]\n$0";
    assert_eq!(first(two)[0], "paths");
    assert!(labels(two).contains(&"lints.long-text".to_owned()));
    let again =
        "[[overrides]]\npaths = []\nlints.long-text = \"info\"\n$0\n[[overrides]]\npaths = []\n";
    assert!(!labels(again).contains(&"paths".to_owned()));
    assert!(!labels(again).contains(&"lints.long-text".to_owned()));
    assert!(labels(again).contains(&"[[overrides]]".to_owned()));
    for text in [
        "[[overrides]]\nlints.long$0",
        "[[overrides]]\nlints.$0",
        "[[overrides]]\nlints = { $0 }",
        "[[overrides]]\n[overrides.lints]\n$0",
    ] {
        let found = labels(text);
        assert!(found.contains(&"long-text".to_owned()), "{text}: {found:?}");
        assert!(!found.contains(&"paths".to_owned()), "{text}");
    }
    assert_eq!(taken("[[ov$0", "[[overrides]]"), "[[overrides]]");
    assert_eq!(taken("[ov$0", "[[overrides]]"), "[[overrides]]");
    assert_eq!(
        taken("[[overrides]]\nlong$0", "lints.long-text"),
        "[[overrides]]\nlints.long-text = \"allow\""
    );
    assert_eq!(
        labels("[[overrides]]\nlints.long-text = \"$0\""),
        ["allow", "info", "warn", "error"]
    );
    assert_eq!(
        labels("[[overrides]]\npaths = [\"$0\"]"),
        [
            "drafts",
            "drafts/new",
            "drafts/a.proactive",
            "drafts/new/b.proactive",
            "shop.proactive"
        ]
    );
    let said = |text: &str| hovered(text).expect("a hover").1;
    for (name, text) in [
        ("hover_on_overrides", "[[over$0rides]]"),
        ("hover_on_paths", "[[overrides]]\npa$0ths = []"),
        (
            "hover_on_override_lint",
            "[[overrides]]\nlints.long$0-text = \"info\"",
        ),
    ] {
        insta::assert_snapshot!(name, said(text));
    }
    assert_eq!(
        said("[[overrides]]\nlints.long-text = \"in$0fo\""),
        "`\"info\"`: Findings are reported as information."
    );
}

#[test]
fn values() {
    let levels = ["allow", "info", "warn", "error"];
    for text in [
        "[lints]\nlong-text = $0",
        "[lints]\nlong-text = w$0",
        "[lints]\nlong-text = \"$0\"",
        "[lints]\nlong-text = \"w$0\n[build]\n",
        "lints.long-text = '$0",
        "lints = { long-text = $0 }",
    ] {
        assert_eq!(labels(text), levels, "{text}");
    }
    let wanted = "[lints]\nlong-text = \"warn\"\n";
    for typed in ["$0", "w$0", "\"$0\"", "\"wa$0\"", "\"w$0", "\"$0err\""] {
        let text = format!("[lints]\nlong-text = {typed}\n");
        assert_eq!(taken(&text, "warn"), wanted, "{typed}");
    }
    assert_eq!(labels("[lints]\nrequire-reason = $0"), ["true", "false"]);
    assert_eq!(
        labels("[matching]\ncase = \"$0\""),
        ["sensitive", "insensitive"]
    );
    assert_eq!(labels("limits = { text = $0 }"), [""; 0]);
    assert_eq!(labels("name = $0"), [""; 0]);
    assert_eq!(labels("unknown = $0"), [""; 0]);
}

#[test]
fn patterns_of_the_workspace() {
    let files = [
        "drafts/a.proactive",
        "drafts/new/b.proactive",
        "shop.proactive",
    ];
    let folders = ["drafts", "drafts/new"];
    assert_eq!(
        labels("exclude = [\"$0\"]"),
        [folders.as_slice(), &files].concat()
    );
    let include = ["**/*.proactive", "drafts/**", "drafts/new/**"];
    assert_eq!(
        labels("include = [\n  \"a\",\n  $0\n]"),
        [include.as_slice(), &files].concat()
    );
    assert_eq!(labels("include = $0"), [""; 0]);
    let unclosed = "exclude = [\"dr$0\n\n[lints]\nlong-text = \"warn\"\n";
    assert_eq!(
        taken(unclosed, "drafts"),
        unclosed.replace("dr$0", "drafts\"")
    );
}

/// An author who types a line break there means a line break.
#[test]
fn nothing_where_a_statement_is_complete() {
    for text in [
        "# a $0",
        "name = \"a\" # b$0",
        "[lints]$0",
        "[lints] $0\n",
        "[lints]\nlong-text = \"warn\"$0",
        "[lints]\nlong-text = \"warn\" $0\n",
        "[lints]\nlong-text $0",
        "include = [\"a\"]$0",
        "include = [\"a\"$0]",
        "lints = { long-text = \"warn\" }$0",
    ] {
        assert_eq!(labels(text), [""; 0], "{text}");
    }
    for (text, count) in [
        ("$0", 0),
        ("  $0", 0),
        ("lints$0", 0),
        ("lints.long-text = $0", 4),
    ] {
        let (written, at) = cursor(text);
        let found = manifest::completions_after_trigger(&workspace(), &written, size(at));
        assert_eq!(found.items.len(), count, "{text}");
    }
}

/// Typing straight through: wherever on a line the list was opened, no item matches the line when it
/// is complete, so a line break is a line break.
#[test]
fn complete_lines_match_no_item() {
    let mut start = 0;
    let mut offered = 0;
    for line in VALID.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        for opened in start..end {
            let text = format!("{}{}", &VALID[..opened], &VALID[end..]);
            let found = manifest::completions(&workspace(), &text, size(opened));
            let typed = &VALID[usize::from(found.replaced.start())..end];
            for item in &found.items {
                offered += 1;
                let mut letters = item.filter.chars();
                let matches = typed.chars().all(|typed| letters.any(|it| it == typed));
                assert!(!matches, "{line}, {typed}, {}", item.label);
            }
        }
        start += line.len();
    }
    assert!(offered > 100, "{offered}");
}

#[test]
fn hover_on_names_and_values() {
    let said = |text: &str| hovered(text).expect("a hover");
    assert_eq!(
        said("[lin$0ts]\n"),
        (
            "lints".to_owned(),
            "`[lints]`\n\nThe levels of lints, and how they can be allowed.".to_owned()
        )
    );
    let (word, words) = said("[limits]\nme$0ssages = 3");
    assert_eq!(word, "messages");
    insta::assert_snapshot!("hover_on_limit", words);
    let (word, words) = said("lints = { long-$0text = \"warn\" }");
    assert_eq!(word, "long-text");
    insta::assert_snapshot!("hover_on_lint", words);
    let (word, words) = said("lints.long-text = \"wa$0rn\"");
    assert_eq!(
        (word.as_str(), words.as_str()),
        ("\"warn\"", "`\"warn\"`: Findings are reported as warnings.")
    );
    assert_eq!(hovered("name = \"Sh$0op\""), None);
    assert_eq!(hovered("# na$0me"), None);
    assert_eq!(hovered("nam$0"), None);
}

/// Every table and key is offered, with documentation, and leads to a manifest without findings.
#[test]
fn every_key_can_be_completed() {
    for row in keys::rows() {
        let text = match row.table {
            "" => "$0".to_owned(),
            "overrides" => "[[overrides]]\n$0".to_owned(),
            "overrides.lints" => "[[overrides]]\npaths = []\n[overrides.lints]\n$0".to_owned(),
            table => format!("[{table}]\n$0"),
        };
        let text = taken(&text, row.name);
        let findings = parse(&text).1;
        assert_eq!(findings, [], "{text}");
        assert!(row.shape != Shape::Text || text.contains('"'), "{text}");
    }
    let snapshot = Snapshot::new(workspace());
    let paths = keys::rows().map(|row| row.path());
    let values = [
        "lints.long-text=info".to_owned(),
        "matching.case=sensitive".to_owned(),
        "web.adapter=crisp".to_owned(),
    ];
    let tables = TABLES.iter().map(|table| table.name.to_owned());
    for path in paths.chain(tables).chain(values) {
        let key = DocsKey::Setting(path.clone());
        assert_eq!(key.to_string().parse(), Ok(key.clone()));
        assert!(completion_docs(&snapshot, &key).is_some(), "{path}");
    }
}

fn check(text: &str, offset: usize) {
    let found = manifest::completions(&workspace(), text, size(offset));
    let replaced = std::ops::Range::<usize>::from(found.replaced);
    assert!(
        found.replaced.contains_inclusive(size(offset)),
        "{text}, {offset}"
    );
    assert!(!text[replaced].contains('\n'), "{text}, {offset}");
    let _ = manifest::hover(text, size(offset));
}

/// At every offset of a manifest, whole, cut off and damaged: the replaced range contains the cursor
/// and is on one line.
#[test]
fn every_offset_of_broken_texts() {
    for end in 0..VALID.len() {
        check(&VALID[..end], end);
    }
    let foreign = format!("\u{FEFF}{}", VALID.replace('\n', "\r\n"));
    let texts = proactive_testing::mutations(VALID, 15);
    for text in texts.chain([VALID.to_owned(), foreign]) {
        for offset in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            check(&text, offset);
        }
    }
}

/// The text after the first fix of the first finding.
fn fixed(text: &str) -> Option<(bool, String)> {
    let findings = parse(text).1;
    let whole = TextRange::up_to(size(text.len()));
    let actions = manifest::code_actions(&findings, whole);
    let action = actions.first()?;
    let mut text = text.to_owned();
    for edit in action.edits.iter().rev() {
        text.replace_range(
            std::ops::Range::<usize>::from(edit.span.range),
            &edit.replacement,
        );
    }
    Some((action.preferred, text))
}

#[test]
fn fixes() {
    for (wrong, right, certain) in [
        ("nmae = \"a\"", "name = \"a\"", false),
        ("Name = \"a\"", "name = \"a\"", true),
        (
            "[lints]\nlong-txt = \"warn\"",
            "[lints]\nlong-text = \"warn\"",
            false,
        ),
        (
            "[lints]\nlong-text = \"wran\"",
            "[lints]\nlong-text = \"warn\"",
            false,
        ),
        (
            "[lints]\nlong-text = \"Warn\"",
            "[lints]\nlong-text = \"warn\"",
            true,
        ),
        (
            "[lints]\nlong-text = warn",
            "[lints]\nlong-text = \"warn\"",
            true,
        ),
        (
            "[lints]\nlong-text = “warn”",
            "[lints]\nlong-text = \"warn\"",
            true,
        ),
        (
            "[lints]\nrequire-reason = \"True\"",
            "[lints]\nrequire-reason = true",
            true,
        ),
        ("[limits]\ntext = \"300\"", "[limits]\ntext = 300", true),
        ("include = \"a/**\"", "include = [\"a/**\"]", true),
        ("name = 3", "name = \"3\"", true),
        (
            "name = \"Shop\nexclude = []",
            "name = \"Shop\"\nexclude = []",
            true,
        ),
        ("output = \"a.json\"", "build.output = \"a.json\"", false),
    ] {
        assert_eq!(fixed(wrong), Some((certain, right.to_owned())), "{wrong}");
        assert_eq!(parse(right).1, []);
    }
    for wrong in [
        "zzzzzz = 1",
        "[lints]\nsyntax-error = \"warn\"",
        "exclude = [\"!a\"]",
        "[build]\nlong-text = \"warn\"",
    ] {
        assert_eq!(fixed(wrong), None, "{wrong}");
    }
}
