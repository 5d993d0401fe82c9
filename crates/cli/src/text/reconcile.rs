//! `earnest text reconcile`

use super::{characters::Characters, figures::as_json, read::TextFile};
use crate::{database::Database, failure::Failure, figures::label};
use clap::Args;
use earnest_app::figures::text_reconcile::{Against, Aside, Reconciled, Verdict, Wanted, reconcile_text};
use earnest_i18n::{Lang, Tr};
use earnest_model::{pack::Pack, signs::shown};
use earnest_web::{Named, Spoken, address_of_records, caption};
use serde_json::{Value, json};
use std::io::Write;

#[derive(Debug, Args)]
pub struct Reconcile {
    #[command(flatten)]
    file: TextFile,
    #[command(flatten)]
    database: Database,
    /// Code of the unit that the text is of; the root if absent.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Of which day: what had happened by its end; today if absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<earnest_model::Date>,
    /// For programs: the figures as `text figures` lists them, each with its verdict and what the register counts.
    #[arg(long)]
    json: bool,
}

impl Reconcile {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let decoded = self.file.read()?;
        let open = self.database.open_to_read()?;
        let pack = &open.loaded.pack;
        let spoken = Spoken::new(pack);
        let wanted = Wanted {
            unit: self.unit.as_deref(),
            programme: None,
            round: None,
            as_of: self.day,
            text: &decoded.text,
            pack,
            words: &spoken,
        };
        let reconciled = reconcile_text(&open.context(), &wanted)?;
        if self.json {
            writeln!(out, "{}", all_as_json(&reconciled, pack))?;
        } else {
            print(&reconciled, pack, out)?;
        }
        Ok(())
    }
}

/// The word of a verdict in the JSON.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees { .. } | Verdict::AgreesWithAll { .. } => "agrees",
        Verdict::Differs { .. } => "differs",
        Verdict::Ambiguous { .. } => "ambiguous",
        Verdict::NotKnown => "not_known",
        Verdict::Aside { why: Aside::Story } => "story",
        Verdict::Aside { why: Aside::Furniture } => "furniture",
        Verdict::Aside { why: Aside::NoCount } => "no_count",
    }
}

/// What a verdict names of the register.
fn against<'a>(all: &'a Reconciled, verdict: &Verdict) -> Vec<&'a Against> {
    let which: &[usize] = match verdict {
        Verdict::Agrees { with } | Verdict::Differs { with, .. } => &[*with],
        Verdict::Ambiguous { candidates } => candidates,
        Verdict::AgreesWithAll { with } => with,
        Verdict::NotKnown | Verdict::Aside { .. } => &[],
    };
    which.iter().filter_map(|at| all.register.get(*at)).collect()
}

fn all_as_json(all: &Reconciled, pack: &Pack) -> Value {
    let characters = Characters::of(&all.text);
    let lines: Vec<Value> = all
        .lines
        .iter()
        .map(|(figure, verdict)| {
            let mut line = as_json(figure, &all.text, &characters);
            if let Some(line) = line.as_object_mut() {
                line.insert("verdict".to_owned(), word(verdict).into());
                if let Verdict::Differs { by, register_has_more, .. } = verdict {
                    line.insert("differs_by".to_owned(), by.to_string().into());
                    line.insert("register_has_more".to_owned(), (*register_has_more).into());
                }
                let register: Vec<Value> =
                    against(all, verdict).iter().map(|one| one_as_json(all, one, pack)).collect();
                line.insert("register".to_owned(), register.into());
            }
            line
        })
        .collect();
    let [agree, differ, ambiguous, not_known, aside] = all.tally();
    json!({
        "unit": all.unit.code, "unit_name": all.unit.name, "organiser": all.whose.code,
        "as_of": all.as_of.to_string(), "damaged_places": all.damaged.len(), "agree": agree, "differ": differ,
        "ambiguous": ambiguous, "not_known": not_known, "aside": aside, "figures": lines,
    })
}

fn one_as_json(all: &Reconciled, one: &Against, pack: &Pack) -> Value {
    let named = Named { code: &one.code, name: &one.name, whose: &all.whose };
    let parts: Vec<Value> = one
        .figures
        .iter()
        .map(|figure| {
            json!({
                "figure": figure.name().key(), "value": figure.value().to_string(),
                "caption": caption(Tr::new(Lang::En), pack, figure.trace(), named),
                "address": address_of_records(figure, &one.code, &all.whose.code),
            })
        })
        .collect();
    json!({ "value": one.value.to_string(), "shown": as_read(one), "share": one.share, "of": parts })
}

/// As people read it: `20.45 %`. The exact value stands beside it in the JSON.
fn as_read(one: &Against) -> String {
    let value = rounded(one.value);
    if one.share { format!("{value} %") } else { value }
}

/// At most two places.
fn rounded(value: earnest_app::figures::text_reconcile::Value) -> String {
    let hundredths = (value.numerator().saturating_mul(100) + value.denominator() / 2) / value.denominator();
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
}

fn print(all: &Reconciled, pack: &Pack, out: &mut dyn Write) -> Result<(), Failure> {
    let tr = Tr::new(Lang::En);
    for (figure, verdict) in &all.lines {
        let written = shown(all.text.get(figure.span.clone()).unwrap_or_default());
        let counted = figure.counted.as_deref().map(shown).unwrap_or_default();
        let said = match verdict {
            Verdict::Differs { by, .. } if by.numerator() == 0 => {
                "differs: the register has just this number, the words around it say otherwise".to_owned()
            }
            Verdict::Differs { by, register_has_more, .. } => {
                let by = rounded(*by);
                format!("differs: the register has {by} {}", if *register_has_more { "more" } else { "less" })
            }
            other => word(other).replace('_', " "),
        };
        writeln!(out, "{}\t{written}\t{counted}\t{said}", figure.line)?;
        for one in against(all, verdict) {
            let named = Named { code: &one.code, name: &one.name, whose: &all.whose };
            for (at, figure) in one.figures.iter().enumerate() {
                let words = label(tr, &format!("figure-{}", figure.name().key()));
                let lead = match at {
                    0 if one.figures.len() == 1 => String::new(),
                    0 => format!("{} from ", as_read(one)),
                    _ => "and ".to_owned(),
                };
                let scope = caption(tr, pack, figure.trace(), named);
                writeln!(out, "\t{lead}{} {words} · {scope}", figure.value())?;
            }
        }
    }
    let [agree, differ, ambiguous, unknown, aside] = all.tally();
    writeln!(
        out,
        "{agree} agree, {differ} differ, {ambiguous} ambiguous, {unknown} not known, {aside} not compared; nothing was written"
    )?;
    Ok(())
}
