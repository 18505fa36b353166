//! The fields of other tools, programming languages and screens.

use super::phrase::is_in;
use crate::Field;
use crate::Field::{DeviceLanguage, VisitorHistory, VisitorTitle, VisitorUrl};

/// What a field of others is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldAlias {
    /// The field.
    pub field: Field,
    /// The value that the name itself says: `visitor.is_new` says `new`. A comparison with `false`
    /// says the opposite.
    pub value: Option<&'static str>,
    /// Whether the field means the same. A path, for one, is only a part of a URL.
    pub is_exact: bool,
}

/// The objects that people put before a name.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "visitor", "user", "customer", "client", "guest", "contact", "shopper", "person", "lead", "buyer", "viewer", "member", "audience",
    "visiteur", "visiteuse", "utilisateur", "internaute", "besucher", "nutzer", "benutzer", "kunde", "kundin",
    "visitante", "usuario", "cliente", "visitatore", "utente", "bezoeker", "gebruiker", "klant", "utilizador", "me", "current user", "ctx",
];
#[rustfmt::skip]
const VISITS: &[&str] = &["visit", "session", "visite", "besuch", "sitzung", "sesión", "visita", "bezoek", "sessione", "sessão", "history", "historique"];
#[rustfmt::skip]
const DEVICES: &[&str] = &[
    "device", "browser", "navigator", "phone", "computer", "agent", "user agent", "system", "os", "settings",
    "appareil", "navigateur", "gerät", "geraet", "dispositivo", "navegador", "apparaat", "computer", "request", "headers", "window.navigator",
    "terminal", "client.browser", "visitor.browser", "visitor.device", "user.browser", "user.device", "visiteur.navigateur",
];
#[rustfmt::skip]
const PAGES: &[&str] = &[
    "page", "document", "doc", "window", "location", "window.location", "document.location", "window.document", "tab", "screen", "view",
    "current", "current page", "visitor.page", "visitor.current page", "visitor.location", "visit.page", "session.page", "url", "visitor.url",
    "website", "web page", "browser.page", "browser.tab", "browser.location", "self.location", "page.url", "location.url", "request",
    "page actuelle", "page courante", "visiteur.page", "seite", "besucher.seite", "página", "pagina", "visitante.página",
];

/// A row: the names of a field, the objects that they can follow, and what they mean.
struct Row {
    names: &'static [&'static str],
    objects: &'static [&'static [&'static str]],
    field: Field,
    value: Option<&'static str>,
    is_exact: bool,
}

const ANY: &[&[&str]] = &[PEOPLE, VISITS, DEVICES, PAGES];

#[rustfmt::skip]
const FIELDS: &[Row] = &[
    Row {
        names: &[
            "url", "page url", "current url", "full url", "page address", "address of page", "url of page", "href", "current page url",
            "visited url", "web address", "url address", "url actuelle", "url de la page", "adresse de la page", "adresse url", "page courante",
            "url actual", "url corrente", "aktuelle url", "huidige url", "seiten url", "uri", "request uri", "link",
            "url de la página", "dirección de la página",],
        objects: ANY, field: VisitorUrl, value: None, is_exact: true,
    },
    Row {
        names: &["page", "current page", "address", "web page", "visited page", "adresse", "seite", "página", "site", "page visited"],
        objects: &[PEOPLE, VISITS, DEVICES], field: VisitorUrl, value: None, is_exact: false,
    },
    Row {
        names: &["path", "pathname", "page path", "url path", "chemin", "pfad", "ruta", "percorso", "pad", "caminho", "slug", "route",
            "query", "search", "hash", "host", "hostname", "domain", "query string", "fragment", "subdomain", "domaine", "url query",
            "url params", "page host", "page domain", "current path", "utm source"],
        objects: ANY, field: VisitorUrl, value: None, is_exact: false,
    },
    Row {
        names: &["title", "page title", "current title", "document title", "titre", "titre de la page", "page titre", "titel", "seitentitel", "page name", "tab title",
            "título", "título de la página", "título da página", "titolo", "titolo della pagina", "paginatitel", "title of page", "current page title", "meta title", "window title"],
        objects: ANY, field: VisitorTitle, value: None, is_exact: true,
    },
    Row {
        names: &["name", "heading", "h1", "nom"],
        objects: &[PAGES], field: VisitorTitle, value: None, is_exact: false,
    },
    Row {
        names: &["history", "visit history", "visitor history", "visitor type", "visitor status", "historique", "historique de visite", "visitenhistorie",
            "historial", "cronologia", "geschiedenis", "histórico", "new or returning", "new vs returning", "visit type", "browsing history"],
        objects: &[PEOPLE, VISITS, DEVICES], field: VisitorHistory, value: None, is_exact: true,
    },
    Row {
        names: &["type", "status", "is", "statut", "visit status"],
        objects: &[PEOPLE, VISITS], field: VisitorHistory, value: None, is_exact: false,
    },
    Row {
        names: &["is new", "new", "first visit", "is first visit", "first time", "is first time", "new visitor", "is new visitor", "first", "nouveau", "est nouveau",
            "nouvelle", "première visite", "neu", "ist neu", "nuevo", "es nuevo", "nuovo", "nieuw", "novo", "first time visitor", "is first time visitor", "is first", "new user", "is new user"],
        objects: &[PEOPLE, VISITS], field: VisitorHistory, value: Some("new"), is_exact: true,
    },
    Row {
        names: &["is returning", "returning", "has visited", "returning visitor", "is returning visitor", "has visited before", "visited before", "recurring", "is recurring",
            "came back", "known", "is known", "seen before", "ancien", "récurrent", "connu", "déjà venu", "wiederkehrend", "recurrente", "terugkerend", "is repeat", "repeat",
            "is old", "old", "existing", "recorrente", "di ritorno"],
        objects: &[PEOPLE, VISITS], field: VisitorHistory, value: Some("returning"), is_exact: true,
    },
    Row {
        names: &["language", "lang", "locale", "browser language", "device language", "user language", "visitor language", "languages", "preferred language", "accept language",
            "browser lang", "browser locale", "system language", "ui language", "langue", "langue du navigateur", "langue de l'appareil", "langage", "sprache", "browsersprache", "gerätesprache",
            "idioma", "idioma del navegador", "lengua", "lingua", "lingua del browser", "taal", "browsertaal", "idioma do navegador", "language code", "lang code", "iso language",
            "spoken language", "accept languages"],
        objects: &[PEOPLE, VISITS, DEVICES], field: DeviceLanguage, value: None, is_exact: true,
    },
];

/// The names that say too little without an object.
#[rustfmt::skip]
const NEEDS_OBJECT: &[&str] = &[
    "type", "status", "is", "first", "new", "old", "known", "repeat", "existing", "site", "name", "heading", "nom", "link", "search", "query", "hash",
    "statut", "neu", "route", "nouveau", "ancien", "returning", "is new", "is first", "nouvelle", "nuevo", "nuovo", "nieuw", "novo", "recurring", "connu",
];

/// Fields whole, where the general rule has none.
#[rustfmt::skip]
const WHOLE: &[(&str, Field, bool)] = &[
    ("window.location", VisitorUrl, true), ("document.location", VisitorUrl, true), 
    ("url.full", VisitorUrl, true), ("page.location", VisitorUrl, true), ("site.url", VisitorUrl, true), ("visitor.visit", VisitorHistory, false),
    ("page.address", VisitorUrl, true), ("page.current", VisitorUrl, false),
];

/// The field that a path or a name of others means: `visitor.language`, `page.title`, `url`.
///
/// `None` where nothing here says the same, as for `visitor.country` and `device.type`.
#[must_use]
pub fn field(phrase: &str) -> Option<FieldAlias> {
    let phrase = phrase.trim().trim_start_matches('$');
    if let Some((_, field, is_exact)) = WHOLE.iter().find(|row| is_in(phrase, &[row.0])) {
        return Some(FieldAlias {
            field: *field,
            value: None,
            is_exact: *is_exact,
        });
    }
    let (object, name) = match phrase.rsplit_once(['.', ':', '/']) {
        Some((object, name)) => (Some(object), name),
        None => (None, phrase),
    };
    if object.is_none() && is_in(name, NEEDS_OBJECT) {
        return None;
    }
    let fits = |row: &&Row| {
        let of_object =
            object.is_none_or(|object| row.objects.iter().any(|objects| is_in(object, objects)));
        of_object && is_in(name, row.names)
    };
    let row = FIELDS.iter().find(fits)?;
    Some(FieldAlias {
        field: row.field,
        value: row.value,
        is_exact: row.is_exact,
    })
}

/// Every name of the table, with the field that it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    let rows = FIELDS.iter().flat_map(|row| {
        row.names
            .iter()
            .map(move |name| (*name, row.field.info().path.to_owned()))
    });
    let whole = WHOLE
        .iter()
        .map(|(name, field, _)| (*name, field.info().path.to_owned()));
    rows.chain(whole)
}
