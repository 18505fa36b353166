//! Messages about the texts that conditions compare with addresses and titles, and about texts that
//! are not what they look like.

use super::phrases::{code, listed, written};
use super::rendered::Rendered;
use crate::{Confusable, Impossible};

pub(super) fn url_is_not_absolute(
    found: &str,
    shown: Option<&str>,
    instead: &[String],
) -> Rendered {
    match shown {
        Some(shown) => url_as_shown(found, shown).help(format!(
            "Write {}: the whole URL is compared.",
            literal(shown)
        )),
        None => {
            let rendered = Rendered::new(format!("{} is only a part of a URL", code(found)));
            let instead: Vec<String> = instead.iter().map(|it| written(it)).collect();
            rendered.help(if instead.is_empty() {
                "The whole URL is compared here. Start it with `https://`, or use `contains` or \
                 `does not contain`."
                    .to_owned()
            } else {
                format!(
                    "The whole URL is compared here. Write {}.",
                    instead.join(" or ")
                )
            })
        }
    }
}

pub(super) fn url_needs_encoding(found: &str, shown: &str, instead: &[String]) -> Rendered {
    let instead: Vec<String> = instead.iter().map(|it| written(it)).collect();
    url_as_shown(found, shown).help(match instead.as_slice() {
        [only] => format!("Write {only}, or it will never be found in a URL."),
        several => format!(
            "As it is, it will never be found in a URL. Write {}.",
            several.join(" or ")
        ),
    })
}

pub(super) fn url_off_website(
    found: &str,
    host: &str,
    channel: Option<&str>,
    websites: &[String],
    meant: Option<&str>,
) -> Rendered {
    let rendered = match channel {
        Some(channel) => Rendered::new(format!(
            "{}: the channel {} is not on {}",
            code(found),
            code(channel),
            code(host)
        )),
        None => Rendered::new(format!("{}: no channel is on {}", code(found), code(host))),
    };
    let (verb, add) = match channel {
        Some(_) => (
            "It is on",
            "If it is there too, add its address to `website`.",
        ),
        None => (
            "The channels are on",
            "If one of them is there too, add its address to `website`.",
        ),
    };
    let websites = listed(websites, "and");
    match meant {
        Some(meant) => rendered.help(format!(
            "{verb} {websites}: write {}. {add}",
            code(&format!("\"{meant}\""))
        )),
        None => rendered.help(format!("{verb} {websites}. {add}")),
    }
}

pub(super) fn url_host_case(found: &str, shown: &str) -> Rendered {
    url_as_shown(found, shown).help(format!(
        "Write {}: hosts are in lower case.",
        literal(shown)
    ))
}

fn url_as_shown(found: &str, shown: &str) -> Rendered {
    Rendered::new(format!("browsers write {} as {}", code(found), code(shown)))
}

/// A value in quotes, to be copied.
fn literal(text: &str) -> String {
    written(&format!("\"{text}\""))
}

pub(super) fn wildcard(wildcard: &str, instead: Option<&str>) -> Rendered {
    let explanation = "It is compared like any other character. `contains` finds a part of a text \
                       anywhere";
    Rendered::new(format!("{} is not a wildcard here", code(wildcard))).help(match instead {
        Some(instead) => format!("{explanation}: write {}.", written(instead)),
        None => {
            format!("{explanation}; `contains any of [\"a\", \"b\"]` finds one of several.")
        }
    })
}

pub(super) fn pattern(pattern: &str, instead: Option<&str>) -> Rendered {
    let rendered = Rendered::new(format!(
        "{} has no special meaning here: values are not patterns",
        code(pattern)
    ));
    rendered.help(match instead {
        Some(instead) => format!(
            "Values are compared character by character. Write {}.",
            written(instead)
        ),
        None => "Values are compared character by character. Write the parts that must occur, \
                 each with `contains`, and join them with `and`; for alternatives, write \
                 `contains any of [\"a\", \"b\"]`."
            .to_owned(),
    })
}

pub(super) fn impossible(found: &str, why: &Impossible, instead: Option<&str>) -> Rendered {
    let found = code(found);
    let (message, reason) = match why {
        Impossible::OuterSpace => (
            format!("{found} has a space at its start or end"),
            "Browsers remove it, so the value never matches.",
        ),
        Impossible::InnerSpace => (
            format!("{found} has more than one space in a row, or a tab or line break"),
            "Browsers show one space in their place, so the value never matches.",
        ),
        Impossible::Entity { entity, character } => (
            format!("{} stands for {} in HTML", code(entity), code(character)),
            "Browsers show the character itself.",
        ),
        Impossible::Tags => (
            format!("{found} contains HTML tags"),
            "Titles and addresses have no tags.",
        ),
        Impossible::Link => (
            format!("{found} is a link with its markup"),
            "Only the address itself is compared.",
        ),
        Impossible::Enclosed => (
            format!("{found} has quotes or brackets around it that belong to the value"),
            "The address or title would have to contain them.",
        ),
        Impossible::WordsAround => (
            format!("{found} has words around the address"),
            "Write the address alone.",
        ),
        Impossible::List => (
            format!("{found} is one value, not a list"),
            "Each value of a list has its own quotes.",
        ),
        Impossible::Decomposed { letter } => (
            format!(
                "{} is written here as a letter and an accent, two characters",
                code(&letter.to_string())
            ),
            "Pages nearly always have it as one character.",
        ),
        Impossible::DefaultPort { port } => (
            format!("browsers leave out the port {}", code(port)),
            "It is the port that this kind of address has anyway.",
        ),
        Impossible::TextFragment => (
            format!("browsers remove the part of {found} after `:~:`"),
            "It only tells the browser which text to highlight.",
        ),
        Impossible::ViewSource => (
            format!("{found} is the address of a page's source"),
            "Visitors are on the page itself.",
        ),
        Impossible::Scheme => (
            format!("{found} does not begin like an address"),
            "Addresses begin with `https://` or `http://`.",
        ),
        Impossible::Breadcrumb => (
            format!("{found} is not written as browsers write addresses"),
            "The parts of an address are separated by `/`.",
        ),
        Impossible::Cut => (
            format!("{found} was cut: it ends with an ellipsis"),
            "The page has the whole text. Compare the part that you have.",
        ),
        Impossible::Punctuation { character } => (
            format!("{found} ends with {}", code(&character.to_string())),
            "It probably belongs to the sentence that the address was copied from.",
        ),
        Impossible::BrowserName { browser } => (
            format!(
                "{found} ends with the name of the browser {}",
                code(browser)
            ),
            "Browsers add it to the title of their window, not of the page.",
        ),
        Impossible::Backslash => (
            format!("{found} begins with a backslash"),
            "The parts of an address are separated by `/`.",
        ),
        Impossible::PercentEncoded => (
            format!("{found} is percent-encoded, as in an address"),
            "Titles contain the characters themselves.",
        ),
        Impossible::AddressInTitle => (
            format!("{found} is compared with the title of the page, but looks like an address"),
            "Addresses are compared with `visitor.url`.",
        ),
        Impossible::WrittenDifferently { shown } => (
            format!("browsers write {found} as {}", code(shown)),
            "Otherwise, it will never be found in a URL.",
        ),
    };
    Rendered::new(message).help(match instead {
        Some(instead) => format!("{reason} Write {}.", written(instead)),
        None => format!("{reason} Copy the value from the page itself."),
    })
}

pub(super) fn confusable(confusable: Confusable) -> Rendered {
    match confusable {
        Confusable::Bidirectional(character) => Rendered::new(format!(
            "the invisible character {} changes the direction of this text",
            number(character)
        ))
        .help(escape_help(character)),
        Confusable::Invisible(character) => Rendered::new(format!(
            "this text contains the invisible character {}",
            number(character)
        ))
        .help(escape_help(character)),
        Confusable::Space(character) => Rendered::new(format!(
            "this text contains {} ({}), which is not an ordinary space",
            space_noun(character),
            number(character)
        ))
        .help(format!(
            "Write an ordinary space or none. If the page really has this character, write it as \
             {}.",
            code(&character.to_string())
        )),
        Confusable::LookAlike { found, like } => Rendered::new(format!(
            "{} ({}) looks like the letter {}, but is another character",
            code(&found.to_string()),
            number(found),
            code(&like.to_string())
        ))
        .help(format!(
            "If you mean the letter {}, type it again.",
            code(&like.to_string())
        )),
    }
}

fn space_noun(character: char) -> &'static str {
    match character {
        '\u{A0}' | '\u{202F}' => "a no-break space",
        '\u{3000}' => "an ideographic space",
        _ => "a special space",
    }
}

/// The code point of a character in Unicode's notation: `U+200B`.
fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn escape_help(character: char) -> String {
    format!(
        "If it is intended, write it as {}; otherwise delete it.",
        code(&character.to_string())
    )
}
