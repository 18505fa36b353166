//! The documentation can be built as a book, and its links lead somewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proactive_testing::markdown;
use xtask::book::{self, highlight::Highlighter, links::Html, pages, summary};
use xtask::project;
use xtask::tools::{MDBOOK, Probe};

fn contents(folder: &Path, text: &str) -> Vec<String> {
    fs::write(folder.join("docs/SUMMARY.md"), text).expect("written");
    summary::problems(folder)
}

#[test]
fn the_table_of_contents_lists_every_page() {
    assert_eq!(summary::problems(&project::root()), Vec::<String>::new());
}

#[test]
fn pages_that_are_missing_or_not_listed_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir_all(root.join("docs/how-to")).expect("created");
    fs::write(root.join("docs/how-to/ci.md"), "# CI\n").expect("written");
    assert_eq!(summary::problems(root), ["docs/SUMMARY.md is missing"]);
    assert_eq!(
        contents(root, "- [CI](how-to/ci.md)\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        contents(
            root,
            "- [CI](how-to/ci.md)\n- [CI](how-to/ci.md)\n- [A](a.md)\n"
        ),
        [
            "docs/SUMMARY.md lists how-to/ci.md twice",
            "docs/SUMMARY.md lists a.md, which does not exist",
        ]
    );
    assert_eq!(
        contents(root, ""),
        ["docs/SUMMARY.md does not list how-to/ci.md"]
    );
}

/// The places on a page that links lead to, as mdBook and code hosts name headings.
fn places(text: &str) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut places = Vec::new();
    for (_, heading) in markdown::headings(text) {
        let heading = heading.to_lowercase();
        let kept = heading.chars().filter_map(|it| match it {
            ' ' => Some('-'),
            '-' | '_' => Some(it),
            it => it.is_alphanumeric().then_some(it),
        });
        let place: String = kept.collect();
        let count = counts.entry(place.clone()).or_default();
        places.push(match *count {
            0 => place,
            earlier => format!("{place}-{earlier}"),
        });
        *count += 1;
    }
    places
}

/// The text outside of code.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn links_between_pages_lead_to_headings() {
    let root = project::root();
    let text = project::read(&root.join(summary::SUMMARY)).expect("a page");
    let pages = text
        .split("](")
        .skip(1)
        .filter_map(|it| it.split(')').next());
    let mut broken = Vec::new();
    let mut links = 0;
    for page in pages {
        let path = root.join("docs").join(page);
        let text = project::read(&path).expect("a page");
        for target in prose(&text).split("](").skip(1) {
            let target = target.split(')').next().expect("a target");
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let file: PathBuf = match file {
                "" => path.clone(),
                file => path.parent().expect("a folder").join(file),
            };
            let leads = match place {
                "" => file.exists(),
                place => project::read(&file)
                    .is_ok_and(|text| places(&text).iter().any(|it| it == place)),
            };
            if !leads {
                broken.push(format!("docs/{page}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(links > 100, "{links}");
}

#[test]
fn code_is_coloured_and_links_out_of_the_book_are_words() {
    let text = "See [the shop](../../examples/outdoor-shop), [CI](../how-to/ci.md) and [below](#b).\n\n\
        ```proactive\n#- /proactive.toml\nname = \"a\"\n#- /main.proactive\n\
        brand acme \"A & B\" # <b>\n```\n\n```text\n[a](../../b)\n```\n";
    let highlighter = Highlighter::new().expect("a definition");
    let page = pages::page("reference/json.md", text, &highlighter).expect("a page");
    assert_eq!(
        page,
        "See the shop, [CI](../how-to/ci.md) and [below](#b).\n\n\
         <p class=\"file\">proactive.toml</p>\n\n```toml\nname = \"a\"\n```\n\n\
         <p class=\"file\">main.proactive</p>\n\n\
         <pre><code class=\"nohighlight hljs\"><span class=\"hljs-keyword\">brand</span> \
         <span class=\"hljs-title\">acme</span> \
         <span class=\"hljs-string\">&quot;</span><span class=\"hljs-string\">A &amp; B</span>\
         <span class=\"hljs-string\">&quot;</span> <span class=\"hljs-comment\">#</span>\
         <span class=\"hljs-comment\"> &lt;b&gt;</span>\n</code></pre>\n\n\n\
         ```text\n[a](../../b)\n```\n"
    );
}

#[test]
fn broken_links_of_the_html_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("a")).expect("created");
    fs::write(root.join("style.css"), "").expect("written");
    fs::write(root.join("a/b.html"), "<h1 id=\"été\">").expect("written");
    let links = [
        "a/b.html#%C3%A9t%C3%A9",
        "a/b.html",
        "style.css?v=1",
        "#here",
        "https://acme.example/x",
        "a/c.html",
        "a/b.html#there",
        "#there",
        "../x.html",
        "style.css#a",
    ];
    let text: String = links
        .iter()
        .map(|it| format!("<a id=\"here\" href=\"{it}\">"))
        .collect();
    fs::write(root.join("index.html"), text).expect("written");
    let html = Html::read(root).expect("pages");
    let broken: Vec<String> = links[5..]
        .iter()
        .map(|it| format!("index.html links to {it}"))
        .collect();
    assert_eq!(html.broken(), broken);
    assert_eq!((html.pages(), html.links()), (2, 10));
}

#[test]
fn the_book_has_one_version_of_mdbook_and_the_address_of_the_project() {
    assert!(
        matches!(MDBOOK.probe, Probe::Built(path) if path.contains(&format!("mdbook-{}/", book::VERSION)))
    );
    let read = |path: &str| -> toml::Table {
        let text = project::read(&project::root().join(path)).expect("a file");
        text.parse().expect("TOML")
    };
    let homepage = read("Cargo.toml")["workspace"]["package"]["homepage"].clone();
    let homepage = homepage.as_str().expect("an address").to_owned();
    let book = read("book/book.toml");
    let path = book["output"]["html"]["site-url"].as_str().expect("a path");
    assert!(
        path.starts_with('/') && format!("{homepage}/").ends_with(path),
        "{path}"
    );
}
