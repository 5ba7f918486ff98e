//! Fuzzes `medcode_fuzz::pcs_tables`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::pcs_tables(bytes));
