//! `earnest text figures`

use super::{characters::Characters, read::TextFile};
use crate::failure::Failure;
use clap::Args;
use earnest_model::signs::shown;
use earnest_text::{
    figures::{Figure, figures},
    repair::repair,
};
use serde_json::{Value, json};
use std::io::{Write, stderr};

#[derive(Debug, Args)]
pub struct Figures {
    #[command(flatten)]
    file: TextFile,
    /// For programs: a list with line, span, value, unit, counted and the rest of what stands in docs/texts.md.
    #[arg(long)]
    json: bool,
}

impl Figures {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let decoded = self.file.read()?;
        // Figures of a damaged text are those of the text put right; a sound one stays as it is.
        let repaired = repair(&decoded.text);
        let found = figures(&repaired.text);
        if self.json {
            let characters = Characters::of(&repaired.text);
            let list: Vec<_> =
                found.iter().map(|figure| as_json(figure, &repaired.text, &characters)).collect();
            writeln!(out, "{}", Value::from(list))?;
        } else {
            for figure in &found {
                writeln!(out, "{}", line(figure, &repaired.text))?;
            }
        }
        out.flush()?;
        let places = repaired.places.len();
        let damage =
            if places == 0 { String::new() } else { format!("; {places} damaged places, see: text repair") };
        writeln!(stderr(), "{}; {} figures{damage}", TextFile::said(&decoded), found.len())?;
        Ok(())
    }
}

/// A figure as data; numbers are texts, so that no reader rounds them.
pub fn as_json(figure: &Figure, text: &str, characters: &Characters) -> Value {
    json!({
        "line": figure.line,
        "span": characters.span(&figure.span),
        "text": text.get(figure.span.clone()),
        "value": figure.value.to_string(),
        "unit": figure.unit,
        "counted": figure.counted,
        "kind": figure.kind,
        "qualifier": figure.qualifier,
        "direction": figure.direction,
        "change": figure.change,
        "verb": figure.verb,
        "story": figure.story,
        "furniture": figure.furniture,
    })
}

/// A figure for people: line, as it is written, what it counts, and what else is to be known.
fn line(figure: &Figure, text: &str) -> String {
    let written = shown(text.get(figure.span.clone()).unwrap_or_default());
    let counted = figure.counted.as_deref().map(shown).unwrap_or_default();
    let key = |value: Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    let mut more: Vec<String> = [
        key(serde_json::to_value(figure.kind).ok()),
        key(serde_json::to_value(figure.qualifier).ok()).filter(|word| word != "exact"),
        figure.direction.and_then(|it| key(serde_json::to_value(it).ok())),
        figure.change.and_then(|it| key(serde_json::to_value(it).ok())),
    ]
    .into_iter()
    .flatten()
    .collect();
    more.extend(figure.story.then(|| "story".to_owned()));
    more.extend(figure.furniture.then(|| "part of the page".to_owned()));
    let words = more.join(", ").replace('_', " ");
    format!("{}\t{}\t{written}\t{counted}\t{words}", figure.line, figure.value)
}
