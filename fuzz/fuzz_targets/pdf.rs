//! Fuzzes `medcode_fuzz::pdf`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::pdf(bytes));
