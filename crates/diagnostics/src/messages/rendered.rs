//! The parts of a message, which all submodules return.

/// The message and the help of a problem.
pub(super) struct Rendered {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Rendered {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }
}
