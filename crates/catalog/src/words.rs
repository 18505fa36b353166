//! The sets of words that the language knows, most of them defined by the platform.

use crate::languages::LANGUAGES;

/// A word of a fixed set.
pub trait Word: Copy + Sized + 'static {
    /// The whole set, in the order of the documentation.
    const ALL: &'static [Self];

    /// The word as it is written, in the language and in the compiled configuration.
    fn as_str(self) -> &'static str;

    /// What it means, for an author.
    fn documentation(self) -> &'static str;

    /// Finds a member by its exact word.
    #[must_use]
    fn find(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|member| member.as_str() == word)
    }
}

/// Defines [`WordSet`], with an enum of the words of each set that is listed here. The `others` are
/// sets whose words are elsewhere.
macro_rules! words {
    (
        others {
            $($(#[$other_doc:meta])* $other:ident = $words:expr;)*
        }
        $($(#[$doc:meta])* $name:ident {
            $($variant:ident = $word:literal: $documentation:literal;)*
        })*
    ) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $name {
                $(
                    #[doc = concat!("`", $word, "`: ", $documentation)]
                    $variant,
                )*
            }

            impl Word for $name {
                const ALL: &'static [Self] = &[$(Self::$variant),*];

                fn as_str(self) -> &'static str {
                    match self { $(Self::$variant => $word,)* }
                }

                fn documentation(self) -> &'static str {
                    match self { $(Self::$variant => $documentation,)* }
                }
            }
        )*

        /// A set of words that the language knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum WordSet {
            $($(#[$doc])* $name,)*
            $($(#[$other_doc])* $other,)*
        }

        impl WordSet {
            /// All sets.
            pub const ALL: &'static [Self] = &[$(Self::$name,)* $(Self::$other,)*];

            /// Whether its words are listed in this module, with what they mean. The others are
            /// tags of languages.
            #[must_use]
            pub fn is_listed(self) -> bool {
                match self {
                    $(Self::$name => true,)*
                    $(Self::$other => false,)*
                }
            }

            /// Its words, in the order of the documentation; empty if the set is open.
            #[must_use]
            pub fn words(self) -> Vec<&'static str> {
                match self {
                    $(Self::$name => $name::ALL.iter().map(|word| word.as_str()).collect(),)*
                    $(Self::$other => $words,)*
                }
            }

            /// What one of its words means, for an author; `None` for another word, and for the
            /// words that are not listed in this module.
            #[must_use]
            pub fn documentation(self, word: &str) -> Option<&'static str> {
                match self {
                    $(Self::$name => $name::find(word).map(Word::documentation),)*
                    $(Self::$other => None,)*
                }
            }
        }
    };
}

words! {
    others {
        /// The tags of [`LANGUAGES`].
        Language = LANGUAGES.iter().map(|row| row.tag).collect();
        /// The language of a test's device: any well-formed BCP 47 tag, so the set is open.
        DeviceTag = Vec::new();
    }
    /// The kinds of channel.
    ChannelType {
        WebWidget = "web_widget": "A chat widget on a website.";
    }
    /// Whether a bot answers.
    BotStatus {
        Published = "published": "The bot answers on its channels.";
        Draft = "draft": "The bot is a draft; no message can use it.";
    }
    /// Whether a message is shown.
    MessageStatus {
        Published = "published": "The message is shown to visitors who match its conditions.";
        Paused = "paused": "The message is not shown for now.";
        Draft = "draft": "The message is a draft and is not shown.";
    }
    /// When conditions are checked.
    Event {
        PageView = "page_view": "Once, when the visitor has stayed on the page as long as `after` says.";
        PageLoad = "page_load": "Immediately, as a page loads.";
    }
    /// How often one visitor gets a message.
    Frequency {
        OncePerCustomer = "once_per_customer": "Not again once it has been shown, until the visitor's browser data is cleared.";
        OncePerVisit = "once_per_visit": "Not again in this visit once it has been opened or dismissed.";
        EveryTime = "every_time": "Every time the conditions hold. Recommended only for critical or urgent messages.";
    }
    /// At which hours a message is shown.
    ScheduleKind {
        Anytime = "anytime": "At any hour.";
        BusinessHours = "business_hours": "Only inside a schedule's hours: the one named, else the channel's only one.";
        OutsideBusinessHours = "outside_business_hours": "Only while all schedules of the channel are closed.";
    }
    /// What the customer is asked for before an agent takes over. The source may say `nothing` instead.
    Ask {
        Name = "name": "The customer's name.";
        Email = "email": "The customer's e-mail address.";
    }
    /// Who has the conversation after a message.
    ConversationControl {
        Release = "release": "Control of a conversation is released when it ends, so that messages can be sent.";
        Keep = "keep": "Control is kept: proactive messages are not sent.";
    }
    /// Who replies when a visitor answers a message.
    ReplyKind {
        Agent = "agent": "A text, and then a person takes over.";
        Bot = "bot": "An answer of a bot.";
    }
    /// Whether a visitor has been here before.
    History {
        New = "new": "The visitor's first visit.";
        Returning = "returning": "Not the visitor's first visit.";
    }
    /// A day of the week.
    Day {
        Monday = "mon": "Monday.";
        Tuesday = "tue": "Tuesday.";
        Wednesday = "wed": "Wednesday.";
        Thursday = "thu": "Thursday.";
        Friday = "fri": "Friday.";
        Saturday = "sat": "Saturday.";
        Sunday = "sun": "Sunday.";
    }
}
