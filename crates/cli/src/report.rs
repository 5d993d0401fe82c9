//! `earnest report`

use crate::{
    database::{Database, Open},
    failure::Failure,
    figures::label,
};
use clap::Args;
use earnest_app::figures::{
    report_make::{Facts, Wanted, make_report},
    report_show::{Line, Report, Wanted as ReportWanted, report},
};
use earnest_i18n::{Lang, Tr};
use earnest_model::{
    figures::{figure::Traced, report_template::Word},
    pack::Pack,
};
use earnest_web::{Named, caption, speaking, standing_report};
use serde_json::json;
use std::io::Write;

#[derive(Debug, Args)]
pub struct ReportCommand {
    #[command(flatten)]
    database: Database,
    /// Language: zh-Hans, zh-Hant or en.
    #[arg(long, default_value = "zh-Hans")]
    lang: String,
    /// Code of the unit; the root if absent.
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Key of the programme; of several at the unit, the newest that runs if absent.
    #[arg(long, value_name = "ID")]
    programme: Option<earnest_model::id::ProgrammeId>,
    /// For programs.
    #[arg(long)]
    json: bool,
    /// The text of the template with its figures, as Markdown.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
    /// Of which day: what had happened by its end; today if absent.
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<earnest_model::Date>,
}

impl ReportCommand {
    pub fn run(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let lang = Lang::parse(&self.lang).ok_or_else(|| {
            Failure::new(format!("no language `{}`; there are zh-Hans, zh-Hant and en", self.lang))
        })?;
        let open = self.database.open_to_read()?;
        if self.markdown {
            return self.print_markdown(&open, speaking(&open.loaded, lang), out);
        }
        let wanted = ReportWanted {
            unit: self.unit.as_deref(),
            organiser: None,
            programme: self.programme,
            as_of: self.as_of,
        };
        let report = report(&open.context(), wanted)?;
        if self.json {
            return print_json(&report, out);
        }
        print(&report, &open.loaded.pack, speaking(&open.loaded, lang), out)
    }
}

impl ReportCommand {
    fn print_markdown(&self, open: &Open, tr: Tr, out: &mut dyn Write) -> Result<(), Failure> {
        let template = standing_report(&open.loaded.pack, tr);
        let words = |word: Word, facts: &Facts| match word {
            Word::Unit => facts.unit.clone(),
            Word::Programme => facts.programme.clone().unwrap_or_else(|| facts.unit.clone()),
            Word::AsOf => tr.date_long(facts.as_of),
            Word::Comments if facts.comments == 0 => tr.report_no_comments().into_owned(),
            Word::Comments => tr.report_comments(i64::try_from(facts.comments).unwrap_or(i64::MAX)),
        };
        let wanted = Wanted {
            unit: self.unit.as_deref(),
            programme: self.programme,
            as_of: self.as_of,
            template: &template,
            tried: None,
            words: &words,
        };
        let report = make_report(&open.context(), &wanted)?;
        let number = |value: u64| tr.number(i64::try_from(value).unwrap_or(i64::MAX));
        write!(out, "{}", report.made.written(|figure| number(figure.value)))?;
        Ok(())
    }
}

fn print_json(report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let line = |line: &Line| {
        let rounds: serde_json::Map<_, _> =
            line.rounds.iter().map(|(number, figure)| (number.to_string(), json!(figure.value()))).collect();
        json!({ "name": line.figure.name().key(), "value": line.figure.value(), "counts": line.figure.name().counts().key(), "distinct": line.figure.name().counts().is_distinct(), "class": line.figure.scope().class, "rounds": rounds })
    };
    let sections: Vec<_> = report
        .sections
        .iter()
        .map(|section| json!({ "section": section.key, "figures": section.lines.iter().map(line).collect::<Vec<_>>() }))
        .collect();
    let values = |figures: &[Traced]| -> serde_json::Map<_, _> {
        figures.iter().map(|figure| (figure.name().key().to_owned(), json!(figure.value()))).collect()
    };
    let rounds: Vec<_> = report
        .rounds
        .iter()
        .map(|(number, topic, state)| json!({ "number": number, "topic": topic, "state": state }))
        .collect();
    let answer = json!({
        "unit": report.unit_code,
        "unit_name": report.unit_name,
        "programme": report.programme,
        "organiser": report.organiser,
        "programme_id": report.whose.programme.as_ref().map(|programme| programme.id),
        "as_of": report.as_of.to_string(),
        "rounds": rounds,
        "sections": sections,
        "comments": report.comments,
        "entered_since": values(&report.since),
        "of_none": values(&report.of_none),
    });
    writeln!(out, "{answer}")?;
    Ok(())
}

fn print(report: &Report, pack: &Pack, tr: Tr, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{}", report.programme.as_deref().unwrap_or(&report.unit_name))?;
    let scope = caption(tr, pack, &report.scope, named(report));
    writeln!(out, "{}", tr.report_scope(scope))?;
    for (number, topic, state) in &report.rounds {
        let state = label(tr, &format!("round-state-{state}"));
        writeln!(out, "  {}", tr.report_round(i64::from(*number), state, topic.as_str()))?;
    }
    for section in &report.sections {
        writeln!(out, "\n{}", label(tr, &format!("report-section-{}", section.key)))?;
        for line in &section.lines {
            let name = line.figure.name();
            let value = tr.number(i64::try_from(line.figure.value()).unwrap_or(i64::MAX));
            write!(out, "  {value:>8}  {}", label(tr, &format!("figure-{}", name.key())))?;
            if let Some(class) = &line.figure.scope().class {
                write!(out, " · {}", pack.class_name(class, tr.lang().tag()))?;
            }
            if !line.rounds.is_empty() {
                let parts: Vec<_> = line
                    .rounds
                    .iter()
                    .map(|(number, figure)| {
                        format!("{number}: {}", tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX)))
                    })
                    .collect();
                write!(out, "  ({})", parts.join(" · "))?;
            }
            writeln!(out, "  [{}]", name.key())?;
        }
    }
    let comments = if report.comments == 0 {
        tr.report_no_comments().into_owned()
    } else {
        tr.report_comments(i64::try_from(report.comments).unwrap_or(i64::MAX))
    };
    writeln!(out, "\n{comments}")?;
    let beside = [
        (&report.of_none, tr.figure_of_none().into_owned()),
        (&report.since, tr.since_some(tr.date_long(report.as_of))),
    ];
    for (figures, words) in beside {
        print_beside(figures, &words, tr, out)?;
    }
    Ok(())
}

/// Figures that stand beside the report, beneath their words; nothing where there are none.
fn print_beside(figures: &[Traced], words: &str, tr: Tr, out: &mut dyn Write) -> Result<(), Failure> {
    if !figures.is_empty() {
        writeln!(out, "\n{words}")?;
    }
    for figure in figures {
        let value = tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX));
        let name = figure.name().key();
        writeln!(out, "  {value:>8}  {}  [{name}]", label(tr, &format!("figure-{name}")))?;
    }
    Ok(())
}

fn named(report: &Report) -> Named<'_> {
    Named { code: &report.unit_code, name: &report.unit_name, whose: &report.whose }
}
