//! What the tutorials and the how-to guides show is real.
//!
//! In the pages of `docs/tutorial` and `docs/how-to`,
//!
//! - a `proactive` block is a workspace, formatted, whose tests pass. That it has no finding, other
//!   tests hold. A block with the word `allow-findings` may have some, because the page is about them;
//! - a `console` block is commands and everything that they print. They run in the workspace of the
//!   nearest `proactive` block above;
//! - comments directly above a `console` block change that: `<!-- workspace: examples/NAME -->`
//!   names a copy of an example, `<!-- FILE: OLD => NEW -->` is a change of a file that is made
//!   first, on a branch of its own, and below `<!-- changed: from the block before -->` the block
//!   above is such a change of the `proactive` block before it;
//! - in a page that begins with `<!-- walkthrough -->`, there is one folder, empty at first. Its
//!   commands run there one after the other, and changes stay. A `proactive` block with the word
//!   `part` is files in this folder.

use std::path::{Path, PathBuf};

use proactive_testing::markdown::{Fence, fences};
use proactive_testing::{Fixture, FixtureFile};

use crate::corpus;
use crate::diff::{commit, git, git_is_missing};
use crate::docs::is_current;
use crate::support::{Folder, binary};

/// The first line of a page that is one long session.
const WALKTHROUGH: &str = "<!-- walkthrough -->\n";

/// The tutorials and the how-to guides.
fn pages() -> Vec<PathBuf> {
    let docs = corpus::project().join("docs");
    let mut pages = corpus::files(&docs.join("tutorial"), "md");
    pages.extend(corpus::files(&docs.join("how-to"), "md"));
    assert!(pages.len() > 20, "{pages:#?}");
    pages
}

/// A comment above a block.
enum Note<'p> {
    /// The commands run in a copy of this folder of the project.
    Workspace(&'p str),
    /// The `proactive` block above is a change of the one before.
    Changed,
    /// A file is changed first.
    Change {
        file: &'p str,
        old: &'p str,
        new: &'p str,
    },
}

/// The comments directly above a block, in order.
fn notes<'p>(page: &[&'p str], fence: &Fence) -> Vec<Note<'p>> {
    let above = &page[..fence.line - 2];
    let comments = above.iter().rev().map_while(|line| {
        let text = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let (key, value) = text.split_once(": ")?;
        Some(match value.split_once(" => ") {
            Some((old, new)) => Note::Change {
                file: key,
                old,
                new,
            },
            None if key == "workspace" => Note::Workspace(value),
            None if text == "changed: from the block before" => Note::Changed,
            None => panic!("what does {line:?} mean?"),
        })
    });
    let mut notes: Vec<Note<'_>> = comments.collect();
    notes.reverse();
    notes
}

/// The words of a command line; double quotes keep spaces.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in command.chars() {
        match (character, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (' ', _) if !quoted => words.push(String::new()),
            (character, Some(word)) => word.push(character),
            (_, None) => {}
        }
    }
    words
}

fn copy(from: &Path, folder: &Folder, inside: &str) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), folder, &format!("{name}/")),
            false => folder.write(&name, std::fs::read(entry.path()).unwrap()),
        }
    }
}

/// Writes the files of a block. The empty line above the name of the next file is not part of a file.
fn write(folder: &Path, block: &str) {
    for FixtureFile { path, text, .. } in Fixture::parse(block).files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("{}\n", text.trim_end())).unwrap();
    }
}

fn change(folder: &Path, notes: &[Note<'_>]) {
    for note in notes {
        let Note::Change { file, old, new } = note else {
            continue;
        };
        let path = folder.join(file);
        let text = corpus::read(&path);
        assert!(text.contains(old), "{file} has no {old:?}");
        std::fs::write(path, text.replacen(old, new, 1)).unwrap();
    }
}

/// The folder in which the commands of a block run; `None` if it needs Git, and there is none.
/// `above` is the `proactive` block above, and `before` the one before that.
fn workspace(notes: &[Note<'_>], above: &str, before: &str) -> Option<Folder> {
    let folder = Folder::new();
    let is_new = notes.iter().any(|note| matches!(note, Note::Changed));
    let example = notes.iter().find_map(|note| match note {
        Note::Workspace(example) => Some(example),
        Note::Changed | Note::Change { .. } => None,
    });
    match example {
        Some(example) => copy(&corpus::project().join(example), &folder, ""),
        None if is_new => write(&folder.path(), before),
        None => write(&folder.path(), above),
    }
    let is_changed = notes.iter().any(|note| !matches!(note, Note::Workspace(_)));
    if !is_changed {
        return Some(folder);
    }
    if git_is_missing() {
        return None;
    }
    let path = folder.path();
    git(&path, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    git(&path, &["checkout", "--quiet", "-b", "change"]);
    if is_new {
        git(&path, &["rm", "--quiet", "-r", "."]);
        write(&folder.path(), above);
    }
    change(&path, notes);
    commit(&folder);
    Some(folder)
}

/// Runs the commands of a block and returns them with what they print. `at` is the folder in which
/// they run; `cd` changes it.
fn replay(block: &str, at: &mut PathBuf) -> String {
    let mut shown = String::new();
    for line in block.lines() {
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        shown.push_str(line);
        shown.push('\n');
        if let Some(folder) = command.strip_prefix("cd ") {
            at.push(folder);
            continue;
        }
        let arguments = command.strip_prefix("proactive ").expect("a command");
        let output = binary(at).args(words(arguments)).output();
        let output = output.expect("the command runs");
        // CSV has lines that end in CR LF.
        shown.push_str(&corpus::text(&output.stdout).replace("\r\n", "\n"));
        shown.push_str(&corpus::text(&output.stderr));
    }
    shown
}

/// The page with what its commands print now.
fn real(page: &str) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let walk = page.starts_with(WALKTHROUGH).then(Folder::new);
    let mut walked = walk.as_ref().map(Folder::path).unwrap_or_default();
    let (mut above, mut before) = (String::new(), String::new());
    let mut real = String::new();
    let mut copied = 0;
    for fence in fences(page) {
        match fence.language.as_str() {
            "proactive" => {
                before = std::mem::replace(&mut above, fence.text);
                if walk.is_some() {
                    write(&walked, &above);
                }
            }
            "console" => {
                let notes = notes(&lines, &fence);
                let shown = match &walk {
                    Some(_) => {
                        change(&walked, &notes);
                        replay(&fence.text, &mut walked)
                    }
                    None => match workspace(&notes, &above, &before) {
                        Some(folder) => replay(&fence.text, &mut folder.path()),
                        None => fence.text.clone(),
                    },
                };
                let until = fence.line - 1;
                real.extend(lines[copied..until].iter().flat_map(|line| [line, "\n"]));
                real.push_str(&shown);
                copied = fence.end_line() - 1;
            }
            _ => {}
        }
    }
    real.extend(lines[copied..].iter().flat_map(|line| [line, "\n"]));
    real
}

#[test]
fn output_in_the_guides_is_real() {
    let mut commands = 0;
    for path in pages() {
        let page = corpus::read(&path);
        let fences = fences(&page);
        if fences.iter().any(|fence| fence.language == "console") {
            is_current(&path, &page, &real(&page));
            commands += 1;
        }
    }
    assert!(commands > 15, "{commands}");
}

#[test]
fn workspaces_in_the_guides_are_formatted_and_their_tests_pass() {
    let mut tested = 0;
    for path in pages() {
        let page = corpus::read(&path);
        if page.starts_with(WALKTHROUGH) {
            continue;
        }
        for fence in fences(&page) {
            if fence.language != "proactive" {
                continue;
            }
            let place = format!("{}:{}", path.display(), fence.line);
            let folder = Folder::new();
            write(&folder.path(), &fence.text);
            let formatted = folder.run(&["fmt", "--diff"]);
            assert_eq!(formatted.exit, 0, "{place}: {}", formatted.out);
            if fence.text.contains("\ntest \"") {
                let ran = folder.run(&["test"]);
                assert_eq!(ran.exit, 0, "{place}: {}{}", ran.out, ran.err);
                tested += 1;
            }
        }
    }
    assert!(tested > 15, "{tested}");
}

/// A how-to guide with a workspace or a session says where to go from there.
#[test]
fn each_how_to_leads_on() {
    let mut guides = 0;
    for path in pages() {
        let page = corpus::read(&path);
        let is_guide = path.parent().is_some_and(|it| it.ends_with("how-to"));
        let shows = |fence: Fence| ["proactive", "console"].contains(&&*fence.language);
        if is_guide && fences(&page).into_iter().any(shows) {
            let name = path.display();
            assert!(page.contains("\n## See also\n"), "{name} leads nowhere");
            guides += 1;
        }
    }
    assert!(guides >= 20, "{guides}");
}

/// The tutorial on the admin screen has the same samples in both languages.
#[test]
fn translations_have_the_same_samples() {
    let tutorial = corpus::project().join("docs/tutorial");
    let samples = |name: &str| {
        let fences = fences(&corpus::read(&tutorial.join(name)));
        let samples = fences.into_iter().map(|it| (it.language, it.text));
        samples.collect::<Vec<_>>()
    };
    let english = samples("from-the-admin-screen.md");
    assert!(english.len() > 5, "{english:#?}");
    assert_eq!(samples("depuis-l-ecran-d-administration.md"), english);
}

/// French has a no-break space before `:`, `;`, `!` and `?`, and inside guillemets.
#[test]
fn french_punctuation_stays_with_its_word() {
    let tutorial = corpus::project().join("docs/tutorial");
    let page = corpus::read(&tutorial.join("depuis-l-ecran-d-administration.md"));
    let mut code = false;
    let mut marks = 0;
    for line in page.lines() {
        code ^= line.trim_start().starts_with("```");
        if code {
            continue;
        }
        for wrong in [" :", " ;", " !", " ?", "« ", " »"] {
            assert!(!line.contains(wrong), "{wrong:?} in {line}");
        }
        marks += line.matches("\u{a0}:").count();
    }
    assert!(marks > 20, "{marks}");
}
