//! Fuzzes `medcode_fuzz::html`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::html(bytes));
