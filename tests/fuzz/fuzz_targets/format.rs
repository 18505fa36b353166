//! The target `format` of `crates/fuzz`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| proactive_fuzz::check("format", input));
