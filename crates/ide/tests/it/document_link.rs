//! Document links.

use proactive_ide::document_link::document_links;
use proactive_testing::Fixture;

use crate::support::{first_file, slice, snapshot, sweep};

fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    document_links(&snapshot, first_file())
        .into_iter()
        .map(|link| {
            let written = slice(&snapshot, first_file(), link.range);
            match written == link.target {
                true => format!("{written}\n"),
                false => format!("{written} -> {}\n", link.target),
            }
        })
        .collect()
}

#[test]
fn comments() {
    insta::assert_snapshot!(check(
        r#"# See https://acme.fr/help, or (https://acme.fr/a_(b)). "https://acme.fr/q?a=1&b=[2]"!
# <http://acme.fr:8080/été>; HTTPS://ACME.FR… *https://acme.fr/bold* https:// xhttps://no.fr ftp://no.fr
message m { } # https://acme.fr/#top
# https://acme.fr https://[::1]/ httphttps://no.fr"#
    ));
}

#[test]
fn strings() {
    insta::assert_snapshot!(check(
        r#"message m {
  text "https://not.one/"
  when visitor.url is "https://acme.fr/a\u{62}c" or visitor.url contains any of ["/cart", "https://acme.fr/cart", "https://acme.fr/a b"]
    or visitor.url contains "see https://acme.fr/"
}
test "https://acme.fr/" {
  visit "https://acme.fr/ " title "https://not.one/" for 3s
  visit "acme.fr"
  visit "https://acme.fr/open
}
"#
    ));
}

#[test]
fn are_in_the_file_for_any_text() {
    let mut seen = 0;
    sweep(|snapshot, file, _| {
        let found = document_links(snapshot, file);
        seen += found.len();
        for pair in found.windows(2) {
            assert!(pair[0].range.end() <= pair[1].range.start());
        }
        for link in found {
            let written = slice(snapshot, file, link.range);
            assert_eq!(written.trim(), written);
            assert!(link.target.starts_with("http") && link.target.contains("://"));
        }
    });
    assert!(seen > 300, "only {seen} links");
}

#[test]
fn websites_are_links_unless_they_are_patterns() {
    let text = r#"channel web { website "https://www.acme.example", "https://*.acme.example" }"#;
    let snapshot = snapshot(&Fixture::parse(text));
    let links = document_links(&snapshot, first_file());
    let targets: Vec<&str> = links.iter().map(|link| &*link.target).collect();
    assert_eq!(targets, ["https://www.acme.example"]);
}
