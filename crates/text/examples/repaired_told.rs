//! A text put right, as data: how it was read, what was done, what stands there now.
//!
//! `cargo run -p earnest-text --example repaired_told -- FILE`
#![expect(clippy::print_stdout, reason = "it tells what it did")]

use earnest_text::repair::{decode, repair};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let decoded = decode(&std::fs::read(&path)?);
        let repaired = repair(&decoded.text);
        let (verified, done, unresolved) = repaired.counts();
        let mut told = serde_json::to_value(&repaired)?;
        for (key, value) in [
            ("encoding", serde_json::Value::from(decoded.encoding)),
            ("lossy", decoded.lossy.into()),
            ("verified", verified.into()),
            ("repaired", done.into()),
            ("unresolved", unresolved.into()),
        ] {
            if let Some(fields) = told.as_object_mut() {
                fields.insert(key.into(), value);
            }
        }
        println!("{told}");
    }
    Ok(())
}
