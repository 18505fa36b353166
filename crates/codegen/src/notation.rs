//! Expressions as pest's notation writes them, for comments.

use std::fmt;

use crate::grammar::Expr;
use crate::symbols::Symbols;

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => quoted(f, text),
            Self::Class(Symbols::BYTES) => f.write_str("ANY"),
            Self::Class(class) => {
                let ranges = class.ranges().into_iter().map(|(from, to)| {
                    let (from, to) = (from.escape_ascii(), to.escape_ascii());
                    match from.to_string() == to.to_string() {
                        true => format!("\"{from}\""),
                        false => format!("'{from}'..'{to}'"),
                    }
                });
                f.write_str(&ranges.collect::<Vec<_>>().join(" | "))
            }
            Self::End => f.write_str("EOI"),
            Self::Rule(rule) => f.write_str(&rule.name),
            Self::Ahead(inner) => write!(f, "&{}", Part(inner)),
            Self::NotAhead(inner) => write!(f, "!{}", Part(inner)),
            Self::Sequence(parts) if parts.is_empty() => f.write_str("\"\""),
            Self::Sequence(parts) => joined(f, parts, " ~ "),
            Self::Choice(parts) => joined(f, parts, " | "),
            Self::Optional(inner) => write!(f, "{}?", Part(inner)),
            Self::Repeat(inner) => write!(f, "{}*", Part(inner)),
            Self::Until(texts) => {
                f.write_str("(!(")?;
                for (index, text) in texts.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { " | " })?;
                    quoted(f, text)?;
                }
                f.write_str(") ~ ANY)*")
            }
        }
    }
}

/// An expression as a part of another one: in parentheses if needed.
struct Part<'a>(&'a Expr);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Expr::Sequence(parts) | Expr::Choice(parts) if !parts.is_empty() => {
                write!(f, "({})", self.0)
            }
            Expr::Class(class) if class.count() > 1 && *class != Symbols::BYTES => {
                write!(f, "({})", self.0)
            }
            Expr::Ahead(_) | Expr::NotAhead(_) => write!(f, "({})", self.0),
            inner => write!(f, "{inner}"),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], separator: &str) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { "" } else { separator })?;
        match part {
            Expr::Ahead(_) | Expr::NotAhead(_) => write!(f, "{part}")?,
            Expr::Class(_) if separator == " | " => write!(f, "{part}")?,
            part => write!(f, "{}", Part(part))?,
        }
    }
    Ok(())
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "\"{}\"", text.escape_default())
}
