//! The figures of a text, a line each, to be looked at.
//!
//! `cargo run -p earnest-text --example figures_told -- FILE`; as data with `--json` before it.
#![expect(clippy::print_stdout, reason = "it tells what it read")]

use earnest_text::figures::figures;

fn main() -> std::io::Result<()> {
    let (options, paths): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|one| one.starts_with("--"));
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let figures = figures(&text);
        if options.iter().any(|option| option == "--json") {
            println!("{}", serde_json::to_string(&figures)?);
            continue;
        }
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
