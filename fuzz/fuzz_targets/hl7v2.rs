//! Fuzzes `medcode_fuzz::hl7v2`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::hl7v2(bytes));
