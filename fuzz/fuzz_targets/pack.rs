#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| earnest_fuzz::reads("pack", bytes));
