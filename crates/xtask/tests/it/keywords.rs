//! Every editor highlights exactly the words of the language.
//!
//! The words are those in the grammar and in the tables of the compiler. They are compared with the
//! words in the syntax file of each editor.

use std::collections::BTreeSet;

use proactive_catalog::statements::vocabulary;
use xtask::project;

type Words = BTreeSet<String>;

/// The words in the compiler's grammar, where they are in quotes. The rules for tokens, at its end,
/// are left out: they have quotes in quotes, and no other words.
fn grammar() -> Words {
    let text = project::read(&project::root().join("grammar/proactive.pest")).expect("the grammar");
    let (rules, _) = text.split_once("// ---- tokens").expect("the tokens");
    let words: Words = quoted(rules).collect();
    assert!(words.len() > 50, "{words:?}");
    words
}

fn language() -> Words {
    let words = vocabulary().into_iter().map(str::to_owned);
    words.chain(grammar()).collect()
}

fn is_word(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')
}

/// The words in double quotes.
fn quoted(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines()
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|text| is_word(text))
        .map(str::to_owned)
}

/// The words in a regular expression, without escapes, classes and group prefixes.
fn named(pattern: &str) -> Words {
    let mut plain = String::new();
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(it) = rest.next() {
        match it {
            '\\' => {
                rest.next();
                plain.push(' ');
            }
            '[' => in_class = true,
            ']' => in_class = false,
            _ if in_class => {}
            _ => plain.push(it),
        }
    }
    plain
        .split(|it: char| !(it.is_ascii_lowercase() || it == '_'))
        .filter(|text| is_word(text))
        .map(str::to_owned)
        .collect()
}

fn read(path: &str) -> String {
    project::read(&project::root().join("editors").join(path)).expect("a file for an editor")
}

#[track_caller]
fn same(path: &str, found: &Words, wanted: &Words) {
    let missing: Vec<_> = wanted.difference(found).collect();
    let unexpected: Vec<_> = found.difference(wanted).collect();
    assert!(missing.is_empty(), "{path} lacks {missing:?}");
    assert!(
        unexpected.is_empty(),
        "{path} has {unexpected:?}, which the language does not have"
    );
}

#[test]
fn tree_sitter() {
    let path = "tree-sitter-proactive/grammar.js";
    let text = read("tree-sitter-proactive/src/grammar.json");
    let found: Words = text
        .lines()
        .zip(text.lines().skip(1))
        .filter(|(above, _)| above.contains("\"type\": \"STRING\""))
        .filter_map(|(_, line)| line.split('"').nth(3))
        .filter(|word| is_word(word))
        .map(str::to_owned)
        .collect();
    // There, values are ordinary words, except for the kinds of schedule.
    let keywords = grammar();
    let missing: Vec<_> = keywords.difference(&found).collect();
    let unexpected: Vec<_> = found.difference(&language()).cloned().collect();
    assert!(missing.is_empty(), "{path} lacks {missing:?}");
    assert!(unexpected.is_empty(), "{path} has {unexpected:?}");
}

#[test]
fn text_mate() {
    let path = "vscode/syntaxes/proactive.tmLanguage.json";
    let text = read(path);
    let patterns = text.lines().filter_map(|line| {
        let (key, value) = line.trim().split_once(": ")?;
        ["\"match\"", "\"begin\"", "\"end\""]
            .contains(&key)
            .then_some(value)
    });
    let mut found: Words = patterns
        .flat_map(|value| named(&value.replace("\\\\", "\\")))
        .collect();
    // The comment that silences lints.
    for word in ["proactive", "allow"] {
        assert!(found.remove(word), "{path} lacks {word}");
    }
    same(path, &found, &language());
}

/// The words of a source line that an assertion below it covers: `# ^^^ scope`, or `# <--- scope`
/// for the start of the line.
fn asserted(text: &str) -> Words {
    let mut found = Words::new();
    let mut source = "";
    for line in text.lines().skip(1) {
        let body = line.trim_start_matches('#').trim_start();
        let start = line.len() - body.len();
        let marks = body.trim_start_matches(['^', '<', '-']);
        let length = body.len() - marks.len();
        if !line.starts_with('#') || length == 0 || !marks.starts_with(' ') {
            source = line;
            continue;
        }
        let range = match body.starts_with('<') {
            true => 0..length - 1,
            false => start..start + length,
        };
        found.extend(
            source
                .get(range)
                .filter(|text| is_word(text))
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn text_mate_assertions_cover_every_word() {
    let mut found = Words::new();
    for name in ["constructs", "words"] {
        let path = format!("vscode/test/grammar/{name}.test.proactive");
        found.extend(asserted(&read(&path)));
    }
    let words = language();
    let missing: Vec<_> = words.difference(&found).collect();
    assert!(
        missing.is_empty(),
        "no assertion for the scope of {missing:?}"
    );
}

#[test]
fn sublime() {
    let path = "sublime/Proactive.sublime-syntax";
    let text = read(path);
    let found: Words = text
        .lines()
        .filter_map(|line| line.split_once('\'')?.1.rsplit_once('\''))
        .flat_map(|(pattern, _)| {
            let plain = ["{{id}}", "{{day}}", "{{b}}", "{{e}}"]
                .iter()
                .fold(pattern.to_owned(), |text, name| text.replace(name, " "));
            named(&plain)
        })
        .collect();
    same(path, &found, &language());
}

#[test]
fn vim() {
    let path = "vim/syntax/proactive.vim";
    let mut found = Words::new();
    for line in read(path).lines() {
        let words = line.split_whitespace().collect::<Vec<_>>();
        match words.as_slice() {
            ["syntax", "keyword", _, rest @ ..] => found.extend(
                rest.iter()
                    .filter(|it| is_word(it) && !["contained", "skipwhite"].contains(*it))
                    .map(|it| (*it).to_owned()),
            ),
            [
                "syntax",
                "match",
                "proactiveStatement" | "proactiveOperator",
                pattern,
                ..,
            ] => {
                found.extend(named(pattern));
            }
            _ => {}
        }
    }
    same(path, &found, &language());
}

#[test]
fn emacs() {
    let path = "emacs/proactive-mode.el";
    let text = read(path);
    let lists = text.split("(defconst proactive--").skip(1);
    let mut found: Words = lists
        .filter_map(|list| list.split_once("\n\n"))
        .flat_map(|(list, _)| quoted(list).collect::<Vec<_>>())
        .collect();
    // It is a value only after `schedule`, and is listed as a statement.
    found.insert("business_hours".to_owned());
    same(path, &found, &language());
}

#[test]
fn kakoune() {
    let path = "kakoune/rc/proactive.kak";
    let text = read(path);
    let found: Words = text
        .lines()
        .filter(|line| line.starts_with("add-highlighter shared/proactive/code/ regex"))
        .filter_map(|line| line.split('\'').nth(1))
        .flat_map(named)
        .collect();
    same(path, &found, &language());

    let (_, list) = text
        .split_once("proactive_static_words \\")
        .expect("a list");
    let (list, _) = list.split_once("\n\n").expect("its end");
    let completed: Words = list
        .split_whitespace()
        .filter(|it| is_word(it))
        .map(str::to_owned)
        .collect();
    same("the list of words to complete", &completed, &language());
}

#[test]
fn kate() {
    let path = "kate/proactive.xml";
    let found: Words = read(path)
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<item>")?.strip_suffix("</item>"))
        .map(str::to_owned)
        .collect();
    same(path, &found, &language());
}
