//! Fuzzes `medcode_fuzz::edits`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::edits(bytes));
