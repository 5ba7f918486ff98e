//! Fuzzes `medcode_fuzz::guidelines`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::guidelines(bytes));
