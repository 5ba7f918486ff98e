//! Fuzzes `medcode_fuzz::remittances`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::remittances(bytes));
