//! The styles of text on a terminal.
//!
//! The basic green, yellow and cyan of many terminals vanish on a light background, the basic blue on
//! a dark one, and bold makes it worse. So these are colours of the 256 that contrast with both, and
//! none is bold.

use anstyle::{Ansi256Color, Style};
use owo_colors::XtermColors;
use proactive_diagnostics::Severity;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const ITALIC: Style = Style::new().italic();
pub(crate) const UNDERLINE: Style = Style::new().underline();

/// What is as it should be: open, shown, passed, added.
pub(crate) const GREEN: Style = Ansi256Color(28).on_default();
/// What is wrong, has failed or is removed.
pub(crate) const RED: Style = Ansi256Color(196).on_default();
/// What needs a look: warnings, closed, not covered.
pub(crate) const YELLOW: Style = Ansi256Color(166).on_default();
/// Code and help.
pub(crate) const CYAN: Style = Ansi256Color(31).on_default();

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

/// The same style for the library that draws findings.
pub(crate) fn for_findings(style: Style) -> owo_colors::Style {
    match style.get_fg_color() {
        Some(anstyle::Color::Ansi256(Ansi256Color(index))) => {
            owo_colors::Style::new().color(XtermColors::from(index))
        }
        Some(anstyle::Color::Ansi(_) | anstyle::Color::Rgb(_)) | None => owo_colors::Style::new(),
    }
}
