//! The findings are the same with a warm cache as with a cold one.

use proactive_analysis::{Cache, lints, lints_with};
use proactive_hir::{Settings, Workspace};
use proptest::prelude::*;
use proptest::sample::select;

use crate::random_conditions::condition;
use crate::workspaces::{GROUND, insensitive, message, single, workspace};

/// An edit to a workspace of messages and two segments.
#[derive(Debug, Clone)]
enum Edit {
    /// Changes the condition of a message.
    Rewrite(usize, String),
    /// Makes a message use a segment.
    Use(usize, usize),
    /// Changes the condition of a segment.
    Redefine(usize, String),
    /// Swaps a message with the next one.
    Swap(usize),
    /// Moves everything.
    Insert(usize),
    /// Removes or breaks a message.
    Break(usize),
    /// Moves a message to another channel or moment, or pauses it.
    Move(usize, &'static str),
    /// Changes the opening hours.
    Open(&'static str),
    /// Removes all messages but the first, or restores them.
    Fill(usize),
    /// Makes case count, or not.
    Case(bool),
}

/// What a message may have besides its condition.
const STATEMENTS: [&str; 6] = [
    "channel web",
    "channel help",
    "channel web\n  after 5s on page_view",
    "channel web\n  schedule business_hours day",
    "channel web\n  schedule outside_business_hours",
    "channel web\n  status draft",
];

fn edit() -> impl Strategy<Value = Edit> {
    let text = || condition().prop_map(|condition| condition.text());
    prop_oneof![
        4 => (0..5_usize, text()).prop_map(|(at, text)| Edit::Rewrite(at, text)),
        2 => (0..5_usize, 0..2_usize).prop_map(|(at, segment)| Edit::Use(at, segment)),
        2 => (0..2_usize, text()).prop_map(|(at, text)| Edit::Redefine(at, text)),
        1 => (0..4_usize).prop_map(Edit::Swap),
        1 => (0..5_usize).prop_map(Edit::Insert),
        1 => (0..5_usize).prop_map(Edit::Break),
        2 => (0..5_usize, select(STATEMENTS.as_slice())).prop_map(|(at, more)| Edit::Move(at, more)),
        1 => select(vec!["mon-fri 09:00-17:00", "sat 10:00-12:00"]).prop_map(Edit::Open),
        1 => (0..6_usize).prop_map(Edit::Fill),
        1 => any::<bool>().prop_map(Edit::Case),
    ]
}

/// The workspace that is edited.
struct Text {
    segments: Vec<String>,
    messages: Vec<Said>,
    /// The number of messages present.
    filled: usize,
    open: &'static str,
    case_sensitive: bool,
}

struct Said {
    /// The number of lines above it.
    above: usize,
    condition: String,
    more: &'static str,
}

impl Text {
    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Rewrite(at, text) => self.messages[*at].condition.clone_from(text),
            Edit::Use(at, segment) => {
                let condition = &mut self.messages[*at].condition;
                condition.push_str(&format!(" or s{segment}"));
            }
            Edit::Redefine(at, text) => self.segments[*at].clone_from(text),
            Edit::Swap(at) => self.messages.swap(*at, at + 1),
            Edit::Insert(at) => self.messages[*at].above += 1,
            Edit::Break(at) => "nonsense".clone_into(&mut self.messages[*at].condition),
            Edit::Move(at, more) => self.messages[*at].more = more,
            Edit::Open(open) => self.open = open,
            Edit::Fill(count) => self.filled = *count,
            Edit::Case(sensitive) => self.case_sensitive = *sensitive,
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "brand acme\nschedule day {{ timezone \"UTC\" open {} }}\n\
             channel web {{ brand acme business_hours day }}\n\
             channel help {{ brand acme }}\n",
            self.open
        );
        for (number, condition) in self.segments.iter().enumerate() {
            text.push_str(&format!("segment s{number} when {condition}\n"));
        }
        for (number, said) in self.messages.iter().enumerate().take(self.filled) {
            text.push_str(&"\n".repeat(said.above));
            text.push_str(&message(&format!("m{number}"), &said.condition, said.more));
        }
        text
    }

    fn settings(&self) -> Settings {
        match self.case_sensitive {
            true => Settings::default(),
            false => insensitive(),
        }
    }

    /// The workspace, reusing the items that stayed the same.
    fn put_into(&self, workspace: &mut Workspace) {
        workspace.set_settings(self.settings());
        workspace.set_file("main.proactive", self.text().into());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn warm_and_cold_caches_give_the_same_findings(
        first in proptest::collection::vec(condition(), 7),
        edits in proptest::collection::vec(edit(), 1..12),
    ) {
        let mut conditions = first.iter().map(|condition| condition.text());
        let mut text = Text {
            segments: conditions.by_ref().take(2).collect(),
            messages: conditions
                .map(|condition| Said { above: 0, condition, more: STATEMENTS[0] })
                .collect(),
            filled: 5,
            open: "mon-fri 09:00-17:00",
            case_sensitive: true,
        };
        let mut cache = Cache::new();
        let mut workspace = workspace(Settings::default(), &[]);
        let mut check = |text: &Text| {
            let (mut warm, mut cold) = (Vec::new(), Vec::new());
            text.put_into(&mut workspace);
            let _ = workspace.check_with(|model| {
                warm = lints_with(model, &mut cache);
                cold = lints(model);
                Vec::new()
            });
            (warm, cold)
        };
        let (warm, cold) = check(&text);
        prop_assert_eq!(warm, cold);
        for edit in &edits {
            text.apply(edit);
            let (warm, cold) = check(&text);
            prop_assert_eq!(warm, cold, "{:?}", edit);
        }
    }
}

fn proved(workspace: &Workspace, cache: &mut Cache) -> usize {
    let _ = workspace.check_with(|model| lints_with(model, cache));
    cache.proved()
}

#[test]
fn only_changes_are_proved_again() {
    let of = |above: &str, last: &str| {
        let mut text = format!("{above}{GROUND}segment cart when visitor.url contains \"/cart\"\n");
        for number in 0..20 {
            let condition = format!("cart and visitor.title contains \"Offer {number}\"");
            text.push_str(&message(&format!("m{number}"), &condition, ""));
        }
        text.push_str(&message("last", last, ""));
        single(&text)
    };
    let mut cache = Cache::new();
    // The segment and the messages.
    assert_eq!(proved(&of("", "device.language is fr"), &mut cache), 22);
    assert_eq!(proved(&of("", "device.language is fr"), &mut cache), 0);
    let moved = "# A comment, so that everything moves.\n\n";
    assert_eq!(proved(&of(moved, "device.language is fr"), &mut cache), 0);
    assert_eq!(proved(&of(moved, "device.language is nl"), &mut cache), 1);
    // As the last time, but not as the time before.
    assert_eq!(proved(&of("", "device.language is nl"), &mut cache), 0);
}
