//! Fuzzes `medcode_fuzz::hcpcs_fixed`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::hcpcs_fixed(bytes));
