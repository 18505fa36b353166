//! What a terminal would show: text with the styles that its escape sequences give it.

/// A piece of a line in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// The colour; none: the terminal's own.
    pub colour: Option<Colour>,
    /// Heavy letters.
    pub bold: bool,
    /// Paler than usual.
    pub dim: bool,
    /// Slanted letters.
    pub italic: bool,
    /// A line below.
    pub underline: bool,
}

/// A colour of the foreground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// One of the sixteen colours that a terminal's theme decides: 0 to 7, and 8 to 15 bright.
    Theme(u8),
    /// A colour given in full.
    Rgb(u8, u8, u8),
}

/// Reads `text` as a terminal does, line by line. Styles last until they are changed, over lines
/// too. Backgrounds, links and sequences that move the cursor are passed over.
#[must_use]
pub fn lines(text: &str) -> Vec<Vec<Run>> {
    let mut style = Style::default();
    text.lines().map(|line| runs(line, &mut style)).collect()
}

/// The text of a line without its styles.
#[must_use]
pub fn plain(line: &[Run]) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

fn runs(line: &str, style: &mut Style) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            sequence(&mut characters, style);
            continue;
        }
        match found.last_mut() {
            Some(run) if run.style == *style => run.text.push(character),
            _ => found.push(Run {
                text: character.to_string(),
                style: *style,
            }),
        }
    }
    found
}

/// Reads one escape sequence, the escape itself being read.
fn sequence(characters: &mut std::str::Chars<'_>, style: &mut Style) {
    match characters.next() {
        Some('[') => {
            let mut parameters = String::new();
            for character in characters {
                match character {
                    '0'..='?' => parameters.push(character),
                    ' '..='/' => {}
                    'm' => return select(&parameters, style),
                    _ => return,
                }
            }
        }
        // An operating system command, as a link: up to a bell or `ESC \`.
        Some(']') => {
            while let Some(character) = characters.next() {
                match character {
                    '\u{7}' => return,
                    '\u{1b}' => {
                        characters.next();
                        return;
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn select(parameters: &str, style: &mut Style) {
    let mut numbers = parameters
        .split([';', ':'])
        .map(|number| number.parse::<u8>().unwrap_or(0));
    while let Some(number) = numbers.next() {
        match number {
            0 => *style = Style::default(),
            1 => style.bold = true,
            2 => style.dim = true,
            3 => style.italic = true,
            4 => style.underline = true,
            22 => {
                style.bold = false;
                style.dim = false;
            }
            23 => style.italic = false,
            24 => style.underline = false,
            30..=37 => style.colour = Some(Colour::Theme(number - 30)),
            90..=97 => style.colour = Some(Colour::Theme(number - 90 + 8)),
            38 => style.colour = extended(&mut numbers).or(style.colour),
            48 => _ = extended(&mut numbers),
            39 => style.colour = None,
            _ => {}
        }
    }
}

/// What stands behind `38` and `48`: `5;N`, or `2;R;G;B`.
fn extended(numbers: &mut impl Iterator<Item = u8>) -> Option<Colour> {
    match numbers.next()? {
        5 => Some(match numbers.next()? {
            theme @ 0..=15 => Colour::Theme(theme),
            cube @ 16..=231 => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let cube = cube - 16;
                Colour::Rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
            }
            grey => {
                let level = 8 + 10 * (grey - 232);
                Colour::Rgb(level, level, level)
            }
        }),
        2 => Some(Colour::Rgb(
            numbers.next()?,
            numbers.next()?,
            numbers.next()?,
        )),
        _ => None,
    }
}
