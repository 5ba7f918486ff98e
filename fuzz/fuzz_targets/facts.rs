//! Fuzzes `medcode_fuzz::facts`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::facts(bytes));
