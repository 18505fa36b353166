//! What people write for the words of the fixed sets.

use super::calendar::days_of_week;
use super::languages::{Scope, language};
use super::meaning::Meaning;
use super::phrase::is_in;
use crate::{Word as _, WordSet};

/// The words that a phrase can mean, whether that is all it means, and the phrases.
type Row = (&'static [&'static str], bool, &'static [&'static str]);

#[rustfmt::skip]
const CHANNEL_TYPES: &[Row] = &[
    (&["web_widget"], true, &[
        "web", "widget", "website", "chat widget", "chat", "site", "site web", "web chat", "messaging", "web messaging", "webseite", "sitio web", "sito web", "browser", "html", "messenger",
        "classic", "embedded", "live chat", "online",]),
];

#[rustfmt::skip]
const CONTROLS: &[Row] = &[
    (&["release"], true, &["released", "releases", "free", "give back", "return", "hand back", "libérer", "libère", "freigeben", "liberar", "rilascia", "loslaten", "release control", "release on end", "automatic"]),
    (&["keep"], true, &["kept", "keeps", "hold", "retain", "garder", "garde", "conserver", "behalten", "mantener", "mantieni", "behouden", "keep control", "do not release", "don't release", "never release", "manter"]),
];

#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "live", "active", "on", "enabled", "enable", "true", "yes", "actif", "publié", "en ligne", "running", "public", "publish", "activated", "started", "visible", "shown", "production", "prod", "online",
    "veröffentlicht", "aktiv", "publicado", "activo", "pubblicato", "attivo", "gepubliceerd", "actief", "ativo", "oui", "ja", "sí", "sim", "1", "launched", "released", "publiée", "vrai", ];
#[rustfmt::skip]
const DRAFTS: &[&str] = &[
    "unpublished", "brouillon", "entwurf", "borrador", "bozza", "concept", "rascunho", "wip", "work in progress", "in progress", "not published", "unfinished", "en préparation", "in draft", "in review", "drafts", "drafted", "non publié",];

#[rustfmt::skip]
const BOT_STATUSES: &[Row] = &[
    (&["published"], true, PUBLISHED),
    (&["draft"], true, DRAFTS),
    // A bot cannot be paused.
    (&["draft"], false, &["off", "disabled", "disable", "inactive", "paused", "false", "no", "inactif", "désactivé", "offline", "non", "nein", "stopped"]),
    (&["published"], false, &["start", "up", "open", "ready", "go"]),
    (&["draft"], false, &["test", "new", "created", "preview", "pending", "en cours"]),
];

#[rustfmt::skip]
const MESSAGE_STATUSES: &[Row] = &[
    (&["published"], true, PUBLISHED),
    (&["paused"], true, &[
        "off", "disabled", "disable", "inactive", "stopped", "stop", "pause", "on hold", "suspended", "false", "no", "hidden", "en pause", "inactif", "désactivé", "désactivée", "suspendu", "offline", "hors ligne", "halted", "deactivated", "snoozed",
        "pausiert", "inaktiv", "deaktiviert", "pausado", "pausada", "inactivo", "desactivado", "in pausa", "inattivo", "disattivato", "gepauzeerd", "inactief", "uitgeschakeld", "inativo", "non", "nein", "nee", "não", "0", "faux", "arrêté", "not active", "turned off", "muted", "down",]),
    (&["draft"], true, DRAFTS),
    (&["paused", "draft"], false, &["archived", "deleted", "closed", "expired", "ended", "finished", "archivé", "terminé", "archiviert", "archivado", "done", "scheduled", "planned"]),
    (&["published"], false, &["start", "up", "open", "ready", "go"]),
    (&["draft"], false, &["test", "new", "created", "preview", "pending", "en cours"]),
];

#[rustfmt::skip]
const EVENTS: &[Row] = &[
    (&["page_view"], true, &[
        "view", "page.view", "page viewed", "viewed", "page:view", "view page", "pageviews", "vue de page", "page vue", "seitenaufruf", "seitenansicht", "vista de página", "visualizzazione", "visualizzazione di pagina", "paginaweergave",
        "time on page", "visualização de página", "views", "view of page",]),
    (&["page_load"], true, &[
        "load", "onload", "page.load", "loaded", "page loaded", "page:load", "dom ready", "ready", "domcontentloaded", "document ready", "window.onload", "on page load", "load page", "loading", "page loading", "chargement", "chargement de page", "chargement de la page",
        "page chargée", "laden", "seite geladen", "beim laden", "carga", "carga de página", "caricamento", "caricamento pagina", "geladen", "pagina geladen", "carregamento", "pageloads", "document.ready", "page ready", "window load", "page open", "page opened", 
        "landing", "loads",]),
    (&["page_view", "page_load"], false, &["visit", "page visit", "visite", "arrival", "arrivée", "arrive", "enter", "stay", "start", "immediately", "open", "page", "visita", "besuch", "open page"]),
];

#[rustfmt::skip]
const FREQUENCIES: &[Row] = &[
    (&["once_per_customer"], true, &[
        "once per user", "once per visitor", "per customer", "per user", "per visitor", "only once ever", "once ever", "once in a lifetime", "once for all", "once per person", "once per browser", "once per contact", "once per client", "one time per customer", "one time per user", "once for each customer",
        "une fois par client", "une fois par visiteur", "une fois par utilisateur", "une seule fois par client", "une seule fois par visiteur", "1 fois par client", "einmal pro kunde", "einmal pro besucher", "einmal pro nutzer", "una vez por cliente", "una vez por visitante", "una vez por usuario", "una volta per cliente",
        "una volta per visitatore", "eenmaal per klant", "één keer per klant", "één keer per bezoeker", "uma vez por cliente", "uma vez por visitante", "once per device", "once each customer", "once a customer", "once by customer", "once every customer", "once_per_lifetime", "lifetime", "1 per customer", "1 per visitor", "once per shopper",
        "per client", "par client", "par visiteur",]),
    (&["once_per_visit"], true, &[
        "once per session", "per session", "per visit", "once a visit", "once a session", "once each visit", "once every visit", "one time per visit", "one time per session", "one per session", "one per visit", "once by visit", "once in a visit", "once during visit", "once per browsing session",
        "une fois par visite", "une fois par session", "1 fois par visite", "1 fois par session", "une seule fois par visite", "une seule fois par session", "par visite", "par session", "einmal pro besuch", "einmal pro sitzung", "pro besuch", "pro sitzung", "una vez por visita", "una vez por sesión", "por visita", "por sesión",
        "una volta per visita", "una volta per sessione", "eenmaal per bezoek", "één keer per bezoek", "één keer per sessie", "uma vez por visita", "uma vez por sessão", "1 per session", "1 per visit", "once for each visit",]),
    (&["once_per_visit"], false, &[
        "session", "visit", "à chaque visite", "every visit", "each visit", "every session", "each session", "visits", "sessions", "à chaque session", "chaque visite", "bei jedem besuch", "cada visita", "ogni visita", "elk bezoek",]),
    (&["every_time"], true, &[
        "always", "every", "each time", "all the time", "unlimited", "no limit", "toujours", "à chaque fois", "chaque fois", "tout le temps", "illimité", "immer", "jedes mal", "jederzeit", "unbegrenzt", "siempre", "cada vez", "sempre", "ogni volta", "altijd", "elke keer", "iedere keer", "toda vez", "sempre que", "any time", "every page view", "every page", "each page", "each page view", "every page load", "infinite", "all", "whenever", "as often as possible", "continuous", "each", "at every page", "on every page", "sans limite", "forever", "every time it matches", ]),
    (&["every_time"], false, &["repeat", "repeatedly", "recurring", "many", "multiple"]),
    (&["once_per_customer", "once_per_visit"], false, &[
        "once", "one time", "one", "1", "only once", "just once", "single", "one time only", "une fois", "une seule fois", "1 fois", "einmal", "nur einmal", "una vez", "sólo una vez", "una volta", "eenmaal", "één keer", "uma vez", "1x", "one off", "once only", "unique", "first time", "single time",]),
];

#[rustfmt::skip]
const SCHEDULE_KINDS: &[Row] = &[
    (&["anytime"], true, &[
        "24/7", "24x7", "24 7", "24/7/365", "always", "all day", "all the time", "around the clock", "round the clock", "24h", "24 hours", "24h/24", "7j/7", "24h/24 7j/7", "24/24", "everyday", "whenever", "at any time", "any hour", "at all hours", "no schedule", "toujours", "n'importe quand", "à toute heure", "tout le temps", "toute heure", "jour et nuit", "immer", "jederzeit", "rund um die uhr", "siempre", "a cualquier hora", "en cualquier momento", "sempre", "in qualsiasi momento", "altijd", "op elk moment", "a qualquer hora", "unrestricted", "all hours", "always on", "day and night", "all time",]),
    (&["anytime"], false, &["none", "all", "any", "default", "aucun", "keine", "ninguno", "nessuno", "geen"]),
    (&["business_hours"], true, &[
        "open", "in hours", "office hours", "during business hours", "opening hours", "working hours", "inside business hours", "inside", "within business hours", "in business hours", "inside hours", "within hours", "during hours", "during opening hours", "during office hours", "when open", "only business hours", "business", "open hours",
        "heures ouvrables", "heures d'ouverture", "horaires d'ouverture", "pendant les heures d'ouverture", "heures de bureau", "horaires", "ouvert", "pendant les horaires", "geschäftszeiten", "öffnungszeiten", "bürozeiten", "während der geschäftszeiten", "während der öffnungszeiten", "offen", "geöffnet", "horario comercial", "horario laboral", "en horario",
        "horario de atención", "orario di lavoro", "orario d'ufficio", "orari di apertura", "kantooruren", "openingstijden", "tijdens kantooruren", "work hours", "support hours", "business hour", "dans les horaires", "en heures ouvrées", "heures ouvrées", "only when open", "opened", "abierto", "aperto", "hours", "during working hours", "within",
        "inside opening hours", "company hours", "operating hours", "agent hours",]),
    (&["outside_business_hours"], true, &[
        "closed", "after hours", "out of hours", "outside", "hors horaires", "outside hours", "out of office", "out of office hours", "outside office hours", "outside opening hours", "outside of business hours", "not business hours", "off hours", "when closed", "non business hours", "outside working hours", "after business hours",
        "out of business hours", "outside of hours", "outside of office hours", "outside of opening hours", "not during business hours", "not in business hours", "not open", "hors des horaires", "hors horaires d'ouverture", "hors heures d'ouverture", "en dehors des horaires", "en dehors des heures d'ouverture", "hors des heures d'ouverture", "fermé",
        "hors heures ouvrables", "pendant la fermeture", "hors ouverture", "außerhalb der geschäftszeiten", "außerhalb der öffnungszeiten", "außerhalb", "geschlossen", "fuera de horario", "fuera del horario", "fuera del horario comercial", "cerrado", "fuori orario", "chiuso", "buiten kantooruren", "buiten openingstijden", "gesloten", "fora do horário",
        "fora do horário comercial", "fechado", "only when closed", "outside business hour", "after office hours", "after closing", "closed hours", "during closed hours", "not working hours",]),
    (&["outside_business_hours"], false, &["offline", "unavailable", "away", "nights and weekends", "no business hours", "evenings", "nights"]),
];

#[rustfmt::skip]
const ASKS: &[Row] = &[
    (&["name"], true, &["full name", "customer name", "nom", "nom complet", "names", "nombre", "nome", "naam", "visitor name", "your name"]),
    (&["name"], false, &["first name", "last name", "prénom", "vorname", "user name", "nachname", "surname", "family name", "given name", "voornaam", "cognome", "apellido"]),
    (&["email"], true, &["mail", "e-mail address", "mail address", "courriel", "adresse mail", "adresse email", "correo", "correo electrónico", "emailadresse", "posta elettronica", "indirizzo email", "e-mailadres", "emails", "mél", "your email", "customer email", "endereço de email"]),
    (&["nothing"], true, &["none", "no", "rien", "nichts", "nada", "niente", "niets", "false", "no one", "off", "empty", "no questions", "no fields", "aucun", "keine", "ninguno", "nessuno", "geen", "null", "never", "non", "zero"]),
];

#[rustfmt::skip]
const REPLY_KINDS: &[Row] = &[
    (&["agent"], true, &[
        "human", "person", "people", "conseiller", "conseillère", "operator", "team", "support", "staff", "live agent", "human agent", "agents", "advisor", "representative", "employee", "mitarbeiter", "berater", "mensch", "agente", "asesor", "persona", "operatore", "operateur", "humain", "équipe", "equipo",
        "medewerker", "mens", "atendente", "live chat", "someone", "rep", "handoff", "live", "consultant", "vendeur", "customer service", "service client", "colleague", "personne", "un agent", "an agent", "the agent",]),
    (&["bot"], true, &["chatbot", "ai", "ai agent", "robot", "assistant", "virtual assistant", "automation", "automatic", "automated", "machine", "ia", "ki", "flow", "answer bot", "bots", "virtual agent", "the bot", "le bot", "un bot", "a bot"]),
];

#[rustfmt::skip]
const HISTORIES: &[Row] = &[
    (&["new"], true, &[
        "first", "nouveau", "nouvelle", "first time", "new visitor", "new user", "first visit", "first-time visitor", "newcomer", "nouveau visiteur", "nouvelle visite", "première visite", "premier", "neu", "neuer besucher", "erstbesucher", "erster besuch", "erstmalig", "nuevo", "nueva", "primera visita", "nuevo visitante",
        "nuovo", "nuova", "prima visita", "nuovo visitatore", "nieuw", "nieuwe bezoeker", "eerste bezoek", "novo", "nova", "primeira visita", "never visited", "not visited", "first timer", "nouveaux", "new visitors", "neue", "is new", "brand new", "never seen", "never been here", "new one",]),
    (&["returning"], true, &[
        "old", "known", "repeat", "existing", "ancien", "ancienne", "returning visitor", "returning user", "return", "returned", "repeat visitor", "recurring", "back", "visited", "has visited", "returns", "came back", "connu", "de retour", "récurrent", "déjà venu", "ancien visiteur", "wiederkehrend", "wiederkehrender besucher", "bekannt", "alt", "recurrente", "conocido", "que vuelve", "antiguo", "di ritorno", "ricorrente", "abituale", "terugkerend", "terugkerende bezoeker", "bekend", "recorrente", "conhecido", "seen", "seen before", "visited before", "not first", "revisiting", "existing user", "returning visitors", "anciens", "wiederkehrende", "been here before", "comeback", "retour",]),
    (&["new"], false, &["new customer", "unknown", "fresh", "inconnu", "anonymous", "prospect", "nouveau client", "neukunde", "nuevo cliente"]),
    (&["returning"], false, &["existing customer", "regular", "loyal", "habitué", "fidèle", "returning customer", "client", "customer", "bestandskunde", "frequent"]),
];

fn rows(set: WordSet) -> &'static [Row] {
    match set {
        WordSet::ChannelType => CHANNEL_TYPES,
        WordSet::BotStatus => BOT_STATUSES,
        WordSet::MessageStatus => MESSAGE_STATUSES,
        WordSet::Event => EVENTS,
        WordSet::Frequency => FREQUENCIES,
        WordSet::ScheduleKind => SCHEDULE_KINDS,
        WordSet::Ask => ASKS,
        WordSet::ConversationControl => CONTROLS,
        WordSet::ReplyKind => REPLY_KINDS,
        WordSet::History => HISTORIES,
        WordSet::Language | WordSet::Day | WordSet::DeviceTag => &[],
    }
}

/// The words of a set that a phrase of others can mean, the nearest first; empty if none.
///
/// Several words are equally near: an author must choose. A word of the set itself, joined or split
/// differently or in another case, means that word.
#[must_use]
pub fn word(set: WordSet, phrase: &str) -> Meaning<Vec<&'static str>> {
    match set {
        WordSet::Language | WordSet::DeviceTag => return of_languages(phrase),
        WordSet::Day => {
            let days = days_of_week(phrase);
            let words: Vec<_> = days.iter().map(|day| day.as_str()).collect();
            return Meaning {
                is_exact: words.len() == 1,
                value: words,
            };
        }
        WordSet::ChannelType
        | WordSet::BotStatus
        | WordSet::MessageStatus
        | WordSet::Event
        | WordSet::Frequency
        | WordSet::ScheduleKind
        | WordSet::Ask
        | WordSet::ConversationControl
        | WordSet::ReplyKind
        | WordSet::History => {}
    }
    let own = words_of(set)
        .into_iter()
        .find(|word| is_in(phrase, &[word]));
    if let Some(word) = own {
        return Meaning::exact(vec![word]);
    }
    match rows(set)
        .iter()
        .find(|(_, _, phrases)| is_in(phrase, phrases))
    {
        Some((words, is_exact, _)) => Meaning {
            value: words.to_vec(),
            is_exact: *is_exact,
        },
        None => Meaning::near(Vec::new()),
    }
}

/// The words of a set, and `nothing`, which the source can say in the place of `ask`'s words.
fn words_of(set: WordSet) -> Vec<&'static str> {
    let mut words = set.words();
    if set == WordSet::Ask {
        words.push("nothing");
    }
    words
}

fn of_languages(phrase: &str) -> Meaning<Vec<&'static str>> {
    let found = language(phrase);
    Meaning {
        is_exact: matches!(found.as_slice(), [only] if only.scope == Scope::Same),
        value: found.iter().map(|alias| alias.tag).collect(),
    }
}

/// Every phrase of the tables with its set, with the words that it means.
pub(super) fn entries() -> impl Iterator<Item = (WordSet, &'static str, String)> {
    WordSet::ALL.iter().copied().flat_map(|set| {
        rows(set).iter().flat_map(move |(words, _, phrases)| {
            phrases
                .iter()
                .map(move |phrase| (set, *phrase, words.join(" or ")))
        })
    })
}
