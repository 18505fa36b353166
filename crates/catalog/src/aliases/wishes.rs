//! What people wish for and the language does not have.
//!
//! The sentences that say what to do instead are those of the messages.

use super::phrase::is_in;
use crate::Field;
use crate::{Block, WordSet};

/// Something that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wish {
    /// That one message comes before another.
    Priority,
    /// Buttons, links, images and other content that is not text.
    RichContent,
    /// A title above the text of a message.
    Title,
    /// How or where the widget shows a message, and sounds.
    Appearance,
    /// The first and the last day of a message.
    Dates,
    /// How many times a message is shown, or how often in a day or a week.
    Limit,
    /// A part of the visitors, or a comparison of variants.
    Experiment,
    /// An event other than a page view or a page load.
    Event,
    /// The country, the city or the network of a visitor.
    Location,
    /// The kind of device, its system or the name of its browser.
    DeviceKind,
    /// Who a visitor is: an address, a name, a plan.
    Identity,
    /// What is in the cart, or was bought.
    Cart,
    /// Where a visitor comes from.
    Referrer,
    /// How many pages or visits a visitor has had.
    VisitCount,
    /// How long a visitor has been on the page.
    TimeOnPage,
    /// The date or the time of day as part of a condition.
    Clock,
    /// Other files.
    Imports,
    /// Variables.
    Variables,
    /// A note that visitors do not see.
    Note,
    /// The display name as a statement; it belongs after the ID.
    DisplayName,
    /// A field of conditions as a statement.
    Condition(Field),
    /// Visitors who do not get the message, as a statement of its own.
    Exclusion,
    /// Something that runs, such as a script.
    Action,
    /// The team or the person who gets the conversation.
    Assignment,
    /// Something to ask for besides the name and the e-mail address.
    AskForMore,
}

/// Where a phrase is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WishPlace {
    /// In the place of a statement.
    Statement(Block),
    /// In the place of a declaration.
    Declaration,
    /// In the place of a field of a condition.
    Field,
    /// In the place of a word of a set.
    Word(WordSet),
}

type Row = (Wish, &'static [&'static str]);

/// Statements of a message that do not exist.
#[rustfmt::skip]
const MESSAGE: &[Row] = &[
    (Wish::Priority, &["priority", "order", "weight", "rank", "ranking", "importance", "position in list", "sort", "sort order", "precedence", "priorité", "ordre", "priorität", "reihenfolge", "prioridad", "orden", "priorità", "ordine", "prioriteit", "prioridade", "z index", "level", "urgency", "poids", "first", "before"]),
    (Wish::RichContent, &[
        "button", "buttons", "cta", "call to action", "link", "links", "image", "images", "picture", "photo", "video", "gif", "icon", "emoji", "card", "cards", "carousel", "quick reply", "quick replies", "options", "choices", "choice", "html", "rich text", "attachment", "file", "media", "embed", "form",
        "bouton", "boutons", "lien", "liens", "schaltfläche", "knopf", "bild", "botón", "enlace", "imagen", "pulsante", "immagine", "knop", "afbeelding", "botão", "imagem", "suggestions", "menu", "coupon", "product", "products", "survey", "rating", "iframe", "href", "click url", "pièce jointe", "actions",]),
    (Wish::Title, &["title", "heading", "subtitle", "header", "headline", "subject", "titre", "titel", "título", "titolo", "sous titre", "overschrift", "überschrift", "footer", "sujet", "betreff", "asunto", "caption", "h1"]),
    (Wish::Appearance, &[
        "position", "placement", "color", "colour", "theme", "font", "size", "animation", "style", "sound", "width", "height", "background", "background color", "avatar", "logo", "couleur", "farbe", "couleurs", "son", "ton", "sonido", "suono", "geluid", "som", "colore", "kleur", "align", "alignment", "corner", "css", "class",
        "layout", "format", "type", "mode", "display mode", "appearance", "badge", "vibrate", "vibration", "notification", "sender", "from name", "sender name", "typing", "typing indicator", "icon color", "template", "open automatically", "auto open", "expanded", "minimized", "fullscreen", "closable", "dismissible", "dismissable",
        "close button", "auto close", "hide after", "dismiss after", "expéditeur", "absender", "persona", "effect", "transition", "language direction", "visual", "look", "emplacement", "cor", "volume",]),
    (Wish::Dates, &[
        "start", "end", "from", "until", "expires", "expire", "date", "dates", "start date", "end date", "starts", "ends", "begin", "begins", "starting", "ending", "valid", "valid from", "valid until", "valid to", "deadline", "expiry", "expiration", "expires on", "expires at", "expiration date", "expiry date", "launch", "launch date", "go live",
        "period", "between", "show from", "show until", "starts on", "ends on", "start at", "end at", "starts at", "ends at", "publish at", "unpublish at", "publish date", "active from", "active until", "campaign dates", "date range", "since", "till", "du", "de", "début", "fin", "jusqu'au", "jusqu'à", "à partir du", "dès", "expire le", "date de début", "date de fin", "période", "valable",
        "ab", "bis", "von", "beginn", "ende", "startdatum", "enddatum", "gültig", "gültig bis", "zeitraum", "desde", "hasta", "inicio", "fecha", "fecha de inicio", "fecha de fin", "caduca", "inizio", "fine", "dal", "fino al", "scadenza", "vanaf", "tot", "einddatum", "até", "validade", "lifetime", "day", "days", "start on", "end on", "launch on", "from date", "to date",
        "start time", "end time", "effective", "season", "commence", "finit", "commence le", "finit le", "termine", "valid on",]),
    (Wish::Limit, &[
        "stop after", "limit", "max", "maximum", "max per day", "cap", "daily limit", "count", "times", "cooldown", "max shows", "max views", "max impressions", "impressions", "limit per day", "once every", "interval", "throttle", "rate limit", "max times", "per day", "per week", "per month", "daily", "weekly", "every", "limite", "max par jour", "minimum", "min", "repeat after",
        "snooze", "wait between", "delay between", "gap", "grenze", "massimo", "maximal", "höchstens", "mindestens", "at most", "max display", "max displays", "show limit", "quota", "again after", "reset after", "remind", "retry",]),
    (Wish::Experiment, &["percentage", "percent", "sample", "ab test", "a/b", "a/b test", "variant", "variants", "split", "split test", "rollout", "traffic", "control group", "experiment", "probability", "sampling", "pourcentage", "échantillon", "prozent", "anteil", "porcentaje", "percentuale", "variante", "random", "holdout", "goal", "conversion", "conversion goal", "test group", "bucket", "objectif", "kpi"]),
    (Wish::Event, &["exit intent", "scroll", "click", "idle", "hover", "on click", "on scroll", "on exit", "scroll depth", "inactivity", "on idle", "mouse leave", "on hover", "selector", "element", "on leave", "on close", "on open", "on submit", "exit"]),
    (Wish::Location, &["country", "countries", "city", "region", "geo", "location", "pays", "land", "país", "paese", "ville", "ip", "state or region", "geography", "geolocation", "continent", "ciudad", "stadt", "lieu"]),
    (Wish::DeviceKind, &["device", "devices", "platform", "platforms", "os", "mobile", "desktop", "browser", "device type", "appareil", "appareils", "gerät", "dispositivo", "screen", "screens", "user agent", "operating system", "mobile only", "desktop only"]),
    (Wish::Note, &["description", "note", "notes", "comment", "comments", "remark", "memo", "author", "owner", "purpose", "remarque", "commentaire", "notiz", "kommentar", "beschreibung", "nota", "comentario", "descripción", "commento", "descrizione", "opmerking", "beschrijving", "descrição", "created", "created by", "created at", "updated", "updated at", "updated by", "version", "doc", "docs", "documentation", "internal note", "campaign", "team note", "todo", "campagne", "auteur", "reason", "bemerkung"]),
    (Wish::DisplayName, &["name", "display name", "nom", "nombre", "nome", "naam", "bezeichnung", "anzeigename", "message name", "nom affiché", "id", "identifier", "external id", "identifiant", "key", "uid"]),
    (Wish::Condition(Field::DeviceLanguage), &["language", "languages", "lang", "locale", "locales", "langue", "langues", "sprache", "sprachen", "idioma", "idiomas", "lingua", "lingue", "taal", "talen", "device language", "browser language", "i18n"]),
    (Wish::Condition(Field::VisitorUrl), &["url", "urls", "page", "pages", "path", "paths", "page url", "seite", "seiten", "página", "páginas", "pagine", "where url", "url contains", "on page", "on pages", "address", "route", "current url", "location url", "show on pages", "chemin", "adresse"]),
    (Wish::Condition(Field::VisitorTitle), &["page title", "document title", "titre de la page", "seitentitel", "título de la página", "titolo della pagina"]),
    (Wish::Condition(Field::VisitorHistory), &["visitor", "history", "visitor type", "visitor history", "user", "users", "customer", "visiteur", "visiteurs", "besucher", "visitante", "visitatore", "bezoeker", "new visitors", "returning visitors", "historique", "user type", "customer type"]),
    (Wish::Exclusion, &["exclude", "excludes", "excluding", "except", "unless", "not", "except when", "except if", "but not", "hide if", "hide when", "not when", "not if", "don't show", "do not show", "don't show if", "do not show if", "exclusion", "exclude pages", "never when", "never if", "hide on", "not on", "except on", "exclure", "sauf", "sauf si", "pas si", "pas sur", "ausser", "nicht wenn", "excepto", "excluir", "tranne", "escludi", "behalve", "tenzij", "exceto", "blacklist", "skip if", "unless when", "hors"]),
    (Wish::Action, &["webhook", "script", "javascript", "js", "run", "execute", "callback", "api", "http", "post", "track", "analytics", "redirect", "open url", "set attribute", "set", "send email", "email", "sms", "ga event", "pixel", "code", "integration", "integrations", "metadata", "custom fields", "ticket fields", "data", "variables", "attributes"]),
    (Wish::Assignment, &["assignee", "assigned to", "group", "department", "departments", "groupe", "service", "queue", "skills", "skill", "équipe", "abteilung", "gruppe", "grupo", "departamento", "gruppo", "afdeling", "routing", "ticket priority", "sla"]),
];

/// Statements of `reply agent` that do not exist.
#[rustfmt::skip]
const REPLY: &[Row] = &[
    (Wish::RichContent, &["button", "buttons", "cta", "link", "image", "images", "options", "quick replies", "bouton", "lien", "attachment", "file", "html", "card"]),
    (Wish::Title, &["title", "heading", "subtitle", "header", "titre", "titel", "título", "titolo"]),
    (Wish::Assignment, &["assignee", "assigned to", "assign", "assign to", "group", "department", "team", "agent", "queue", "skill", "skills", "groupe", "équipe", "service", "abteilung", "grupo", "route", "routing", "priority", "agents", "operator"]),
    (Wish::AskForMore, &["phone", "phone number", "telephone", "telefon", "address", "company", "order number"]),
    (Wish::Action, &["webhook", "script", "run", "action", "send email", "redirect"]),
    (Wish::Note, &["description", "note", "notes", "comment", "remark"]),
    (Wish::Appearance, &["avatar", "color", "sound", "typing", "delay", "position", "icon"]),
];

#[rustfmt::skip]
const SCHEDULE: &[Row] = &[
    (Wish::Note, &["description", "note", "notes", "comment", "remark", "remarque", "commentaire"]),
    (Wish::DisplayName, &["name", "display name", "title", "label", "nom", "nombre", "nome", "naam"]),
];

#[rustfmt::skip]
const OTHER_BLOCKS: &[Row] = &[
    (Wish::Note, &["description", "note", "notes", "comment", "remark", "remarque", "commentaire", "owner", "author"]),
    (Wish::DisplayName, &["name", "display name", "title", "label", "nom", "nombre", "nome", "naam"]),
    (Wish::Appearance, &["color", "colour", "logo", "avatar", "theme", "position", "greeting", "language", "languages", "icon", "font", "style", "couleur"]),
];

#[rustfmt::skip]
const TEST: &[Row] = &[
    (Wish::Event, &["scroll", "hover", "move mouse", "scroll to", "move", "exit intent", "mouse leave", "double click", "add to cart", "login", "sign in", "buy", "purchase", "fill", "submit", "screenshot"]),
    (Wish::Location, &["country", "city", "ip", "location", "geo", "pays", "region"]),
    (Wish::Note, &["description", "note", "notes", "comment", "given", "step", "log", "print", "remark", "scenario"]),
    (Wish::DisplayName, &["name", "test name", "nom"]),
];

#[rustfmt::skip]
const DECLARATIONS: &[Row] = &[
    (Wish::Imports, &["import", "include", "imports", "includes", "use", "require", "using", "from", "load", "extends", "inclure", "importer", "importiere", "importar", "source", "package", "module", "namespace", "export", "@import", "#include"]),
    (Wish::Variables, &["var", "const", "set", "variable", "variables", "def", "val", "constant", "global", "macro", "function", "fn", "fun", "func", "template", "alias", "static", "enum", "struct", "class", "type"]),
    (Wish::Note, &["description", "note", "notes", "comment", "author", "version", "date", "title", "rem", "file"]),
    (Wish::Assignment, &["agents", "team", "teams", "department", "user", "users", "role"]),
    (Wish::Experiment, &["experiment", "variant", "ab test"]),
];

/// Names of fields that do not exist; the object before them only matters where it is given.
#[rustfmt::skip]
const FIELDS: &[Row] = &[
    (Wish::Location, &[
        "country", "country code", "city", "region", "state", "geo", "location", "ip", "ip address", "continent", "zip", "zip code", "postcode", "postal code", "pays", "ville", "land", "stadt", "país", "ciudad", "paese", "città", "timezone", "geo country", "geolocation", "latitude", "longitude", "province", "département", "coordinates",
        "nation", "network", "isp", "region code", "place", "lieu", "ort", "adresse ip", "fuseau", "fuseau horaire", "plaats", "cidade", "estado",]),
    (Wish::DeviceKind, &[
        "device type", "os", "os name", "operating system", "browser", "browser name", "user agent", "is mobile", "mobile", "is desktop", "desktop", "tablet", "is tablet", "platform", "screen", "screen size", "screen width", "width", "height", "viewport", "model", "brand", "manufacturer", "resolution", "appareil", "type d'appareil", "système",
        "navigateur", "device kind", "device category", "touch", "orientation", "gerätetyp", "plateforme", "betriebssystem", "sistema", "dispositivo", "app", "ios", "android", "is ios", "is android", "connection", "form factor", "kind",]),
    (Wish::Identity, &[
        "email", "name", "first name", "last name", "id", "user id", "external id", "phone", "logged in", "is logged in", "authenticated", "is authenticated", "signed in", "plan", "role", "company", "organization", "age", "gender", "tags", "tag", "segment", "group", "groups", "vip", "is vip", "customer", "is customer", "loyalty", "account", "subscription",
        "nom", "prénom", "courriel", "mail", "téléphone", "connecté", "est connecté", "correo", "nombre", "nome", "attributes", "attribute", "property", "properties", "traits", "custom", "custom field", "custom fields", "is admin", "tier", "birthday", "login", "account type", "lifecycle stage", "score", "lead score", "member", "is member", "subscriber", "is subscriber", "category", "consent",
        "cookie", "cookies", "local storage", "username", "language level", "signup date", "created at", "entreprise", "status code", "is logged", "logged", "known name", "kundennummer", "type de client",]),
    (Wish::Cart, &[
        "cart total", "cart value", "cart", "cart items", "cart size", "cart count", "cart amount", "basket", "basket value", "basket total", "total", "amount", "items", "item count", "product", "products", "price", "order count", "orders", "last order", "revenue", "ltv", "lifetime value", "purchases", "has purchased", "panier", "total panier", "montant", "montant panier", "montant du panier", "warenkorb", "warenkorbwert",
        "carrito", "carrello", "winkelwagen", "carrinho", "quantity", "stock", "sku", "category of product", "subtotal", "order value", "checkout", "currency", "spent", "total spent", "discount", "coupon", "has items", "is empty", "value", "commandes", "last purchase", "order total", "wishlist", "has ordered", "order status", "bestellwert",]),
    (Wish::Referrer, &["referrer", "referer", "source", "traffic source", "medium", "campaign", "utm medium", "utm campaign", "origin", "channel", "came from", "previous page", "last page", "provenance", "source de trafic", "référent", "herkunft", "quelle", "campagne", "landing page", "entry page", "first page", "acquisition", "gclid", "search engine", "keyword", "keywords", "ad", "affiliate", "previous url", "referring url", "referrer url", "utm", "utm content", "utm term", "http referer"]),
    (Wish::VisitCount, &["visits", "visit count", "visit number", "visits count", "sessions", "session count", "number of visits", "page views", "page view count", "pages viewed", "page count", "pages", "pages visited", "visited pages", "visited", "has seen", "views", "views count", "count", "nombre de visites", "nombre de pages", "visites", "pages vues", "anzahl besuche", "besuche", "visitas", "visite", "last visit", "first seen", "last seen", "days since last visit", "seen", "messages seen", "session number", "impressions", "frequency", "visits number", "times seen", "hits", "nb visites"]),
    (Wish::TimeOnPage, &["time on page", "time on site", "duration", "time spent", "seconds on page", "dwell time", "stay", "session duration", "visit duration", "page time", "seconds", "minutes", "elapsed", "elapsed time", "time", "temps", "temps passé", "temps sur la page", "durée", "durée de visite", "verweildauer", "zeit auf der seite", "tiempo en la página", "tiempo", "tempo", "tempo sulla pagina", "tijd op pagina", "delay", "time in page", "time on website", "idle time", "inactivity", "time since load", "idle", "visit time", "temps de visite"]),
    (Wish::Clock, &["hour", "day", "day of week", "weekday", "date", "now", "today", "time of day", "local time", "month", "year", "heure", "jour", "jour de la semaine", "stunde", "wochentag", "datum", "uhrzeit", "hora", "día", "fecha", "ora", "giorno", "data", "uur", "dag", "current time", "current date", "datetime", "is weekend", "is open", "business hours", "is business hours", "current hour", "season", "schedule", "is closed", "agents online", "agent available", "is available", "online"]),
    (Wish::Event, &["scroll", "scroll depth", "scroll percentage", "scroll percent", "scrolled", "clicks", "clicked", "exit intent", "event", "mouse", "hovered", "action", "form", "form submitted", "is leaving", "intent", "scroll position", "events", "last event"]),
    (Wish::Experiment, &["random", "percentage", "percent", "variant", "ab test", "bucket", "experiment", "sample", "cohort"]),
];

#[rustfmt::skip]
const EVENTS: &[Row] = &[
    (Wish::Event, &[
        "exit", "exit intent", "scroll", "click", "idle", "hover", "inactivity", "mouse leave", "mouse exit", "leave", "page leave", "page exit", "unload", "onunload", "beforeunload", "blur", "focus", "submit", "form submit", "add to cart", "purchase", "checkout", "login", "signup", "custom", "custom event", "scroll depth", "time", "timer", "delay",
        "intent", "close", "tab close", "back button", "copy", "resize", "key press", "mouse move", "sortie", "défilement", "clic", "inactivité", "verlassen", "klick", "scrollen", "salida", "desplazamiento", "uscita", "clicco", "klik", "cart abandonment", "abandon", "video play", "error", "rage click", "visibility change", "second page", "message open", "widget open", "chat open",
        "chat opened", "widget load", "conversation end", "page change", "url change", "navigation", "route change", "history change", "onclick", "onscroll", "button click", "link click", "element click", "intention de sortie", "abandon panier", "ajout au panier",]),
];

#[rustfmt::skip]
const FREQUENCIES: &[Row] = &[
    (Wish::Limit, &[
        "daily", "once per day", "once a day", "every day", "per day", "weekly", "once per week", "once a week", "every week", "per week", "monthly", "once per month", "once a month", "every month", "hourly", "once per hour", "once an hour", "every hour", "yearly", "once a year", "twice", "two times", "three times", "2", "3", "5", "10", "never", "twice per visit", "once every day", "once per page",
        "once per page view", "per page", "une fois par jour", "par jour", "une fois par semaine", "par semaine", "une fois par mois", "quotidien", "tous les jours", "chaque jour", "hebdomadaire", "mensuel", "deux fois", "einmal pro tag", "einmal am tag", "täglich", "einmal pro woche", "wöchentlich", "una vez al día", "diario", "cada día", "una vez a la semana", "semanal", "una volta al giorno", "ogni giorno",
        "eenmaal per dag", "dagelijks", "één keer per dag", "uma vez por dia", "diariamente", "sometimes", "often", "rarely", "jamais", "nie", "nunca", "mai", "every 24h", "every 24 hours", "every two days", "once per 24h", "once per 24 hours", "1 per day", "1 fois par jour", "max 3", "every other visit", "limited", "once per url", "one per day", "one per week", "max once a day", "2x", "3x", "une fois par page", "par page",
        "once per day per visitor", "once per month per visitor",]),
];

#[rustfmt::skip]
const ASKS: &[Row] = &[
    (Wish::AskForMore, &["phone", "phone number", "telephone", "telefon", "teléfono", "telefoon", "telefone", "mobile", "address", "adresse", "company", "entreprise", "order number", "order", "subject", "message", "reason", "question", "topic", "department", "age", "birthday", "country", "zip", "customer number", "numéro de commande", "numéro de client", "numéro", "bestellnummer", "kundennummer", "rating", "consent", "language", "city", "société", "zip code", "code postal", "website", "comment", "id", "order id", "whatsapp", "sms", "date", "gender", "job title", "motif", "firma"]),
];

fn rows(place: WishPlace) -> &'static [Row] {
    match place {
        WishPlace::Statement(Block::Message) => MESSAGE,
        WishPlace::Statement(Block::AgentReply) => REPLY,
        WishPlace::Statement(Block::Schedule) => SCHEDULE,
        WishPlace::Statement(Block::Test) => TEST,
        WishPlace::Statement(Block::Account | Block::Brand | Block::Channel | Block::Bot) => {
            OTHER_BLOCKS
        }
        WishPlace::Declaration => DECLARATIONS,
        WishPlace::Field => FIELDS,
        WishPlace::Word(WordSet::Event) => EVENTS,
        WishPlace::Word(WordSet::Frequency) => FREQUENCIES,
        WishPlace::Word(WordSet::Ask) => ASKS,
        WishPlace::Word(
            WordSet::ChannelType
            | WordSet::BotStatus
            | WordSet::MessageStatus
            | WordSet::ScheduleKind
            | WordSet::ConversationControl
            | WordSet::ReplyKind
            | WordSet::History
            | WordSet::Language
            | WordSet::Day
            | WordSet::DeviceTag,
        ) => &[],
    }
}

/// What someone wishes for who writes `phrase` at a place, if the language does not have it.
///
/// A field can be written with its object: `visitor.country`.
#[must_use]
pub fn wish(place: WishPlace, phrase: &str) -> Option<Wish> {
    let find = |phrase: &str| {
        rows(place)
            .iter()
            .find(|(_, phrases)| is_in(phrase, phrases))
            .map(|(wish, _)| *wish)
    };
    if place != WishPlace::Field {
        return find(phrase);
    }
    // `device.type` is whole in the table as `device type`, `visitor.country` only by its last name.
    let whole = phrase.replace(['.', ':'], " ");
    let name = phrase.rsplit(['.', ':']).next().unwrap_or(phrase);
    let object = phrase.split(['.', ':']).next().unwrap_or(phrase);
    find(&whole).or_else(|| find(name)).or_else(|| {
        let has_name = object.len() < phrase.len();
        (has_name && is_in(object, CARTS)).then_some(Wish::Cart)
    })
}

/// Objects whose every field is about the cart.
#[rustfmt::skip]
const CARTS: &[&str] = &["cart", "basket", "order", "product", "checkout", "panier", "warenkorb", "carrito", "carrello", "commande", "item", "purchase", "produit"];

/// Every phrase of the tables with its place, with the wish that it is.
pub(super) fn entries() -> impl Iterator<Item = (String, &'static str, String)> {
    let places = [
        WishPlace::Statement(Block::Message),
        WishPlace::Statement(Block::AgentReply),
        WishPlace::Statement(Block::Schedule),
        WishPlace::Statement(Block::Test),
        WishPlace::Statement(Block::Channel),
        WishPlace::Declaration,
        WishPlace::Field,
        WishPlace::Word(WordSet::Event),
        WishPlace::Word(WordSet::Frequency),
        WishPlace::Word(WordSet::Ask),
    ];
    places.into_iter().flat_map(|place| {
        rows(place).iter().flat_map(move |(wish, phrases)| {
            phrases
                .iter()
                .map(move |phrase| (format!("{place:?}"), *phrase, format!("{wish:?}")))
        })
    })
}
