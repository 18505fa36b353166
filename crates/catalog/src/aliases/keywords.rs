//! What people write for the words that begin a statement, by block.

use super::phrase::is_in;
use crate::StatementKind::{Account, AgentReply, Bot, Brand, Channel, Message, Schedule, Test};
use crate::statements::of_block;
use crate::{
    AccountStatement, AgentReplyStatement, Block, BotStatement, BrandStatement, ChannelStatement,
    MessageStatement, ScheduleStatement, StatementKind, TestStatement,
};

/// What a keyword of others is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatementAlias {
    /// The statement.
    pub statement: StatementKind,
    /// The word of the statement that the keyword itself says: `disabled` says `status paused`. A
    /// `true` after it says the same, and a `false` the opposite.
    pub word: Option<&'static str>,
    /// Whether the keyword means the same.
    pub is_exact: bool,
}

struct Row {
    statement: StatementKind,
    word: Option<&'static str>,
    is_exact: bool,
    phrases: &'static [&'static str],
}

const fn exact(statement: StatementKind, phrases: &'static [&'static str]) -> Row {
    Row {
        statement,
        word: None,
        is_exact: true,
        phrases,
    }
}

const fn near(statement: StatementKind, phrases: &'static [&'static str]) -> Row {
    Row {
        statement,
        word: None,
        is_exact: false,
        phrases,
    }
}

const fn says(
    statement: StatementKind,
    word: &'static str,
    phrases: &'static [&'static str],
) -> Row {
    Row {
        statement,
        word: Some(word),
        is_exact: true,
        phrases,
    }
}

/// Words for `external_id`, in every block that has it.
#[rustfmt::skip]
const IDS: &[&str] = &[
    "id", "ext id", "platform id", "zendesk id", "identifier", "identifiant", "identifiant externe", "id externe", "externe id", "key", "uid", "uuid", "external key",
    "external", "kennung", "identificador", "identificatore", "remote id", "externalidentifier",];
#[rustfmt::skip]
const BRANDS: &[&str] = &["marque", "marke", "marca", "merk", "brands", "brand id", "for brand", "of brand"];
#[rustfmt::skip]
const CHANNELS: &[&str] = &[
    "canal", "kanal", "canale", "kanaal", "widget", "site", "website", "web widget", "on channel", "in channel", "published on", "publish on", "publish to", "inbox",
    "canaux", "canales", "kanäle", "canali", "canais", "kanalen", "channel id", "publié sur", "deploy to", "deployed on", "sites", "widgets",];
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "body", "content", "message", "texte", "nachricht", "say", "says", "msg", "copy", "texto", "testo", "tekst", "contenu", "inhalt", "contenido", "contenuto", "corps", "mensaje",
    "messaggio", "bericht", "mensagem", "greeting", "first message", "text message", "prompt", "write", "send", "display", "show", "dire", "dis", "affiche", "zeige", "wording", "message text",
    "markdown", "conteúdo", "inhoud",];
#[rustfmt::skip]
const STATUSES: &[&str] = &[
    "state", "statut", "stato", "estado", "zustand", "état", "publication", "publication status", "publish", "message status", "bot status", "lifecycle",];
#[rustfmt::skip]
const PUBLISHED: &[&str] = &["enabled", "enable", "active", "is active", "is enabled", "activated", "live", "published", "actif", "publié", "activo", "aktiv", "attivo", "actief", "ativo", "on air", "visible"];
#[rustfmt::skip]
const TIMEZONES: &[&str] = &[
    "tz", "zone", "fuseau", "fuseau horaire", "zeitzone", "zona horaria", "huso horario", "fuso orario", "fuso", "tijdzone", "fuso horário", "tzdata", "zone horaire",
    "time zone name", "iana timezone", "timezones",];

#[rustfmt::skip]
const STATEMENTS: &[Row] = &[
    exact(Account(AccountStatement::ConversationControl), &["control", "conversation", "contrôle", "contrôle de conversation", "contrôle des conversations", "handover", "control of conversation", "release control", "gesprächskontrolle", "control de conversación", "conversation ownership", "switchboard", "passcontrol"]),

    exact(Brand(BrandStatement::ExternalId), IDS),

    exact(Channel(ChannelStatement::Brand), BRANDS),
    exact(Channel(ChannelStatement::Type), &["kind", "typ", "tipo", "platform", "channel type", "art", "sort"]),
    exact(Channel(ChannelStatement::Website), &[
        "websites", "site", "sites", "url", "urls", "domain", "domains", "domain name", "host", "hosts", "hostname", "web address", "address", "addresses", "site url", "website url",
        "page", "pages", "embedded on", "installed on", "location", "locations", "site web", "sites web", "site internet", "adresse", "adresse web", "domaine", "domaines", "webseite", "webseiten",
        "internetseite", "domäne", "sitio web", "sitio", "dominio", "dominios", "sito web", "sito", "domini", "webpagina", "domein",]),
    exact(Channel(ChannelStatement::BusinessHours), &[
        "schedule", "schedules", "hours", "horaires", "horaire", "opening hours", "office hours", "working hours", "availability", "open hours", "support hours", "heures d'ouverture",
        "horaires d'ouverture", "öffnungszeiten", "geschäftszeiten", "horario", "horarios", "orari", "orario", "openingstijden", "calendar", "calendrier", "planning", "hours of operation", "operating hours", "disponibilité",]),
    exact(Channel(ChannelStatement::ExternalId), IDS),

    exact(Bot(BotStatement::Channels), CHANNELS),
    exact(Bot(BotStatement::Channels), &["channel"]),
    exact(Bot(BotStatement::Answer), &["answers", "response", "responses", "réponse", "reponses", "antwort", "antworten", "respuesta", "respuestas", "risposta", "risposte", "antwoord", "antwoorden", "resposta", "respostas", "answer id"]),
    near(Bot(BotStatement::Answer), &["reply", "intent", "topic", "flow", "dialog", "dialogue", "procedure", "use case", "intents", "skill", "article", "sujet", "thema", "tema"]),
    exact(Bot(BotStatement::Status), STATUSES),
    says(Bot(BotStatement::Status), "published", PUBLISHED),
    says(Bot(BotStatement::Status), "draft", &["draft", "is draft", "brouillon", "unpublished", "entwurf", "borrador", "bozza", "concept", "rascunho"]),
    exact(Bot(BotStatement::ExternalId), IDS),

    exact(Schedule(ScheduleStatement::Timezone), TIMEZONES),
    exact(Schedule(ScheduleStatement::Open), &[
        "hours", "ouvert", "ouverte", "opening hours", "opens", "opened", "opening", "ouverture", "horaires", "horaire", "heures", "heures d'ouverture", "horaires d'ouverture",
        "business hours", "office hours", "working hours", "offen", "geöffnet", "geoeffnet", "öffnungszeiten", "abierto", "abre", "horario", "aperto", "apertura", "orari", "open hours",
        "geopend", "aberto", "interval", "intervals", "available", "open on", "open from", "on duty", "work hours", "support hours", "open days", "ouvert du", "ouvert le", "open at",]),
    near(Schedule(ScheduleStatement::Open), &["day", "days", "times", "jours", "on", "shift", "from", "every", "time", "tage", "jour", "slot", "slots", "range", "weekly", "weekday", "weekdays", "du"]),
    exact(Schedule(ScheduleStatement::Closed), &[
        "holiday", "holidays", "fermé", "fermée", "fermés", "fermeture", "ferie", "fériés", "jour férié", "jours fériés", "close", "closes", "closing", "closings", "closed on", "close on",
        "geschlossen", "feiertag", "feiertage", "zu", "schließung", "cerrado", "festivo", "festivos", "feriado", "feriados", "chiuso", "chiusura", "festivi", "gesloten", "feestdag", "fechado",
        "closed from", "closed days", "bank holiday", "public holiday", "closure", "day off", "days off", "congé", "congés", "vacances", "vacation", "closed date", "closed dates", "fermé le", "fermé du", "urlaub",]),
    near(Schedule(ScheduleStatement::Closed), &["except", "exception", "exceptions", "off", "not open", "unavailable", "sauf", "exclude", "excluding", "skip", "break", "pause"]),
    exact(Schedule(ScheduleStatement::ExternalId), IDS),

    exact(Message(MessageStatement::Brand), BRANDS),
    exact(Message(MessageStatement::Channel), CHANNELS),
    exact(Message(MessageStatement::Channel), &["channels"]),
    exact(Message(MessageStatement::Text), TEXTS),
    exact(Message(MessageStatement::Reply), &[
        "response", "respond", "réponse", "répondre", "reply with", "replies", "on reply", "follow up", "handoff", "handover", "transfer", "transfer to", "route to",
        "antwort", "antworte", "antworten", "respuesta", "responder", "risposta", "rispondi", "antwoord", "resposta", "respond with", "answered by", "when answered", "on answer", "reply by", "reply from", "responds", "escalate", "escalate to", "transfert", "transférer", "after reply",]),
    near(Message(MessageStatement::Reply), &["answer", "answers", "then", "bot", "agent", "chatbot", "human", "team", "assign", "assign to", "action", "suite", "puis", "next", "connect to", "flow"]),
    exact(Message(MessageStatement::When), &[
        "if", "where", "condition", "conditions", "quand", "si", "wenn", "falls", "who", "show if", "show when", "show to", "cuando", "se", "quando", "als", "wanneer", "lorsque", "display when",
        "display if", "audience", "target", "targeting", "for", "only if", "only when", "when condition", "pour", "qui", "bedingung", "bedingungen", "condición", "condiciones", "condizione", "condizioni", "voorwaarde",
        "condição", "criteria", "rule", "rules", "filter", "filters", "segment", "segments", "visitors", "recipients", "cible", "ciblage", "public", "zielgruppe", "audiences", "given", "while", "who sees", "trigger when", "trigger if",
        "für", "para", "per", "voor", "wer", "provided", "provided that", "match", "matching", "affiché si", "affiché quand", "visible to", "visible if", "visible when", "lorsqu'", "whenever", "only for", "only",
        "to", "send to", "send when", "send if", "in case",]),
    exact(Message(MessageStatement::After), &[
        "delay", "wait", "après", "nach", "after delay", "delayed by", "timer", "timeout", "time on page", "time delay", "show after", "display after", "délai", "attendre", "attente", "verzögerung", "warten", "warte",
        "después de", "después", "tras", "espera", "esperar", "dopo", "ritardo", "attendi", "na", "vertraging", "wacht", "depois de", "depois", "atraso", "após", "wait for", "time spent", "seconds", "time on site", "dwell time",
        "stay", "sleep", "trigger after", "show delay", "au bout de", "retard", "dwell", "duration", "durée", "send after", "once after", "delay seconds",]),
    near(Message(MessageStatement::After), &["in", "time", "within"]),
    exact(Message(MessageStatement::On), &[
        "trigger", "event", "sur", "au", "à", "at", "bei", "en", "al", "op", "trigger on", "triggers", "events", "on event", "show on", "fire on", "when event", "événement", "déclencheur", "auslöser", "ereignis", "evento", "disparador",
        "gebeurtenis", "trigger event", "déclenché par", "déclenchement", "triggered by", "fires on", "upon", "lors de", "gatilho", "display on", "send on",]),
    exact(Message(MessageStatement::Tags), &["tag", "label", "labels", "étiquette", "étiquettes", "ticket tags", "hashtags", "keywords", "etikett", "schlagwort", "schlagwörter", "etiqueta", "etiquetas", "etichetta", "etichette", "tagged", "tagged with", "add tags", "add tag", "mot clé", "mots clés", "with tags", "set tags", "tagging", "topics", "categories", "category"]),
    exact(Message(MessageStatement::Schedule), &[
        "hours", "horaires", "horaire", "when open", "availability", "opening hours", "office hours", "working hours", "show during", "during", "schedules", "planning", "calendrier", "calendar", "disponibilité", "pendant",
        "horario", "zeiten", "öffnungszeiten", "geschäftszeiten", "zeitplan", "orari", "orario", "openingstijden", "time window", "timing", "available", "active hours", "heures", "scheduled", "heures d'ouverture", "operating hours",]),
    exact(Message(MessageStatement::Frequency), &[
        "repeat", "freq", "how often", "fréquence", "frecuencia", "frequenza", "frequentie", "häufigkeit", "frequência", "repeats", "recurrence", "répétition", "répéter", "frequency cap", "show frequency", "display frequency", "wiederholung", "repetir", "ripeti", "herhaling", "how many times", "often", "occurrence", "show how often", "cadence", "recurring", "periodicity",]),
    exact(Message(MessageStatement::Status), STATUSES),
    says(Message(MessageStatement::Status), "published", PUBLISHED),
    says(Message(MessageStatement::Status), "paused", &["disabled", "disable", "inactive", "paused", "pause", "is paused", "is disabled", "stopped", "stop", "suspended", "désactivé", "inactif", "en pause", "pausiert", "deaktiviert", "inaktiv", "pausado", "desactivado", "in pausa", "disattivato", "gepauzeerd", "uitgeschakeld", "hidden", "off air", "muted", "deactivated"]),
    says(Message(MessageStatement::Status), "draft", &["draft", "is draft", "brouillon", "entwurf", "borrador", "bozza", "concept", "rascunho", "unpublished", "wip"]),

    exact(AgentReply(AgentReplyStatement::Text), TEXTS),
    exact(AgentReply(AgentReplyStatement::Ask), &[
        "asks", "ask for", "collect", "collects", "request", "requests", "require", "requires", "required", "fields", "form", "demander", "demande", "fragen", "frage", "pregunta", "preguntar", "pedir", "chiedi", "chiede", "vraag", "perguntar",
        "customer details", "details", "contact details", "questions", "capture", "gather", "informations", "coordonnées", "needs", "ask visitor", "ask customer", "champs", "abfragen", "input", "inputs", "prechat", "pre chat form",]),

    exact(Test(TestStatement::Visitor), &["history", "user", "customer", "visiteur", "besucher", "visitante", "visitatore", "bezoeker", "utilisateur", "visitor history", "visitor type", "given visitor", "client", "historique", "as", "persona", "nutzer", "usuario", "utente"]),
    says(Test(TestStatement::Visitor), "new", &["new", "new visitor", "first visit", "first time", "newcomer", "nouveau", "nouveau visiteur", "neu", "neuer besucher", "nuevo", "nuovo", "nieuw", "novo", "is new"]),
    says(Test(TestStatement::Visitor), "returning", &["returning", "returning visitor", "old visitor", "known visitor", "ancien visiteur", "wiederkehrend", "recurrente", "terugkerend", "is returning"]),
    exact(Test(TestStatement::Device), &["device language", "language", "lang", "locale", "browser", "browser language", "langue", "sprache", "idioma", "lingua", "taal", "navigateur", "appareil", "gerät", "dispositivo", "apparaat", "visitor language", "user language", "navigator"]),
    exact(Test(TestStatement::Time), &["date", "at", "now", "clock", "datetime", "current time", "on", "today", "heure", "zeit", "uhrzeit", "hora", "fecha", "ora", "tijd", "datum", "data", "moment", "when", "set time", "start", "given time", "le", "start time", "freeze time", "jour", "it is"]),
    exact(Test(TestStatement::Channel), &["canal", "kanal", "canale", "kanaal", "channels", "widget", "site", "website", "on channel"]),
    exact(Test(TestStatement::Visit), &[
        "go", "goto", "open page", "navigate", "navigate to", "browse", "browse to", "load", "visite", "visits", "visiter", "page", "url", "visit page", "view", "view page", "pageview", "open url", "besuche", "besucht", "besuch", "visita",
        "visitar", "bezoek", "bezoekt", "aller", "aller à", "aller sur", "gehe zu", "ir a", "vai a", "ga naar", "enter", "arrive", "arrives", "lands on", "land on", "load page", "page load", "opens page", "walks to", "see page", "va sur", "browses", "get", "on page",
        "charge", "charger", "lade", "loads",]),
    exact(Test(TestStatement::Wait), &["sleep", "pause", "stay", "stays", "waits", "wait for", "attendre", "warte", "warten", "espera", "esperar", "aspetta", "attendi", "wacht", "aguardar", "delay", "rester", "reste", "bleibe", "idle", "advance", "tick", "elapse", "patienter", "pass", "stay for", "wait until", "time passes"]),
    exact(Test(TestStatement::Expect), &[
        "should see", "should show", "assert", "asserts", "expects", "attend", "expected", "should", "shows", "show", "shown", "sees", "see", "verify", "check", "ensure", "then", "must see", "must show", "attends", "attendu", "s'attend à", "vérifie", "vérifier", "voit", "doit voir",
        "erwarte", "erwartet", "prüfe", "espero", "esperado", "aspettati", "verifica", "verwacht", "receives", "gets", "expect message", "expecting", "expect to see", "espera ver", "displays", "display", "affiche", "is shown", "expect shown", "then show", "message", "expectation", "zeigt", "verificar", "assert shown", "triggers",]),
    exact(Test(TestStatement::Open), &["ouvre", "ouvrir", "öffne", "öffnen", "openen", "opent", "click", "clicks", "opens", "tap", "click message", "open message", "click on", "ouvre le message", "clique", "cliquer", "clic", "klick", "klicke", "klickt", "clica", "apri", "abrir", "abre", "press", "expand", "open chat"]),
    exact(Test(TestStatement::Dismiss), &["close", "closes", "dismisses", "ferme", "fermer", "hide", "close message", "schließe", "schließen", "cerrar", "cierra", "chiudi", "sluit", "sluiten", "fechar", "dismiss message", "wegklicken", "reject", "minimize"]),
    exact(Test(TestStatement::Reply), &["answer", "answers", "replies", "respond", "responds", "réponds", "répond", "répondre", "antworte", "antwortet", "antworten", "responde", "responder", "rispondi", "risponde", "antwoord", "send", "type", "write", "say", "writes", "sends", "send message", "start conversation", "chat", "reply message"]),
    // What more likely means another statement.
    near(Test(TestStatement::Visit), &["ouvre", "ouvrir", "öffne", "öffnen", "openen", "opens", "abrir", "abre", "apri"]),
    near(Test(TestStatement::Wait), &["attend", "attends"]),
    near(Test(TestStatement::Leave), &["close", "cerrar", "ferme", "fermer"]),
    exact(Test(TestStatement::EndConversation), &["end", "end chat", "finish", "close conversation", "close chat", "conversation ends", "finish conversation", "stop conversation", "fin de conversation", "terminer la conversation", "termine la conversation", "ends conversation", "end the conversation", "solve", "resolve", "gespräch beenden", "terminar conversación", "termina conversazione", "conversation end", "endconv", "close ticket"]),
    exact(Test(TestStatement::Leave), &["leaves", "exit", "quit", "end visit", "go away", "leave site", "leave page", "close tab", "close browser", "quitter", "quitte", "partir", "part", "verlasse", "verlassen", "salir", "sale", "esci", "lascia", "verlaat", "sair", "end session", "logout", "next visit", "new visit", "exit site", "leave website", "bye", "close page", "finish visit", "close window", "end of visit", "new session"]),
    exact(Test(TestStatement::ClearData), &["clear", "clear cookies", "clear browser", "clear browser data", "clear storage", "reset", "clear cache", "delete cookies", "delete data", "forget", "effacer", "effacer les cookies", "vider le cache", "efface", "lösche daten", "daten löschen", "borrar datos", "borrar cookies", "cancella dati", "wis gegevens", "limpar dados", "clear history", "incognito", "private mode", "clean", "wipe", "erase", "clear local storage", "clear session", "cookies löschen", "new browser", "effacer les données"]),
];

/// The statement of `block` that a keyword of others means most likely.
///
/// A keyword of the block itself, joined or split differently, means that statement.
#[must_use]
pub fn keyword(block: Block, phrase: &str) -> Option<StatementAlias> {
    keywords(block, phrase).into_iter().next()
}

/// All statements of `block` that a keyword of others can mean, the most likely first: `ouvrir` in a
/// test is `open` or, with an address, `visit`.
#[must_use]
pub fn keywords(block: Block, phrase: &str) -> Vec<StatementAlias> {
    let own = of_block(block).find(|row| is_in(phrase, &[row.keyword]));
    if let Some(row) = own {
        return vec![StatementAlias {
            statement: row.kind,
            word: None,
            is_exact: true,
        }];
    }
    let mut found: Vec<StatementAlias> = STATEMENTS
        .iter()
        .filter(|row| row.statement.info().block == block && is_in(phrase, row.phrases))
        .map(|row| StatementAlias {
            statement: row.statement,
            word: row.word,
            is_exact: row.is_exact,
        })
        .collect();
    if found.len() > 1 {
        for alias in &mut found {
            alias.is_exact = false;
        }
    }
    found
}

/// Every phrase of the table with its block, with the statement that it means.
pub(super) fn entries() -> impl Iterator<Item = (Block, &'static str, String)> {
    STATEMENTS.iter().flat_map(|row| {
        let info = row.statement.info();
        let meaning = match row.word {
            Some(word) => format!("{} {word}", info.keyword),
            None => info.keyword.to_owned(),
        };
        row.phrases
            .iter()
            .map(move |phrase| (info.block, *phrase, meaning.clone()))
    })
}
