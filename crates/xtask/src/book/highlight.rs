//! Highlights the language with its definition for Sublime Text. So the book knows the same words
//! as the editors, which a test compares with the tables of the compiler.

use syntect::parsing::{
    ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet, SyntaxSetBuilder,
};

use crate::{Failure, project};

/// Turns text into HTML.
#[derive(Debug)]
pub struct Highlighter {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

/// The classes of the themes of mdBook, which are those of highlight.js. The first scope that
/// matches decides.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hljs-comment"),
    ("punctuation.definition.comment", "hljs-comment"),
    ("constant.character.escape", "hljs-number"),
    ("string", "hljs-string"),
    ("constant.other.symbol", "hljs-symbol"),
    ("constant.numeric", "hljs-number"),
    ("constant.language", "hljs-literal"),
    ("storage.type", "hljs-keyword"),
    ("keyword", "hljs-keyword"),
    ("entity.name", "hljs-title"),
    ("variable.language", "hljs-built_in"),
    ("variable.other.member", "hljs-attr"),
];

impl Highlighter {
    /// Reads the definition.
    ///
    /// # Errors
    ///
    /// When it can't be read.
    pub fn new() -> Result<Self, Failure> {
        let mut builder = SyntaxSetBuilder::new();
        builder
            .add_from_folder(project::root().join("editors/sublime"), true)
            .map_err(|error| format!("editors/sublime can't be read: {error}"))?;
        let classes = CLASSES
            .iter()
            .map(|(scope, class)| Ok((Scope::new(scope)?, *class)))
            .collect::<Result<_, syntect::parsing::ParseScopeError>>()
            .map_err(|error| format!("a scope is invalid: {error}"))?;
        Ok(Self {
            syntaxes: builder.build(),
            classes,
        })
    }

    /// The text as the content of a `code` element.
    ///
    /// # Errors
    ///
    /// When the definition is invalid.
    pub fn html(&self, text: &str) -> Result<String, Failure> {
        let syntax: &SyntaxReference = self
            .syntaxes
            .find_syntax_by_extension("proactive")
            .ok_or("editors/sublime does not define the language")?;
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut html = String::new();
        for line in text.split_inclusive('\n') {
            let changes = state
                .parse_line(line, &self.syntaxes)
                .map_err(|error| format!("editors/sublime: {error}"))?;
            let mut start = 0;
            let end = (line.len(), ScopeStackOp::Noop);
            for (at, change) in changes.iter().chain([&end]) {
                self.piece(line.get(start..*at).unwrap_or_default(), &stack, &mut html);
                start = *at;
                stack
                    .apply(change)
                    .map_err(|error| format!("editors/sublime: {error}"))?;
            }
        }
        Ok(html)
    }

    fn piece(&self, text: &str, stack: &ScopeStack, html: &mut String) {
        let scopes = stack.as_slice().iter().rev();
        let class = scopes
            .flat_map(|scope| {
                let mut classes = self.classes.iter();
                classes.find(|(prefix, _)| prefix.is_prefix_of(*scope))
            })
            .map(|(_, class)| *class)
            .next();
        match class {
            Some(class) if !text.trim().is_empty() => {
                html.push_str(&format!("<span class=\"{class}\">{}</span>", escaped(text)));
            }
            Some(_) | None => html.push_str(&escaped(text)),
        }
    }
}

/// Text as HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
