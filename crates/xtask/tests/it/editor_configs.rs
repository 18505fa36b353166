//! The configuration of editors that tests can't run starts the server correctly.
//!
//! `cargo xtask editors` tests those that it can run. The known keys are those in the documentation
//! of each editor.

use xtask::project;

fn read(path: &str) -> String {
    project::read(&project::root().join("editors").join(path)).expect("a file of an editor")
}

/// Parses JSON with comment lines.
fn json(path: &str) -> serde_json::Value {
    let text = read(path);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    serde_json::from_str(&lines.join("\n")).expect(path)
}

fn assert_contains(path: &str, lines: &str) {
    assert!(
        read(path).contains(lines),
        "{path} does not contain {lines}"
    );
}

#[test]
fn kate_starts_the_server() {
    let server = &json("kate/lspclient.json")["servers"]["proactive"];
    assert_eq!(server["command"], serde_json::json!(["proactive", "lsp"]));
    assert_eq!(
        server["rootIndicationFileNames"],
        serde_json::json!(["proactive.toml"])
    );
    assert_eq!(server["highlightingModeRegex"], "^Proactive$");
    assert_contains("kate/proactive.xml", "<language name=\"Proactive\"");
}

#[test]
fn sublime_text_starts_the_server() {
    let client = &json("sublime/LSP.sublime-settings")["clients"]["proactive"];
    assert_eq!(client["command"], serde_json::json!(["proactive", "lsp"]));
    assert_eq!(client["enabled"], true);
    assert_eq!(client["selector"], "source.proactive");
    assert_contains(
        "sublime/Proactive.sublime-syntax",
        "\nscope: source.proactive\n",
    );
}

fn toml(path: &str) -> toml::Table {
    read(path).parse().expect(path)
}

/// Some editors ignore unknown keys, and others reject them.
fn assert_known_keys(path: &str, table: &toml::Table, keys: &[&str]) {
    for key in table.keys() {
        assert!(
            keys.contains(&key.as_str()),
            "{path}: {key} is not a known key"
        );
    }
}

#[test]
fn helix_starts_the_server() {
    let path = "helix/languages.toml";
    let file = toml(path);
    assert_known_keys(path, &file, &["language-server", "language"]);
    let expected: toml::Table = r#"
        language-server.proactive = { command = "proactive", args = ["lsp"] }
    "#
    .parse()
    .expect("TOML");
    assert_eq!(file["language-server"], expected["language-server"]);

    let [language] = file["language"].as_array().expect(path).as_slice() else {
        panic!("{path}: not exactly one language");
    };
    let language = language.as_table().expect(path);
    let keys = [
        "name",
        "scope",
        "injection-regex",
        "file-types",
        "roots",
        "comment-token",
        "indent",
        "language-servers",
    ];
    assert_known_keys(path, language, &keys);
    assert_eq!(language["name"].as_str(), Some("proactive"));
    assert_eq!(language["file-types"], toml::Value::from(vec!["proactive"]));
    assert_eq!(
        language["language-servers"],
        toml::Value::from(vec!["proactive"])
    );
    let indent = language["indent"].as_table().expect(path);
    assert_known_keys(path, indent, &["tab-width", "unit"]);
}

#[test]
fn zed_finds_the_grammar() {
    let path = "zed/extension.toml";
    let extension = toml(path);
    let keys = [
        "id",
        "name",
        "version",
        "schema_version",
        "authors",
        "description",
        "repository",
        "grammars",
    ];
    assert_known_keys(path, &extension, &keys);
    for key in ["id", "name", "version"] {
        assert!(extension[key].is_str(), "{path}: {key}");
    }
    assert_eq!(extension["schema_version"].as_integer(), Some(1));
    let grammar = extension["grammars"]["proactive"].as_table().expect(path);
    assert_known_keys(path, grammar, &["repository", "rev", "path"]);
    let folder = grammar["path"].as_str().expect(path);
    assert!(project::root().join(folder).join("src/parser.c").exists());

    let path = "zed/languages/proactive/config.toml";
    let language = toml(path);
    let keys = [
        "name",
        "grammar",
        "path_suffixes",
        "line_comments",
        "tab_size",
        "hard_tabs",
        "word_characters",
        "autoclose_before",
        "brackets",
    ];
    assert_known_keys(path, &language, &keys);
    assert_eq!(language["grammar"].as_str(), Some("proactive"));
    assert_eq!(
        language["path_suffixes"],
        toml::Value::from(vec!["proactive"])
    );
    for bracket in language["brackets"].as_array().expect(path) {
        let bracket = bracket.as_table().expect(path);
        assert_known_keys(
            path,
            bracket,
            &["start", "end", "close", "newline", "not_in"],
        );
    }
}
