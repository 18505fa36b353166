//! What chat widgets can do: the table of the checker is that of the documentation, and of the
//! runtime's README, which a test of the runtime compares with the adapters.

use proactive_catalog::adapters::{Adapter, Capabilities, Prefill};
use xtask::project;

/// The row of an adapter. Where a page has to give an option, the cell names it.
fn row(adapter: Adapter) -> String {
    let Capabilities {
        open,
        prefill,
        tags,
        conversation,
        conversation_end,
        bot_answer,
    } = adapter.capabilities();
    let yes_or_no = |can: bool| if can { "yes" } else { "no" }.to_owned();
    let prefill = match prefill {
        Prefill::NameAndEmail => yes_or_no(true),
        Prefill::NameWithEmail => "with an address".to_owned(),
    };
    let mut cells = vec![format!("`{}`", adapter.as_str()), yes_or_no(open), prefill];
    cells.extend([tags, conversation, conversation_end, bot_answer].map(yes_or_no));
    format!("| {} |", cells.join(" | "))
}

/// The rows of the adapters on a page, with `yes` in place of an option.
fn rows_of(path: &str) -> Vec<String> {
    let page = project::read(&project::root().join(path)).unwrap();
    let mut rows = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split(" | ").collect();
        if cells.len() == 7 {
            let cells = cells
                .into_iter()
                .map(|cell| match cell.strip_prefix("with `") {
                    Some(_) => "yes",
                    None => cell,
                });
            rows.push(cells.collect::<Vec<_>>().join(" | "));
        }
    }
    rows
}

#[test]
fn the_tables_of_chat_widgets_are_one() {
    let rows: Vec<String> = Adapter::ALL.iter().map(|it| row(*it)).collect();
    assert_eq!(rows_of("runtime/README.md"), rows);
    assert_eq!(rows_of("docs/reference/chat-widgets.md"), rows);
}
