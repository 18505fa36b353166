//! What a pattern matches: its alternatives, each as the texts that must occur in order.

use super::super::correction::TextKind;

/// The most alternatives that are written out.
const MAX_ALTERNATIVES: usize = 12;

/// A piece of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Token {
    Text(char),
    /// Anything.
    Gap,
    Choice(Vec<Vec<Token>>),
}

/// A sequence of texts and gaps, which are `None`.
pub(super) type Sequence = Vec<Option<String>>;

/// Writes out all choices; `None` if there are too many.
pub(super) fn expand(alternatives: &[Vec<Token>]) -> Option<Vec<Sequence>> {
    let mut all = Vec::new();
    for tokens in alternatives {
        let mut sequences: Vec<Sequence> = vec![Vec::new()];
        for token in tokens {
            match token {
                Token::Text(character) => {
                    for sequence in &mut sequences {
                        match sequence.last_mut() {
                            Some(Some(text)) => text.push(*character),
                            Some(None) | None => sequence.push(Some(character.to_string())),
                        }
                    }
                }
                Token::Gap => {
                    for sequence in &mut sequences {
                        sequence.push(None);
                    }
                }
                Token::Choice(choices) => {
                    let choices = expand(choices)?;
                    if sequences.len() * choices.len() > MAX_ALTERNATIVES {
                        return None;
                    }
                    let joined = sequences
                        .iter()
                        .flat_map(|sequence| choices.iter().map(|choice| join(sequence, choice)));
                    sequences = joined.collect();
                }
            }
        }
        all.extend(sequences);
        if all.len() > MAX_ALTERNATIVES {
            return None;
        }
    }
    Some(all)
}

fn join(before: &Sequence, after: &Sequence) -> Sequence {
    let mut joined = before.clone();
    for part in after {
        match (joined.last_mut(), part) {
            (Some(Some(text)), Some(more)) => text.push_str(more),
            (Some(_) | None, _) => joined.push(part.clone()),
        }
    }
    joined
}

/// The texts of a sequence, without those that say nothing.
pub(super) fn parts(kind: TextKind, sequence: &Sequence) -> Vec<String> {
    let texts = || {
        sequence
            .iter()
            .flatten()
            .filter(|text| !text.trim().is_empty())
    };
    let says_something = |text: &&String| match kind {
        TextKind::Address => !matches!(
            text.as_str(),
            "/" | "//" | "://" | "." | "http://" | "https://" | "http://www." | "https://www."
        ),
        TextKind::Title => true,
    };
    let telling: Vec<String> = texts().filter(says_something).cloned().collect();
    let mut kept: Vec<String> = Vec::new();
    for (position, text) in telling.iter().enumerate() {
        let mut others = telling.iter().enumerate();
        let is_within = others.any(|(other, longer)| {
            other != position
                && longer.contains(text.as_str())
                && (longer != text || other < position)
        });
        if !is_within {
            kept.push(text.clone());
        }
    }
    kept
}
