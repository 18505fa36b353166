//! Damage to one item causes findings in that item and nowhere else.

use std::ops::Range;

use proactive_diagnostics::{Code, Finding, Problem, Severity};
use proactive_syntax::items::{slices, unmistakable_header};

use crate::random::Random;
use crate::workspaces::{Files, cases, right};

/// A text that was damaged at one place.
struct Damaged {
    text: String,
    /// A description of the damage.
    what: String,
}

/// Damages `text` at one place within `part`.
fn damage(text: &str, part: Range<usize>, random: &mut Random) -> Damaged {
    let replaced = |range: Range<usize>, new: &str| Damaged {
        what: format!("{:?} became {new:?}", &text[range.clone()]),
        text: format!("{}{new}{}", &text[..range.start], &text[range.end..]),
    };
    let starts: Vec<usize> = text[part.clone()]
        .char_indices()
        .map(|(at, _)| part.start + at)
        .collect();
    let at = *random.one(&starts);
    let next = at + text[at..].chars().next().map_or(0, char::len_utf8);
    match random.below(8) {
        0 => replaced(at..next, ""),
        1 => {
            let new = random.word(&[
                "\"", "\"\"\"", "{", "}", "[", "]", "(", ")", "#", ",", "'", "\\", "x", "0", " ",
                "\n", "é", ".", "-", "=", "not ", "and ", "text ",
            ]);
            replaced(at..at, new)
        }
        2 => {
            let is_word = |c: char| c.is_alphanumeric() || "_-.".contains(c);
            let from = text[part.start..at].rfind(|c| !is_word(c));
            let from = from.map_or(part.start, |from| {
                part.start + from + text[part.start + from..].chars().next().unwrap().len_utf8()
            });
            let to = text[at..part.end].find(|c| !is_word(c));
            replaced(from..to.map_or(part.end, |to| at + to).max(from), "")
        }
        3 => {
            let signs: Vec<usize> = text[part.clone()]
                .char_indices()
                .filter(|(_, sign)| "\"{}[]().,:".contains(*sign))
                .map(|(at, _)| part.start + at)
                .collect();
            match signs.is_empty() {
                true => replaced(at..next, ""),
                false => {
                    let at = *random.one(&signs);
                    replaced(at..at + 1, "")
                }
            }
        }
        4 => {
            let end = text[at..part.end]
                .find('\n')
                .map_or(part.end, |end| at + end);
            replaced(at..end, "")
        }
        5 => {
            let from = text[part.start..at]
                .rfind('\n')
                .map_or(part.start, |from| part.start + from);
            let end = text[at..part.end]
                .find('\n')
                .map_or(part.end, |end| at + end);
            replaced(from..end.max(from), "")
        }
        6 => replaced(at..next, random.word(&["\"", "#", "}", "x", "\n", "0"])),
        _ => {
            // A line without one of its words.
            let end = text[at..part.end]
                .find(' ')
                .map_or(part.end, |end| at + end);
            replaced(at..end, "")
        }
    }
}

/// Returns the keyword of an item, and its block or condition: the text after `{` or `when` on its first
/// line.
fn body(text: &str, item: &Range<usize>) -> Option<(String, Range<usize>)> {
    let slice = &text[item.clone()];
    let keyword = slice.split([' ', '\n']).next()?.to_owned();
    let header_end = slice.find('\n')?;
    let close = match keyword.as_str() {
        "segment" => slice.trim_end().len(),
        _ => slice.rfind("\n}")? + 2,
    };
    let start = match keyword.as_str() {
        "segment" => slice.find("when")? + 4,
        _ if slice.get(..header_end)?.ends_with('{') => header_end,
        // Damage could reach the header.
        _ => return None,
    };
    (start < close).then(|| (keyword, item.start + start..item.start + close))
}

/// Returns the findings outside a damaged item.
fn elsewhere<'f>(
    findings: &'f [Finding],
    file: usize,
    region: &Range<usize>,
) -> impl Iterator<Item = &'f Finding> {
    let region = region.clone();
    findings.iter().filter(move |finding| {
        let range = Range::<usize>::from(finding.span.range);
        finding.span.file.0 as usize != file || range.start < region.start || range.end > region.end
    })
}

struct Trial<'f> {
    files: &'f Files,
    file: usize,
    /// The item and what follows it, in the undamaged text.
    item: Range<usize>,
    /// The part that is damaged.
    part: Range<usize>,
}

/// Returns all items of the valid examples, each with its body.
fn trials(examples: &[Files]) -> Vec<(String, Trial<'_>)> {
    let mut trials = Vec::new();
    for files in examples {
        for (file, (_, text)) in files.files.iter().enumerate() {
            let cuts = slices(text);
            for (position, item) in cuts.iter().enumerate() {
                let Some((keyword, part)) = body(text, item) else {
                    continue;
                };
                // A header that could be a statement does not end the block above it.
                let next = cuts.get(position + 1);
                if next.is_some_and(|next| !unmistakable_header(text, next.start)) {
                    continue;
                }
                let item = item.clone();
                trials.push((
                    keyword,
                    Trial {
                        files,
                        file,
                        item,
                        part,
                    },
                ));
            }
        }
    }
    trials
}

impl Trial<'_> {
    fn text(&self) -> &str {
        &self.files.files[self.file].1
    }

    /// Returns the workspace after the damage, and the range of the item in it.
    fn damaged(&self, random: &mut Random) -> (Files, Range<usize>, String) {
        let text = self.text();
        let damaged = damage(text, self.part.clone(), random);
        let end = self.item.end + damaged.text.len() - text.len();
        let what = format!(
            "{} {}, {}: {}",
            self.files.name,
            self.files.files[self.file].0,
            text[self.item.clone()].lines().next().unwrap_or(""),
            damaged.what
        );
        let files = self.files.with(self.file, damaged.text);
        (files, self.item.start..end, what)
    }

    /// Asserts that the items around it are split as before, so their trees and drafts are the same.
    fn assert_cuts(&self, damaged: &Files, region: &Range<usize>, what: &str) {
        let moved = |at: usize| at + region.end - self.item.end;
        let expected: Vec<Range<usize>> = slices(self.text())
            .into_iter()
            .filter(|cut| *cut != self.item)
            .map(|cut| match cut.start < self.item.start {
                true => cut,
                false => moved(cut.start)..moved(cut.end),
            })
            .collect();
        let found: Vec<Range<usize>> = slices(&damaged.files[self.file].1)
            .into_iter()
            .filter(|cut| cut.end <= region.start || cut.start >= region.end)
            .collect();
        assert_eq!(found, expected, "{what}");
    }
}

/// Removes every `Span { … }` from a text.
fn without_places(text: &str) -> String {
    let mut parts = text.split("Span { ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let behind = part.split_once(" }").map_or("", |(_, behind)| behind);
        kept + behind
    })
}

/// Returns all messages of the model except one, without places.
fn messages(files: &Files, but: &str) -> Option<Vec<String>> {
    let model = files.workspace().check().model()?;
    let all = model.messages.iter().filter(|message| &*message.id != but);
    let shown = all.map(|message| without_places(&format!("{message:?}")));
    Some(shown.collect())
}

/// Only the damaged message has findings, and all others stay the same.
#[test]
fn damage_to_the_block_of_a_message() {
    let examples = right();
    let trials = trials(&examples);
    let mut random = Random(5);
    let mut with_model = 0;
    let mut faults = Vec::new();
    for round in 0..12 {
        for (_, trial) in trials.iter().filter(|(keyword, _)| keyword == "message") {
            let (damaged, region, what) = trial.damaged(&mut random);
            trial.assert_cuts(&damaged, &region, &what);
            let findings = damaged.findings();
            let errors = findings.iter().any(|f| f.severity == Severity::Error);
            // A valid edit may leave a declaration unused, which is no damage.
            let fault = elsewhere(&findings, trial.file, &region)
                .find(|finding| errors || finding.code() != Code::UnusedDeclaration);
            if let Some(fault) = fault {
                faults.push(format!("{what}\n  {fault:?}"));
            }
            let header = &trial.text()[trial.item.clone()];
            let name = header.split([' ', '\n']).nth(1).unwrap_or("");
            if round == 0
                && let Some(after) = messages(&damaged, name)
            {
                assert_eq!(after, messages(trial.files, name).unwrap(), "{what}");
                with_model += 1;
            }
        }
    }
    assert!(with_model > 0, "no damage left the workspace right");
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The same for blocks of other declarations and for headers of messages.
///
/// Findings about references depend on the declaration they refer to. So an item that is still valid may
/// change the findings of others, and a lost name is reported where it is used.
#[test]
fn damage_to_any_item() {
    let mut examples = right();
    examples.extend(cases("quiet"));
    let trials = trials(&examples);
    let mut random = Random(6);
    let mut faults = Vec::new();
    for round in 0..12 {
        for (keyword, trial) in &trials {
            let mut trial = Trial {
                item: trial.item.clone(),
                part: trial.part.clone(),
                ..*trial
            };
            let headers = keyword == "message" && round % 4 == 0;
            if headers {
                trial.part = trial.item.start..trial.part.start + 1;
            }
            let (damaged, region, what) = trial.damaged(&mut random);
            if !headers {
                trial.assert_cuts(&damaged, &region, &what);
            }
            let findings = damaged.findings();
            let of_item: Vec<&Finding> = findings
                .iter()
                .filter(|finding| {
                    !elsewhere(std::slice::from_ref(finding), trial.file, &region).any(|_| true)
                })
                .collect();
            let errors = of_item
                .iter()
                .any(|finding| finding.severity == Severity::Error);
            if !errors {
                continue;
            }
            for fault in elsewhere(&findings, trial.file, &region) {
                let lost = fault.code() == Code::UnresolvedName
                    && trial.text()[trial.item.clone()].contains(damaged.text_at(fault));
                // If a header is lost completely, the comment above it refers to nothing.
                let above = headers && matches!(fault.problem, Problem::UnusedAllow(_));
                // An unterminated text swallows the comments above the next item.
                let swallowed = fault.severity != Severity::Error
                    && trial.text()[trial.item.clone()].contains("# proactive:")
                    && of_item.iter().any(|finding| {
                        finding.problem == Problem::UnterminatedString { triple: true }
                    });
                // A line of a text may become a declaration when the text loses a quote.
                let declared = fault.code() == Code::DuplicateName
                    && fault.labels.iter().all(|label| {
                        let range = Range::<usize>::from(label.span.range);
                        label.span.file.0 as usize == trial.file
                            && region.start <= range.start
                            && range.end <= region.end
                    });
                if !lost && !above && !swallowed && !declared {
                    faults.push(format!("{what}\n  {fault:?}"));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
