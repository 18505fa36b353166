//! The examples in a page: fenced blocks with their place.

/// A fenced block of a Markdown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The first word behind the opening fence; empty where there is none.
    pub language: String,
    /// What stands between the fences, with the newline of its last line.
    pub text: String,
    /// The line on which that begins, counted from 1.
    pub line: usize,
    /// The nearest heading above, without its `#`.
    pub heading: Option<String>,
}

/// All fenced blocks of `text`, in order. A block without an end reaches to the end of the text.
/// What a block in a list is indented by is taken off its lines.
#[must_use]
pub fn fences(text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut heading = None;
    let mut open: Option<Open> = None;
    for (index, line) in text.lines().enumerate() {
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        match &mut open {
            Some(block) if block.is_closed_by(body) => {
                found.extend(open.take().map(|block| block.fence));
            }
            Some(block) => {
                let kept = line
                    .split_at_checked(indent.min(block.indent))
                    .map_or(line, |(_, kept)| kept);
                block.fence.text.push_str(kept);
                block.fence.text.push('\n');
            }
            None => {
                if let Some(words) = heading_of(line) {
                    heading = Some(words);
                } else if let Some((mark, length, info)) = opening(body) {
                    open = Some(Open {
                        mark,
                        length,
                        indent,
                        fence: Fence {
                            language: info.split_whitespace().next().unwrap_or("").to_owned(),
                            text: String::new(),
                            line: index + 2,
                            heading: heading.clone(),
                        },
                    });
                }
            }
        }
    }
    found.extend(open.map(|block| block.fence));
    found
}

struct Open {
    mark: char,
    length: usize,
    indent: usize,
    fence: Fence,
}

impl Open {
    fn is_closed_by(&self, body: &str) -> bool {
        let rest = body.trim_start_matches(self.mark);
        body.len() - rest.len() >= self.length && rest.trim().is_empty()
    }
}

fn opening(body: &str) -> Option<(char, usize, &str)> {
    ['`', '~'].into_iter().find_map(|mark| {
        let info = body.trim_start_matches(mark);
        let length = body.len() - info.len();
        (length >= 3 && !info.contains(mark)).then_some((mark, length, info))
    })
}

fn heading_of(line: &str) -> Option<String> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with(' ')).then(|| words.trim().to_owned())
}
