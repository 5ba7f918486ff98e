//! Fuzzes `medcode_fuzz::container`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::container(bytes));
