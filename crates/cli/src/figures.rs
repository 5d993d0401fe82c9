//! `earnest figures list|show`

use crate::{database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::figures::figure_show::{Asked, Shown, show_figure};
use earnest_i18n::{Lang, Tr};
use earnest_model::figures::figure::FigureName;
use serde_json::json;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    /// List the figures: name, what it counts, what it is. Needs no register.
    List {
        /// For programs.
        #[arg(long)]
        json: bool,
    },
    /// Show a figure, with its records if asked.
    Show(Show),
}

#[derive(Debug, Args)]
pub struct Show {
    /// The figure's name (see `figures list`).
    name: String,
    #[command(flatten)]
    database: Database,
    /// Code of the unit; the root if absent.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Number of the round; all rounds if absent.
    #[arg(long, value_name = "N")]
    round: Option<i32>,
    /// List exactly the records that are counted.
    #[arg(long)]
    records: bool,
    /// For programs.
    #[arg(long)]
    json: bool,
}

/// The words of a key; the key itself where there are none.
pub fn label(tr: Tr, key: &str) -> String {
    tr.by_key::<&str>(key, &[]).unwrap_or_else(|| key.to_owned())
}

impl FiguresCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Self::List { json } => list(*json, out),
            Self::Show(show) => show.run(out),
        }
    }
}

fn list(as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let tr = Tr::new(Lang::En);
    if as_json {
        let all: Vec<_> = FigureName::ALL
            .iter()
            .map(|name| json!({ "name": name.key(), "counts": name.counts().key(), "records": name.record_kind() }))
            .collect();
        writeln!(out, "{}", json!(all))?;
        return Ok(());
    }
    for name in FigureName::ALL {
        let words = label(tr, &format!("figure-{}", name.key()));
        writeln!(out, "{:28} {:16} {words}", name.key(), name.counts().key())?;
    }
    Ok(())
}

impl Show {
    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(name) = FigureName::parse(&self.name) else {
            return Err(Failure::new(format!(
                "no figure is called `{}`; see: earnest figures list",
                self.name
            )));
        };
        let open = self.database.open()?;
        let asked = Asked { name, unit: self.unit.as_deref(), round: self.round, as_of: None };
        let limit = if self.records { 1_000 } else { 0 };
        let mut shown = show_figure(&open.context(), asked, None, limit)?;
        let mut next = shown.next;
        while let Some(after) = next.filter(|_| self.records) {
            let page = show_figure(&open.context(), asked, Some(after), limit)?;
            next = page.next;
            shown.records.extend(page.records);
        }
        if self.json { self.print_json(&shown, out) } else { self.print(&shown, out) }
    }

    fn print_json(&self, shown: &Shown, out: &mut dyn Write) -> Result<(), Failure> {
        let scope = shown.figure.scope();
        let mut answer = json!({
            "name": shown.figure.name().key(),
            "value": shown.figure.value(),
            "counts": shown.figure.name().counts().key(),
            "unit": shown.unit_code,
            "unit_name": shown.unit_name,
            "round": scope.round,
            "as_of": scope.as_of.to_string(),
        });
        if self.records
            && let Some(answer) = answer.as_object_mut()
        {
            let records: Vec<_> = shown
                .records
                .iter()
                .map(|record| {
                    json!({ "kind": record.kind, "id": record.id, "unit": record.unit_code, "unit_name": record.unit_name, "label": record.label })
                })
                .collect();
            answer.insert("records".to_owned(), json!(records));
        }
        writeln!(out, "{answer}")?;
        Ok(())
    }

    fn print(&self, shown: &Shown, out: &mut dyn Write) -> Result<(), Failure> {
        let name = shown.figure.name();
        writeln!(out, "{}", shown.figure.value())?;
        if self.records {
            for record in &shown.records {
                let label = record.label.replace(['\n', '\t'], " ");
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{label}",
                    record.kind, record.id, record.unit_code, record.unit_name
                )?;
            }
        } else {
            let words = label(Tr::new(Lang::En), &format!("figure-{}", name.key()));
            let round = shown
                .figure
                .scope()
                .round
                .map_or("all rounds".to_owned(), |number| format!("round {number}"));
            let as_of = shown.figure.scope().as_of;
            writeln!(
                out,
                "{words} ({}), {} {}, {round}, as of {as_of}",
                name.counts().key(),
                shown.unit_code,
                shown.unit_name
            )?;
        }
        Ok(())
    }
}
