//! Fuzzes `medcode_fuzz::learning`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::learning(bytes));
