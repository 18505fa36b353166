//! A terminal's lines as a picture that a page can show.
//!
//! The card brings its own dark background, so it reads the same on light and on dark pages.
//! Every piece of text is set at its column and stretched to its width, so that lines and carets
//! meet whichever monospaced font the reader has.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::ansi::{Colour, Run, Style};

const FONT_SIZE: f64 = 14.0;
const CELL: f64 = 8.4;
const LINE: f64 = 19.0;
const MARGIN: f64 = 22.0;
const BAR: f64 = 36.0;
const LEAST_COLUMNS: usize = 64;

const BACKGROUND: &str = "#1b1f27";
const EDGE: &str = "#3a414d";
const FOREGROUND: &str = "#d9dee8";
const MUTED: &str = "#8b94a3";
const THEME: [&str; 16] = [
    "#5c6370", "#f2777a", "#99cc99", "#ffcc66", "#6cb6ff", "#d39af5", "#66cccc", "#d9dee8",
    "#8b94a3", "#ff8f8f", "#b5e8b0", "#ffdd8a", "#8cc8ff", "#e3b8ff", "#8ae6e6", "#ffffff",
];

/// Draws `lines` below a bar with `title`.
#[must_use]
pub fn card(title: &str, lines: &[Vec<Run>]) -> String {
    let columns = lines
        .iter()
        .map(|line| line.iter().map(|run| run.text.width()).sum())
        .fold(LEAST_COLUMNS, usize::max);
    let width = (length(columns) + 2.0 * MARGIN).ceil();
    let height = (BAR + length_of_lines(lines.len()) + 2.0 * MARGIN * 0.75).ceil();
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">
<style>
text {{ font: {FONT_SIZE}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; fill: {FOREGROUND}; white-space: pre; }}
.b {{ font-weight: bold; }} .d {{ opacity: 0.65; }} .i {{ font-style: italic; }} .u {{ text-decoration: underline; }}
</style>
<rect x="0.5" y="0.5" width="{inner_width}" height="{inner_height}" rx="9" fill="{BACKGROUND}" stroke="{EDGE}"/>
<path d="M1 {BAR}H{bar_end}" stroke="{EDGE}"/>
<circle cx="20" cy="18" r="5.5" fill="#f2777a"/><circle cx="39" cy="18" r="5.5" fill="#ffcc66"/><circle cx="58" cy="18" r="5.5" fill="#99cc99"/>
<text x="{middle}" y="23" text-anchor="middle" style="fill:{MUTED}">{label}</text>
"##,
        label = escape(title),
        inner_width = width - 1.0,
        inner_height = height - 1.0,
        bar_end = width - 1.0,
        middle = width / 2.0,
    );
    let mut y = BAR + MARGIN * 0.75 + FONT_SIZE;
    for line in lines {
        draw_line(&mut svg, line, y);
        y += LINE;
    }
    svg.push_str("</svg>\n");
    svg
}

#[allow(clippy::cast_precision_loss, reason = "columns are few")]
fn length(columns: usize) -> f64 {
    columns as f64 * CELL
}

#[allow(clippy::cast_precision_loss, reason = "lines are few")]
fn length_of_lines(lines: usize) -> f64 {
    lines as f64 * LINE
}

fn draw_line(svg: &mut String, line: &[Run], y: f64) {
    let mut column = 0;
    for run in line {
        for (gap, text) in pieces(&run.text) {
            let start = column + gap;
            column = start + text.width();
            if text.is_empty() {
                continue;
            }
            let _ = writeln!(
                svg,
                r#"<text x="{x:.1}" y="{y:.1}" textLength="{length:.1}" lengthAdjust="spacingAndGlyphs"{look}>{text}</text>"#,
                x = MARGIN + length(start),
                length = length(text.width()),
                look = look(run.style),
                text = escape(text),
            );
        }
    }
}

/// The parts of a text between two or more blanks, which a reader of SVG may draw as one: each
/// with the number of blanks before it. The last part is empty if blanks end the text.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.trim_start_matches(' ');
        let end = inside
            .find("  ")
            .unwrap_or_else(|| inside.trim_end_matches(' ').len());
        let (piece, behind) = inside.split_at_checked(end).unwrap_or((inside, ""));
        found.push((rest.len() - inside.len(), piece));
        rest = behind;
    }
    found
}

fn look(style: Style) -> String {
    let classes: Vec<&str> = [
        (style.bold, "b"),
        (style.dim, "d"),
        (style.italic, "i"),
        (style.underline, "u"),
    ]
    .into_iter()
    .filter_map(|(on, class)| on.then_some(class))
    .collect();
    let mut look = String::new();
    if !classes.is_empty() {
        let _ = write!(look, r#" class="{}""#, classes.join(" "));
    }
    match style.colour {
        Some(Colour::Theme(index)) => {
            let colour = THEME.get(usize::from(index)).unwrap_or(&FOREGROUND);
            let _ = write!(look, r#" style="fill:{colour}""#);
        }
        Some(Colour::Rgb(red, green, blue)) => {
            let _ = write!(look, r##" style="fill:#{red:02x}{green:02x}{blue:02x}""##);
        }
        None => {}
    }
    look
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
