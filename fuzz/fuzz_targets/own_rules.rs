//! Fuzzes `medcode_fuzz::own_rules`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::own_rules(bytes));
