//! Generated workspaces: what the benchmarks rely on.

use proactive_testing::generate::workspace;

#[test]
fn the_same_numbers_give_the_same_bytes() {
    assert_eq!(workspace(300, 7), workspace(300, 7));
    // A change of the generator makes old measurements incomparable.
    let generated = workspace(1_000, 10);
    let mut sum: u32 = 0;
    for byte in generated.files.iter().flat_map(|file| file.text.bytes()) {
        sum = sum.wrapping_mul(31).wrapping_add(u32::from(byte));
    }
    assert_eq!((generated.len(), sum), (459_395, 3_403_435_636));
}

#[test]
fn a_thousand_messages_are_045_megabytes() {
    for (messages, files) in [(1_000, 10), (10_000, 100)] {
        let generated = workspace(messages, files);
        assert_eq!(generated.files.len(), files);
        let bytes = generated.len() / messages;
        assert!((440..=460).contains(&bytes), "{bytes} bytes a message");
        let headers = generated
            .files
            .iter()
            .flat_map(|file| file.text.lines())
            .filter(|line| line.starts_with("message "))
            .count();
        assert_eq!(headers, messages);
    }
}

#[test]
fn files_are_sorted_and_any_number_will_do() {
    for (messages, files) in [(0, 0), (0, 3), (1, 1), (3, 9), (25, 2), (12_000, 1_200)] {
        let generated = workspace(messages, files);
        assert_eq!(generated.files.len(), files.max(1));
        assert!(generated.files.is_sorted_by(|a, b| a.path < b.path));
    }
}
