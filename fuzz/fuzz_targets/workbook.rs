//! Fuzzes `medcode_fuzz::workbook`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::workbook(bytes));
