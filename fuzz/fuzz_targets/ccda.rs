//! Fuzzes `medcode_fuzz::ccda`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::ccda(bytes));
