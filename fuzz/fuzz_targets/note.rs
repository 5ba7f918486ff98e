//! Fuzzes `medcode_fuzz::note`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::note(bytes));
