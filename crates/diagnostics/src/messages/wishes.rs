//! What to do instead of what the language and the platform do not have.

use proactive_catalog::aliases::Wish;
use proactive_catalog::{FIELDS, Field};

use super::phrases::listed;

/// What to write for a wish, in whole sentences.
pub(super) fn advice(wish: Wish) -> String {
    match wish {
        Wish::Priority => {
            "Messages have no priority. If several can be shown at the same moment, the first one \
             is: move this message above the others."
                .into()
        }
        Wish::RichContent => {
            "The platform shows a message as text only, without buttons, links or images. Write \
             what the visitor reads in `text \"…\"`."
                .into()
        }
        Wish::Title => {
            "The platform shows no title above a message. Write what the visitor reads in \
             `text \"…\"`. The name that your team sees comes after the ID: \
             `message cart_help \"Help in the cart\" {`."
                .into()
        }
        Wish::Appearance => {
            "The platform has no such setting: a message is text only, and the widget decides how \
             to show it."
                .into()
        }
        Wish::Dates => {
            "A message has no dates. To start or stop it, change its status: `status published` or \
             `status paused`. To keep it from some days, add them to a schedule with `closed`, and \
             write `schedule business_hours ID` with the ID of that schedule."
                .into()
        }
        Wish::Limit => {
            "The platform does not count days or times. Use one of `frequency once_per_visit`, \
             `frequency once_per_customer` or `frequency every_time`."
                .into()
        }
        Wish::Experiment => {
            "The platform has no percentages, variants or experiments: everyone who matches the \
             condition after `when` gets the message."
                .into()
        }
        Wish::Event => {
            "The platform has no such event. Use `page_view` or `page_load`: write `after 30s on \
             page_view` or `on page_load`."
                .into()
        }
        Wish::Location => with_fields(
            "The platform does not know where a visitor is. The nearest is the language of the \
             browser, such as `device.language is fr`.",
        ),
        Wish::DeviceKind => with_fields(
            "The platform does not know the type of device, its system or its browser, only the \
             language of the browser: `device.language`.",
        ),
        Wish::Identity => with_fields(
            "The platform does not know who a visitor is, only whether it is the first visit: \
             `visitor.history is new` or `visitor.history is returning`.",
        ),
        Wish::Cart => with_fields(
            "The platform does not know what is in the cart or what was bought. The nearest is the \
             page that the visitor is on, such as `visitor.url contains \"/cart\"`.",
        ),
        Wish::Referrer => with_fields(
            "The platform does not know where a visitor comes from. A parameter in the address of \
             the page can tell, such as `visitor.url contains \"utm_source=newsletter\"`.",
        ),
        Wish::VisitCount => with_fields(
            "The platform does not count visits or pages. `visitor.history is returning` holds \
             from the second visit on.",
        ),
        Wish::TimeOnPage => {
            "The time on a page is not part of a condition. Write it as a statement of the \
             message: `after 30s on page_view`."
                .into()
        }
        Wish::Clock => {
            "Dates and hours are not part of a condition. Declare a schedule with the hours, and \
             write `schedule business_hours ID` in the message, with the ID of that schedule."
                .into()
        }
        Wish::Imports => {
            "The files of a workspace are read together: what one of them declares can be used in \
             all others, without an import."
                .into()
        }
        Wish::Variables => {
            "There are no variables. To use a condition in several messages, declare a segment: \
             `segment in_cart when visitor.url contains \"/cart\"`."
                .into()
        }
        Wish::Note => "For a note that visitors do not see, write a comment: `# …`.".into(),
        Wish::DisplayName => "The ID and the name are on the first line of a declaration: \
             `message cart_help \"Help in the cart\" {`."
            .into(),
        Wish::Condition(field) => format!(
            "Who gets a message is set with `when`, for example `when {}`.",
            sample(field)
        ),
        Wish::Exclusion => {
            "Who does not get a message is part of its condition. Add it to `when`, with `and not` \
             before it: `when visitor.url contains \"/cart\" and not visitor.url contains \
             \"/cart/print\"`."
                .into()
        }
        Wish::Action => {
            "A message runs nothing. When the visitor answers, `reply agent` or `reply bot` takes \
             over, and `tags` are set on the ticket."
                .into()
        }
        Wish::Assignment => {
            "The team or person who answers is not chosen here. `reply agent \"…\"` hands the \
             conversation over, and `tags` are set on the ticket."
                .into()
        }
        Wish::AskForMore => {
            "The platform asks for a name and an e-mail address only. Write `ask name, email`, or \
             `ask nothing`."
                .into()
        }
    }
}

/// A sentence, and all fields that there are.
fn with_fields(sentence: &str) -> String {
    let paths: Vec<&str> = FIELDS.iter().map(|row| row.path).collect();
    format!("{sentence} A condition can use {}.", listed(&paths, "and"))
}

/// A comparison of a field.
fn sample(field: Field) -> &'static str {
    match field {
        Field::VisitorUrl => "visitor.url contains \"/cart\"",
        Field::VisitorTitle => "visitor.title is \"My orders\"",
        Field::VisitorHistory => "visitor.history is new",
        Field::DeviceLanguage => "device.language is fr",
    }
}
