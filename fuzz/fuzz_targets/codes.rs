//! Fuzzes `medcode_fuzz::codes`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::codes(bytes));
