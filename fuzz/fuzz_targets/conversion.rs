//! Fuzzes `medcode_fuzz::conversion`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::conversion(bytes));
