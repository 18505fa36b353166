//! The output of `hours`: which schedules are open, until when, and when they are closed next.

use std::io::{self, Write};

use proactive_simulator::{ClosedDays, HoursReport, ScheduleHours};
use proactive_syntax::literal::quote;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::paragraph::paragraph;
use crate::report::{counted, write_json};
use crate::style::{BOLD, GREEN, YELLOW, styled_if};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// The indentation of what is said about a schedule.
const INDENT: &str = "  ";

/// The indentation of the other lines of a paragraph.
const HANGING: &str = "    ";

/// The most closings of a schedule to list for people.
const MAX_CLOSINGS: usize = 3;

/// The opening hours at a moment.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Opening hours", rename = "Hours")]
pub(crate) struct HoursOutput {
    /// The version of this format.
    version: u32,
    #[serde(flatten)]
    report: HoursReport,
}

impl HoursOutput {
    pub(crate) fn new(report: HoursReport) -> Self {
        Self {
            version: VERSION,
            report,
        }
    }

    /// How many schedules are open, in a sentence.
    pub(crate) fn summary(&self) -> String {
        let schedules = &self.report.schedules;
        let open = schedules.iter().filter(|it| it.open).count();
        match schedules.len() {
            0 => "the workspace has no schedules".to_owned(),
            all => format!("{open} of {} open", counted(all, "schedule")),
        }
    }

    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if format.is_for_machines() {
            return write_json(self, to);
        }
        let color = style.color && format == Format::Pretty;
        for (position, schedule) in self.report.schedules.iter().enumerate() {
            if position > 0 {
                writeln!(to)?;
            }
            write_schedule(schedule, color, style.width, to)?;
        }
        Ok(())
    }
}

fn write_schedule(
    schedule: &ScheduleHours,
    color: bool,
    width: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let bold = styled_if(color, BOLD);
    let name = match *schedule.name == *schedule.schedule {
        true => String::new(),
        false => format!(" {}", quote(&schedule.name)),
    };
    let (state, state_style) = match schedule.open {
        true => ("open", styled_if(color, GREEN)),
        false => ("closed", styled_if(color, YELLOW)),
    };
    let until = match &schedule.until {
        Some(until) => format!(" until {}", until.beside(&schedule.at)),
        None => ", and stays so".to_owned(),
    };
    let id = &schedule.schedule;
    let heading =
        format!("{bold}`{id}`{bold:#}{name} is {state_style}{state}{state_style:#}{until}");
    writeln!(to, "{}", paragraph(&heading, width, "", HANGING))?;
    let at = format!("at {} in {}", schedule.at.local, schedule.timezone);
    writeln!(to, "{}", paragraph(&at, width, INDENT, HANGING))?;
    let (listed, more) = schedule
        .closings
        .split_at(schedule.closings.len().min(MAX_CLOSINGS));
    if !listed.is_empty() {
        let mut closings: Vec<String> = listed.iter().map(closing).collect();
        if !more.is_empty() {
            closings.push(format!("and {} more", more.len()));
        }
        let closings = format!("closed on {}", closings.join(", "));
        writeln!(to, "{}", paragraph(&closings, width, INDENT, HANGING))?;
    }
    Ok(())
}

fn closing(days: &ClosedDays) -> String {
    let ClosedDays { from, to, name } = days;
    let dates = match from == to {
        true => from.clone(),
        false => format!("{from} to {to}"),
    };
    match name {
        Some(name) => format!("{dates} {}", quote(name)),
        None => dates,
    }
}
