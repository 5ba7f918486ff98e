//! Fuzzes `medcode_fuzz::columns`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::columns(bytes));
