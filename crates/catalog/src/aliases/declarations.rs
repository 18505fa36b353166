//! What people write for the words that begin a declaration.

use super::meaning::Meaning;
use super::phrase::is_in;
use crate::DeclarationKind;
use crate::DeclarationKind::{Account, Bot, Brand, Channel, Message, Schedule, Segment, Test};

#[rustfmt::skip]
const DECLARATIONS: &[(DeclarationKind, bool, &[&str])] = &[
    (Account, true, &["acct", "compte", "konto", "cuenta", "conta", "accounts"]),
    (Account, false, &["organization", "organisation", "company", "entreprise", "tenant", "workspace", "project", "firma", "unternehmen"]),
    (Brand, true, &["marque", "marke", "marca", "merk", "brands"]),
    (Brand, false, &["label", "shop", "store", "enseigne", "boutique"]),
    (Channel, true, &["canal", "kanal", "canale", "kanaal", "channels", "web widget", "chat widget", "widget"]),
    (Channel, false, &["site", "website", "web", "site web", "site internet", "webseite", "webchat", "messenger", "inbox", "domain"]),
    (Bot, true, &["chatbot", "ai agent", "robot", "bots", "virtual assistant", "assistant virtuel"]),
    (Bot, false, &["assistant", "ai", "answer bot", "agent"]),
    (Schedule, true, &[
        "business hours", "opening hours", "office hours", "working hours", "team hours", "hours", "calendar", "timetable", "schedules", "support hours",
        "horaires", "horaire", "horaires d'ouverture", "heures d'ouverture", "calendrier", "planning", "öffnungszeiten", "geschäftszeiten", "zeitplan",
        "horario", "horario comercial", "calendario", "orari", "orario", "openingstijden", "kantooruren", "rooster", "operating hours",]),
    (Schedule, false, &["availability", "shift", "disponibilité", "disponibilités", "holidays"]),
    (Segment, true, &["segments", "audience", "segmento", "zielgruppe", "publikum", "doelgroep", "segmentation"]),
    (Segment, false, &[
        "group", "condition", "rule", "filter", "target", "targeting", "cohort", "groupe", "cible", "règle", "filtre", "bedingung", "gruppe", "condición", "grupo", "regla",
        "define", "let", "where", "audiences", "condizione", "público", "list",]),
    (Message, true, &[
        "msg", "messages", "proactive message", "proactive", "nachricht", "mensaje", "messaggio", "bericht", "mensagem", "meldung", "proactive chat",]),
    (Message, false, &[
        "nudge", "popup", "campaign", "campagne", "kampagne", "campaña", "campagna", "campanha", "banner", "notification", "prompt", "greeting", "invitation", "trigger",
        "chat", "outreach", "tooltip", "announcement", "relance", "bulle",]),
    (Test, true, &["tests", "test case", "scenario", "szenario", "escenario", "spec", "it", "describe", "example", "essai", "prueba", "prova", "unit test", "teste"]),
    (Test, false, &["case", "check", "simulation", "simulate", "exemple", "beispiel", "verify", "story"]),
];

/// The kind of declaration that a word of others begins.
#[must_use]
pub fn declaration(phrase: &str) -> Option<Meaning<DeclarationKind>> {
    let by_word = DeclarationKind::ALL
        .iter()
        .find(|kind| is_in(phrase, &[kind.keyword()]));
    if let Some(kind) = by_word {
        return Some(Meaning::exact(*kind));
    }
    let (value, is_exact, _) = DECLARATIONS
        .iter()
        .find(|(_, _, phrases)| is_in(phrase, phrases))?;
    Some(Meaning {
        value: *value,
        is_exact: *is_exact,
    })
}

/// Every phrase of the table, with the keyword that it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    DECLARATIONS.iter().flat_map(|(kind, _, phrases)| {
        phrases
            .iter()
            .map(move |phrase| (*phrase, kind.keyword().to_owned()))
    })
}
