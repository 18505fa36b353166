//! URLs in a text, as links that an editor can open.

use serde_json::json;

use crate::support::{MAIN, Memory, SHOP, Session, document};

/// Returns the targets of the links in a comment.
async fn targets(comment: &str) -> Vec<String> {
    let mut session = Session::begin(Memory::new(SHOP), &["/shop"], json!({})).await;
    session.open(MAIN, &format!("# {comment}\n")).await;
    let params = json!({ "textDocument": document(MAIN) });
    let links = session.get("textDocument/documentLink", params).await;
    session.end().await;
    let links = links.as_array().expect("a list").iter();
    links
        .map(|link| link["target"].as_str().expect("an address").to_owned())
        .collect()
}

#[tokio::test]
async fn plain_urls() {
    let written = "https://a.example https://a.example/b%20c?d=e&f#g http://[::1]:8080/";
    assert_eq!(
        targets(written).await,
        written.split(' ').collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn international_hosts() {
    let found = targets(
        "https://münchen.example/straße?q=größe#über https://例え.jp/カート/👋 \
         https://user@bücher.example:8443/a",
    )
    .await;
    assert_eq!(
        found,
        [
            "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=gr%C3%B6%C3%9Fe#%C3%BCber",
            "https://xn--r8jz45g.jp/%E3%82%AB%E3%83%BC%E3%83%88/%F0%9F%91%8B",
            "https://user@xn--bcher-kva.example:8443/a",
        ]
    );
}

/// Browsers accept more than the URI standard.
#[tokio::test]
async fn characters_that_need_encoding() {
    let found = targets("https://a.example/100%?q=[1]&r=%C3%A9#a#b https://a.example/%zz/é").await;
    assert_eq!(
        found,
        [
            "https://a.example/100%25?q=%5B1%5D&r=%C3%A9#a%23b",
            "https://a.example/%25zz/%C3%A9",
        ]
    );
}

#[tokio::test]
async fn invalid_urls_are_not_links() {
    assert_eq!(
        targets("https://a..é%00/ https://é:port/").await,
        Vec::<String>::new()
    );
}
