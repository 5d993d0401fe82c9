//! The figures of a text, a line each, to be looked at.
//!
//! `cargo run -p earnest-text --example figures_told -- FILE`
#![expect(clippy::print_stdout, reason = "it tells what it read")]

use earnest_text::figures::figures;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let figures = figures(&text);
        for (number, line) in text.lines().enumerate() {
            println!("{line}");
            for one in figures.iter().filter(|one| one.line == number + 1) {
                let counted = one.counted.as_deref().unwrap_or("-");
                println!(
                    "    {}|{}|{counted}|{:?} {:?} {:?} {:?} {:?}",
                    one.value, one.unit, one.kind, one.qualifier, one.direction, one.change, one.verb
                );
            }
        }
    }
    Ok(())
}
