//! Fuzzes `medcode_fuzz::tabular`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::tabular(bytes));
