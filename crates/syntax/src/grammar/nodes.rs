//! The rules of the grammar that write nodes.
//!
//! Generated from `grammar/proactive.pest` by `cargo xtask grammar`; do not edit.

use super::matchers::*;
use super::scan;
use crate::kind::SyntaxKind;
use crate::tree::TreeBuilder;

/// `slice = { SOI ~ "\u{FEFF}"? ~ tv ~ (declaration ~ tv)? ~ (outside ~ tv)* ~ EOI }`
pub(super) fn slice<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.try_node(SyntaxKind::Slice, rest, |tree| {
        let rest = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rest);
        let rest = tv(tree, rest);
        let rest = slice_1(tree, rest).unwrap_or(rest);
        let rest = tree.repeat(rest, slice_2);
        end(rest)
    })
}

/// Part of `slice`: `declaration ~ tv`
fn slice_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = declaration(tree, rest)?;
    Some(tv(tree, rest))
}

/// Part of `slice`: `outside ~ tv`
fn slice_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = outside(tree, rest)?;
    Some(tv(tree, rest))
}

/// `declaration = _{ message | segment | brand | channel | bot | schedule | account | test }`
fn declaration<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'a', ..] => account(tree, rest),
        [b'b', ..] => brand(tree, rest).or_else(|| bot(tree, rest)),
        [b'c', ..] => channel(tree, rest),
        [b'm', ..] => message(tree, rest),
        [b's', ..] => segment(tree, rest).or_else(|| schedule(tree, rest)),
        [b't', ..] => test(tree, rest),
        _ => None,
    }
}

/// `account = { ACCOUNT ~ title? ~ header_end ~ (account_open ~ tv ~ (account_statement ~ tv)* ~ close)? }`
fn account<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_account(rest)?;
    Some(tree.node(SyntaxKind::Account, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        account_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `account`: `account_open ~ tv ~ (account_statement ~ tv)* ~ close`
fn account_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = account_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, account_2);
    Some(close(tree, rest))
}

/// Part of `account`: `account_statement ~ tv`
fn account_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = account_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `brand = { BRAND ~ name ~ title? ~ header_end ~ (brand_open ~ tv ~ (brand_statement ~ tv)* ~ close)? }`
fn brand<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_brand(rest)?;
    Some(tree.node(SyntaxKind::Brand, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        brand_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `brand`: `brand_open ~ tv ~ (brand_statement ~ tv)* ~ close`
fn brand_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = brand_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, brand_2);
    Some(close(tree, rest))
}

/// Part of `brand`: `brand_statement ~ tv`
fn brand_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = brand_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `channel = { CHANNEL ~ name ~ title? ~ header_end ~ (channel_open ~ tv ~ (channel_statement ~ tv)* ~ close)? }`
fn channel<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_channel(rest)?;
    Some(tree.node(SyntaxKind::Channel, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        channel_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `channel`: `channel_open ~ tv ~ (channel_statement ~ tv)* ~ close`
fn channel_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = channel_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, channel_2);
    Some(close(tree, rest))
}

/// Part of `channel`: `channel_statement ~ tv`
fn channel_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = channel_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `bot = { BOT ~ name ~ title? ~ header_end ~ (bot_open ~ tv ~ (bot_statement ~ tv)* ~ close)? }`
fn bot<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_bot(rest)?;
    Some(tree.node(SyntaxKind::Bot, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        bot_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `bot`: `bot_open ~ tv ~ (bot_statement ~ tv)* ~ close`
fn bot_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = bot_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, bot_2);
    Some(close(tree, rest))
}

/// Part of `bot`: `bot_statement ~ tv`
fn bot_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = bot_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `schedule = { SCHEDULE ~ name ~ title? ~ header_end ~ (schedule_open ~ tv ~ (schedule_statement ~ tv)* ~ close)? }`
fn schedule<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_schedule(rest)?;
    Some(tree.node(SyntaxKind::Schedule, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        schedule_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `schedule`: `schedule_open ~ tv ~ (schedule_statement ~ tv)* ~ close`
fn schedule_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = schedule_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, schedule_2);
    Some(close(tree, rest))
}

/// Part of `schedule`: `schedule_statement ~ tv`
fn schedule_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = schedule_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `segment = { SEGMENT ~ segment_name ~ title? ~ (sp ~ header_stray ~ &(tv ~ WHEN))? ~ (tv ~ WHEN | missing_when ~ (tv ~ &"{" ~ stray)?) ~ condition }`
fn segment<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_segment(rest)?;
    Some(tree.node(SyntaxKind::Segment, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = segment_name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = segment_1(tree, rest).unwrap_or(rest);
        let rest = segment_2(tree, rest);
        condition(tree, rest)
    }))
}

/// Part of `segment`: `sp ~ header_stray ~ &(tv ~ WHEN)`
fn segment_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = scan::sp(rest);
        let rest = tree.try_leaf(SyntaxKind::HeaderStray, rest, scan::header_stray(rest))?;
        scan::segment_1(rest)?;
        Some(rest)
    })
}

/// Part of `segment`: `(tv ~ WHEN) | (missing_when ~ (tv ~ &"{" ~ stray)?)`
fn segment_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'w', ..] => {
            segment_3(tree, rest).unwrap_or_else(|| segment_4(tree, rest))
        }
        _ => segment_4(tree, rest),
    }
}

/// Part of `segment`: `tv ~ WHEN`
fn segment_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_when(rest))
    })
}

/// Part of `segment`: `missing_when ~ (tv ~ &"{" ~ stray)?`
fn segment_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.leaf(SyntaxKind::MissingWhen, rest, rest);
    segment_5(tree, rest).unwrap_or(rest)
}

/// Part of `segment`: `tv ~ &"{" ~ stray`
fn segment_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if !matches!(rest, [b'{', ..]) {
            return None;
        }
        tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
    })
}

/// `message = { MESSAGE ~ name ~ title? ~ header_end ~ (message_open ~ tv ~ (message_statement ~ tv)* ~ close)? }`
fn message<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_message(rest)?;
    Some(tree.node(SyntaxKind::Message, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = title(tree, rest).unwrap_or(rest);
        let rest = header_end(tree, rest);
        message_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `message`: `message_open ~ tv ~ (message_statement ~ tv)* ~ close`
fn message_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = message_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, message_2);
    Some(close(tree, rest))
}

/// Part of `message`: `message_statement ~ tv`
fn message_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = message_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `test = { TEST ~ (title | missing_title) ~ header_end ~ (test_open ~ tv ~ (test_statement ~ tv)* ~ close | missing_block) }`
fn test<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_test(rest)?;
    Some(tree.node(SyntaxKind::Test, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = test_1(tree, rest);
        let rest = header_end(tree, rest);
        test_2(tree, rest)
    }))
}

/// Part of `test`: `title | missing_title`
fn test_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            title(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingTitle, rest, rest))
        }
        [b'\"', ..] => title(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingTitle, rest, rest),
    }
}

/// Part of `test`: `(test_open ~ tv ~ (test_statement ~ tv)* ~ close) | missing_block`
fn test_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [
            b'\t'
            | b'\n'
            | b'\r'
            | b' '
            | b'#'
            | b'c'..=b'e'
            | b'l'
            | b'o'
            | b'r'
            | b't'
            | b'v'
            | b'w',
            ..,
        ] => test_3(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingBlock, rest, rest)),
        [b'{', ..] => test_3(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingBlock, rest, rest),
    }
}

/// Part of `test`: `test_open ~ tv ~ (test_statement ~ tv)* ~ close`
fn test_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = test_open(tree, rest)?;
    let rest = tv(tree, rest);
    let rest = tree.repeat(rest, test_4);
    Some(close(tree, rest))
}

/// Part of `test`: `test_statement ~ tv`
fn test_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = test_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `name = _{ sp ~ declared | tv ~ !stop ~ declared | missing_name }`
fn name<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b' ', ..] => name_1(tree, rest)
            .or_else(|| name_2(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingName, rest, rest)),
        [b'\n' | b'\r' | b'#', ..] => {
            name_2(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingName, rest, rest))
        }
        []
        | [
            b'!' | b'\"' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => tree.leaf(SyntaxKind::MissingName, rest, rest),
        _ => name_1(tree, rest).unwrap_or(rest),
    }
}

/// Part of `name`: `sp ~ declared`
fn name_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    declared(tree, rest)
}

/// Part of `name`: `tv ~ !stop ~ declared`
fn name_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if scan::stop(rest).is_some() {
            return None;
        }
        declared(tree, rest)
    })
}

/// `segment_name = _{ sp ~ !(WHEN ~ sp ~ !WHEN) ~ declared | tv ~ !stop ~ declared | missing_name }`
fn segment_name<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b' ' | b'w', ..] => segment_name_1(tree, rest)
            .or_else(|| segment_name_2(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingName, rest, rest)),
        [b'\n' | b'\r' | b'#', ..] => segment_name_2(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingName, rest, rest)),
        []
        | [
            b'!' | b'\"' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => tree.leaf(SyntaxKind::MissingName, rest, rest),
        _ => segment_name_1(tree, rest).unwrap_or(rest),
    }
}

/// Part of `segment_name`: `sp ~ !(WHEN ~ sp ~ !WHEN) ~ declared`
fn segment_name_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::segment_name_1(rest).is_some() {
        return None;
    }
    declared(tree, rest)
}

/// Part of `segment_name`: `tv ~ !stop ~ declared`
fn segment_name_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if scan::stop(rest).is_some() {
            return None;
        }
        declared(tree, rest)
    })
}

/// `title = _{ tv ~ string }`
fn title<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `header_end = _{ (sp ~ header_stray)? }`
fn header_end<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    header_end_1(tree, rest).unwrap_or(rest)
}

/// Part of `header_end`: `sp ~ header_stray`
fn header_end_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::HeaderStray, rest, scan::header_stray(rest))
}

/// `account_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ CONVERSATION_CONTROL) }`
fn account_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            account_open_1(tree, rest).or_else(|| account_open_2(tree, rest))
        }
        [b'c', ..] => account_open_2(tree, rest),
        [b'{', ..] => account_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `account_open`: `tv ~ lbrace`
fn account_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `account_open`: `missing_open ~ &(tv ~ CONVERSATION_CONTROL)`
fn account_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::account_open_1(rest)?;
        Some(rest)
    })
}

/// `brand_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ EXTERNAL_ID) }`
fn brand_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            brand_open_1(tree, rest).or_else(|| brand_open_2(tree, rest))
        }
        [b'e', ..] => brand_open_2(tree, rest),
        [b'{', ..] => brand_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `brand_open`: `tv ~ lbrace`
fn brand_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `brand_open`: `missing_open ~ &(tv ~ EXTERNAL_ID)`
fn brand_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::brand_open_1(rest)?;
        Some(rest)
    })
}

/// `channel_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (BRAND | TYPE | WEBSITE | BUSINESS_HOURS | EXTERNAL_ID)) }`
fn channel_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            channel_open_1(tree, rest).or_else(|| channel_open_2(tree, rest))
        }
        [b'b' | b'e' | b't' | b'w', ..] => channel_open_2(tree, rest),
        [b'{', ..] => channel_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `channel_open`: `tv ~ lbrace`
fn channel_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `channel_open`: `missing_open ~ &(tv ~ (BRAND | TYPE | WEBSITE | BUSINESS_HOURS | EXTERNAL_ID))`
fn channel_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::channel_open_1(rest)?;
        Some(rest)
    })
}

/// `bot_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (CHANNELS | ANSWER | STATUS | EXTERNAL_ID)) }`
fn bot_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            bot_open_1(tree, rest).or_else(|| bot_open_2(tree, rest))
        }
        [b'a' | b'c' | b'e' | b's', ..] => bot_open_2(tree, rest),
        [b'{', ..] => bot_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `bot_open`: `tv ~ lbrace`
fn bot_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `bot_open`: `missing_open ~ &(tv ~ (CHANNELS | ANSWER | STATUS | EXTERNAL_ID))`
fn bot_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::bot_open_1(rest)?;
        Some(rest)
    })
}

/// `schedule_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (TIMEZONE | OPEN | CLOSED | EXTERNAL_ID)) }`
fn schedule_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            schedule_open_1(tree, rest).or_else(|| schedule_open_2(tree, rest))
        }
        [b'c' | b'e' | b'o' | b't', ..] => schedule_open_2(tree, rest),
        [b'{', ..] => schedule_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `schedule_open`: `tv ~ lbrace`
fn schedule_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `schedule_open`: `missing_open ~ &(tv ~ (TIMEZONE | OPEN | CLOSED | EXTERNAL_ID))`
fn schedule_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::schedule_open_1(rest)?;
        Some(rest)
    })
}

/// `message_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (BRAND | CHANNEL | TEXT | REPLY | WHEN | AFTER | ON | TAGS | SCHEDULE | FREQUENCY | STATUS)) }`
fn message_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            message_open_1(tree, rest).or_else(|| message_open_2(tree, rest))
        }
        [b'a'..=b'c' | b'f' | b'o' | b'r'..=b't' | b'w', ..] => message_open_2(tree, rest),
        [b'{', ..] => message_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `message_open`: `tv ~ lbrace`
fn message_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `message_open`: `missing_open ~ &(tv ~ (BRAND | CHANNEL | TEXT | REPLY | WHEN | AFTER | ON | TAGS | SCHEDULE | FREQUENCY | STATUS))`
fn message_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::message_open_1(rest)?;
        Some(rest)
    })
}

/// `test_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (VISITOR | DEVICE | TIME | CHANNEL | VISIT | WAIT | EXPECT | OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA)) }`
fn test_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            test_open_1(tree, rest).or_else(|| test_open_2(tree, rest))
        }
        [b'c'..=b'e' | b'l' | b'o' | b'r' | b't' | b'v' | b'w', ..] => test_open_2(tree, rest),
        [b'{', ..] => test_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `test_open`: `tv ~ lbrace`
fn test_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `test_open`: `missing_open ~ &(tv ~ (VISITOR | DEVICE | TIME | CHANNEL | VISIT | WAIT | EXPECT | OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA))`
fn test_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::test_open_1(rest)?;
        Some(rest)
    })
}

/// `close = _{ rbrace | missing_close }`
fn close<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'}', ..] => tree
            .try_leaf(SyntaxKind::Rbrace, rest, rest.strip_prefix(b"}"))
            .unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingClose, rest, rest),
    }
}

/// `account_statement = _{ !"}" ~ (conversation_control | other) }`
fn account_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    account_statement_1(tree, rest)
}

/// Part of `account_statement`: `conversation_control | other`
fn account_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'c', ..] => conversation_control(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `brand_statement = _{ !"}" ~ (external_id | other) }`
fn brand_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    brand_statement_1(tree, rest)
}

/// Part of `brand_statement`: `external_id | other`
fn brand_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'e', ..] => external_id(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `channel_statement = _{ !"}" ~ (brand_ref | channel_type | website | business_hours | external_id | other) }`
fn channel_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    channel_statement_1(tree, rest)
}

/// Part of `channel_statement`: `brand_ref | channel_type | website | business_hours | external_id | other`
fn channel_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'b', ..] => brand_ref(tree, rest)
            .or_else(|| business_hours(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'e', ..] => external_id(tree, rest).or_else(|| other(tree, rest)),
        [b't', ..] => channel_type(tree, rest).or_else(|| other(tree, rest)),
        [b'w', ..] => website(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `bot_statement = _{ !"}" ~ (answer | channels | status | external_id | other) }`
fn bot_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    bot_statement_1(tree, rest)
}

/// Part of `bot_statement`: `answer | channels | status | external_id | other`
fn bot_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'a', ..] => answer(tree, rest).or_else(|| other(tree, rest)),
        [b'c', ..] => channels(tree, rest).or_else(|| other(tree, rest)),
        [b'e', ..] => external_id(tree, rest).or_else(|| other(tree, rest)),
        [b's', ..] => status(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `schedule_statement = _{ !"}" ~ (open_hours | closed | timezone | external_id | other) }`
fn schedule_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    schedule_statement_1(tree, rest)
}

/// Part of `schedule_statement`: `open_hours | closed | timezone | external_id | other`
fn schedule_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'c', ..] => closed(tree, rest).or_else(|| other(tree, rest)),
        [b'e', ..] => external_id(tree, rest).or_else(|| other(tree, rest)),
        [b'o', ..] => open_hours(tree, rest).or_else(|| other(tree, rest)),
        [b't', ..] => timezone(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `message_statement = _{ !"}" ~ (text | channel_ref | brand_ref | reply | when | after | on | tags | schedule_rule | frequency | status | other) }`
fn message_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    message_statement_1(tree, rest)
}

/// Part of `message_statement`: `text | channel_ref | brand_ref | reply | when | after | on | tags | schedule_rule | frequency | status | other`
fn message_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'a', ..] => after(tree, rest).or_else(|| other(tree, rest)),
        [b'b', ..] => brand_ref(tree, rest).or_else(|| other(tree, rest)),
        [b'c', ..] => channel_ref(tree, rest).or_else(|| other(tree, rest)),
        [b'f', ..] => frequency(tree, rest).or_else(|| other(tree, rest)),
        [b'o', ..] => on(tree, rest).or_else(|| other(tree, rest)),
        [b'r', ..] => reply(tree, rest).or_else(|| other(tree, rest)),
        [b's', ..] => schedule_rule(tree, rest)
            .or_else(|| status(tree, rest))
            .or_else(|| other(tree, rest)),
        [b't', ..] => text(tree, rest)
            .or_else(|| tags(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'w', ..] => when(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `reply_statement = _{ !("}" | outer_only) ~ (text | ask | other) }`
fn reply_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if scan::reply_statement_1(rest).is_some() {
        return None;
    }
    reply_statement_1(tree, rest)
}

/// Part of `reply_statement`: `text | ask | other`
fn reply_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'a', ..] => ask(tree, rest).or_else(|| other(tree, rest)),
        [b't', ..] => text(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `any_reply_statement = _{ !"}" ~ (text | ask | other) }`
fn any_reply_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    any_reply_statement_1(tree, rest)
}

/// Part of `any_reply_statement`: `text | ask | other`
fn any_reply_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'a', ..] => ask(tree, rest).or_else(|| other(tree, rest)),
        [b't', ..] => text(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `test_statement = _{ !"}" ~ (visit | expect | step | visitor | device | time | channel_ref | wait | other) }`
fn test_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if matches!(rest, [b'}', ..]) {
        return None;
    }
    test_statement_1(tree, rest)
}

/// Part of `test_statement`: `visit | expect | step | visitor | device | time | channel_ref | wait | other`
fn test_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [b'c', ..] => step(tree, rest)
            .or_else(|| channel_ref(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'd', ..] => step(tree, rest)
            .or_else(|| device(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'e', ..] => expect(tree, rest)
            .or_else(|| step(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'l' | b'o' | b'r', ..] => step(tree, rest).or_else(|| other(tree, rest)),
        [b't', ..] => time(tree, rest).or_else(|| other(tree, rest)),
        [b'v', ..] => visit(tree, rest)
            .or_else(|| visitor(tree, rest))
            .or_else(|| other(tree, rest)),
        [b'w', ..] => wait(tree, rest).or_else(|| other(tree, rest)),
        _ => other(tree, rest),
    }
}

/// `conversation_control = { CONVERSATION_CONTROL ~ word_value ~ tail }`
fn conversation_control<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_conversation_control(rest)?;
    Some(tree.node(SyntaxKind::ConversationControl, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `external_id = { EXTERNAL_ID ~ text_value ~ tail }`
fn external_id<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_external_id(rest)?;
    Some(tree.node(SyntaxKind::ExternalId, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = text_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `brand_ref = { BRAND ~ reference ~ tail }`
fn brand_ref<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_brand(rest)?;
    Some(tree.node(SyntaxKind::BrandRef, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = reference(tree, rest);
        tail(tree, rest)
    }))
}

/// `channel_ref = { CHANNEL ~ reference ~ tail }`
fn channel_ref<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_channel(rest)?;
    Some(tree.node(SyntaxKind::ChannelRef, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = reference(tree, rest);
        tail(tree, rest)
    }))
}

/// `channel_type = { TYPE ~ word_value ~ tail }`
fn channel_type<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_type(rest)?;
    Some(tree.node(SyntaxKind::ChannelType, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `website = { WEBSITE ~ list ~ tail }`
fn website<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_website(rest)?;
    Some(tree.node(SyntaxKind::Website, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = list(tree, rest);
        tail(tree, rest)
    }))
}

/// `business_hours = { BUSINESS_HOURS ~ list ~ tail }`
fn business_hours<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_business_hours(rest)?;
    Some(tree.node(SyntaxKind::BusinessHours, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = list(tree, rest);
        tail(tree, rest)
    }))
}

/// `channels = { CHANNELS ~ list ~ tail }`
fn channels<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_channels(rest)?;
    Some(tree.node(SyntaxKind::Channels, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = list(tree, rest);
        tail(tree, rest)
    }))
}

/// `answer = { ANSWER ~ name ~ (tv ~ string)? ~ tail }`
fn answer<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_answer(rest)?;
    Some(tree.node(SyntaxKind::Answer, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = name(tree, rest);
        let rest = answer_1(tree, rest).unwrap_or(rest);
        tail(tree, rest)
    }))
}

/// Part of `answer`: `tv ~ string`
fn answer_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `status = { STATUS ~ word_value ~ tail }`
fn status<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_status(rest)?;
    Some(tree.node(SyntaxKind::Status, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `timezone = { TIMEZONE ~ text_value ~ tail }`
fn timezone<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_timezone(rest)?;
    Some(tree.node(SyntaxKind::Timezone, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = text_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `open_hours = { OPEN ~ days ~ intervals ~ tail }`
fn open_hours<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_open(rest)?;
    Some(tree.node(SyntaxKind::OpenHours, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = days(tree, rest);
        let rest = intervals(tree, rest);
        tail(tree, rest)
    }))
}

/// `closed = { CLOSED ~ date ~ (tv ~ TO ~ date)? ~ (tv ~ string)? ~ tail }`
fn closed<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_closed(rest)?;
    Some(tree.node(SyntaxKind::Closed, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = date(tree, rest);
        let rest = closed_1(tree, rest).unwrap_or(rest);
        let rest = closed_2(tree, rest).unwrap_or(rest);
        tail(tree, rest)
    }))
}

/// Part of `closed`: `tv ~ TO ~ date`
fn closed_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_to(rest))?;
        Some(date(tree, rest))
    })
}

/// Part of `closed`: `tv ~ string`
fn closed_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `text = { TEXT ~ text_value ~ tail }`
fn text<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_text(rest)?;
    Some(tree.node(SyntaxKind::Text, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = text_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `reply = { REPLY ~ (reply_agent | reply_bot | reply_other | missing_reply) ~ tail }`
fn reply<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_reply(rest)?;
    Some(tree.node(SyntaxKind::Reply, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = reply_1(tree, rest);
        tail(tree, rest)
    }))
}

/// Part of `reply`: `reply_agent | reply_bot | reply_other | missing_reply`
fn reply_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b' ', ..] => reply_agent(tree, rest)
            .or_else(|| reply_bot(tree, rest))
            .or_else(|| reply_other(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReply, rest, rest)),
        [b'\n' | b'\r' | b'#', ..] => reply_agent(tree, rest)
            .or_else(|| reply_bot(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReply, rest, rest)),
        [b'A'..=b'Z' | b'_' | b'c'..=b'z', ..] => reply_other(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReply, rest, rest)),
        [b'a', ..] => reply_agent(tree, rest)
            .or_else(|| reply_other(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReply, rest, rest)),
        [b'b', ..] => reply_bot(tree, rest)
            .or_else(|| reply_other(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReply, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingReply, rest, rest),
    }
}

/// `reply_agent = _{ tv ~ AGENT ~ (tv ~ string | reply_block | missing_agent_reply) }`
fn reply_agent<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_agent(rest))?;
        Some(reply_agent_1(tree, rest))
    })
}

/// Part of `reply_agent`: `(tv ~ string) | reply_block | missing_agent_reply`
fn reply_agent_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => reply_agent_2(tree, rest)
            .or_else(|| reply_block(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingAgentReply, rest, rest)),
        [b'\"', ..] => reply_agent_2(tree, rest).unwrap_or(rest),
        [b'a' | b't', ..] => reply_block(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingAgentReply, rest, rest)),
        [b'{', ..] => reply_block(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingAgentReply, rest, rest),
    }
}

/// Part of `reply_agent`: `tv ~ string`
fn reply_agent_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `reply_block = { reply_open ~ tv ~ (reply_statement ~ tv)* ~ (rbrace | &closes_ahead ~ (any_reply_statement ~ tv)* ~ close | missing_close) }`
fn reply_block<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.try_node(SyntaxKind::ReplyBlock, rest, |tree| {
        let rest = reply_open(tree, rest)?;
        let rest = tv(tree, rest);
        let rest = tree.repeat(rest, reply_block_1);
        Some(reply_block_2(tree, rest))
    })
}

/// Part of `reply_block`: `reply_statement ~ tv`
fn reply_block_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = reply_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// Part of `reply_block`: `rbrace | (&closes_ahead ~ (any_reply_statement ~ tv)* ~ close) | missing_close`
fn reply_block_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [] | [b'{', ..] => tree.leaf(SyntaxKind::MissingClose, rest, rest),
        [b'}', ..] => tree
            .try_leaf(SyntaxKind::Rbrace, rest, rest.strip_prefix(b"}"))
            .unwrap_or(rest),
        _ => reply_block_3(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingClose, rest, rest)),
    }
}

/// Part of `reply_block`: `&closes_ahead ~ (any_reply_statement ~ tv)* ~ close`
fn reply_block_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    scan::closes_ahead(rest)?;
    let rest = tree.repeat(rest, reply_block_4);
    Some(close(tree, rest))
}

/// Part of `reply_block`: `any_reply_statement ~ tv`
fn reply_block_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = any_reply_statement(tree, rest)?;
    Some(tv(tree, rest))
}

/// `reply_open = _{ tv ~ lbrace | missing_open ~ &(tv ~ (reply_statement ~ tv)+ ~ "}" ~ tv ~ outer_only) ~ &(tv ~ (TEXT | ASK)) }`
fn reply_open<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            reply_open_1(tree, rest).or_else(|| reply_open_2(tree, rest))
        }
        [b'a' | b't', ..] => reply_open_2(tree, rest),
        [b'{', ..] => reply_open_1(tree, rest),
        _ => None,
    }
}

/// Part of `reply_open`: `tv ~ lbrace`
fn reply_open_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Lbrace, rest, rest.strip_prefix(b"{"))
    })
}

/// Part of `reply_open`: `missing_open ~ &(tv ~ reply_statement ~ tv ~ (reply_statement ~ tv)* ~ "}" ~ tv ~ outer_only) ~ &(tv ~ (TEXT | ASK))`
fn reply_open_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tree.leaf(SyntaxKind::MissingOpen, rest, rest);
        scan::reply_open_1(rest)?;
        scan::reply_open_3(rest)?;
        Some(rest)
    })
}

/// `reply_bot = _{ tv ~ BOT ~ reference ~ (tv ~ ANSWER ~ reference | missing_answer) }`
fn reply_bot<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_bot(rest))?;
        let rest = reference(tree, rest);
        Some(reply_bot_1(tree, rest))
    })
}

/// Part of `reply_bot`: `(tv ~ ANSWER ~ reference) | missing_answer`
fn reply_bot_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'a', ..] => reply_bot_2(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingAnswer, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingAnswer, rest, rest),
    }
}

/// Part of `reply_bot`: `tv ~ ANSWER ~ reference`
fn reply_bot_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_answer(rest))?;
        Some(reference(tree, rest))
    })
}

/// `reply_other = _{ sp ~ !stop ~ word ~ (sp ~ skipped)? }`
fn reply_other<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::stop(rest).is_some() {
        return None;
    }
    let rest = tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))?;
    Some(reply_other_1(tree, rest).unwrap_or(rest))
}

/// Part of `reply_other`: `sp ~ skipped`
fn reply_other_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Skipped, rest, scan::skipped(rest))
}

/// `ask = { ASK ~ list ~ tail }`
fn ask<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_ask(rest)?;
    Some(tree.node(SyntaxKind::Ask, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = list(tree, rest);
        tail(tree, rest)
    }))
}

/// `when = { WHEN ~ condition }`
fn when<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_when(rest)?;
    Some(tree.node(SyntaxKind::When, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        condition(tree, rest)
    }))
}

/// `after = { AFTER ~ duration ~ (sp ~ stray ~ &(tv ~ ON))? ~ (tv ~ ON ~ event | missing_on) ~ tail }`
fn after<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_after(rest)?;
    Some(tree.node(SyntaxKind::After, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = duration(tree, rest);
        let rest = after_1(tree, rest).unwrap_or(rest);
        let rest = after_2(tree, rest);
        tail(tree, rest)
    }))
}

/// Part of `after`: `sp ~ stray ~ &(tv ~ ON)`
fn after_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = scan::sp(rest);
        let rest = tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))?;
        scan::after_1(rest)?;
        Some(rest)
    })
}

/// Part of `after`: `(tv ~ ON ~ event) | missing_on`
fn after_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'o', ..] => {
            after_3(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingOn, rest, rest))
        }
        _ => tree.leaf(SyntaxKind::MissingOn, rest, rest),
    }
}

/// Part of `after`: `tv ~ ON ~ event`
fn after_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_on(rest))?;
        Some(event(tree, rest))
    })
}

/// `on = { ON ~ event ~ tail }`
fn on<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_on(rest)?;
    Some(tree.node(SyntaxKind::On, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = event(tree, rest);
        tail(tree, rest)
    }))
}

/// `tags = { TAGS ~ list ~ tail }`
fn tags<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_tags(rest)?;
    Some(tree.node(SyntaxKind::Tags, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = list(tree, rest);
        tail(tree, rest)
    }))
}

/// `schedule_rule = { SCHEDULE ~ (schedule_kind ~ optional_reference? | word_value) ~ tail }`
fn schedule_rule<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_schedule(rest)?;
    Some(tree.node(SyntaxKind::ScheduleRule, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = schedule_rule_1(tree, rest);
        tail(tree, rest)
    }))
}

/// Part of `schedule_rule`: `(schedule_kind ~ optional_reference?) | word_value`
fn schedule_rule_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'a' | b'b' | b'o', ..] => {
            schedule_rule_2(tree, rest).unwrap_or_else(|| word_value(tree, rest))
        }
        _ => word_value(tree, rest),
    }
}

/// Part of `schedule_rule`: `schedule_kind ~ optional_reference?`
fn schedule_rule_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = schedule_kind(tree, rest)?;
    Some(optional_reference(tree, rest).unwrap_or(rest))
}

/// `schedule_kind = _{ tv ~ &(("anytime" | "business_hours" | "outside_business_hours") ~ !word_char) ~ word }`
fn schedule_kind<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        scan::schedule_kind_1(rest)?;
        tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))
    })
}

/// `frequency = { FREQUENCY ~ word_value ~ tail }`
fn frequency<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_frequency(rest)?;
    Some(tree.node(SyntaxKind::Frequency, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `visitor = { VISITOR ~ word_value ~ tail }`
fn visitor<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_visitor(rest)?;
    Some(tree.node(SyntaxKind::Visitor, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `device = { DEVICE ~ word_value ~ tail }`
fn device<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_device(rest)?;
    Some(tree.node(SyntaxKind::Device, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = word_value(tree, rest);
        tail(tree, rest)
    }))
}

/// `time = { TIME ~ date ~ (tv ~ amount | missing_time ~ (sp ~ stray)?) ~ (tv ~ string)? ~ tail }`
fn time<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_time(rest)?;
    Some(tree.node(SyntaxKind::Time, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = date(tree, rest);
        let rest = time_1(tree, rest);
        let rest = time_5(tree, rest).unwrap_or(rest);
        tail(tree, rest)
    }))
}

/// Part of `time`: `(tv ~ amount) | (missing_time ~ (sp ~ stray)?)`
fn time_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            time_2(tree, rest).unwrap_or_else(|| time_3(tree, rest))
        }
        [b'0'..=b'9', ..] => time_2(tree, rest).unwrap_or(rest),
        _ => time_3(tree, rest),
    }
}

/// Part of `time`: `tv ~ amount`
fn time_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Amount, rest, scan::amount(rest))
    })
}

/// Part of `time`: `missing_time ~ (sp ~ stray)?`
fn time_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.leaf(SyntaxKind::MissingTime, rest, rest);
    time_4(tree, rest).unwrap_or(rest)
}

/// Part of `time`: `sp ~ stray`
fn time_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
}

/// Part of `time`: `tv ~ string`
fn time_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `visit = { VISIT ~ text_value ~ visit_title? ~ visit_for? ~ tail }`
fn visit<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_visit(rest)?;
    Some(tree.node(SyntaxKind::Visit, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = text_value(tree, rest);
        let rest = visit_title(tree, rest).unwrap_or(rest);
        let rest = visit_for(tree, rest).unwrap_or(rest);
        tail(tree, rest)
    }))
}

/// `wait = { WAIT ~ duration ~ tail }`
fn wait<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_wait(rest)?;
    Some(tree.node(SyntaxKind::Wait, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = duration(tree, rest);
        tail(tree, rest)
    }))
}

/// `expect = { EXPECT ~ (expect_nothing | expect_no | reference ~ expect_after?) ~ tail }`
fn expect<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::keyword_expect(rest)?;
    Some(tree.node(SyntaxKind::Expect, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        let rest = expect_1(tree, rest);
        tail(tree, rest)
    }))
}

/// Part of `expect`: `expect_nothing | expect_no | (reference ~ expect_after?)`
fn expect_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'n', ..] => expect_nothing(tree, rest)
            .or_else(|| expect_no(tree, rest))
            .unwrap_or_else(|| expect_2(tree, rest)),
        _ => expect_2(tree, rest),
    }
}

/// Part of `expect`: `reference ~ expect_after?`
fn expect_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = reference(tree, rest);
    expect_after(tree, rest).unwrap_or(rest)
}

/// `step = { (OPEN | DISMISS | REPLY | END_CONVERSATION | LEAVE | CLEAR_DATA) ~ tail }`
fn step<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::step_1(rest)?;
    Some(tree.node(SyntaxKind::Step, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        tail(tree, rest)
    }))
}

/// `visit_title = _{ tv ~ TITLE ~ text_value }`
fn visit_title<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_title(rest))?;
        Some(text_value(tree, rest))
    })
}

/// `visit_for = _{ tv ~ FOR ~ duration }`
fn visit_for<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_for(rest))?;
        Some(duration(tree, rest))
    })
}

/// `expect_nothing = _{ tv ~ NOTHING }`
fn expect_nothing<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_nothing(rest))
    })
}

/// `expect_no = _{ tv ~ NO ~ reference }`
fn expect_no<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_no(rest))?;
        Some(reference(tree, rest))
    })
}

/// `expect_after = _{ tv ~ AFTER ~ duration }`
fn expect_after<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_after(rest))?;
        Some(duration(tree, rest))
    })
}

/// `reference = _{ word_argument | missing_reference }`
fn reference<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [
            b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'A'..=b'Z' | b'_' | b'a'..=b'z',
            ..,
        ] => word_argument(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingReference, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingReference, rest, rest),
    }
}

/// `optional_reference = _{ !(sp ~ stop ~ tv ~ !(stop | "}" | EOI)) ~ word_argument }`
fn optional_reference<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if scan::optional_reference_1(rest).is_some() {
        return None;
    }
    word_argument(tree, rest)
}

/// `word_value = _{ word_argument | tv ~ string | missing_word }`
fn word_value<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => word_argument(tree, rest)
            .or_else(|| word_value_1(tree, rest))
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingWord, rest, rest)),
        [b'\"', ..] => word_value_1(tree, rest).unwrap_or(rest),
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => word_argument(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingWord, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingWord, rest, rest),
    }
}

/// Part of `word_value`: `tv ~ string`
fn word_value_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `text_value = _{ tv ~ string | missing_text }`
fn text_value<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => text_value_1(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingText, rest, rest)),
        [b'\"', ..] => text_value_1(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingText, rest, rest),
    }
}

/// Part of `text_value`: `tv ~ string`
fn text_value_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// `duration = _{ tv ~ amount | missing_duration ~ (sp ~ stray)? }`
fn duration<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            duration_1(tree, rest).unwrap_or_else(|| duration_2(tree, rest))
        }
        [b'0'..=b'9', ..] => duration_1(tree, rest).unwrap_or(rest),
        _ => duration_2(tree, rest),
    }
}

/// Part of `duration`: `tv ~ amount`
fn duration_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Amount, rest, scan::amount(rest))
    })
}

/// Part of `duration`: `missing_duration ~ (sp ~ stray)?`
fn duration_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.leaf(SyntaxKind::MissingDuration, rest, rest);
    duration_3(tree, rest).unwrap_or(rest)
}

/// Part of `duration`: `sp ~ stray`
fn duration_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
}

/// `date = _{ tv ~ amount | missing_date ~ (sp ~ stray)? }`
fn date<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => {
            date_1(tree, rest).unwrap_or_else(|| date_2(tree, rest))
        }
        [b'0'..=b'9', ..] => date_1(tree, rest).unwrap_or(rest),
        _ => date_2(tree, rest),
    }
}

/// Part of `date`: `tv ~ amount`
fn date_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Amount, rest, scan::amount(rest))
    })
}

/// Part of `date`: `missing_date ~ (sp ~ stray)?`
fn date_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.leaf(SyntaxKind::MissingDate, rest, rest);
    date_3(tree, rest).unwrap_or(rest)
}

/// Part of `date`: `sp ~ stray`
fn date_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
}

/// `event = _{ word_argument | missing_event }`
fn event<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [
            b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'A'..=b'Z' | b'_' | b'a'..=b'z',
            ..,
        ] => word_argument(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingEvent, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingEvent, rest, rest),
    }
}

/// `days = _{ day ~ (tv ~ comma ~ (day | missing_days))* | missing_days ~ (sp ~ !ASCII_DIGIT ~ stray)? }`
fn days<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [
            b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'A'..=b'Z' | b'_' | b'a'..=b'z',
            ..,
        ] => days_1(tree, rest).unwrap_or_else(|| days_4(tree, rest)),
        _ => days_4(tree, rest),
    }
}

/// Part of `days`: `day ~ (tv ~ comma ~ (day | missing_days))*`
fn days_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = day(tree, rest)?;
    Some(tree.repeat(rest, days_2))
}

/// Part of `days`: `tv ~ comma ~ (day | missing_days)`
fn days_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Comma, rest, rest.strip_prefix(b","))?;
        Some(days_3(tree, rest))
    })
}

/// Part of `days`: `day | missing_days`
fn days_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [
            b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'A'..=b'Z' | b'_' | b'a'..=b'z',
            ..,
        ] => day(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingDays, rest, rest)),
        _ => tree.leaf(SyntaxKind::MissingDays, rest, rest),
    }
}

/// Part of `days`: `missing_days ~ (sp ~ !('0'..'9') ~ stray)?`
fn days_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.leaf(SyntaxKind::MissingDays, rest, rest);
    days_5(tree, rest).unwrap_or(rest)
}

/// Part of `days`: `sp ~ !('0'..'9') ~ stray`
fn days_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if matches!(rest, [b'0'..=b'9', ..]) {
        return None;
    }
    tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
}

/// `day = _{ sp ~ !stop ~ word | tv ~ !stop ~ word ~ &(tv ~ ("," | ASCII_DIGIT)) }`
fn day<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b' ' | b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => {
            day_1(tree, rest).or_else(|| day_2(tree, rest))
        }
        [b'\n' | b'\r' | b'#', ..] => day_2(tree, rest),
        _ => None,
    }
}

/// Part of `day`: `sp ~ !stop ~ word`
fn day_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::stop(rest).is_some() {
        return None;
    }
    tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))
}

/// Part of `day`: `tv ~ !stop ~ word ~ &(tv ~ ("," | '0'..'9'))`
fn day_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if scan::stop(rest).is_some() {
            return None;
        }
        let rest = tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))?;
        scan::day_1(rest)?;
        Some(rest)
    })
}

/// `intervals = _{ tv ~ amount ~ (tv ~ comma ~ (tv ~ amount | missing_interval))* | missing_interval }`
fn intervals<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => intervals_1(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingInterval, rest, rest)),
        [b'0'..=b'9', ..] => intervals_1(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingInterval, rest, rest),
    }
}

/// Part of `intervals`: `tv ~ amount ~ (tv ~ comma ~ ((tv ~ amount) | missing_interval))*`
fn intervals_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Amount, rest, scan::amount(rest))?;
        Some(tree.repeat(rest, intervals_2))
    })
}

/// Part of `intervals`: `tv ~ comma ~ ((tv ~ amount) | missing_interval)`
fn intervals_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Comma, rest, rest.strip_prefix(b","))?;
        Some(intervals_3(tree, rest))
    })
}

/// Part of `intervals`: `(tv ~ amount) | missing_interval`
fn intervals_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    match rest {
        [b'\t' | b'\n' | b'\r' | b' ' | b'#', ..] => intervals_4(tree, rest)
            .unwrap_or_else(|| tree.leaf(SyntaxKind::MissingInterval, rest, rest)),
        [b'0'..=b'9', ..] => intervals_4(tree, rest).unwrap_or(rest),
        _ => tree.leaf(SyntaxKind::MissingInterval, rest, rest),
    }
}

/// Part of `intervals`: `tv ~ amount`
fn intervals_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        tree.try_leaf(SyntaxKind::Amount, rest, scan::amount(rest))
    })
}

/// `list = _{ list_item ~ (tv ~ comma ~ (list_item | missing_item) | sp ~ &list_item_here ~ missing_comma ~ list_item)* | missing_item }`
fn list<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
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
        ] => list_1(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingItem, rest, rest)),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => tree.leaf(SyntaxKind::MissingItem, rest, rest),
        _ => list_1(tree, rest).unwrap_or(rest),
    }
}

/// Part of `list`: `list_item ~ ((tv ~ comma ~ (list_item | missing_item)) | (sp ~ &list_item_here ~ missing_comma ~ list_item))*`
fn list_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = list_item(tree, rest)?;
    Some(tree.repeat(rest, list_2))
}

/// Part of `list`: `(tv ~ comma ~ (list_item | missing_item)) | (sp ~ &list_item_here ~ missing_comma ~ list_item)`
fn list_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b' ', ..] => list_3(tree, rest).or_else(|| list_5(tree, rest)),
        [b'\n' | b'\r' | b'#' | b',', ..] => list_3(tree, rest),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => None,
        _ => list_5(tree, rest),
    }
}

/// Part of `list`: `tv ~ comma ~ (list_item | missing_item)`
fn list_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = tree.try_leaf(SyntaxKind::Comma, rest, rest.strip_prefix(b","))?;
        Some(list_4(tree, rest))
    })
}

/// Part of `list`: `list_item | missing_item`
fn list_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
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
        ] => {
            list_item(tree, rest).unwrap_or_else(|| tree.leaf(SyntaxKind::MissingItem, rest, rest))
        }
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => tree.leaf(SyntaxKind::MissingItem, rest, rest),
        _ => list_item(tree, rest).unwrap_or(rest),
    }
}

/// Part of `list`: `sp ~ &list_item_here ~ missing_comma ~ list_item`
fn list_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = scan::sp(rest);
        scan::list_item_here(rest)?;
        let rest = tree.leaf(SyntaxKind::MissingComma, rest, rest);
        list_item(tree, rest)
    })
}

/// `list_item = _{ word_argument | tv ~ string | sp ~ !stop ~ malformed }`
fn list_item<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b' ', ..] => word_argument(tree, rest)
            .or_else(|| list_item_1(tree, rest))
            .or_else(|| list_item_2(tree, rest)),
        [b'\n' | b'\r' | b'#', ..] => word_argument(tree, rest).or_else(|| list_item_1(tree, rest)),
        []
        | [
            b'!' | b'&' | b'(' | b')' | b',' | b'<'..=b'>' | b'[' | b']' | b'{'..=b'}',
            ..,
        ] => None,
        [b'\"', ..] => list_item_1(tree, rest),
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => {
            word_argument(tree, rest).or_else(|| list_item_2(tree, rest))
        }
        _ => list_item_2(tree, rest),
    }
}

/// Part of `list_item`: `tv ~ string`
fn list_item_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        string(tree, rest)
    })
}

/// Part of `list_item`: `sp ~ !stop ~ malformed`
fn list_item_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::stop(rest).is_some() {
        return None;
    }
    tree.try_leaf(SyntaxKind::Malformed, rest, scan::malformed(rest))
}

/// `tail = _{ (sp ~ !line_end ~ stray)? }`
fn tail<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    tail_1(tree, rest).unwrap_or(rest)
}

/// Part of `tail`: `sp ~ !line_end ~ stray`
fn tail_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::line_end(rest).is_some() {
        return None;
    }
    tree.try_leaf(SyntaxKind::Stray, rest, scan::stray(rest))
}

/// `word_argument = _{ sp ~ !stop ~ word | sp ~ reserved_word | tv ~ !stop ~ word ~ &(tv ~ ("," | "}" | stop | EOI)) }`
fn word_argument<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [
            b'\t' | b' ' | b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => word_argument_1(tree, rest)
            .or_else(|| word_argument_2(tree, rest))
            .or_else(|| word_argument_3(tree, rest)),
        [b'\n' | b'\r' | b'#', ..] => word_argument_3(tree, rest),
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => word_argument_1(tree, rest).or_else(|| word_argument_3(tree, rest)),
        _ => None,
    }
}

/// Part of `word_argument`: `sp ~ !stop ~ word`
fn word_argument_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::stop(rest).is_some() {
        return None;
    }
    tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))
}

/// Part of `word_argument`: `sp ~ reserved_word`
fn word_argument_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::ReservedWord, rest, scan::reserved_word(rest))
}

/// Part of `word_argument`: `tv ~ !stop ~ word ~ &(tv ~ ("," | "}" | stop | EOI))`
fn word_argument_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if scan::stop(rest).is_some() {
            return None;
        }
        let rest = tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))?;
        scan::word_argument_1(rest)?;
        Some(rest)
    })
}

/// `condition = { open_run ~ (tv ~ opening ~ open_run | closed_operand)* }`
fn condition<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    tree.node(SyntaxKind::Condition, rest, |tree| {
        let rest = open_run(tree, rest);
        tree.repeat(rest, condition_1)
    })
}

/// Part of `condition`: `(tv ~ opening ~ open_run) | closed_operand`
fn condition_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [
            b'\t' | b'\n' | b'\r' | b' ' | b'#' | b'a' | b'c' | b'd' | b'i' | b'n' | b'o',
            ..,
        ] => condition_2(tree, rest).or_else(|| closed_operand(tree, rest)),
        [b'!' | b'&' | b'(' | b',' | b'<'..=b'>' | b'[' | b'|', ..] => condition_2(tree, rest),
        [] | [b'}', ..] => None,
        _ => closed_operand(tree, rest),
    }
}

/// Part of `condition`: `tv ~ opening ~ open_run`
fn condition_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        let rest = opening(tree, rest)?;
        Some(open_run(tree, rest))
    })
}

/// `open_run = _{ (tv ~ opening)* ~ open_operand? }`
fn open_run<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    let rest = tree.repeat(rest, open_run_1);
    open_operand(tree, rest).unwrap_or(rest)
}

/// Part of `open_run`: `tv ~ opening`
fn open_run_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        opening(tree, rest)
    })
}

/// `opening = _{ does_not_contain | !always ~ condition_word | lparen | lbracket | comma | operator_sign }`
fn opening<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'!' | b'&' | b'<'..=b'>' | b'|', ..] => {
            tree.try_leaf(SyntaxKind::OperatorSign, rest, scan::operator_sign(rest))
        }
        [b'(', ..] => tree.try_leaf(SyntaxKind::Lparen, rest, rest.strip_prefix(b"(")),
        [b',', ..] => tree.try_leaf(SyntaxKind::Comma, rest, rest.strip_prefix(b",")),
        [b'[', ..] => tree.try_leaf(SyntaxKind::Lbracket, rest, rest.strip_prefix(b"[")),
        [b'a' | b'c' | b'i' | b'n' | b'o', ..] => opening_1(tree, rest),
        [b'd', ..] => does_not_contain(tree, rest).or_else(|| opening_1(tree, rest)),
        _ => None,
    }
}

/// Part of `opening`: `!always ~ condition_word`
fn opening_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if scan::always(rest).is_some() {
        return None;
    }
    tree.try_leaf(SyntaxKind::ConditionWord, rest, scan::condition_word(rest))
}

/// `open_operand = _{ tv ~ solid | sp ~ (reserved_word | !stop ~ (word | loose)) | tv ~ !stop ~ word ~ &(tv ~ condition_end) }`
fn open_operand<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [
            b'\t' | b'\r' | b' ' | b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => open_operand_1(tree, rest)
            .or_else(|| open_operand_2(tree, rest))
            .or_else(|| open_operand_6(tree, rest)),
        [b'\n' | b'#', ..] => open_operand_1(tree, rest).or_else(|| open_operand_6(tree, rest)),
        []
        | [
            b'!' | b'&' | b'(' | b',' | b'<'..=b'>' | b'[' | b'|' | b'}',
            ..,
        ] => None,
        [b'\"' | b')' | b']', ..] => open_operand_1(tree, rest),
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => open_operand_1(tree, rest).or_else(|| open_operand_2(tree, rest)),
        _ => open_operand_2(tree, rest),
    }
}

/// Part of `open_operand`: `tv ~ solid`
fn open_operand_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        solid(tree, rest)
    })
}

/// Part of `open_operand`: `sp ~ (reserved_word | (!stop ~ (word | loose)))`
fn open_operand_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    open_operand_3(tree, rest)
}

/// Part of `open_operand`: `reserved_word | (!stop ~ (word | loose))`
fn open_operand_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
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
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => tree
            .try_leaf(SyntaxKind::ReservedWord, rest, scan::reserved_word(rest))
            .or_else(|| open_operand_4(tree, rest)),
        _ => open_operand_4(tree, rest),
    }
}

/// Part of `open_operand`: `!stop ~ (word | loose)`
fn open_operand_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    if scan::stop(rest).is_some() {
        return None;
    }
    open_operand_5(tree, rest)
}

/// Part of `open_operand`: `word | loose`
fn open_operand_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
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
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => tree
            .try_leaf(SyntaxKind::Word, rest, scan::word(rest))
            .or_else(|| loose(tree, rest)),
        _ => loose(tree, rest),
    }
}

/// Part of `open_operand`: `tv ~ !stop ~ word ~ &(tv ~ condition_end)`
fn open_operand_6<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        if scan::stop(rest).is_some() {
            return None;
        }
        let rest = tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))?;
        scan::open_operand_1(rest)?;
        Some(rest)
    })
}

/// `closed_operand = _{ tv ~ solid | sp ~ !(line_end | stop) ~ (word | loose) }`
fn closed_operand<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t' | b'\r' | b' ' | b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => {
            closed_operand_1(tree, rest).or_else(|| closed_operand_2(tree, rest))
        }
        [b'\n' | b'\"' | b'#' | b')' | b']', ..] => closed_operand_1(tree, rest),
        []
        | [
            b'!' | b'&' | b'(' | b',' | b'<'..=b'>' | b'[' | b'|' | b'}',
            ..,
        ] => None,
        _ => closed_operand_2(tree, rest),
    }
}

/// Part of `closed_operand`: `tv ~ solid`
fn closed_operand_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        solid(tree, rest)
    })
}

/// Part of `closed_operand`: `sp ~ !(line_end | stop) ~ (word | loose)`
fn closed_operand_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::closed_operand_1(rest).is_some() {
        return None;
    }
    closed_operand_3(tree, rest)
}

/// Part of `closed_operand`: `word | loose`
fn closed_operand_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
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
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => tree
            .try_leaf(SyntaxKind::Word, rest, scan::word(rest))
            .or_else(|| loose(tree, rest)),
        _ => loose(tree, rest),
    }
}

/// `solid = _{ path | rparen | rbracket | string | &always ~ condition_word }`
fn solid<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\"', ..] => string(tree, rest),
        [b')', ..] => tree.try_leaf(SyntaxKind::Rparen, rest, rest.strip_prefix(b")")),
        [b'A'..=b'Z' | b'_' | b'b'..=b'z', ..] => {
            tree.try_leaf(SyntaxKind::Path, rest, scan::path(rest))
        }
        [b']', ..] => tree.try_leaf(SyntaxKind::Rbracket, rest, rest.strip_prefix(b"]")),
        [b'a', ..] => tree
            .try_leaf(SyntaxKind::Path, rest, scan::path(rest))
            .or_else(|| solid_1(tree, rest)),
        _ => None,
    }
}

/// Part of `solid`: `&always ~ condition_word`
fn solid_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    scan::always(rest)?;
    tree.try_leaf(SyntaxKind::ConditionWord, rest, scan::condition_word(rest))
}

/// `loose = _{ single_quoted | junk }`
fn loose<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
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
        [b'\'', ..] => tree
            .try_leaf(SyntaxKind::SingleQuoted, rest, scan::single_quoted(rest))
            .or_else(|| tree.try_leaf(SyntaxKind::Junk, rest, scan::junk(rest))),
        _ => tree.try_leaf(SyntaxKind::Junk, rest, scan::junk(rest)),
    }
}

/// `does_not_contain = _{ &("does" ~ !word_char) ~ condition_word ~ tv ~ &("not" ~ !word_char) ~ condition_word ~ tv ~ &("contain" ~ !word_char) ~ word }`
fn does_not_contain<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        scan::does_not_contain_1(rest)?;
        let rest = tree.try_leaf(SyntaxKind::ConditionWord, rest, scan::condition_word(rest))?;
        let rest = tv(tree, rest);
        scan::does_not_contain_2(rest)?;
        let rest = tree.try_leaf(SyntaxKind::ConditionWord, rest, scan::condition_word(rest))?;
        let rest = tv(tree, rest);
        scan::does_not_contain_3(rest)?;
        tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))
    })
}

/// `string = _{ text_block | quoted }`
fn string<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\"', ..] => tree
            .try_leaf(SyntaxKind::TextBlock, rest, scan::text_block(rest))
            .or_else(|| tree.try_leaf(SyntaxKind::Quoted, rest, scan::quoted(rest))),
        _ => None,
    }
}

/// `tv = _{ (" " | "\n" | "\t" | "\r\n" | comment)* }`
fn tv<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> &'t [u8] {
    tree.repeat(rest, tv_1)
}

/// Part of `tv`: `" " | "\n" | "\t" | "\r\n" | comment`
fn tv_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'\t', rest @ ..] => Some(rest),
        [b'\n', rest @ ..] => Some(rest),
        [b'\r', ..] => rest.strip_prefix(b"\r\n"),
        [b' ', rest @ ..] => Some(rest),
        [b'#', ..] => tree.try_leaf(SyntaxKind::Comment, rest, scan::comment(rest)),
        _ => None,
    }
}

/// `other = _{ misplaced | unknown_statement | stray_line }`
fn other<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#' | b'}', ..] => None,
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => unknown_statement(tree, rest)
            .or_else(|| tree.try_leaf(SyntaxKind::StrayLine, rest, scan::stray_line(rest))),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => misplaced(tree, rest)
            .or_else(|| unknown_statement(tree, rest))
            .or_else(|| tree.try_leaf(SyntaxKind::StrayLine, rest, scan::stray_line(rest))),
        _ => tree.try_leaf(SyntaxKind::StrayLine, rest, scan::stray_line(rest)),
    }
}

/// `misplaced = { stop ~ (sp ~ skipped)? }`
fn misplaced<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::stop(rest)?;
    Some(tree.node(SyntaxKind::Misplaced, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        misplaced_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `misplaced`: `sp ~ skipped`
fn misplaced_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Skipped, rest, scan::skipped(rest))
}

/// `unknown_statement = { (path | word) ~ (sp ~ skipped)? }`
fn unknown_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.try_node(SyntaxKind::UnknownStatement, rest, |tree| {
        let rest = unknown_statement_1(tree, rest)?;
        Some(unknown_statement_2(tree, rest).unwrap_or(rest))
    })
}

/// Part of `unknown_statement`: `path | word`
fn unknown_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => tree
            .try_leaf(SyntaxKind::Path, rest, scan::path(rest))
            .or_else(|| tree.try_leaf(SyntaxKind::Word, rest, scan::word(rest))),
        _ => None,
    }
}

/// Part of `unknown_statement`: `sp ~ skipped`
fn unknown_statement_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Skipped, rest, scan::skipped(rest))
}

/// `outside = _{ surplus_close | lost_statement | unknown_declaration | outside_junk }`
fn outside<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [] | [b'\t' | b'\n' | b' ' | b'#', ..] => None,
        [
            b'A'..=b'Z' | b'_' | b'g'..=b'k' | b'n' | b'p' | b'q' | b'u' | b'x'..=b'z',
            ..,
        ] => unknown_declaration(tree, rest)
            .or_else(|| tree.try_leaf(SyntaxKind::OutsideJunk, rest, scan::outside_junk(rest))),
        [
            b'a'..=b'f' | b'l' | b'm' | b'o' | b'r'..=b't' | b'v' | b'w',
            ..,
        ] => lost_statement(tree, rest)
            .or_else(|| unknown_declaration(tree, rest))
            .or_else(|| tree.try_leaf(SyntaxKind::OutsideJunk, rest, scan::outside_junk(rest))),
        [b'}', ..] => tree.try_leaf(SyntaxKind::SurplusClose, rest, rest.strip_prefix(b"}")),
        _ => tree.try_leaf(SyntaxKind::OutsideJunk, rest, scan::outside_junk(rest)),
    }
}

/// `lost_statement = { stop ~ (sp ~ skipped)? }`
fn lost_statement<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::stop(rest)?;
    Some(tree.node(SyntaxKind::LostStatement, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Keyword, rest, first);
        lost_statement_1(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `lost_statement`: `sp ~ skipped`
fn lost_statement_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::Skipped, rest, scan::skipped(rest))
}

/// `unknown_declaration = { word ~ (sp ~ !stop ~ declared)? ~ (sp ~ header_stray)? ~ (tv ~ unknown_block | tv ~ WHEN ~ condition)? }`
fn unknown_declaration<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let first = scan::word(rest)?;
    Some(tree.node(SyntaxKind::UnknownDeclaration, rest, |tree| {
        let rest = tree.leaf(SyntaxKind::Word, rest, first);
        let rest = unknown_declaration_1(tree, rest).unwrap_or(rest);
        let rest = unknown_declaration_2(tree, rest).unwrap_or(rest);
        unknown_declaration_3(tree, rest).unwrap_or(rest)
    }))
}

/// Part of `unknown_declaration`: `sp ~ !stop ~ declared`
fn unknown_declaration_1<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    if scan::stop(rest).is_some() {
        return None;
    }
    declared(tree, rest)
}

/// Part of `unknown_declaration`: `sp ~ header_stray`
fn unknown_declaration_2<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = scan::sp(rest);
    tree.try_leaf(SyntaxKind::HeaderStray, rest, scan::header_stray(rest))
}

/// Part of `unknown_declaration`: `tv ~ (unknown_block | (WHEN ~ condition))`
fn unknown_declaration_3<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    tree.attempt(|tree| {
        let rest = tv(tree, rest);
        unknown_declaration_4(tree, rest)
    })
}

/// Part of `unknown_declaration`: `unknown_block | (WHEN ~ condition)`
fn unknown_declaration_4<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        [b'w', ..] => unknown_declaration_5(tree, rest),
        [b'{', ..] => tree.try_leaf(SyntaxKind::UnknownBlock, rest, scan::unknown_block(rest)),
        _ => None,
    }
}

/// Part of `unknown_declaration`: `WHEN ~ condition`
fn unknown_declaration_5<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    let rest = tree.try_leaf(SyntaxKind::Keyword, rest, scan::keyword_when(rest))?;
    Some(condition(tree, rest))
}

/// `declared = _{ word | malformed }`
fn declared<'t>(tree: &mut TreeBuilder, rest: &'t [u8]) -> Option<&'t [u8]> {
    match rest {
        []
        | [
            b'\t'
            | b'\n'
            | b'\r'
            | b' '..=b'#'
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
        [b'A'..=b'Z' | b'_' | b'a'..=b'z', ..] => tree
            .try_leaf(SyntaxKind::Word, rest, scan::word(rest))
            .or_else(|| tree.try_leaf(SyntaxKind::Malformed, rest, scan::malformed(rest))),
        _ => tree.try_leaf(SyntaxKind::Malformed, rest, scan::malformed(rest)),
    }
}
