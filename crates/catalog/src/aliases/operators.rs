//! The operators of other languages, programming languages and screens.

use super::phrase::{has_form, normalize};
use crate::Operator;
use crate::Operator::{Contains, DoesNotContain, Is, IsNot};

/// What an operator of others is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OperatorAlias {
    /// The nearest operator. It is negative exactly if the phrase is.
    pub operator: Operator,
    /// How the phrase takes several values.
    pub quantifier: Quantifier,
    /// Whether the operator means the same. `starts with` is only near to `contains`.
    pub is_exact: bool,
}

/// How an operator takes several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// The phrase says nothing of several values.
    One,
    /// Some value holds, or none if the operator is negative: `any of`.
    AnyOf,
    /// Every value holds: a comparison for each, joined with `and`.
    AllOf,
}

/// A row of the table: an operator and the phrases that mean it.
struct Row {
    operator: Operator,
    is_exact: bool,
    phrases: &'static [&'static str],
}

const fn exact(operator: Operator, phrases: &'static [&'static str]) -> Row {
    Row {
        operator,
        is_exact: true,
        phrases,
    }
}

const fn near(operator: Operator, phrases: &'static [&'static str]) -> Row {
    Row {
        operator,
        is_exact: false,
        phrases,
    }
}

/// The phrases without a quantifier. Negations of the positive ones are found by rule.
#[rustfmt::skip]
const OPERATORS: &[Row] = &[
    exact(Is, &[
        "is", "=", "==", "===", "equals", "equal", "equal to", "is equal to", "is equal", "equals to", "eq",
        "must be", "should be", "is always", "is exactly", "exactly", "is the same as", "same as", "identical to", "is identical to", "exact match",
        "exactly matches", "matches exactly", "are", "be", "was", "is =", "is ==",
        "est", "égale", "égal", "égal à", "est égal à", "est égale à", "vaut", "équivaut à", "identique à", "est identique à", "doit être", "est exactement", "correspond exactement à",
        "ist", "gleich", "ist gleich", "ist genau", "identisch mit", "ist identisch mit", "lautet", "muss sein",
        "es", "igual", "igual a", "es igual a", "es exactamente", "equivale a", "idéntico a",
        "è", "uguale", "uguale a", "è uguale a", "è esattamente",
        "gelijk aan", "is gelijk aan", "is precies",
        "é igual a", "é exatamente",]),
    exact(IsNot, &[
        "is not", "!=", "!==", "<>", "=/=", "/=", "=!", "isn't", "are not", "aren't", "was not", "wasn't", "ne", "neq", "unequal", "unequal to",
        "is different from", "different from", "differs from", "is different to", "is different than",
        "is other than", "other than", "is anything but", "anything but", "is no", "is!", "n'est pas", "différent de", "est différent de", "différente de", "est différente de", "autre que",
        "est autre que", "n'est pas égal à", "n'est pas égale à", "diffère de",
        "ungleich", "ist ungleich", "ist kein", "ist keine", "ist anders als",
        "distinto de", "distinto a", "es distinto de", "es distinto a", "diferente de", "diferente a",
        "es diferente de", "es diferente a",
        "diverso da", "è diverso da", "diversa da", "è diversa da",
        "ongelijk aan", "is ongelijk aan", "is geen", "anders dan",
        "é diferente de",]),
    near(IsNot, &["not"]),
    exact(Contains, &[
        "contains", "contain", "containing", "does contain", "is containing", "includes", "include", "including",
        "has", "have", "having", "must contain", "should contain", "must include", "contains path", "contains word", "contains text", "contains the text", "contains string", "contains the string",
        "contains the word", "contains substring", "has substring", "has the text", "*=", "icontains",
        "contient", "contiennent", "contenant", "contenir", "qui contient", "doit contenir", "contient le texte", "inclut", "inclus", "comprend", "comporte",
        "enthält", "enthaelt", "enthalten", "beinhaltet",
        "contiene", "contienen", "contener", "incluye",
        "contengono", "contenere",
        "bevat", "bevatten",
        "contém", "conter", "inclui",]),
    near(Contains, &[
        "starts with", "starts", "start with", "starting with", "begins", "begins with", "begin with", "beginning with", "starts by",
        "has prefix", "prefix", "prefixed with", "is prefixed with", "^=",
        "commence par", "commence avec", "commençant par", "débute par", "débute avec", "commencer par",
        "beginnt mit", "startet mit", "fängt an mit",
        "empieza con", "empieza por", "comienza con", "comienza por",
        "inizia con", "inizia per", "comincia con",
        "begint met", "start met",
        "começa com", "começa por", "inicia com",
        "ends", "ends with", "end with", "ending with", "ends in", "has suffix", "suffix", "suffixed with", "$=",
        "finit par", "se termine par", "termine par", "se termine avec", "finissant par", "finir par",
        "endet mit", "endet auf",
        "termina con", "termina en", "termina por", "acaba con", "acaba en",
        "finisce con", "finisce per", "termina in",
        "eindigt op", "eindigt met",
        "termina com", "acaba com", "termina em",
        "matches", "match", "matching", "matches regex", "matches regexp", "matches pattern", "matches the pattern",
        "matches wildcard", "like", "is like", "ilike", "rlike", "~", "~*", "~~", "=~", "=~*", "=*", "regex", "regexp",
        "matches regular expression", "glob", "similar to", "looks like",
        "correspond à", "correspond", "ressemble à",
        "passt auf", "passt zu", "entspricht",
        "coincide con", "coincide", "corrisponde a", "corrisponde", "komt overeen met", "lijkt op",
        "corresponde a", "corresponde",
        "mentions", "holds", "is under", "under", "is within", "within",]),
    exact(DoesNotContain, &[
        "does not contain", "excludes", "exclude", "excluding", "without", "is without", "lacks", "has no", "contains no",
        "includes no", "hasn't", "has not", "omits",
        "ne contient aucun", "ne contient aucune", "exclut", "sans", "excluant",
        "enthält kein", "enthält keine", "enthält keinen", "ohne", "schließt aus",
        "excluye", "sin", "esclude", "senza", "zonder", "bevat geen", "exclui", "sem",]),
    near(DoesNotContain, &["unlike"]),
];

/// The words before a positive operator that negate it, in normal form.
const NEGATIONS_BEFORE: &[&str] = &[
    "isnot",
    "isnt",
    "doesnot",
    "doesnt",
    "donot",
    "dont",
    "arenot",
    "arent",
    "not",
    "never",
    "!",
    "!is",
    "no",
    "non",
    "nao",
    "nicht",
    "niet",
    "isnotthe",
    "cannot",
    "cant",
    "mustnot",
    "mustnt",
    "shouldnot",
    "shouldnt",
];

/// The words behind a positive operator that negate it, in normal form.
const NEGATIONS_BEHIND: &[&str] = &["nicht", "niet", "not", "pas", "non"];

/// The phrases behind an operator for one of several values, in normal form, the longest first.
const ANY_OF: &[&str] = &[
    "atleastoneofthefollowing",
    "anyofthefollowing",
    "oneofthefollowing",
    "atleastoneof",
    "atleastone",
    "anyofthese",
    "oneofthese",
    "someof",
    "anyof",
    "oneof",
    "eitherof",
    "either",
    "any",
    "inlist",
    "inthelist",
    "among",
    "amongst",
    "in",
    "aumoinsundes",
    "aumoinsunde",
    "aumoinsunedes",
    "aumoinsun",
    "lundes",
    "lunde",
    "lunedes",
    "lunede",
    "undes",
    "unde",
    "unedes",
    "parmi",
    "dans",
    "mindestenseinesvon",
    "mindestenseinervon",
    "mindestenseines",
    "einervon",
    "einesvon",
    "einevon",
    "einsvon",
    "algunode",
    "algunade",
    "unode",
    "unade",
    "unodi",
    "unadi",
    "almenounodi",
    "almenosunode",
    "eenvan",
    "umde",
    "umade",
    "pelomenosumde",
    "minstenseenvan",
];

/// The phrases behind a positive operator for none of several values, in normal form.
const NONE_OF: &[&str] = &[
    "noneofthefollowing",
    "noneofthese",
    "noneof",
    "neitherof",
    "neither",
    "notanyof",
    "notoneof",
    "notin",
    "aucundes",
    "aucunde",
    "aucunedes",
    "aucunede",
    "pasdans",
    "keinesvon",
    "keinervon",
    "keinevon",
    "ningunode",
    "nessunodi",
    "geenvan",
    "nenhumde",
    "nin",
    "none",
    "ni",
    "weder",
];

/// The phrases behind `contains` for every value, in normal form.
const ALL_OF: &[&str] = &[
    "allofthefollowing",
    "allofthese",
    "allof",
    "all",
    "everyoneof",
    "eachof",
    "both",
    "touslesmots",
    "tousles",
    "toutesles",
    "tous",
    "alle",
    "allevon",
    "todoslos",
    "todos",
    "tutti",
    "tuttii",
    "allemaal",
    "bothof",
];

/// What an operator of others means.
///
/// A negation is never lost: a phrase that says "not" has a negative operator or no meaning at all.
#[must_use]
pub fn operator(phrase: &str) -> Option<OperatorAlias> {
    let phrase = normalize(phrase);
    if phrase.is_empty() {
        return None;
    }
    let single = simple(&phrase).map(|(operator, is_exact)| OperatorAlias {
        operator,
        quantifier: Quantifier::One,
        is_exact,
    });
    single.or_else(|| quantified(&phrase))
}

/// The operator of a phrase in normal form that has no quantifier.
fn simple(phrase: &str) -> Option<(Operator, bool)> {
    listed(phrase).or_else(|| negated(phrase))
}

fn listed(phrase: &str) -> Option<(Operator, bool)> {
    let row = OPERATORS
        .iter()
        .find(|row| row.phrases.iter().any(|key| has_form(key, phrase)))?;
    Some((row.operator, row.is_exact))
}

/// The opposite of a positive operator that the phrase negates.
fn negated(phrase: &str) -> Option<(Operator, bool)> {
    let positive = |rest: &str| {
        listed(rest)
            .filter(|(operator, _)| matches!(operator, Is | Contains))
            .map(|(operator, is_exact)| (operator.opposite(), is_exact))
    };
    let before = NEGATIONS_BEFORE
        .iter()
        .filter_map(|negation| phrase.strip_prefix(negation))
        .find_map(positive);
    let behind = || {
        NEGATIONS_BEHIND
            .iter()
            .filter_map(|negation| phrase.strip_suffix(negation))
            .find_map(positive)
    };
    // `beginnt nicht mit`, `ne commence pas par`
    let within = || {
        let phrase = phrase.strip_prefix("ne").unwrap_or(phrase);
        ["nicht", "niet", "pas"].iter().find_map(|negation| {
            let (start, end) = phrase.split_once(negation)?;
            positive(&format!("{start}{end}"))
        })
    };
    before.or_else(behind).or_else(within)
}

/// The operator of a phrase in normal form that ends with a quantifier.
fn quantified(phrase: &str) -> Option<OperatorAlias> {
    let rest = |endings: &[&str], at: &dyn Fn(&str) -> Option<(Operator, bool)>| {
        endings
            .iter()
            .filter_map(|ending| phrase.strip_suffix(ending))
            .find_map(at)
    };
    // A quantifier alone says `is`, and its negation `is not`.
    let bare = |rest: &str| match rest {
        "" => Some((Is, true)),
        // `n'est ni`
        "nest" => Some((Is, true)),
        _ if NEGATIONS_BEFORE.contains(&rest) => Some((IsNot, true)),
        _ => None,
    };
    let none = rest(NONE_OF, &|rest| {
        // `ne contient aucun de` negates once.
        let once = rest.strip_prefix("ne").unwrap_or(rest);
        let (operator, is_exact) = bare(rest)
            .or_else(|| simple(rest))
            .or_else(|| simple(once))?;
        matches!(operator, Is | Contains).then_some((operator.opposite(), is_exact))
    });
    let any = || rest(ANY_OF, &|rest| bare(rest).or_else(|| simple(rest)));
    if let Some((operator, is_exact)) = none.or_else(any) {
        return Some(OperatorAlias {
            operator,
            quantifier: Quantifier::AnyOf,
            is_exact,
        });
    }
    let (operator, is_exact) = rest(ALL_OF, &|rest| {
        simple(rest).filter(|(operator, _)| *operator == Contains)
    })?;
    Some(OperatorAlias {
        operator,
        quantifier: Quantifier::AllOf,
        is_exact,
    })
}

/// Every phrase of the table, with the operator that it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    OPERATORS.iter().flat_map(|row| {
        let operator = row.operator.words().to_owned();
        row.phrases
            .iter()
            .map(move |phrase| (*phrase, operator.clone()))
    })
}
