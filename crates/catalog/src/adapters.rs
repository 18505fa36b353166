//! The chat widgets that the runtime of web pages can hand a visitor over to, and what each can do.
//!
//! The adapters in `runtime/src/adapters` say the same; their comments name the pages of the vendors.

/// Defines [`Adapter`] with the table of what the widgets can do.
macro_rules! adapters {
    ($($(#[$documentation:meta])* $variant:ident = $word:literal, $name:literal, $text:literal, $support:expr;)*) => {
        /// A chat widget that takes over after a message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Adapter {
            $($(#[$documentation])* $variant,)*
        }

        impl Adapter {
            /// All adapters.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it in the manifest.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The name of the widget.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means, for an author.
            #[must_use]
            pub fn documentation(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// What the widget can do.
            #[must_use]
            pub fn capabilities(self) -> Capabilities {
                match self { $(Self::$variant => $support,)* }
            }
        }
    };
}

/// What a widget can do for the page that it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Opens its window on request.
    pub open: bool,
    /// What it takes of what the visitor filled in.
    pub prefill: Prefill,
    /// Puts tags on the conversation.
    pub tags: bool,
    /// Reports that a conversation began.
    pub conversation: bool,
    /// Reports that a conversation ended.
    pub conversation_end: bool,
    /// Starts an answer of a bot by its name.
    pub bot_answer: bool,
}

/// What a widget takes of the name and the e-mail address that a visitor filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefill {
    /// Either, or both.
    NameAndEmail,
    /// The address, and a name together with it: a name alone is dropped.
    NameWithEmail,
}

/// Everything.
const ALL: Capabilities = Capabilities {
    open: true,
    prefill: Prefill::NameAndEmail,
    tags: true,
    conversation: true,
    conversation_end: true,
    bot_answer: true,
};

adapters! {
    // Zendesk, Web Widget for messaging, core API: `conversationFields` take a name and an address,
    // `conversationTags` tags. A bot starts by its own flow, for which no call exists.
    /// Zendesk messaging.
    Zendesk = "zendesk", "Zendesk messaging", "The widget of Zendesk messaging.", Capabilities { conversation_end: false, bot_answer: false, ..ALL };
    // Intercom, JavaScript API, methods: `update` takes attributes of the visitor, none takes tags of
    // a conversation, reports one, or starts a workflow by its name.
    /// Intercom's Messenger.
    Intercom = "intercom", "Intercom", "The Messenger of Intercom.", Capabilities { tags: false, conversation: false, conversation_end: false, bot_answer: false, ..ALL };
    // Crisp, Web Chat SDK, $crisp: `session:segments`, `message:sent`, `trigger:run`.
    /// Crisp's chatbox.
    Crisp = "crisp", "Crisp", "The chatbox of Crisp.", Capabilities { conversation_end: false, ..ALL };
    // Chatwoot, SDK: `setUser`, which identifies a visitor by the address, `setLabel`, the events of
    // `window`. No call starts a bot.
    /// Chatwoot's widget.
    Chatwoot = "chatwoot", "Chatwoot", "The widget of Chatwoot.", Capabilities { prefill: Prefill::NameWithEmail, conversation_end: false, bot_answer: false, ..ALL };
    /// Code of the page itself, which can do what it likes.
    Generic = "generic", "any other widget", "Any other widget, by code of your own.", ALL;
}
