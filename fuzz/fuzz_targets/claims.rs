//! Fuzzes `medcode_fuzz::claims`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::claims(bytes));
