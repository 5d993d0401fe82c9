//! Writes the set of near-copies and honest texts: `cargo run -p earnest-text --example copies_made`.

#[path = "../tests/made/mod.rs"]
mod made;

fn main() -> std::io::Result<()> {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/copies/made.tsv"), made::as_table())
}
