//! Changes as text, for terminals and logs.

use std::io::{self, Write};

use proactive_catalog::{MessageStatus, Word as _};
use proactive_syntax::literal::quote;
use unicode_width::UnicodeWidthStr as _;

use super::cause_reference::because;
use super::causes::{CauseJson, Detail};
use super::data::{Changed, DiffReport, Edit, MessageSummary};
use super::spans::in_words;
use super::takeovers::{OriginJson, TakeoverJson, does};
use super::words::{code, extent, person, title};
use crate::output::TerminalStyle;
use crate::report::counted;
use crate::report::paragraph::paragraph;
use crate::style::{BOLD, GREEN, RED, YELLOW, styled_if};
use anstyle::Style;

/// Writes the changes as text; without Unicode, everything but the author's text is ASCII.
pub(super) fn write(
    report: &DiffReport,
    style: TerminalStyle,
    to: &mut dyn Write,
) -> io::Result<()> {
    if !report.changes {
        return writeln!(to, "Nothing changes for visitors.");
    }
    let (arrow, dash) = if style.unicode {
        ("→", "–")
    } else {
        ("->", "-")
    };
    let writer = TextWriter {
        report,
        style,
        arrow,
        dash,
        to,
    };
    writer.write()
}

struct TextWriter<'w> {
    report: &'w DiffReport,
    style: TerminalStyle,
    arrow: &'static str,
    dash: &'static str,
    to: &'w mut dyn Write,
}

impl TextWriter<'_> {
    fn write(mut self) -> io::Result<()> {
        let it = self.report;
        let sides = format!("{} {} {}", it.old, self.arrow, it.new);
        let summary = format!("{sides}: {}", it.summary());
        writeln!(
            self.to,
            "{}",
            paragraph(&summary, self.style.width, "", "  ")
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
            self.gains(&whole.message)?;
        }
        for whole in &it.removed {
            let title = title(&whole.message, &whole.name);
            self.head(
                RED,
                "-",
                &format!("{title} is removed from `{}`", whole.channel),
            )?;
            self.message(whole)?;
            self.losses(&whole.message)?;
        }
        for renamed in &it.renamed {
            let text = format!("`{}` is renamed to `{}`", renamed.old, renamed.new);
            self.head(YELLOW, "~", &text)?;
        }
        for cause in &it.causes {
            let heading = cause.kind.heading(title);
            self.head(YELLOW, "~", &heading)?;
            self.cause(cause)?;
        }
        for changed in &it.changed {
            if changed.is_explained() && !self.has_takeovers(&changed.message) {
                continue;
            }
            let title = title(&changed.message, &changed.name);
            self.head(
                YELLOW,
                "~",
                &format!("{title} changes on `{}`", changed.channel),
            )?;
            self.changed(changed)?;
            self.gains(&changed.message)?;
            self.losses(&changed.message)?;
        }
        for swapped in &it.reordered {
            let text = format!(
                "`{}` now comes before `{}` on `{}`",
                swapped.winner, swapped.loser, swapped.channel
            );
            self.head(YELLOW, "~", &text)?;
            let mut takeovers = it.takeovers.iter();
            let takeover = takeovers.find(|it| it.is_about(&swapped.loser, &swapped.winner));
            match (takeover, &swapped.visitor) {
                (Some(takeover), _) if takeover.origin == OriginJson::Order => {
                    let who = person(&takeover.visitor);
                    let (from, to) = (&swapped.loser, &swapped.winner);
                    self.line(&format!(
                        "takes visitors from `{from}`: {who} saw `{from}` before and sees `{to}` now"
                    ))?;
                }
                // It is told where the message is.
                (Some(_), _) => {}
                (None, Some(visitor)) => self.line(&format!(
                    "another message comes before both for everyone who matches them, such as {}",
                    person(visitor)
                ))?,
                (None, None) => self.line("it is unknown whether any visitor matches both")?,
            }
        }
        for note in [it.made_up(code), it.incomplete()].into_iter().flatten() {
            let note = paragraph(&format!("{note}."), self.style.width, "", "");
            writeln!(self.to, "\n{note}")?;
        }
        Ok(())
    }

    /// From which messages this one takes visitors.
    fn gains(&mut self, message: &str) -> io::Result<()> {
        let all = self.report.takeovers_to_list();
        let all = all.filter(|it| it.to == message && it.origin == OriginJson::To);
        self.takeovers(&all.collect::<Vec<_>>(), "from", &|it| {
            let who = person(&it.visitor);
            let does = does(it.from_still_matches, &format!("`{}`", it.from));
            format!(
                "{does}: {who} saw `{}` before and sees this one now",
                it.from
            )
        })
    }

    /// To which unchanged messages this one loses visitors.
    fn losses(&mut self, message: &str) -> io::Result<()> {
        let all = self.report.takeovers_to_list();
        let all = all.filter(|it| it.from == message && it.origin == OriginJson::From);
        self.takeovers(&all.collect::<Vec<_>>(), "to", &|it| {
            let (to, who) = (&it.to, person(&it.visitor));
            format!("loses visitors to `{to}`: {who} saw this one before and sees `{to}` now")
        })
    }

    fn takeovers(
        &mut self,
        all: &[&TakeoverJson],
        direction: &str,
        words: &dyn Fn(&TakeoverJson) -> String,
    ) -> io::Result<()> {
        let (listed, rest) = self.report.listed(all);
        for takeover in listed {
            self.line(&words(takeover))?;
        }
        if rest > 0 {
            let others = counted(rest, "other message");
            self.line(&format!("and {direction} {others}: see `--all`"))?;
        }
        Ok(())
    }

    fn head(&mut self, color: Style, sign: &str, text: &str) -> io::Result<()> {
        let color = styled_if(self.style.color, color);
        let bold = styled_if(self.style.color, BOLD);
        // The sign has no width of its own: escape sequences are not counted.
        let text = paragraph(text, self.style.width.saturating_sub(2), "", "  ");
        writeln!(self.to, "\n{color}{sign}{color:#} {bold}{text}{bold:#}")
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        let text = paragraph(text, self.style.width, "    ", "      ");
        writeln!(self.to, "{text}")
    }

    fn example(&mut self, what: &str, text: &str) -> io::Result<()> {
        let first = format!("      {what}");
        let others = " ".repeat(first.len());
        let text = paragraph(text, self.style.width, &first, &others);
        writeln!(self.to, "{text}")
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

    fn cause(&mut self, it: &CauseJson) -> io::Result<()> {
        let style = self.report.span_style(self.dash);
        for (what, detail) in it.kind.details(style, person) {
            match detail {
                Detail::Words(words) => self.value(what, &words)?,
                Detail::Change(old, new) => self.edit(what, &old, &new)?,
            }
        }
        let concerned = it.concerned(self.report.max_names(), code);
        self.value(it.aspect(), &concerned)
    }

    fn changed(&mut self, it: &Changed) -> io::Result<()> {
        self.status(it.status)?;
        let audience = &it.audience;
        if let Some(said) = extent(audience.change) {
            self.value("who gets it", &because(said, &audience.causes, code))?;
        }
        if audience.causes.is_empty() {
            for (what, visitor) in [
                ("newly in:  ", &audience.newly_in),
                ("newly out: ", &audience.newly_out),
            ] {
                if let Some(visitor) = visitor {
                    self.example(what, &person(visitor))?;
                }
            }
        }
        let hours = &it.hours;
        if let Some(said) = extent(hours.change) {
            let from_to = if hours.old == hours.new {
                hours.new.clone()
            } else {
                format!("{} {} {}", hours.old, self.arrow, hours.new)
            };
            self.value(
                "hours",
                &format!("{from_to}, {}", because(said, &hours.causes, code)),
            )?;
        }
        if hours.causes.is_empty() {
            let style = self.report.span_style(self.dash);
            let examples = [&hours.newly_in, &hours.newly_out];
            let [newly_in, newly_out] = in_words(hours.spans.as_ref(), examples, style);
            for (what, words) in [("newly in:  ", newly_in), ("newly out: ", newly_out)] {
                if let Some(words) = words {
                    self.example(what, &words)?;
                }
            }
        }
        self.edits(&it.statements)
    }

    /// Whether it takes visitors from others, or loses visitors to unchanged ones.
    fn has_takeovers(&self, message: &str) -> bool {
        self.report.takeovers_to_list().any(|it| match it.origin {
            OriginJson::To => it.to == message,
            OriginJson::From => it.from == message,
            OriginJson::Order => false,
        })
    }

    fn value(&mut self, what: &str, value: &str) -> io::Result<()> {
        self.line(&format!("{what}: {value}"))
    }

    fn edits(&mut self, edits: &[Edit]) -> io::Result<()> {
        for edit in edits {
            let (old, new) = &edit.words;
            self.edit(edit.what, old, new)?;
        }
        Ok(())
    }

    fn edit(&mut self, what: &str, old: &str, new: &str) -> io::Result<()> {
        let text = format!("{what}: {old} {} {new}", self.arrow);
        if text.width() + 4 <= self.style.width {
            return self.line(&text);
        }
        self.value(what, old)?;
        self.line(&format!("  {} {new}", self.arrow))
    }
}
