//! Changes as text, for terminals and logs.

use std::io::{self, Write};

use proactive_catalog::{MessageStatus, Word as _};
use proactive_syntax::literal::{bare, quote};

use super::data::{Changed, DiffReport, Edit, MessageSummary};
use crate::report::visitor::VisitorJson;
use crate::style::{BOLD, GREEN, RED, YELLOW, styled_if};
use anstyle::Style;

/// Writes the changes as text; without `unicode`, everything but the author's text is ASCII.
pub(super) fn write(
    report: &DiffReport,
    color: bool,
    unicode: bool,
    to: &mut dyn Write,
) -> io::Result<()> {
    if !report.changes {
        return writeln!(to, "Nothing changes for visitors.");
    }
    let arrow = if unicode { "→" } else { "->" };
    TextWriter { color, arrow, to }.write(report)
}

struct TextWriter<'w> {
    color: bool,
    arrow: &'static str,
    to: &'w mut dyn Write,
}

impl TextWriter<'_> {
    fn write(&mut self, it: &DiffReport) -> io::Result<()> {
        writeln!(
            self.to,
            "{} {} {}: {}",
            it.old,
            self.arrow,
            it.new,
            it.summary()
        )?;
        if !it.settings.is_empty() {
            self.head(YELLOW, "~", "For all messages")?;
            self.edits(&it.settings)?;
        }
        for whole in &it.added {
            let title = title(&whole.message, &whole.name);
            self.head(
                GREEN,
                "+",
                &format!("{title} is added on `{}`", whole.channel),
            )?;
            self.message(whole)?;
        }
        for whole in &it.removed {
            let title = title(&whole.message, &whole.name);
            self.head(
                RED,
                "-",
                &format!("{title} is removed from `{}`", whole.channel),
            )?;
            self.message(whole)?;
        }
        for renamed in &it.renamed {
            let text = format!("`{}` is renamed to `{}`", renamed.old, renamed.new);
            self.head(YELLOW, "~", &text)?;
        }
        for changed in &it.changed {
            let title = title(&changed.message, &changed.name);
            self.head(
                YELLOW,
                "~",
                &format!("{title} changes on `{}`", changed.channel),
            )?;
            self.changed(changed)?;
        }
        for swapped in &it.reordered {
            let text = format!(
                "`{}` now comes before `{}` on `{}`",
                swapped.winner, swapped.loser, swapped.channel
            );
            self.head(YELLOW, "~", &text)?;
            match &swapped.visitor {
                Some(visitor) => self.line(&format!(
                    "gets the first instead of the second: {}",
                    person(visitor)
                ))?,
                None => self.line("it is unknown whether any visitor matches both")?,
            }
        }
        Ok(())
    }

    fn head(&mut self, color: Style, sign: &str, text: &str) -> io::Result<()> {
        let color = styled_if(self.color, color);
        let bold = styled_if(self.color, BOLD);
        writeln!(self.to, "\n{color}{sign}{color:#} {bold}{text}{bold:#}")
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.to, "    {text}")
    }

    fn message(&mut self, it: &MessageSummary) -> io::Result<()> {
        self.line(&quote(&it.text))?;
        self.line(&format!("{}, {}, {}", it.when, it.hours, it.frequency))?;
        self.status(it.status)?;
        match &it.visitor {
            Some(visitor) => self.line(&format!("for example: {}", person(visitor))),
            None => self.line("no visitor was found who gets it"),
        }
    }

    fn status(&mut self, status: &str) -> io::Result<()> {
        if status == MessageStatus::Published.as_str() {
            return Ok(());
        }
        self.line(&format!("its status is `{status}`, so it is not shown"))
    }

    fn changed(&mut self, it: &Changed) -> io::Result<()> {
        self.status(it.status)?;
        let audience = &it.audience;
        if let Some(said) = extent(audience.change) {
            self.line(&format!("who gets it: {said}"))?;
        }
        for (what, visitor) in [
            ("newly in:  ", &audience.newly_in),
            ("newly out: ", &audience.newly_out),
        ] {
            if let Some(visitor) = visitor {
                self.line(&format!("  {what}{}", person(visitor)))?;
            }
        }
        let hours = &it.hours;
        if let Some(said) = extent(hours.change) {
            let from_to = if hours.old == hours.new {
                hours.new.clone()
            } else {
                format!("{} {} {}", hours.old, self.arrow, hours.new)
            };
            self.line(&format!("hours: {from_to}, {said}"))?;
        }
        for (what, moment) in [
            ("newly in:  ", &hours.newly_in),
            ("newly out: ", &hours.newly_out),
        ] {
            if let Some(moment) = moment {
                self.line(&format!("  {what}{}", moment.local))?;
            }
        }
        self.edits(&it.statements)
    }

    fn edits(&mut self, edits: &[Edit]) -> io::Result<()> {
        for edit in edits {
            let (old, new) = &edit.words;
            let text = format!("{}: {old} {} {new}", edit.what, self.arrow);
            if text.chars().count() <= 90 {
                self.line(&text)?;
            } else {
                self.line(&format!("{}: {old}", edit.what))?;
                self.line(&format!("  {} {new}", self.arrow))?;
            }
        }
        Ok(())
    }
}

/// How a set changes, in words; `None` if it does not change.
pub(super) fn extent(change: &str) -> Option<&'static str> {
    match change {
        "equal" => None,
        "wider" => Some("wider"),
        "narrower" => Some("narrower"),
        "neither" => Some("neither wider nor narrower"),
        _ => Some("it is unknown whether it is wider or narrower"),
    }
}

/// A message with its title: `` `cart` "Cart" ``.
fn title(id: &str, name: &str) -> String {
    if id == name {
        format!("`{id}`")
    } else {
        format!("`{id}` {}", quote(name))
    }
}

/// A visitor in words.
fn person(it: &VisitorJson) -> String {
    let mut said = format!("a {} visitor on {}", it.history, bare(&it.url));
    if !it.title.is_empty() {
        said.push_str(&format!(", title {}", quote(&it.title)));
    }
    said.push_str(&format!(", language {}", it.language));
    if let Some(moment) = &it.moment {
        said.push_str(&format!(", at {}", moment.local));
    }
    said
}
