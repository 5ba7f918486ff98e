//! Fuzzes `medcode_fuzz::policies`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::policies(bytes));
