//! Narrow terminals, long words, wide characters and text from right to left.

use proactive_catalog::characters::classify;
use unicode_width::UnicodeWidthStr as _;

use crate::support::Folder;

/// A workspace with words that are hard to wrap: in Chinese, Arabic and Hebrew, with emoji that are
/// joined, with letters that are combined, and without any space.
fn folder() -> Folder {
    let long = "x".repeat(150);
    let text = format!(
        r#"
brand acme "购物车里的商品"

schedule office "مكتب المبيعات" {{
  timezone "Europe/Paris"
  open mon-fri 09:00-18:00
  closed 2026-12-24 to 2026-12-26 "🎄👨‍👩‍👧‍👦 חג המולד"
}}

channel web "购物车" {{
  brand acme
  business_hours office
}}

segment wide "購物車裡的商品還在等您，要不要現在結帳？" when visitor.title contains "购物车里的商品还在等您"

message hello "مرحبا بك في متجرنا هل تحتاج إلى مساعدة" {{
  text """
    购物车里的商品还在等您，要不要现在结账？我们今天免运费，而且可以为您保留三天。
    مرحبا بك في متجرنا هل تحتاج إلى مساعدة في اختيار المنتج المناسب
    👩🏽‍💻 Zalgo ẑ̷͓a̸l̵g̶o {long}
    """
  reply agent "好的"
  when wide or visitor.url contains "/{long}"
  after 10s on page_view
  schedule business_hours
  frequency every_time
}}

test "אחרי עשר שניות מופיעה הודעה {long}" {{
  time 2026-01-05 10:00 "Europe/Paris"
  visit "https://www.example.com/{long}" title "购物车里的商品还在等您" for 1m
  expect hello after 20s
}}
"#
    );
    Folder::with("main.proactive", text)
}

/// A file with errors at such words.
fn wrong() -> Folder {
    let text = "brand 购物车 \"商品\"\nbrand acme {\n  extrenal_id \"👨‍👩‍👧‍👦\"\n}\n";
    Folder::with("main.proactive", text)
}

const COMMANDS: [&[&str]; 16] = [
    &["check"],
    &["check", "--statistics"],
    &["test"],
    &["test", "--list"],
    &["test", "--coverage"],
    &[
        "simulate",
        "https://www.example.com/购物车",
        "--title",
        "购物车里的商品还在等您",
    ],
    &["simulate", "https://www.example.com/", "--message", "hello"],
    &["list"],
    &["list", "segments"],
    &["list", "schedules"],
    &["list", "tests"],
    &["hours"],
    &["explain"],
    &["explain", "unresolved-name"],
    &["fmt", "--diff"],
    &["--help"],
];

#[test]
fn every_width_shows_everything() {
    let (folder, wrong) = (folder(), wrong());
    let commands = COMMANDS.map(|arguments| (&folder, arguments));
    for (folder, arguments) in commands.into_iter().chain([(&wrong, &["check"][..])]) {
        let wide = folder.screen(arguments, 120);
        for width in [1, 20, 33, 60] {
            let screen = folder.screen(arguments, width);
            assert_eq!(screen.exit, wide.exit, "{arguments:?} at {width} columns");
            let hidden = classify(&screen.text)
                .find(|(_, character, hidden)| hidden.is_some() && *character != '\n');
            assert_eq!(hidden, None, "{arguments:?} at {width} columns");
        }
    }
}

/// Reports are wrapped between words only, so their words are the same at each width.
#[test]
fn words_stay_whole() {
    let folder = folder();
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(Into::into).collect() };
    for arguments in [
        &["list", "segments"][..],
        &["list", "schedules"],
        &["list", "tests"],
        &["hours"],
        &["explain", "unresolved-name"],
        &["explain"],
        &["test", "--list"],
    ] {
        let wide = folder.screen(arguments, 120);
        let narrow = folder.screen(arguments, 20);
        assert_eq!(words(&narrow.text), words(&wide.text), "{arguments:?}");
        for line in narrow.text.lines() {
            let only_a_word = !line.trim().contains(' ');
            assert!(
                line.width() <= 20
                    || only_a_word
                    || line.contains('`')
                    || arguments[0] == "explain",
                "{arguments:?}: {line}"
            );
        }
    }
}
