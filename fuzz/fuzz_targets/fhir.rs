//! Fuzzes `medcode_fuzz::fhir`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| medcode_fuzz::fhir(bytes));
