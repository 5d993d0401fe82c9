//! How well figures are read: recall and precision on a labelled file, and every difference.
//!
//! `cargo run -p earnest-text --example figures_measured -- crates/text/data/figures/learned.tsv`
#![expect(clippy::print_stdout, reason = "it tells what it measured")]

#[path = "../tests/measured/mod.rs"]
mod measured;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let tally = measured::measure(&std::fs::read_to_string(&path)?);
        for difference in &tally.differences {
            println!("{difference}");
        }
        println!(
            "{path}: {} labelled, {} read, {} right, {} with what is counted ({} by its head), sort {}, qualifier {}, \
             change {}, story {}",
            tally.labels,
            tally.read,
            tally.right,
            tally.counted,
            tally.counted_by_head,
            tally.kind,
            tally.qualifier,
            tally.change,
            tally.story
        );
    }
    Ok(())
}
