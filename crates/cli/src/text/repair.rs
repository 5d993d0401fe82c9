//! `earnest text repair`

use super::{characters::Characters, read::TextFile};
use crate::{failure::Failure, out_file::OutFile};
use clap::Args;
use earnest_model::signs::shown;
use earnest_text::repair::{Decoded, Place, Repaired, repair};
use serde_json::json;
use std::io::{Write, stderr};

#[derive(Debug, Args)]
pub struct Repair {
    #[command(flatten)]
    file: TextFile,
    #[command(flatten)]
    out: OutFile,
    /// For programs: the text with every place, what stood there, what stands there now and how sure that is.
    #[arg(long)]
    json: bool,
}

impl Repair {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        self.out.check()?;
        self.out.is_not(&self.file.file)?;
        let decoded = self.file.read()?;
        let repaired = repair(&decoded.text);
        let is_written = self.out.write(repaired.text.as_bytes())?;
        if self.json {
            let told = as_json(&repaired, &decoded);
            writeln!(out, "{told}")?;
        } else if is_written {
            report(&repaired, &TextFile::said(&decoded), out)?;
        } else {
            // The text alone goes to standard output, so that it can be piped on.
            out.write_all(repaired.text.as_bytes())?;
            out.flush()?;
            report(&repaired, &TextFile::said(&decoded), &mut stderr().lock())?;
        }
        Ok(())
    }
}

fn as_json(repaired: &Repaired, decoded: &Decoded) -> serde_json::Value {
    let characters = Characters::of(&repaired.text);
    let places: Vec<_> = repaired
        .places
        .iter()
        .map(|place| {
            json!({
                "line": place.line, "span": characters.span(&place.span), "before": place.before,
                "after": place.after, "damage": place.damage, "state": place.state, "replays": place.replays,
                "candidates": place.candidates,
            })
        })
        .collect();
    let furniture: Vec<_> = repaired
        .furniture
        .iter()
        .map(|one| {
            let text = repaired.text.get(one.span.clone());
            json!({ "line": one.line, "span": characters.span(&one.span), "kind": one.kind, "text": text })
        })
        .collect();
    let (verified, put_right, unresolved) = repaired.counts();
    json!({
        "encoding": decoded.encoding, "byte_order_mark": decoded.mark, "lossy": decoded.lossy, "verified": verified, "repaired": put_right,
        "unresolved": unresolved, "places": places, "furniture": furniture, "text": repaired.text,
    })
}

/// What was found and done, a line each.
fn report(repaired: &Repaired, encoding: &str, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{encoding}")?;
    for place in &repaired.places {
        writeln!(out, "{}", line(place))?;
    }
    for one in &repaired.furniture {
        let text = repaired.text.get(one.span.clone()).unwrap_or_default();
        writeln!(out, "line {}: part of the page ({}): {}", one.line, key(&one.kind), shown(text))?;
    }
    let (verified, put_right, unresolved) = repaired.counts();
    if verified + put_right + unresolved == 0 {
        writeln!(out, "no damage found; the text is as it was")?;
    } else {
        writeln!(out, "{verified} verified, {put_right} repaired, {unresolved} unresolved")?;
    }
    Ok(())
}

fn line(place: &Place) -> String {
    let candidates: Vec<_> = place.candidates.iter().map(|text| shown(text).to_string()).collect();
    let others = if candidates.is_empty() {
        String::new()
    } else {
        format!("; it may have been: {}", candidates.join(", "))
    };
    let said = if place.before == place.after {
        format!("`{}`", shown(&place.before))
    } else {
        format!("`{}` is `{}`", shown(&place.before), shown(&place.after))
    };
    format!("line {}: {} ({}): {said}{others}", place.line, key(&place.state), key(&place.damage))
}

/// A key in words: `torn_by_reading` is "torn by reading".
fn key<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().as_ref().and_then(|it| it.as_str()).unwrap_or_default().replace('_', " ")
}
