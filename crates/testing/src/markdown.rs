//! Fenced code blocks and headings of a Markdown page.

/// A fenced code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The first word after the opening fence; empty if there is none.
    pub language: String,
    /// The other words after the opening fence.
    pub attributes: Vec<String>,
    /// The content between the fences, with the newline of its last line.
    pub text: String,
    /// The line on which the content begins, counted from 1.
    pub line: usize,
    /// The nearest heading above, without its `#`.
    pub heading: Option<String>,
    /// The line of that heading, counted from 1; 0 if there is none.
    pub heading_line: usize,
}

impl Fence {
    /// The line of the closing fence, counted from 1.
    #[must_use]
    pub fn end_line(&self) -> usize {
        self.line + self.text.lines().count()
    }
}

/// Returns all fenced code blocks of `text`, in order. A block without a closing fence ends with
/// the text. The indentation of a block in a list is removed from its lines.
#[must_use]
pub fn fences(text: &str) -> Vec<Fence> {
    walk(text, |_, _| {})
}

/// Returns the headings of `text`, without their `#`, and their lines, counted from 1.
#[must_use]
pub fn headings(text: &str) -> Vec<(usize, String)> {
    let mut headings = Vec::new();
    walk(text, |line, words| headings.push((line, words.to_owned())));
    headings
}

fn walk(text: &str, mut on_heading: impl FnMut(usize, &str)) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut heading = None;
    let mut heading_line = 0;
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
                    on_heading(index + 1, &words);
                    heading = Some(words);
                    heading_line = index + 1;
                } else if let Some((mark, length, info)) = opening(body) {
                    let mut words = info.split_whitespace().map(str::to_owned);
                    open = Some(Open {
                        mark,
                        length,
                        indent,
                        fence: Fence {
                            language: words.next().unwrap_or_default(),
                            attributes: words.collect(),
                            text: String::new(),
                            line: index + 2,
                            heading: heading.clone(),
                            heading_line,
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
