//! `earnest figures list|show`

use crate::{database::Database, failure::Failure};
use clap::{Args, Subcommand};
use earnest_app::{
    AppError,
    figures::figure_show::{Asked, Shown, show_figure},
};
use earnest_i18n::{Lang, Tr};
use earnest_model::{
    figures::{figure::Traced, figure_name::FigureName, origin::Origin, question::Question},
    pack::Pack,
};
use earnest_web::{Named, caption, speaking};
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
    Show(Box<Show>),
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
    /// The unit alone, without what lies beneath it.
    #[arg(long)]
    own: bool,
    /// Code of the unit whose acts and rounds are counted; if absent, whose programme the unit is in.
    #[arg(long, value_name = "CODE")]
    organiser: Option<String>,
    /// Key of the programme, `none` for what belongs to none, or `all`, which no figure of rounds takes. If absent, and several
    /// of the organiser's had begun by the day, the one at hand, for every figure; the answer says of which it is.
    #[arg(long, value_name = "ID")]
    programme: Option<String>,
    /// Number of the round; all rounds if absent.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    round: Option<String>,
    /// From where: lecture, seminar, round-1, …; any of them, if several are given.
    #[arg(long, value_name = "KIND")]
    source: Vec<String>,
    /// Units of this class alone.
    #[arg(long, value_name = "KEY")]
    class: Option<String>,
    /// Of which day: what had happened by its end; today if absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<String>,
    /// What was entered since that day for days up to it, and not what had been entered by its end.
    #[arg(long)]
    entered_since: bool,
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
            .map(|name| {
                json!({
                    "name": name.key(), "counts": name.counts().key(),
                    "distinct": name.counts().is_distinct(), "records": name.record_kind().key(),
                    "entered_since": name.since().key(),
                })
            })
            .collect();
        writeln!(out, "{}", json!(all))?;
        return Ok(());
    }
    for name in FigureName::ALL {
        let words = label(tr, &format!("figure-{}", name.key()));
        writeln!(out, "{:28} {:16} {:9} {words}", name.key(), name.counts().key(), name.since().key())?;
    }
    writeln!(
        out,
        "\nWhat is entered later for an earlier day: told apart (told), never the case since such a record is of the day of its \
         entry (by-entry), or counted once with what was there (once)."
    )?;
    Ok(())
}

impl Show {
    /// What is asked, in the fields of an address.
    fn question(&self, pack: &Pack, class: Option<String>) -> Result<Question, Failure> {
        let (own, since) =
            (self.own.then(|| "yes".to_owned()), self.entered_since.then(|| "since".to_owned()));
        let one = [
            ("unit", &self.unit),
            ("own", &own),
            ("organiser", &self.organiser),
            ("programme", &self.programme),
            ("round", &self.round),
            ("class", &self.class),
            ("as_of", &self.as_of),
            ("entered", &since),
        ];
        let one = one.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
        let given = one.chain(self.source.iter().map(|word| ("source", word.as_str())));
        let question = Question::read(given, &|key| pack.has_class(key), &[]);
        question.and_then(|question| question.of_class(class)).map_err(|faults| AppError::Form(faults).into())
    }

    fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some((name, class)) = FigureName::parse_with_class(&self.name) else {
            return Err(Failure::new(format!(
                "no figure is called `{}`; see: earnest figures list",
                self.name
            )));
        };
        let open = self.database.open_to_read()?;
        let pack: &Pack = &open.loaded.pack;
        let question = self.question(pack, class)?;
        let asked = Asked::read(name, &question);
        let limit = if self.records { 1_000 } else { 0 };
        let mut shown = show_figure(&open.context(), asked, None, limit)?;
        let mut next = shown.next;
        while let Some(after) = next.filter(|_| self.records) {
            let page = show_figure(&open.context(), asked, Some(after), limit)?;
            next = page.next;
            shown.records.extend(page.records);
        }
        let spoken = (pack, speaking(&open.loaded, Lang::En));
        if self.json { self.print_json(&shown, spoken, out) } else { self.print(&shown, spoken, out) }
    }

    fn print_json(&self, shown: &Shown, spoken: (&Pack, Tr), out: &mut dyn Write) -> Result<(), Failure> {
        let scope = shown.figure.scope();
        let mut answer = json!({
            "name": shown.figure.name().key(),
            "value": shown.figure.value(),
            "counts": shown.figure.name().counts().key(),
            "distinct": shown.figure.name().counts().is_distinct(),
            "unit": shown.unit_code,
            "unit_name": shown.unit_name,
            "own": scope.own,
            "organiser": shown.organiser,
            "programme": scope.programme,
            "round": scope.round,
            "source": scope.sources.iter().map(Origin::word).collect::<Vec<_>>(),
            "class": scope.class,
            "as_of": shown.figure.trace().day.to_string(),
            "entered": shown.figure.trace().since.then_some("since"),
            "caption": scope_of(spoken, shown),
            "entered_since": shown.since.as_ref().map(Traced::value),
        });
        if self.records
            && let Some(answer) = answer.as_object_mut()
        {
            let records: Vec<_> = shown
                .records
                .iter()
                .map(|record| {
                    json!({ "kind": record.kind.key(), "id": record.id, "unit": record.unit_code, "unit_name": record.unit_name, "label": record.label })
                })
                .collect();
            answer.insert("records".to_owned(), json!(records));
        }
        writeln!(out, "{answer}")?;
        Ok(())
    }

    fn print(&self, shown: &Shown, spoken: (&Pack, Tr), out: &mut dyn Write) -> Result<(), Failure> {
        let name = shown.figure.name();
        writeln!(out, "{}", shown.figure.value())?;
        if self.records {
            for record in &shown.records {
                let label = record.label.replace(['\n', '\t'], " ");
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{label}",
                    record.kind.key(),
                    record.id,
                    record.unit_code,
                    record.unit_name
                )?;
            }
        } else {
            let words = label(spoken.1, &format!("figure-{}", name.key()));
            let counts = name.counts().key();
            writeln!(out, "{words} ({counts}) · {}", scope_of(spoken, shown))?;
            if let Some(since) = &shown.since {
                writeln!(out, "entered since for days up to then: {}", since.value())?;
            }
        }
        Ok(())
    }
}

/// Over what a figure was counted, in words.
fn scope_of((pack, tr): (&Pack, Tr), shown: &Shown) -> String {
    let named = Named { code: &shown.unit_code, name: &shown.unit_name, whose: &shown.whose };
    caption(tr, pack, shown.figure.trace(), named)
}
