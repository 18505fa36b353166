//! Comments and spaces that are not the language's: `// note`, `/* note */`, a no-break space.
//!
//! People bring comment signs from other languages, and word processors bring spaces that look like
//! ordinary ones. Each has one meaning, so a text is read as if it had been written properly: before
//! it is parsed, every such sign is replaced by `#` and spaces *of the same length in bytes*. All
//! offsets stay valid, and the rest of the file is parsed without further errors. [`read`] returns
//! that text and one finding for each kind of mistake, with a fix for all its places.

use std::borrow::Cow;
use std::ops::Range;

use proactive_diagnostics::{
    Edit, Finding, Fix, FixTitle, Problem, Span, SyntaxProblem, TextRange, TextSize,
};

/// A text as it is parsed.
#[derive(Debug, Clone)]
pub struct ReadText<'a> {
    /// As long as the source, and equal to it if there is nothing foreign.
    pub text: Cow<'a, str>,
    /// One finding for each sign, at its first place. Spans are
    /// [local](proactive_diagnostics::FileId::LOCAL): they count from the start of the text.
    pub findings: Vec<Finding>,
}

/// Reads foreign comments and spaces in a file as comments and spaces.
#[must_use]
pub fn read(source: &str) -> ReadText<'_> {
    let mut scan = Scan {
        source,
        at: 0,
        line_start: 0,
        never_ends: None,
        found: Vec::new(),
    };
    if source.starts_with('\u{FEFF}') {
        scan.at = '\u{FEFF}'.len_utf8();
    }
    scan.run();
    if scan.found.is_empty() {
        return ReadText {
            text: Cow::Borrowed(source),
            findings: Vec::new(),
        };
    }
    let mut bytes = source.as_bytes().to_vec();
    for foreign in &scan.found {
        for (range, has_sign) in &foreign.masked {
            for at in range.clone() {
                let is_sign = *has_sign && at == range.start;
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = if is_sign { b'#' } else { b' ' };
                }
            }
        }
    }
    // Whole characters were replaced by ASCII.
    let text = String::from_utf8(bytes).unwrap_or_else(|_| source.to_owned());
    ReadText {
        text: Cow::Owned(text),
        findings: findings(scan.found),
    }
}

/// Something foreign.
struct Foreign {
    sign: Sign,
    range: Range<usize>,
    /// The bytes to replace, and whether the first becomes `#`.
    masked: Vec<(Range<usize>, bool)>,
    /// The edits that make it right. Empty if that needs a person.
    edits: Vec<(Range<usize>, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Comment(&'static str),
    Space(char),
}

/// Groups what was found by sign.
fn findings(found: Vec<Foreign>) -> Vec<Finding> {
    let mut findings: Vec<(Sign, Finding)> = Vec::new();
    for foreign in found {
        let edits = foreign.edits.into_iter().map(|(range, text)| Edit {
            span: Span::local(text_range(&range)),
            replacement: text.to_owned(),
        });
        let edits: Vec<Edit> = edits.collect();
        let same = findings
            .iter_mut()
            .find(|(sign, _)| match (*sign, foreign.sign) {
                (Sign::Comment(one), Sign::Comment(other)) => one == other,
                (Sign::Space(_), Sign::Space(_)) => true,
                (Sign::Comment(_), Sign::Space(_)) | (Sign::Space(_), Sign::Comment(_)) => false,
            });
        match same {
            Some((_, finding)) => {
                if let Some(fix) = finding.fixes.first_mut() {
                    fix.edits.extend(edits);
                }
            }
            None => {
                let (problem, title) = match foreign.sign {
                    Sign::Comment(sign) => (
                        SyntaxProblem::ForeignComment { sign },
                        FixTitle::Write {
                            text: "#".to_owned(),
                        },
                    ),
                    Sign::Space(character) => (
                        SyntaxProblem::ForeignSpace { character },
                        FixTitle::WriteSpaces,
                    ),
                };
                let span = Span::local(text_range(&foreign.range));
                let mut finding = Finding::new(Problem::Syntax(problem), span);
                if !edits.is_empty() {
                    finding.fixes.push(Fix::certain(title, edits));
                }
                findings.push((foreign.sign, finding));
            }
        }
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn text_range(range: &Range<usize>) -> TextRange {
    let size = |offset: usize| TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX));
    TextRange::new(size(range.start), size(range.end))
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    /// Where the line of the position begins.
    line_start: usize,
    /// The end of a comment that does not occur any more: it is searched for only once.
    never_ends: Option<&'static str>,
    found: Vec<Foreign>,
}

/// What can begin something foreign, and what must be skipped.
fn is_interesting(byte: u8) -> bool {
    matches!(
        byte,
        b'"' | b'#' | b'/' | b'-' | b'<' | b';' | b'%' | b'\x0B' | b'\x0C'
    ) || byte >= 0xC2
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn run(&mut self) {
        while let Some(ahead) = self.rest().bytes().position(is_interesting) {
            self.skip(ahead);
            let rest = self.rest();
            let Some(first) = rest.chars().next() else {
                return;
            };
            match first {
                '"' => self.skip(string_length(rest)),
                '#' => self.skip(line_length(rest)),
                _ if is_foreign_space(first) => self.space(first),
                _ if is_invisible(first) && self.is_at_edge(first) => self.space(first),
                _ => match self.comment_sign(rest) {
                    Some(sign) => self.comment(sign),
                    None => self.skip(first.len_utf8()),
                },
            }
        }
    }

    /// Moves on by some bytes.
    fn skip(&mut self, length: usize) {
        let start = self.at;
        self.at += length;
        let skipped = self.source.get(start..self.at).unwrap_or("");
        if let Some(newline) = skipped.rfind('\n') {
            self.line_start = start + newline + 1;
        }
    }

    /// The text before the position on its line.
    fn before(&self) -> &'a str {
        self.source.get(self.line_start..self.at).unwrap_or("")
    }

    fn space(&mut self, character: char) {
        let range = self.at..self.at + character.len_utf8();
        self.at = range.end;
        let replacement = if is_invisible(character) { "" } else { " " };
        self.found.push(Foreign {
            sign: Sign::Space(character),
            masked: vec![(range.clone(), false)],
            edits: vec![(range.clone(), replacement)],
            range,
        });
    }

    /// Whether an invisible character is beside a space, a delimiter or the end of a line. Inside of
    /// a word, a space for it would split the word.
    fn is_at_edge(&self, character: char) -> bool {
        let is_edge = |it: Option<char>| {
            it.is_none_or(|it| it.is_whitespace() || is_invisible(it) || "{}[](),\"".contains(it))
        };
        let after = self
            .rest()
            .get(character.len_utf8()..)
            .unwrap_or("")
            .chars()
            .next();
        is_edge(self.before().chars().next_back()) || is_edge(after)
    }

    /// The comment sign of another language that begins here.
    fn comment_sign(&self, rest: &str) -> Option<&'static str> {
        let before = self.before();
        let begins_line = before.trim().is_empty();
        let begins_word = before.is_empty() || before.ends_with([' ', '\t', '{', '}', '\u{FEFF}']);
        let followed_by_space = |sign: &str| {
            rest.get(sign.len()..)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
        };
        // `contains //cart` is an address without quotes, `- tags cart` an entry of a list.
        let candidates = [
            ("<!--", begins_word),
            ("/*", begins_word),
            ("//", begins_line || begins_word && followed_by_space("//")),
            ("--", begins_line || begins_word && followed_by_space("--")),
            (";", begins_line && !followed_by_space_only(rest)),
            ("%", begins_line),
        ];
        candidates
            .into_iter()
            .find(|(sign, can_begin)| *can_begin && rest.starts_with(sign))
            .map(|(sign, _)| sign)
    }

    fn comment(&mut self, sign: &'static str) {
        let rest = self.rest();
        let start = self.at;
        let end_sign = match sign {
            "/*" => Some("*/"),
            "<!--" => Some("-->"),
            _ => None,
        };
        let close = end_sign
            .filter(|end| self.never_ends != Some(*end))
            .map(|end| (rest.find(end), end));
        let close = match close {
            Some((Some(at), end)) => Some((at, end)),
            Some((None, end)) => {
                self.never_ends = Some(end);
                None
            }
            None => None,
        };
        let length = match close {
            Some((at, end)) => at + end.len(),
            None => line_length(rest),
        };
        let after = rest.get(length..).unwrap_or("");
        let after = after.trim_start_matches([' ', '\t']);
        let alone = after.is_empty() || after.starts_with(['\n', '\r']);
        let range = start..start + length;
        self.skip(length);
        if !alone {
            // What follows on the line is no comment.
            let lines = lines(self.source, &range);
            self.found.push(Foreign {
                sign: Sign::Comment(sign),
                masked: lines.map(|line| (line, false)).collect(),
                edits: Vec::new(),
                range: start..start + sign.len(),
            });
            return;
        }
        let mut masked = Vec::new();
        let mut edits = Vec::new();
        for (number, line) in lines(self.source, &range).enumerate() {
            let text = self.source.get(line.clone()).unwrap_or("");
            let indent = text.len() - text.trim_start().len();
            let from = line.start + indent;
            let content = text.trim();
            if number == 0 {
                let signs = content.len()
                    - content
                        .trim_start_matches(['/', '*', '-', ';', '%', '<', '!'])
                        .len();
                let signs = signs.max(sign.len()).min(content.len());
                masked.push((from..from + signs, true));
                let spaced = self
                    .source
                    .get(from + signs..)
                    .is_some_and(|it| it.starts_with([' ', '\t', '\n', '\r']) || it.is_empty());
                edits.push((from..from + signs, if spaced { "#" } else { "# " }));
            } else if let Some(first) = content.chars().next() {
                let is_star = first == '*' && !content.starts_with("*/");
                masked.push((from..from + first.len_utf8(), true));
                match is_star {
                    true => edits.push((from..from + 1, "#")),
                    false if Some(content) == end_sign => {}
                    false => edits.push((from..from, "# ")),
                }
            }
        }
        if let Some((_, end)) = close {
            let start_of_end = range.end - end.len();
            let before = self.source.get(start..start_of_end).unwrap_or("");
            let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
            // A line with nothing but the end of the comment goes.
            let newline = usize::from(before.trim_end_matches([' ', '\t']).ends_with('\n'));
            let from = start_of_end - spaces - newline;
            edits.retain(|(edit, _)| edit.start < from || edit.is_empty() && edit.start <= from);
            edits.push((from..range.end, ""));
        }
        self.found.push(Foreign {
            sign: Sign::Comment(sign),
            masked,
            edits,
            range: start..start + sign.len(),
        });
    }
}

/// Whether nothing but spaces follows the sign on its line: a stray sign, and no comment.
fn followed_by_space_only(rest: &str) -> bool {
    let line = rest.get(1..line_length(rest)).unwrap_or("");
    line.trim().is_empty()
}

/// The parts of a range that are on one line each, without line endings.
fn lines<'s>(
    source: &'s str,
    range: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let mut at = range.start;
    source
        .get(range.clone())
        .unwrap_or("")
        .split('\n')
        .map(move |line| {
            let start = at;
            at += line.len() + 1;
            start..start + line.trim_end_matches('\r').len()
        })
}

fn line_length(text: &str) -> usize {
    let line = text
        .find('\n')
        .map_or(text, |at| text.get(..at).unwrap_or(""));
    line.trim_end_matches('\r').len()
}

/// The length of the string that the text begins with: to its end, or to the end of its line if it
/// has none.
fn string_length(text: &str) -> usize {
    let (content, quotes) = match text.strip_prefix("\"\"\"") {
        Some(content) => (content, "\"\"\""),
        None => (text.get(1..).unwrap_or(""), "\""),
    };
    let mut escaped = false;
    for (at, character) in content.char_indices() {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if character == '\n' && quotes.len() == 1 {
            return at + 1;
        } else if character == '"' && content.get(at..).is_some_and(|it| it.starts_with(quotes)) {
            return at + 2 * quotes.len();
        }
    }
    text.len()
}

/// White space of Unicode (property `White_Space`) other than the language's own and line endings.
fn is_foreign_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Characters of no width that are not part of a word: zero-width space, word joiner, byte order
/// mark, soft hyphen, marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
    )
}
