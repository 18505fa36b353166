//! Text that is wrapped to the width of a terminal.

use textwrap::{WordSeparator, WordSplitter};

/// The paragraph on as many lines as it needs. Only spaces end a line, so that an address or a name
/// stays whole and can be copied.
pub(crate) fn paragraph(text: &str, width: usize, first: &str, others: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}
