//! Fuzzes `medcode_fuzz::docx`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::docx(bytes));
