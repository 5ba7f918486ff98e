//! Fuzzes `medcode_fuzz::claim_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::claim_json(bytes));
