//! Fuzzes `medcode_fuzz::rtf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::rtf(bytes));
