//! The styles of text on a terminal.

use anstyle::{AnsiColor, Style};
use proactive_diagnostics::Severity;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const ITALIC: Style = Style::new().italic();
pub(crate) const UNDERLINE: Style = Style::new().underline();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const RED: Style = AnsiColor::Red.on_default();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// `style` if colours are used, else the style of plain text, which writes nothing.
pub(crate) fn styled_if(color: bool, style: Style) -> Style {
    if color { style } else { Style::new() }
}

/// The style of the name of a severity.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => CYAN,
    }
}
