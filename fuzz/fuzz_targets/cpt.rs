//! Fuzzes `medcode_fuzz::cpt`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::cpt(bytes));
