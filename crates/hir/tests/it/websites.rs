//! Which pages a website covers.

use proactive_hir::model::Website;

#[test]
fn websites_are_written_as_browsers_write_addresses() {
    for (written, shown) in [
        ("https://Acme.example", "https://acme.example/"),
        ("HTTPS://acme.example:443/", "https://acme.example/"),
        ("http://localhost:3000", "http://localhost:3000/"),
        (
            "https://*.éclair.example",
            "https://*.xn--clair-9ra.example/",
        ),
        (
            "https://acme.example/été/../hiver",
            "https://acme.example/hiver",
        ),
        ("https://acme.example/a b", "https://acme.example/a%20b"),
        ("https://[::1]:8080/", "https://[::1]:8080/"),
    ] {
        let website = Website::parse(written).unwrap();
        assert_eq!(website.to_string(), shown);
        assert_eq!(Website::parse(shown).as_ref(), Ok(&website), "{shown}");
        assert!(website.covers(&website.example()), "{shown}");
    }
}

#[test]
fn a_website_covers_its_path_and_what_is_below() {
    let covered = |website: &str, pages: &[&str]| -> Vec<bool> {
        let website = Website::parse(website).unwrap();
        pages.iter().map(|page| website.covers(page)).collect()
    };
    let on = |website: &str, pages: &[&str]| {
        assert!(covered(website, pages).iter().all(|it| *it), "{website}");
    };
    let off = |website: &str, pages: &[&str]| {
        assert!(!covered(website, pages).iter().any(|it| *it), "{website}");
    };
    on(
        "https://a.example",
        &[
            "https://a.example/",
            "https://a.example/b?c#d",
            "https://a.example/?x",
        ],
    );
    off(
        "https://a.example",
        &[
            "",
            "https://a.example",
            "http://a.example/",
            "https://a.example:8080/",
            "https://b.a.example/",
            "https://a.example.evil.example/",
            "https://a.example@evil.example/",
            "https://me@a.example/",
            "see https://a.example/",
        ],
    );
    on(
        "https://a.example/help",
        &[
            "https://a.example/help",
            "https://a.example/help/",
            "https://a.example/help/x",
            "https://a.example/help?x",
            "https://a.example/help#x",
        ],
    );
    off(
        "https://a.example/help",
        &[
            "https://a.example/",
            "https://a.example/helpful",
            "https://a.example/x/help",
        ],
    );
    off(
        "https://a.example/help/",
        &["https://a.example/help", "https://a.example/help?/"],
    );
    on(
        "https://*.a.example",
        &["https://b.a.example/", "https://c.b.a.example/x"],
    );
    off(
        "https://*.a.example",
        &[
            "https://a.example/",
            "https://.a.example/",
            "https://ba.example/",
            "https://x.example/?.a.example/",
            "https://x@b.a.example/",
            "https://b.a.example:8080/",
        ],
    );
}
