//! `cargo xtask runtime-mutants`: whether the comparison with the engine notices mistakes in the runtime
//! of web pages.
//!
//! Each mutant is the runtime with one mistake. One that the comparison does not notice is a decision
//! that no random visit tests.

use std::path::Path;

use crate::progress::announce;
use crate::runtime::PACKAGE;
use crate::runtime_equal::{bundle, compare, temporary_folder};
use crate::{Failure, npm, project};

/// The maximum number of steps until a mutant is noticed.
const MAX_STEPS: usize = 200_000;

/// A mistake: what replaces a text of a module.
struct Mutant {
    module: &'static str,
    text: &'static str,
    replacement: &'static str,
}

const fn mutant(module: &'static str, text: &'static str, replacement: &'static str) -> Mutant {
    Mutant {
        module,
        text,
        replacement,
    }
}

const MUTANTS: &[Mutant] = &[
    mutant("core", "checked: -1", "checked: 0"),
    mutant("core", "after > elapsed", "after >= elapsed"),
    mutant("core", "bundle.sites.some", "bundle.sites.every"),
    mutant(
        "core",
        "bundle.sites.length === 0",
        "bundle.sites.length !== 0",
    ),
    mutant("core", "isOpen: true }, used: used() }", "isOpen: true } }"),
    mutant(
        "core",
        "is({ shown: null, used: used() })",
        "is({ shown: null })",
    ),
    mutant(
        "core",
        "shown: null, used: used(), inConversation: true",
        "shown: null, inConversation: true",
    ),
    mutant(
        "core",
        "used: used(), inConversation: true",
        "used: used(), inConversation: false",
    ),
    mutant("core", "inVisit ? 'returning'", "inVisit ? 'new'"),
    mutant(
        "core",
        "history: 'new', seen: []",
        "history: 'returning', seen: []",
    ),
    mutant(
        "core",
        "history: 'new', seen: [], inConversation: false",
        "history: 'new', inConversation: false",
    ),
    mutant("core", "seen: [], inConversation: false", "seen: []"),
    mutant(
        "core",
        "{ inVisit: false, used: [], shown: null }",
        "{ inVisit: false, shown: null }",
    ),
    mutant(
        "core",
        "{ inVisit: false, used: [], shown: null }",
        "{ inVisit: false, used: [] }",
    ),
    mutant("core", ": { inConversation: false })", ": {})"),
    mutant("core", "!shown && !inConversation", "!inConversation"),
    mutant("core", "!shown && !inConversation", "!shown"),
    mutant("core", "once > 1 ? seen : used", "once > 1 ? used : seen"),
    mutant("conditions", "group.every(part)", "group.some(part)"),
    mutant("conditions", "values, !all)", "values, all)"),
    mutant("conditions", "wanted.some(fits)", "wanted.every(fits)"),
    mutant("conditions", "'(-|$)'", "'$'"),
    mutant("conditions", "'u' : 'iu'", "'u' : 'u'"),
    mutant("conditions", "'u' : 'iu'", "'iu' : 'iu'"),
    mutant("hours", "closed.every(is(false))", "closed.some(is(false))"),
    mutant("hours", "timeZone: schedule!.zone", "timeZone: 'UTC'"),
    mutant("hours", "864e5 + 3", "864e5 + 4"),
    mutant("hours", "from <= minute", "from < minute"),
    mutant("hours", "minute < to", "minute <= to"),
    mutant("hours", "date <= last", "date < last"),
    mutant("explain/reasons", "holds !== all", "holds === all"),
    mutant(
        "explain/reasons",
        "areOpen.length > 0",
        "areOpen.length > 9",
    ),
    mutant("explain/record", "shownHere = null;", ""),
    mutant("explain/record", "shownHere.after === after", "true"),
    mutant("explain/record", "once === 1 && used", "once === 1 && seen"),
    mutant("explain/record", "shown.isOpen ?", "!shown.isOpen ?"),
    mutant(
        "explain/explanation",
        "holds ? [tooEarly] : [tooEarly, ...reasons]",
        "[tooEarly]",
    ),
    mutant("explain/text", "padStart(2, '0')", "padStart(1)"),
    mutant("explain/text", "case '\\\\':", ""),
    mutant("explain/words", "${reason.holds}", "true"),
];

/// Makes one mistake after the other, and compares the runtime with the engine.
///
/// # Errors
///
/// When a mistake is not noticed, or no longer fits its module.
pub fn run() -> Result<String, Failure> {
    let runtime = npm::folder(PACKAGE)?;
    let mut missed = 0;
    for mutant in MUTANTS {
        let verdict = verdict(&runtime, mutant)?;
        missed += usize::from(verdict != Verdict::Noticed);
        let Mutant {
            module,
            text,
            replacement,
        } = mutant;
        announce(&format!(
            "{}: {module}: {text} → {replacement}\n",
            verdict.words()
        ));
    }
    let count = MUTANTS.len();
    match missed {
        0 => Ok(format!("all {count} mutants were noticed\n")),
        missed => Err(format!("{missed} of {count} mutants were not noticed")),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Noticed,
    Missed,
    /// The module does not have the text.
    Outdated,
}

impl Verdict {
    fn words(self) -> &'static str {
        match self {
            Self::Noticed => "noticed",
            Self::Missed => "MISSED",
            Self::Outdated => "OUTDATED",
        }
    }
}

fn verdict(runtime: &Path, mutant: &Mutant) -> Result<Verdict, Failure> {
    let module = format!("src/{}.ts", mutant.module);
    let correct = project::read(&runtime.join(&module))?;
    if !correct.contains(mutant.text) {
        return Ok(Verdict::Outdated);
    }
    let folder = temporary_folder()?;
    for part in ["src", "test"] {
        copy(&runtime.join(part), &folder.path().join(part))?;
    }
    let wrong = correct.replacen(mutant.text, mutant.replacement, 1);
    project::write(&folder.path().join(module), &wrong)?;
    let script = folder.path().join("equal.mjs");
    bundle(folder.path(), &script)?;
    let ran = compare(&script, MAX_STEPS, 1)?
        .arg("--first")
        .output()
        .map_err(|error| format!("the comparison can't be started: {error}"))?;
    match ran.status.code() {
        Some(0) => Ok(Verdict::Missed),
        Some(1) => Ok(Verdict::Noticed),
        Some(_) | None => Err(String::from_utf8_lossy(&ran.stderr).into_owned()),
    }
}

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to)?,
            false => {
                std::fs::copy(entry.path(), to).map_err(failed)?;
            }
        }
    }
    Ok(())
}
