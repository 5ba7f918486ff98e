//! Fuzzes `medcode_fuzz::fee_schedule`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::fee_schedule(bytes));
