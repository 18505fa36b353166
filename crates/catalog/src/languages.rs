//! The languages that a condition can ask for.

/// A language of the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    /// The BCP 47 tag, in its usual spelling: `pt-BR`.
    pub tag: &'static str,
    /// The name, in English.
    pub name: &'static str,
}

impl Language {
    /// Finds a language by its exact tag.
    #[must_use]
    pub fn find(tag: &str) -> Option<&'static Self> {
        LANGUAGES
            .binary_search_by(|row| row.tag.cmp(tag))
            .ok()
            .and_then(|index| LANGUAGES.get(index))
    }
}

/// The table of languages, ordered by tag.
pub const LANGUAGES: &[Language] = &[
    Language {
        tag: "ar",
        name: "Arabic",
    },
    Language {
        tag: "bg",
        name: "Bulgarian",
    },
    Language {
        tag: "cs",
        name: "Czech",
    },
    Language {
        tag: "da",
        name: "Danish",
    },
    Language {
        tag: "de",
        name: "German",
    },
    Language {
        tag: "el",
        name: "Greek",
    },
    Language {
        tag: "en",
        name: "English",
    },
    Language {
        tag: "en-CA",
        name: "English (Canada)",
    },
    Language {
        tag: "en-GB",
        name: "English (United Kingdom)",
    },
    Language {
        tag: "en-US",
        name: "English (United States)",
    },
    Language {
        tag: "es",
        name: "Spanish",
    },
    Language {
        tag: "es-419",
        name: "Spanish (Latin America)",
    },
    Language {
        tag: "es-ES",
        name: "Spanish (Spain)",
    },
    Language {
        tag: "fi",
        name: "Finnish",
    },
    Language {
        tag: "fil",
        name: "Filipino",
    },
    Language {
        tag: "fr",
        name: "French",
    },
    Language {
        tag: "fr-CA",
        name: "French (Canada)",
    },
    Language {
        tag: "he",
        name: "Hebrew",
    },
    Language {
        tag: "hi",
        name: "Hindi",
    },
    Language {
        tag: "hu",
        name: "Hungarian",
    },
    Language {
        tag: "id",
        name: "Indonesian",
    },
    Language {
        tag: "it",
        name: "Italian",
    },
    Language {
        tag: "ja",
        name: "Japanese",
    },
    Language {
        tag: "ko",
        name: "Korean",
    },
    Language {
        tag: "ms",
        name: "Malay",
    },
    Language {
        tag: "nl",
        name: "Dutch",
    },
    Language {
        tag: "no",
        name: "Norwegian",
    },
    Language {
        tag: "pl",
        name: "Polish",
    },
    Language {
        tag: "pt",
        name: "Portuguese",
    },
    Language {
        tag: "pt-BR",
        name: "Portuguese (Brazil)",
    },
    Language {
        tag: "ro",
        name: "Romanian",
    },
    Language {
        tag: "ru",
        name: "Russian",
    },
    Language {
        tag: "sk",
        name: "Slovak",
    },
    Language {
        tag: "sv",
        name: "Swedish",
    },
    Language {
        tag: "th",
        name: "Thai",
    },
    Language {
        tag: "tr",
        name: "Turkish",
    },
    Language {
        tag: "uk",
        name: "Ukrainian",
    },
    Language {
        tag: "vi",
        name: "Vietnamese",
    },
    Language {
        tag: "zh-CN",
        name: "Chinese (mainland China)",
    },
    Language {
        tag: "zh-TW",
        name: "Chinese (Taiwan)",
    },
];
