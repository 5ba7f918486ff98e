//! Fuzzes `medcode_fuzz::poa`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::poa(bytes));
