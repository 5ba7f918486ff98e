//! Fuzzes `medcode_fuzz::document`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::document(bytes));
