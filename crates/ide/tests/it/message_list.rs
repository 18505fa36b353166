//! The list of messages by brand and channel.

use std::fmt::Write as _;

use proactive_diagnostics::Span;
use proactive_ide::message_list::{GroupName, message_list};
use proactive_ide::preview::PreviewTrigger;
use proactive_testing::Fixture;

use crate::support::{slice, snapshot};

/// The list as an indented outline.
fn check(text: &str) -> String {
    let snapshot = snapshot(&Fixture::parse(text));
    let slice = |span: Span| slice(&snapshot, span.file, span.range);
    let name = |group: &Option<GroupName>| match group {
        Some(group) => format!("{} \"{}\"", slice(group.span), group.named.name),
        None => "-".to_owned(),
    };
    let mut outline = String::new();
    for brand in message_list(&snapshot) {
        let _ = writeln!(outline, "{}", name(&brand.brand));
        for channel in brand.channels {
            let websites = channel.websites.join(", ");
            let line = format!("  {} {websites}", name(&channel.channel));
            let _ = writeln!(outline, "{}", line.trim_end());
            for message in channel.messages {
                assert!(slice(message.declaration).starts_with("message "));
                assert!(slice(message.declaration).ends_with(['}', '{']));
                let due = match message.trigger {
                    None => "?".to_owned(),
                    Some(PreviewTrigger::PageLoad) => "load".to_owned(),
                    Some(PreviewTrigger::PageView(seconds)) => format!("{seconds}s"),
                };
                let _ = writeln!(
                    outline,
                    "    {due} {} \"{}\" {:?} {}",
                    slice(message.span),
                    message.message.name,
                    message.status,
                    message.summary.join(" "),
                );
            }
        }
    }
    outline
}

#[test]
fn messages_are_listed_in_the_order_in_which_they_are_due() {
    insta::assert_snapshot!(check(
        r#"#- /b.proactive
message late { channel web when visitor.history is new after 1m on page_view }
message first { channel web on page_load }
message second "Second" { channel web after 0s on page_view status draft }
message shop { channel shop after 5s on page_view status paused }
#- /a.proactive
brand acme "Acme"
brand empty
brand other "Other"
channel shop "shop.acme.fr" { brand acme }
channel web "acme.fr" { brand acme website "https://www.acme.fr" }
channel their { brand other }
message earlier { channel web after 1m on page_view }
"#
    ));
}

#[test]
fn nothing_is_lost_while_a_message_is_being_written() {
    insta::assert_snapshot!(check(
        r#"brand acme
channel one { brand acme }
channel two { brand acme }
channel alone { brand nobody }
message which { brand acme }
message nowhere { brand nobody channel nothing }
message alone { channel alone status sleeping }
message { channel one }
message open { channel one after 5 when {
"#
    ));
}

#[test]
fn a_message_of_another_brand_is_listed_on_its_channel() {
    let list = check(
        "brand a\nbrand b\nchannel web { brand a }\nmessage m { brand b channel web on page_load }\n",
    );
    assert_eq!(
        list,
        "a \"a\"\n  web \"web\"\n    load m \"m\" Some(Published) When: immediately when a page loads. Where: `web`, for the brand `b`. Hours: at any time.\nb \"b\"\n"
    );
}

#[test]
fn a_workspace_without_messages_has_an_empty_list() {
    assert_eq!(check("schedule office \"Office\" {}\n"), "");
}
