//! How far each rule of the grammar reaches.
//!
//! Generated from `grammar/proactive.pest` by `cargo xtask grammar`; do not edit.

use super::matchers::*;

/// `word_start = _{ ASCII_ALPHA | "_" }`
pub(super) fn is_word_start(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'_' | b'a'..=b'z')
}

/// `word_char = _{ ASCII_ALPHANUMERIC | "_" | "-" }`
pub(super) fn is_word_char(byte: u8) -> bool {
    matches!(byte, b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'a'..=b'z')
}

/// `junk_char = _{ !(" " | "\t" | "\n" | "\r" | "\"" | "{" | "}" | "[" | "]" | "(" | ")" | "," | "#" | "=" | "!" | "<" | ">" | "&" | "|") ~ ANY }`
pub(super) fn is_junk_char(byte: u8) -> bool {
    matches!(byte, b'\x00'..=b'\x08' | b'\x0b' | b'\x0c' | b'\x0e'..=b'\x1f' | b'$' | b'%' | b'\'' | b'*' | b'+' | b'-'..=b';' | b'?'..=b'Z' | b'\\' | b'^'..=b'z' | b'~'..=0xff)
}

/// Part of `segment`: `tv ~ WHEN`
pub(super) fn segment_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    keyword_when(rest)
}

/// Part of `segment_name`: `WHEN ~ sp ~ !WHEN`
pub(super) fn segment_name_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = keyword_when(rest)?;
    let rest = sp(rest);
    if keyword_when(rest).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `account_open`: `tv ~ CONVERSATION_CONTROL`
pub(super) fn account_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    keyword_conversation_control(rest)
}

/// Part of `brand_open`: `tv ~ EXTERNAL_ID`
pub(super) fn brand_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    keyword_external_id(rest)
}

/// Part of `channel_open`: `tv ~ (BRAND | TYPE | WEBSITE | BUSINESS_HOURS | EXTERNAL_ID)`
pub(super) fn channel_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    channel_open_2(rest)
}

/// Part of `channel_open`: `BRAND | TYPE | WEBSITE | BUSINESS_HOURS | EXTERNAL_ID`
pub(super) fn channel_open_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'b', ..] => keyword_brand(rest).or_else(|| keyword_business_hours(rest)),
        [b'e', ..] => keyword_external_id(rest),
        [b't', ..] => keyword_type(rest),
        [b'w', ..] => keyword_website(rest),
        _ => None,
    }
}

/// Part of `bot_open`: `tv ~ (CHANNELS | ANSWER | STATUS | EXTERNAL_ID)`
pub(super) fn bot_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    bot_open_2(rest)
}

/// Part of `bot_open`: `CHANNELS | ANSWER | STATUS | EXTERNAL_ID`
pub(super) fn bot_open_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_answer(rest),
        [b'c', ..] => keyword_channels(rest),
        [b'e', ..] => keyword_external_id(rest),
        [b's', ..] => keyword_status(rest),
        _ => None,
    }
}

/// Part of `schedule_open`: `tv ~ (TIMEZONE | OPEN | CLOSED | EXTERNAL_ID)`
pub(super) fn schedule_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    schedule_open_2(rest)
}

/// Part of `schedule_open`: `TIMEZONE | OPEN | CLOSED | EXTERNAL_ID`
pub(super) fn schedule_open_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'c', ..] => keyword_closed(rest),
        [b'e', ..] => keyword_external_id(rest),
        [b'o', ..] => keyword_open(rest),
        [b't', ..] => keyword_timezone(rest),
        _ => None,
    }
}

/// Part of `message_open`: `tv ~ (BRAND | CHANNEL | TEXT | REPLY | WHEN | AFTER | ON | TAGS | SCHEDULE | FREQUENCY | STATUS)`
pub(super) fn message_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    message_open_2(rest)
}

/// Part of `message_open`: `BRAND | CHANNEL | TEXT | REPLY | WHEN | AFTER | ON | TAGS | SCHEDULE | FREQUENCY | STATUS`
pub(super) fn message_open_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_after(rest),
        [b'b', ..] => keyword_brand(rest),
        [b'c', ..] => keyword_channel(rest),
        [b'f', ..] => keyword_frequency(rest),
        [b'o', ..] => keyword_on(rest),
        [b'r', ..] => keyword_reply(rest),
        [b's', ..] => keyword_schedule(rest).or_else(|| keyword_status(rest)),
        [b't', ..] => keyword_text(rest).or_else(|| keyword_tags(rest)),
        [b'w', ..] => keyword_when(rest),
        _ => None,
    }
}

/// Part of `test_open`: `tv ~ (VISITOR | DEVICE | TIME | CHANNEL | VISIT | WAIT | EXPECT | OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA)`
pub(super) fn test_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    test_open_2(rest)
}

/// Part of `test_open`: `VISITOR | DEVICE | TIME | CHANNEL | VISIT | WAIT | EXPECT | OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA`
pub(super) fn test_open_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'c', ..] => keyword_channel(rest).or_else(|| keyword_clear_data(rest)),
        [b'd', ..] => keyword_device(rest).or_else(|| keyword_dismiss(rest)),
        [b'e', ..] => keyword_expect(rest).or_else(|| keyword_end_conversation(rest)),
        [b'l', ..] => keyword_leave(rest),
        [b'o', ..] => keyword_open(rest),
        [b'r', ..] => keyword_reply(rest),
        [b't', ..] => keyword_time(rest),
        [b'v', ..] => keyword_visitor(rest).or_else(|| keyword_visit(rest)),
        [b'w', ..] => keyword_wait(rest),
        _ => None,
    }
}

/// `reply_statement = _{ !("}" | outer_only) ~ (text | ask | other) }`
pub(super) fn reply_statement(rest: &[u8]) -> Option<&[u8]> {
    if reply_statement_1(rest).is_some() {
        return None;
    }
    reply_statement_2(rest)
}

/// Part of `reply_statement`: `"}" | outer_only`
pub(super) fn reply_statement_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a'..=b'c' | b'f' | b'o' | b'r'..=b't' | b'w', ..] => outer_only(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Part of `reply_statement`: `text | ask | other`
pub(super) fn reply_statement_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'a', ..] => ask(rest).or_else(|| other(rest)),
        [b't', ..] => text(rest).or_else(|| other(rest)),
        _ => other(rest),
    }
}

/// `text = { TEXT ~ text_value ~ tail }`
pub(super) fn text(rest: &[u8]) -> Option<&[u8]> {
    let rest = keyword_text(rest)?;
    let rest = text_value(rest);
    Some(tail(rest))
}

/// Part of `reply_open`: `tv ~ reply_statement ~ tv ~ (reply_statement ~ tv)* ~ "}" ~ tv ~ outer_only`
pub(super) fn reply_open_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    let rest = reply_statement(rest)?;
    let rest = tv(rest);
    let rest = repeat(rest, reply_open_2);
    let rest = rest.strip_prefix(b"}")?;
    let rest = tv(rest);
    outer_only(rest)
}

/// Part of `reply_open`: `reply_statement ~ tv`
pub(super) fn reply_open_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = reply_statement(rest)?;
    Some(tv(rest))
}

/// Part of `reply_open`: `tv ~ (TEXT | ASK)`
pub(super) fn reply_open_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    reply_open_4(rest)
}

/// Part of `reply_open`: `TEXT | ASK`
pub(super) fn reply_open_4(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_ask(rest),
        [b't', ..] => keyword_text(rest),
        _ => None,
    }
}

/// `ask = { ASK ~ list ~ tail }`
pub(super) fn ask(rest: &[u8]) -> Option<&[u8]> {
    let rest = keyword_ask(rest)?;
    let rest = list(rest);
    Some(tail(rest))
}

/// Part of `after`: `tv ~ ON`
pub(super) fn after_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    keyword_on(rest)
}

/// Part of `schedule_kind`: `("anytime" | "business_hours" | "outside_business_hours") ~ !word_char`
pub(super) fn schedule_kind_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = schedule_kind_2(rest)?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `schedule_kind`: `"anytime" | "business_hours" | "outside_business_hours"`
pub(super) fn schedule_kind_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => rest.strip_prefix(b"anytime"),
        [b'b', ..] => rest.strip_prefix(b"business_hours"),
        [b'o', ..] => rest.strip_prefix(b"outside_business_hours"),
        _ => None,
    }
}

/// Part of `step`: `OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA`
pub(super) fn step_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'c', ..] => keyword_clear_data(rest),
        [b'd', ..] => keyword_dismiss(rest),
        [b'e', ..] => keyword_end_conversation(rest),
        [b'l', ..] => keyword_leave(rest),
        [b'o', ..] => keyword_open(rest),
        [b'r', ..] => keyword_reply(rest),
        _ => None,
    }
}

/// Part of `optional_reference`: `sp ~ stop ~ tv ~ !(stop | "}" | EOI)`
pub(super) fn optional_reference_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    let rest = stop(rest)?;
    let rest = tv(rest);
    if optional_reference_2(rest).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `optional_reference`: `stop | "}" | EOI`
pub(super) fn optional_reference_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] => end(rest),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => stop(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// `text_value = _{ tv ~ string | missing_text }`
pub(super) fn text_value(rest: &[u8]) -> &[u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => text_value_1(rest).unwrap_or(rest),
        [b'\"', ..] => text_value_1(rest).unwrap_or(rest),
        _ => rest,
    }
}

/// Part of `text_value`: `tv ~ string`
pub(super) fn text_value_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    string(rest)
}

/// Part of `day`: `tv ~ ("," | '0'..'9')`
pub(super) fn day_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    byte(rest, |byte| matches!(byte, b',' | b'0'..=b'9'))
}

/// `list = _{ list_item ~ (tv ~ comma ~ (list_item | missing_item) | sp ~ &list_item_here ~ missing_comma ~ list_item)* | missing_item }`
pub(super) fn list(rest: &[u8]) -> &[u8] {
    match rest {
        [
            b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'#'
            | b'a'..=b'f'
            | b'l'
            | b'm'
            | b'o'
            | b'r'..=b't'
            | b'v'
            | b'w',
            ..,
        ] => list_1(rest).unwrap_or(rest),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => rest,
        _ => list_1(rest).unwrap_or(rest),
    }
}

/// Part of `list`: `list_item ~ ((tv ~ comma ~ (list_item | missing_item)) | (sp ~ &list_item_here ~ missing_comma ~ list_item))*`
pub(super) fn list_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = list_item(rest)?;
    Some(repeat(rest, list_2))
}

/// Part of `list`: `(tv ~ comma ~ (list_item | missing_item)) | (sp ~ &list_item_here ~ missing_comma ~ list_item)`
pub(super) fn list_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\t' | b' ', ..] => list_3(rest).or_else(|| list_5(rest)),
        [b'\n' | b'\r' | b'#' | b',', ..] => list_3(rest),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => None,
        _ => list_5(rest),
    }
}

/// Part of `list`: `tv ~ comma ~ (list_item | missing_item)`
pub(super) fn list_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    let rest = rest.strip_prefix(b",")?;
    Some(list_4(rest))
}

/// Part of `list`: `list_item | missing_item`
pub(super) fn list_4(rest: &[u8]) -> &[u8] {
    match rest {
        [
            b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'#'
            | b'a'..=b'f'
            | b'l'
            | b'm'
            | b'o'
            | b'r'..=b't'
            | b'v'
            | b'w',
            ..,
        ] => list_item(rest).unwrap_or(rest),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => rest,
        _ => list_item(rest).unwrap_or(rest),
    }
}

/// Part of `list`: `sp ~ &list_item_here ~ missing_comma ~ list_item`
pub(super) fn list_5(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    list_item_here(rest)?;
    list_item(rest)
}

/// `list_item = _{ word_argument | tv ~ string | sp ~ !stop ~ malformed }`
pub(super) fn list_item(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\t' | b' ', ..] => word_argument(rest)
            .or_else(|| list_item_1(rest))
            .or_else(|| list_item_2(rest)),
        [b'\n' | b'\r' | b'#', ..] => word_argument(rest).or_else(|| list_item_1(rest)),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => None,
        [b'\"', ..] => list_item_1(rest),
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => word_argument(rest).or_else(|| list_item_2(rest)),
        _ => list_item_2(rest),
    }
}

/// Part of `list_item`: `tv ~ string`
pub(super) fn list_item_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    string(rest)
}

/// Part of `list_item`: `sp ~ !stop ~ malformed`
pub(super) fn list_item_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    malformed(rest)
}

/// `list_item_here = _{ "\"" | !stop ~ junk_char }`
pub(super) fn list_item_here(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        []
        | [
            b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'!'
            | b'#'
            | b'&'
            | b'('
            | b')'
            | b','
            | b'<'..=b'>'
            | b'['
            | b']'
            | b'{'..=b'}',
            ..,
        ] => None,
        [b'\"', rest @ ..] => Some(rest),
        _ => list_item_here_1(rest),
    }
}

/// Part of `list_item_here`: `!stop ~ junk_char`
pub(super) fn list_item_here_1(rest: &[u8]) -> Option<&[u8]> {
    if stop(rest).is_some() {
        return None;
    }
    character(rest, is_junk_char)
}

/// `tail = _{ (sp ~ !line_end ~ stray)? }`
pub(super) fn tail(rest: &[u8]) -> &[u8] {
    tail_1(rest).unwrap_or(rest)
}

/// Part of `tail`: `sp ~ !line_end ~ stray`
pub(super) fn tail_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if line_end(rest).is_some() {
        return None;
    }
    stray(rest)
}

/// `word_argument = _{ sp ~ !stop ~ word | sp ~ reserved_word | tv ~ !stop ~ word ~ &(tv ~ ("," | "}" | stop | EOI)) }`
pub(super) fn word_argument(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [
            b'\t' | b' ' | b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => word_argument_3(rest)
            .or_else(|| word_argument_4(rest))
            .or_else(|| word_argument_5(rest)),
        [b'\n' | b'\r' | b'#', ..] => word_argument_5(rest),
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => word_argument_3(rest).or_else(|| word_argument_5(rest)),
        _ => None,
    }
}

/// Part of `word_argument`: `tv ~ ("," | "}" | stop | EOI)`
pub(super) fn word_argument_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    word_argument_2(rest)
}

/// Part of `word_argument`: `"," | "}" | stop | EOI`
pub(super) fn word_argument_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] => end(rest),
        [b',', rest @ ..] => Some(rest),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => stop(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Part of `word_argument`: `sp ~ !stop ~ word`
pub(super) fn word_argument_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    word(rest)
}

/// Part of `word_argument`: `sp ~ reserved_word`
pub(super) fn word_argument_4(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    reserved_word(rest)
}

/// Part of `word_argument`: `tv ~ !stop ~ word ~ &(tv ~ ("," | "}" | stop | EOI))`
pub(super) fn word_argument_5(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    if stop(rest).is_some() {
        return None;
    }
    let rest = word(rest)?;
    word_argument_1(rest)?;
    Some(rest)
}

/// Part of `open_operand`: `tv ~ condition_end`
pub(super) fn open_operand_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    condition_end(rest)
}

/// Part of `closed_operand`: `line_end | stop`
pub(super) fn closed_operand_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] | [b'\n' | b'\r' | b'#' | b'}', ..] => line_end(rest),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => stop(rest),
        _ => None,
    }
}

/// `always = _{ "always" ~ !word_char }`
pub(super) fn always(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"always")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `condition_end = _{ ")" | "]" | "," | "}" | ("and" | "or") ~ !word_char | stop | EOI }`
pub(super) fn condition_end(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] => end(rest),
        [b')', rest @ ..] => Some(rest),
        [b',', rest @ ..] => Some(rest),
        [b']', rest @ ..] => Some(rest),
        [b'a' | b'o', ..] => condition_end_1(rest).or_else(|| stop(rest)),
        [b'b'..=b'f' | b'l' | b'm' | b'r'..=b't' | b'v' | b'w', ..] => stop(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Part of `condition_end`: `("and" | "or") ~ !word_char`
pub(super) fn condition_end_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = condition_end_2(rest)?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `condition_end`: `"and" | "or"`
pub(super) fn condition_end_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => rest.strip_prefix(b"and"),
        [b'o', ..] => rest.strip_prefix(b"or"),
        _ => None,
    }
}

/// Part of `does_not_contain`: `"does" ~ !word_char`
pub(super) fn does_not_contain_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"does")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `does_not_contain`: `"not" ~ !word_char`
pub(super) fn does_not_contain_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"not")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `does_not_contain`: `"contain" ~ !word_char`
pub(super) fn does_not_contain_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"contain")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `condition_word = @{ ("and" | "or" | "not" | "is" | "contains" | "does" | "any" | "of" | "always") ~ !word_char }`
pub(super) fn condition_word(rest: &[u8]) -> Option<&[u8]> {
    let rest = condition_word_1(rest)?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `condition_word`: `"and" | "or" | "not" | "is" | "contains" | "does" | "any" | "of" | "always"`
pub(super) fn condition_word_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => rest
            .strip_prefix(b"and")
            .or_else(|| rest.strip_prefix(b"any"))
            .or_else(|| rest.strip_prefix(b"always")),
        [b'c', ..] => rest.strip_prefix(b"contains"),
        [b'd', ..] => rest.strip_prefix(b"does"),
        [b'i', ..] => rest.strip_prefix(b"is"),
        [b'n', ..] => rest.strip_prefix(b"not"),
        [b'o', ..] => rest
            .strip_prefix(b"or")
            .or_else(|| rest.strip_prefix(b"of")),
        _ => None,
    }
}

/// `operator_sign = @{ ("=" | "!" | "<" | ">" | "&" | "|")+ }`
pub(super) fn operator_sign(rest: &[u8]) -> Option<&[u8]> {
    run(rest, |byte| {
        matches!(byte, b'!' | b'&' | b'<'..=b'>' | b'|')
    })
}

/// `path = @{ word_start ~ word_char* ~ ("." ~ word_char*)+ }`
pub(super) fn path(rest: &[u8]) -> Option<&[u8]> {
    let rest = byte(rest, is_word_start)?;
    let rest = skip(rest, is_word_char);
    let rest = rest.strip_prefix(b".")?;
    let rest = skip(rest, is_word_char);
    Some(repeat(rest, path_1))
}

/// Part of `path`: `"." ~ word_char*`
pub(super) fn path_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b".")?;
    Some(skip(rest, is_word_char))
}

/// `ACCOUNT = @{ "account" ~ !word_char }`
pub(super) fn keyword_account(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"account")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `AFTER = @{ "after" ~ !word_char }`
pub(super) fn keyword_after(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"after")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `AGENT = @{ "agent" ~ !word_char }`
pub(super) fn keyword_agent(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"agent")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `ANSWER = @{ "answer" ~ !word_char }`
pub(super) fn keyword_answer(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"answer")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `ASK = @{ "ask" ~ !word_char }`
pub(super) fn keyword_ask(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"ask")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `BOT = @{ "bot" ~ !word_char }`
pub(super) fn keyword_bot(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"bot")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `BRAND = @{ "brand" ~ !word_char }`
pub(super) fn keyword_brand(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"brand")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `BUSINESS_HOURS = @{ "business_hours" ~ !word_char }`
pub(super) fn keyword_business_hours(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"business_hours")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `CHANNEL = @{ "channel" ~ !word_char }`
pub(super) fn keyword_channel(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"channel")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `CHANNELS = @{ "channels" ~ !word_char }`
pub(super) fn keyword_channels(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"channels")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `CLEAR_DATA = @{ "clear_data" ~ !word_char }`
pub(super) fn keyword_clear_data(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"clear_data")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `CLOSED = @{ "closed" ~ !word_char }`
pub(super) fn keyword_closed(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"closed")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `CONVERSATION_CONTROL = @{ "conversation_control" ~ !word_char }`
pub(super) fn keyword_conversation_control(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"conversation_control")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `DEVICE = @{ "device" ~ !(word_char | ".") }`
pub(super) fn keyword_device(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"device")?;
    if byte(
        rest,
        |byte| matches!(byte, b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'a'..=b'z'),
    )
    .is_some()
    {
        return None;
    }
    Some(rest)
}

/// `DISMISS = @{ "dismiss" ~ !word_char }`
pub(super) fn keyword_dismiss(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"dismiss")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `END_CONVERSATION = @{ "end_conversation" ~ !word_char }`
pub(super) fn keyword_end_conversation(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"end_conversation")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `EXPECT = @{ "expect" ~ !word_char }`
pub(super) fn keyword_expect(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"expect")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `EXTERNAL_ID = @{ "external_id" ~ !word_char }`
pub(super) fn keyword_external_id(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"external_id")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `FOR = @{ "for" ~ !word_char }`
pub(super) fn keyword_for(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"for")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `FREQUENCY = @{ "frequency" ~ !word_char }`
pub(super) fn keyword_frequency(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"frequency")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `LEAVE = @{ "leave" ~ !word_char }`
pub(super) fn keyword_leave(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"leave")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `MESSAGE = @{ "message" ~ !word_char }`
pub(super) fn keyword_message(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"message")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `NO = @{ "no" ~ !word_char }`
pub(super) fn keyword_no(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"no")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `NOTHING = @{ "nothing" ~ !word_char }`
pub(super) fn keyword_nothing(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"nothing")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `ON = @{ "on" ~ !word_char }`
pub(super) fn keyword_on(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"on")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `OPEN = @{ "open" ~ !word_char }`
pub(super) fn keyword_open(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"open")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `REPLY = @{ "reply" ~ !word_char }`
pub(super) fn keyword_reply(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"reply")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `SCHEDULE = @{ "schedule" ~ !word_char }`
pub(super) fn keyword_schedule(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"schedule")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `SEGMENT = @{ "segment" ~ !word_char }`
pub(super) fn keyword_segment(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"segment")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `STATUS = @{ "status" ~ !word_char }`
pub(super) fn keyword_status(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"status")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TAGS = @{ "tags" ~ !word_char }`
pub(super) fn keyword_tags(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"tags")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TEST = @{ "test" ~ !word_char }`
pub(super) fn keyword_test(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"test")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TEXT = @{ "text" ~ !word_char }`
pub(super) fn keyword_text(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"text")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TIME = @{ "time" ~ !word_char }`
pub(super) fn keyword_time(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"time")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TIMEZONE = @{ "timezone" ~ !word_char }`
pub(super) fn keyword_timezone(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"timezone")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TITLE = @{ "title" ~ !word_char }`
pub(super) fn keyword_title(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"title")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TO = @{ "to" ~ !word_char }`
pub(super) fn keyword_to(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"to")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `TYPE = @{ "type" ~ !word_char }`
pub(super) fn keyword_type(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"type")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `VISIT = @{ "visit" ~ !word_char }`
pub(super) fn keyword_visit(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"visit")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `VISITOR = @{ "visitor" ~ !(word_char | ".") }`
pub(super) fn keyword_visitor(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"visitor")?;
    if byte(
        rest,
        |byte| matches!(byte, b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'a'..=b'z'),
    )
    .is_some()
    {
        return None;
    }
    Some(rest)
}

/// `WAIT = @{ "wait" ~ !word_char }`
pub(super) fn keyword_wait(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"wait")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `WEBSITE = @{ "website" ~ !word_char }`
pub(super) fn keyword_website(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"website")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `WHEN = @{ "when" ~ !word_char }`
pub(super) fn keyword_when(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"when")?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `word = @{ word_start ~ word_char* ~ !junk_char }`
pub(super) fn word(rest: &[u8]) -> Option<&[u8]> {
    let rest = byte(rest, is_word_start)?;
    let rest = skip(rest, is_word_char);
    if character(rest, is_junk_char).is_some() {
        return None;
    }
    Some(rest)
}

/// `amount = @{ ASCII_DIGIT ~ junk_char* }`
pub(super) fn amount(rest: &[u8]) -> Option<&[u8]> {
    let rest = byte(rest, |byte| byte.is_ascii_digit())?;
    Some(skip(rest, is_junk_char))
}

/// `string = _{ text_block | quoted }`
pub(super) fn string(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => text_block(rest).or_else(|| quoted(rest)),
        _ => None,
    }
}

/// `quoted = @{ "\"" ~ (!("\"" | "\\" | "\n" | "\r\n") ~ ANY)* ~ ("\\" ~ (!("\n" | "\r\n") ~ ANY)? ~ (!("\"" | "\\" | "\n" | "\r\n") ~ ANY)*)* ~ "\""? }`
pub(super) fn quoted(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\"")?;
    let rest = until(rest, |rest| {
        matches!(
            rest,
            [b'\"', ..] | [b'\\', ..] | [b'\n', ..] | [b'\r', b'\n', ..]
        )
    });
    let rest = repeat(rest, quoted_1);
    Some(rest.strip_prefix(b"\"").unwrap_or(rest))
}

/// Part of `quoted`: `"\\" ~ (!("\n" | "\r\n") ~ ANY)? ~ (!("\"" | "\\" | "\n" | "\r\n") ~ ANY)*`
pub(super) fn quoted_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\\")?;
    let rest = quoted_2(rest).unwrap_or(rest);
    Some(until(rest, |rest| {
        matches!(
            rest,
            [b'\"', ..] | [b'\\', ..] | [b'\n', ..] | [b'\r', b'\n', ..]
        )
    }))
}

/// Part of `quoted`: `!("\n" | "\r\n") ~ ANY`
pub(super) fn quoted_2(rest: &[u8]) -> Option<&[u8]> {
    if matches!(rest, [b'\n', ..] | [b'\r', b'\n', ..]) {
        return None;
    }
    character(rest, |_| true)
}

/// `text_block = @{ "\"\"\"" ~ (!("\"\"\"" | "\\") ~ ANY)* ~ ("\\" ~ ANY? ~ (!("\"\"\"" | "\\") ~ ANY)*)* ~ "\"\"\""? }`
pub(super) fn text_block(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\"\"\"")?;
    let rest = until(rest, |rest| {
        matches!(rest, [b'\"', b'\"', b'\"', ..] | [b'\\', ..])
    });
    let rest = repeat(rest, text_block_1);
    Some(rest.strip_prefix(b"\"\"\"").unwrap_or(rest))
}

/// Part of `text_block`: `"\\" ~ ANY? ~ (!("\"\"\"" | "\\") ~ ANY)*`
pub(super) fn text_block_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\\")?;
    let rest = character(rest, |_| true).unwrap_or(rest);
    Some(until(rest, |rest| {
        matches!(rest, [b'\"', b'\"', b'\"', ..] | [b'\\', ..])
    }))
}

/// `comment = @{ "#" ~ (!("\n" | "\r\n") ~ ANY)* }`
pub(super) fn comment(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"#")?;
    Some(until(rest, |rest| {
        matches!(rest, [b'\n', ..] | [b'\r', b'\n', ..])
    }))
}

/// `sp = _{ (" " | "\t")* }`
pub(super) fn sp(rest: &[u8]) -> &[u8] {
    skip(rest, |byte| matches!(byte, b'\t' | b' '))
}

/// `tv = _{ (" " | "\n" | "\t" | "\r\n" | comment)* }`
pub(super) fn tv(rest: &[u8]) -> &[u8] {
    repeat(rest, tv_1)
}

/// Part of `tv`: `" " | "\n" | "\t" | "\r\n" | comment`
pub(super) fn tv_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\t', rest @ ..] => Some(rest),
        [b'\n', rest @ ..] => Some(rest),
        [b'\r', ..] => rest.strip_prefix(b"\r\n"),
        [b' ', rest @ ..] => Some(rest),
        [b'#', ..] => comment(rest),
        _ => None,
    }
}

/// `line_end = _{ "\n" | "\r\n" | "}" | "#" | EOI }`
pub(super) fn line_end(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] => end(rest),
        [b'\n', rest @ ..] => Some(rest),
        [b'\r', ..] => rest.strip_prefix(b"\r\n"),
        [b'#', rest @ ..] => Some(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// `lone_cr = _{ "\r" ~ !"\n" }`
pub(super) fn lone_cr(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\r")?;
    if matches!(rest, [b'\n', ..]) {
        return None;
    }
    Some(rest)
}

/// ```text
/// stop = _{ ACCOUNT | AFTER | ANSWER | ASK | BOT | BRAND | BUSINESS_HOURS | CHANNEL | CHANNELS | CLEAR_DATA | CLOSED
///         | CONVERSATION_CONTROL | DEVICE | DISMISS | END_CONVERSATION | EXPECT | EXTERNAL_ID | FREQUENCY | LEAVE
///         | MESSAGE | ON | OPEN | REPLY | SCHEDULE | SEGMENT | STATUS | TAGS | TEST | TEXT | TIME | TIMEZONE | TYPE
///         | VISIT | VISITOR | WAIT | WEBSITE | WHEN }
/// ```
pub(super) fn stop(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_account(rest)
            .or_else(|| keyword_after(rest))
            .or_else(|| keyword_answer(rest))
            .or_else(|| keyword_ask(rest)),
        [b'b', ..] => keyword_bot(rest)
            .or_else(|| keyword_brand(rest))
            .or_else(|| keyword_business_hours(rest)),
        [b'c', ..] => keyword_channel(rest)
            .or_else(|| keyword_channels(rest))
            .or_else(|| keyword_clear_data(rest))
            .or_else(|| keyword_closed(rest))
            .or_else(|| keyword_conversation_control(rest)),
        [b'd', ..] => keyword_device(rest).or_else(|| keyword_dismiss(rest)),
        [b'e', ..] => keyword_end_conversation(rest)
            .or_else(|| keyword_expect(rest))
            .or_else(|| keyword_external_id(rest)),
        [b'f', ..] => keyword_frequency(rest),
        [b'l', ..] => keyword_leave(rest),
        [b'm', ..] => keyword_message(rest),
        [b'o', ..] => keyword_on(rest).or_else(|| keyword_open(rest)),
        [b'r', ..] => keyword_reply(rest),
        [b's', ..] => keyword_schedule(rest)
            .or_else(|| keyword_segment(rest))
            .or_else(|| keyword_status(rest)),
        [b't', ..] => keyword_tags(rest)
            .or_else(|| keyword_test(rest))
            .or_else(|| keyword_text(rest))
            .or_else(|| keyword_time(rest))
            .or_else(|| keyword_timezone(rest))
            .or_else(|| keyword_type(rest)),
        [b'v', ..] => keyword_visit(rest).or_else(|| keyword_visitor(rest)),
        [b'w', ..] => keyword_wait(rest)
            .or_else(|| keyword_website(rest))
            .or_else(|| keyword_when(rest)),
        _ => None,
    }
}

/// `outer_only = _{ WHEN | AFTER | ON | TAGS | SCHEDULE | FREQUENCY | CHANNEL | BRAND | REPLY | STATUS }`
pub(super) fn outer_only(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_after(rest),
        [b'b', ..] => keyword_brand(rest),
        [b'c', ..] => keyword_channel(rest),
        [b'f', ..] => keyword_frequency(rest),
        [b'o', ..] => keyword_on(rest),
        [b'r', ..] => keyword_reply(rest),
        [b's', ..] => keyword_schedule(rest).or_else(|| keyword_status(rest)),
        [b't', ..] => keyword_tags(rest),
        [b'w', ..] => keyword_when(rest),
        _ => None,
    }
}

/// ```text
/// reserved_word = @{ stop ~ &(sp ~ ("\n" | "\r" | "}" | "," | ")" | "]" | "#" | "=" | "!" | "<" | ">"
///                   | "." | ("and" | "or" | "is" | "contains" | "does" | "answer" | "not") ~ !word_char | EOI)) }
/// ```
pub(super) fn reserved_word(rest: &[u8]) -> Option<&[u8]> {
    let rest = stop(rest)?;
    reserved_word_1(rest)?;
    Some(rest)
}

/// Part of `reserved_word`: `sp ~ ("\n" | "\r" | "}" | "," | ")" | "]" | "#" | "=" | "!" | "<" | ">" | "." | (("and" | "or" | "is" | "contains" | "does" | "answer" | "not") ~ !word_char) | EOI)`
pub(super) fn reserved_word_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    reserved_word_2(rest)
}

/// Part of `reserved_word`: `"\n" | "\r" | "}" | "," | ")" | "]" | "#" | "=" | "!" | "<" | ">" | "." | (("and" | "or" | "is" | "contains" | "does" | "answer" | "not") ~ !word_char) | EOI`
pub(super) fn reserved_word_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] => end(rest),
        [b'\n', rest @ ..] => Some(rest),
        [b'\r', rest @ ..] => Some(rest),
        [b'!', rest @ ..] => Some(rest),
        [b'#', rest @ ..] => Some(rest),
        [b')', rest @ ..] => Some(rest),
        [b',', rest @ ..] => Some(rest),
        [b'.', rest @ ..] => Some(rest),
        [b'<', rest @ ..] => Some(rest),
        [b'=', rest @ ..] => Some(rest),
        [b'>', rest @ ..] => Some(rest),
        [b']', rest @ ..] => Some(rest),
        [b'a' | b'c' | b'd' | b'i' | b'n' | b'o', ..] => reserved_word_3(rest),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// Part of `reserved_word`: `("and" | "or" | "is" | "contains" | "does" | "answer" | "not") ~ !word_char`
pub(super) fn reserved_word_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = reserved_word_4(rest)?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `reserved_word`: `"and" | "or" | "is" | "contains" | "does" | "answer" | "not"`
pub(super) fn reserved_word_4(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => rest
            .strip_prefix(b"and")
            .or_else(|| rest.strip_prefix(b"answer")),
        [b'c', ..] => rest.strip_prefix(b"contains"),
        [b'd', ..] => rest.strip_prefix(b"does"),
        [b'i', ..] => rest.strip_prefix(b"is"),
        [b'n', ..] => rest.strip_prefix(b"not"),
        [b'o', ..] => rest.strip_prefix(b"or"),
        _ => None,
    }
}

/// `malformed = @{ junk_char+ }`
pub(super) fn malformed(rest: &[u8]) -> Option<&[u8]> {
    run(rest, is_junk_char)
}

/// `single_quoted = @{ "'" ~ (!("'" | "\n" | "\"") ~ ANY)* ~ "'" }`
pub(super) fn single_quoted(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"\'")?;
    let rest = until(rest, |rest| {
        matches!(rest, [b'\'', ..] | [b'\n', ..] | [b'\"', ..])
    });
    rest.strip_prefix(b"\'")
}

/// `junk = @{ junk_char+ | "{" | lone_cr }`
pub(super) fn junk(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        []
        | [
            b'\t'
            | b'\n'
            | b' '..=b'#'
            | b'&'
            | b'('
            | b')'
            | b','
            | b'<'..=b'>'
            | b'['
            | b']'
            | b'|'
            | b'}',
            ..,
        ] => None,
        [b'\r', ..] => lone_cr(rest),
        [b'{', rest @ ..] => Some(rest),
        _ => junk_1(rest),
    }
}

/// Part of `junk`: `junk_char ~ junk_char*`
pub(super) fn junk_1(rest: &[u8]) -> Option<&[u8]> {
    run(rest, is_junk_char)
}

/// `stray = @{ !stop ~ stray_token ~ (sp ~ !stop ~ stray_token)* }`
pub(super) fn stray(rest: &[u8]) -> Option<&[u8]> {
    if stop(rest).is_some() {
        return None;
    }
    let rest = stray_token(rest)?;
    Some(repeat(rest, stray_1))
}

/// Part of `stray`: `sp ~ !stop ~ stray_token`
pub(super) fn stray_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    stray_token(rest)
}

/// `header_stray = @{ !stop ~ header_token ~ (sp ~ !stop ~ header_token)* }`
pub(super) fn header_stray(rest: &[u8]) -> Option<&[u8]> {
    if stop(rest).is_some() {
        return None;
    }
    let rest = header_token(rest)?;
    Some(repeat(rest, header_stray_1))
}

/// Part of `header_stray`: `sp ~ !stop ~ header_token`
pub(super) fn header_stray_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    header_token(rest)
}

/// `stray_token = _{ header_token | braces | "{" }`
pub(super) fn stray_token(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'{', ..] => braces(rest).or_else(|| rest.strip_prefix(b"{")),
        _ => header_token(rest),
    }
}

/// `header_token = _{ string | single_quoted | junk_char+ | "[" | "]" | "(" | ")" | "," | operator_sign | lone_cr }`
pub(super) fn header_token(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'{' | b'}', ..] => None,
        [b'\r', ..] => lone_cr(rest),
        [b'!' | b'&' | b'<'..=b'>' | b'|', ..] => operator_sign(rest),
        [b'\"', ..] => string(rest),
        [b'\'', ..] => single_quoted(rest).or_else(|| header_token_1(rest)),
        [b'(', rest @ ..] => Some(rest),
        [b')', rest @ ..] => Some(rest),
        [b',', rest @ ..] => Some(rest),
        [b'[', rest @ ..] => Some(rest),
        [b']', rest @ ..] => Some(rest),
        _ => header_token_1(rest),
    }
}

/// Part of `header_token`: `junk_char ~ junk_char*`
pub(super) fn header_token_1(rest: &[u8]) -> Option<&[u8]> {
    run(rest, is_junk_char)
}

/// `braces = _{ "{" ~ (string | comment | "{" ~ (string | comment | !("{" | "}") ~ ANY)* ~ "}" | !("{" | "}") ~ ANY)* ~ "}" }`
pub(super) fn braces(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"{")?;
    let rest = repeat(rest, braces_1);
    rest.strip_prefix(b"}")
}

/// Part of `braces`: `string | comment | ("{" ~ (string | comment | (!("{" | "}") ~ ANY))* ~ "}") | (!("{" | "}") ~ ANY)`
pub(super) fn braces_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => string(rest),
        [b'#', ..] => comment(rest),
        [b'{', ..] => braces_2(rest),
        [] | [b'}', ..] => None,
        _ => character(
            rest,
            |byte| matches!(byte, b'\x00'..=b'z' | b'|' | b'~'..=0xff),
        ),
    }
}

/// Part of `braces`: `"{" ~ (string | comment | (!("{" | "}") ~ ANY))* ~ "}"`
pub(super) fn braces_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"{")?;
    let rest = repeat(rest, braces_3);
    rest.strip_prefix(b"}")
}

/// Part of `braces`: `string | comment | (!("{" | "}") ~ ANY)`
pub(super) fn braces_3(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => string(rest),
        [b'#', ..] => comment(rest),
        [] | [b'{' | b'}', ..] => None,
        _ => character(
            rest,
            |byte| matches!(byte, b'\x00'..=b'z' | b'|' | b'~'..=0xff),
        ),
    }
}

/// `closes_ahead = _{ (string | comment | !("{" | "}") ~ ANY)* ~ "}" ~ tv ~ ("}" | TEXT | outer_only) }`
pub(super) fn closes_ahead(rest: &[u8]) -> Option<&[u8]> {
    let rest = repeat(rest, closes_ahead_1);
    let rest = rest.strip_prefix(b"}")?;
    let rest = tv(rest);
    closes_ahead_2(rest)
}

/// Part of `closes_ahead`: `string | comment | (!("{" | "}") ~ ANY)`
pub(super) fn closes_ahead_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => string(rest),
        [b'#', ..] => comment(rest),
        [] | [b'{' | b'}', ..] => None,
        _ => character(
            rest,
            |byte| matches!(byte, b'\x00'..=b'z' | b'|' | b'~'..=0xff),
        ),
    }
}

/// Part of `closes_ahead`: `"}" | TEXT | outer_only`
pub(super) fn closes_ahead_2(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a'..=b'c' | b'f' | b'o' | b'r' | b's' | b'w', ..] => outer_only(rest),
        [b't', ..] => keyword_text(rest).or_else(|| outer_only(rest)),
        [b'}', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// `other = _{ misplaced | unknown_statement | stray_line }`
pub(super) fn other(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => unknown_statement(rest).or_else(|| stray_line(rest)),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => misplaced(rest)
            .or_else(|| unknown_statement(rest))
            .or_else(|| stray_line(rest)),
        _ => stray_line(rest),
    }
}

/// `misplaced = { stop ~ (sp ~ skipped)? }`
pub(super) fn misplaced(rest: &[u8]) -> Option<&[u8]> {
    let rest = stop(rest)?;
    Some(misplaced_1(rest).unwrap_or(rest))
}

/// Part of `misplaced`: `sp ~ skipped`
pub(super) fn misplaced_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    skipped(rest)
}

/// `unknown_statement = { (path | word) ~ (sp ~ skipped)? }`
pub(super) fn unknown_statement(rest: &[u8]) -> Option<&[u8]> {
    let rest = unknown_statement_1(rest)?;
    Some(unknown_statement_2(rest).unwrap_or(rest))
}

/// Part of `unknown_statement`: `path | word`
pub(super) fn unknown_statement_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => path(rest).or_else(|| word(rest)),
        _ => None,
    }
}

/// Part of `unknown_statement`: `sp ~ skipped`
pub(super) fn unknown_statement_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    skipped(rest)
}

/// `stray_line = @{ stray_token ~ (sp ~ !stop ~ stray_token)* }`
pub(super) fn stray_line(rest: &[u8]) -> Option<&[u8]> {
    let rest = stray_token(rest)?;
    Some(repeat(rest, stray_line_1))
}

/// Part of `stray_line`: `sp ~ !stop ~ stray_token`
pub(super) fn stray_line_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    stray_token(rest)
}

/// `skipped = @{ !skip_stop ~ stray_token ~ (sp ~ !skip_stop ~ stray_token | tv ~ &(("and" | "or") ~ !word_char | "," | ")" | "]" | "[" | "(" | "\"") ~ stray_token)* }`
pub(super) fn skipped(rest: &[u8]) -> Option<&[u8]> {
    if skip_stop(rest).is_some() {
        return None;
    }
    let rest = stray_token(rest)?;
    Some(repeat(rest, skipped_1))
}

/// Part of `skipped`: `(sp ~ !skip_stop ~ stray_token) | (tv ~ &((("and" | "or") ~ !word_char) | "," | ")" | "]" | "[" | "(" | "\"") ~ stray_token)`
pub(super) fn skipped_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\t' | b'\r' | b' ' | b'a' | b'o', ..] => skipped_2(rest).or_else(|| skipped_3(rest)),
        [b'\n' | b'#', ..] => skipped_3(rest),
        [] | [b'}', ..] => None,
        _ => skipped_2(rest),
    }
}

/// Part of `skipped`: `sp ~ !skip_stop ~ stray_token`
pub(super) fn skipped_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if skip_stop(rest).is_some() {
        return None;
    }
    stray_token(rest)
}

/// Part of `skipped`: `tv ~ &((("and" | "or") ~ !word_char) | "," | ")" | "]" | "[" | "(" | "\"") ~ stray_token`
pub(super) fn skipped_3(rest: &[u8]) -> Option<&[u8]> {
    let rest = tv(rest);
    skipped_4(rest)?;
    stray_token(rest)
}

/// Part of `skipped`: `(("and" | "or") ~ !word_char) | "," | ")" | "]" | "[" | "(" | "\""`
pub(super) fn skipped_4(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', rest @ ..] => Some(rest),
        [b'(', rest @ ..] => Some(rest),
        [b')', rest @ ..] => Some(rest),
        [b',', rest @ ..] => Some(rest),
        [b'[', rest @ ..] => Some(rest),
        [b']', rest @ ..] => Some(rest),
        [b'a' | b'o', ..] => skipped_5(rest),
        _ => None,
    }
}

/// Part of `skipped`: `("and" | "or") ~ !word_char`
pub(super) fn skipped_5(rest: &[u8]) -> Option<&[u8]> {
    let rest = skipped_6(rest)?;
    if byte(rest, is_word_char).is_some() {
        return None;
    }
    Some(rest)
}

/// Part of `skipped`: `"and" | "or"`
pub(super) fn skipped_6(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => rest.strip_prefix(b"and"),
        [b'o', ..] => rest.strip_prefix(b"or"),
        _ => None,
    }
}

/// ```text
/// skip_stop = _{ (TEXT | WHEN | REPLY | CHANNEL | TAGS | SCHEDULE | FREQUENCY | STATUS | BRAND | ASK | TYPE | EXTERNAL_ID
///                       | TIMEZONE | OPEN | CLOSED | CHANNELS | VISIT | EXPECT | WAIT | WEBSITE) ~ sp ~ !("\n" | "\r" | "}" | "," | "#" | EOI) }
/// ```
pub(super) fn skip_stop(rest: &[u8]) -> Option<&[u8]> {
    let rest = skip_stop_1(rest)?;
    let rest = sp(rest);
    if matches!(rest, [] | [b'\n' | b'\r' | b'#' | b',' | b'}', ..]) {
        return None;
    }
    Some(rest)
}

/// Part of `skip_stop`: `TEXT | WHEN | REPLY | CHANNEL | TAGS | SCHEDULE | FREQUENCY | STATUS | BRAND | ASK | TYPE | EXTERNAL_ID | TIMEZONE | OPEN | CLOSED | CHANNELS | VISIT | EXPECT | WAIT | WEBSITE`
pub(super) fn skip_stop_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'a', ..] => keyword_ask(rest),
        [b'b', ..] => keyword_brand(rest),
        [b'c', ..] => keyword_channel(rest)
            .or_else(|| keyword_closed(rest))
            .or_else(|| keyword_channels(rest)),
        [b'e', ..] => keyword_external_id(rest).or_else(|| keyword_expect(rest)),
        [b'f', ..] => keyword_frequency(rest),
        [b'o', ..] => keyword_open(rest),
        [b'r', ..] => keyword_reply(rest),
        [b's', ..] => keyword_schedule(rest).or_else(|| keyword_status(rest)),
        [b't', ..] => keyword_text(rest)
            .or_else(|| keyword_tags(rest))
            .or_else(|| keyword_type(rest))
            .or_else(|| keyword_timezone(rest)),
        [b'v', ..] => keyword_visit(rest),
        [b'w', ..] => keyword_when(rest)
            .or_else(|| keyword_wait(rest))
            .or_else(|| keyword_website(rest)),
        _ => None,
    }
}

/// `unknown_block = @{ "{" ~ (string | comment | "{" ~ (string | comment | !("{" | "}") ~ ANY)* ~ "}" | !("{" | "}") ~ ANY)* ~ "}"? }`
pub(super) fn unknown_block(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"{")?;
    let rest = repeat(rest, unknown_block_1);
    Some(rest.strip_prefix(b"}").unwrap_or(rest))
}

/// Part of `unknown_block`: `string | comment | ("{" ~ (string | comment | (!("{" | "}") ~ ANY))* ~ "}") | (!("{" | "}") ~ ANY)`
pub(super) fn unknown_block_1(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => string(rest),
        [b'#', ..] => comment(rest),
        [b'{', ..] => unknown_block_2(rest),
        [] | [b'}', ..] => None,
        _ => character(
            rest,
            |byte| matches!(byte, b'\x00'..=b'z' | b'|' | b'~'..=0xff),
        ),
    }
}

/// Part of `unknown_block`: `"{" ~ (string | comment | (!("{" | "}") ~ ANY))* ~ "}"`
pub(super) fn unknown_block_2(rest: &[u8]) -> Option<&[u8]> {
    let rest = rest.strip_prefix(b"{")?;
    let rest = repeat(rest, unknown_block_3);
    rest.strip_prefix(b"}")
}

/// Part of `unknown_block`: `string | comment | (!("{" | "}") ~ ANY)`
pub(super) fn unknown_block_3(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [b'\"', ..] => string(rest),
        [b'#', ..] => comment(rest),
        [] | [b'{' | b'}', ..] => None,
        _ => character(
            rest,
            |byte| matches!(byte, b'\x00'..=b'z' | b'|' | b'~'..=0xff),
        ),
    }
}

/// `outside_junk = @{ stray_token ~ (sp ~ !stop ~ stray_token)* }`
pub(super) fn outside_junk(rest: &[u8]) -> Option<&[u8]> {
    let rest = stray_token(rest)?;
    Some(repeat(rest, outside_junk_1))
}

/// Part of `outside_junk`: `sp ~ !stop ~ stray_token`
pub(super) fn outside_junk_1(rest: &[u8]) -> Option<&[u8]> {
    let rest = sp(rest);
    if stop(rest).is_some() {
        return None;
    }
    stray_token(rest)
}
