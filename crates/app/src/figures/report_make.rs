//! Make a report from its template: words filled in, figures counted, each with its scope and its day.

use crate::{AppError, Context, Result, home::permit_or_home, permit, permit_at};
use earnest_model::{
    Date,
    event::Subject,
    figures::{
        figure::FigureName,
        report::{Counted, Fault, Made, Piece, Slot, Word, parse_template, place, plain},
    },
    hash::sha256_hex,
    id::FrozenReportId,
    message::Message,
    permit::{FreezeReport, Permit, ReadFigures, ReadProgramme, SaveTemplate},
    units::unit::Unit,
};
use earnest_store::{FrozenReport, Reader};
use serde_json::json;

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Up to which day; today if absent, never after today.
    pub as_of: Option<Date>,
    /// The template where no unit in line saved one.
    pub template: &'a str,
    /// A template that is tried out, in place of any other.
    pub tried: Option<&'a str>,
    /// The words: of the day, and of the number of comments.
    pub words: &'a dyn Fn(Word, &Facts) -> String,
}

/// What words are made of.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Name of the unit.
    pub unit: String,
    /// Title of its programme.
    pub programme: Option<String>,
    /// The day.
    pub as_of: Date,
    /// Published comments.
    pub comments: u64,
}

/// A report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The unit.
    pub unit: Unit,
    /// What its words are made of.
    pub facts: Facts,
    /// Text and figures.
    pub made: Made,
    /// The template it was made from.
    pub template: String,
    /// The unit's own frozen reports, the newest first.
    pub frozen: Vec<FrozenReport>,
    /// Whether the actor may save a template.
    pub may_save: bool,
    /// Whether the actor may freeze it.
    pub may_freeze: bool,
}

/// The faults of a template as one refusal at its field: the first of them, with its line.
fn refused(faults: &[Fault]) -> AppError {
    AppError::field(
        "template",
        faults.first().map_or(Message::new("error-report-empty"), |it| it.message.clone()),
    )
}

/// Makes a report.
pub fn make_report(context: &Context<'_>, wanted: &Wanted<'_>) -> Result<Report> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    // Whether the actor may look is decided by today; what is counted, by the day that was asked for.
    let target = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?.target();
    let as_of = wanted.as_of.map_or(context.today, |day| day.min(context.today));
    let counting = Context { today: as_of, ..*context };
    let figures = permit_at::<ReadFigures>(&counting, target)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, target)?)?;
    let saved = reader.report_template(&figures)?.map(|(_, body)| body);
    let template = match wanted.tried {
        Some(tried) => tried.to_owned(),
        None => saved.unwrap_or_else(|| wanted.template.to_owned()),
    };
    let pieces = parse_template(&template).map_err(|faults| refused(&faults))?;
    let facts = Facts {
        unit: unit.name.clone(),
        programme: reader.programme(&figures)?.map(|programme| programme.title),
        as_of,
        comments: reader.figure(&figures, FigureName::Comments, None)?.value(),
    };
    let made =
        fill(&counting, &mut reader, (&figures, &unit), &pieces, &|word| (wanted.words)(word, &facts))?;
    Ok(Report {
        frozen: reader.frozen_reports(&permit_at(context, target)?, None)?,
        may_save: permit_at::<SaveTemplate>(context, target).is_ok(),
        may_freeze: permit_at::<FreezeReport>(context, target).is_ok(),
        unit,
        facts,
        made,
        template,
    })
}

fn fill(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (figures, unit): (&Permit<ReadFigures>, &Unit),
    pieces: &[Piece],
    words: &dyn Fn(Word) -> String,
) -> Result<Made> {
    let mut made = Made::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => made.text.push_str(&plain(text)),
            Piece::Word(word) => made.text.push_str(&plain(&words(*word))),
            Piece::Figures(slots) => {
                made.text.push_str(&place(made.figures.len()));
                made.figures.push(counted(context, reader, (figures, unit), slots)?);
            }
        }
    }
    Ok(made)
}

fn counted(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (figures, unit): (&Permit<ReadFigures>, &Unit),
    slots: &[Slot],
) -> Result<Counted> {
    let scope = slots.first().and_then(|slot| slot.scope.clone());
    let (permit, code) = match scope {
        None => (figures.clone(), unit.code.clone()),
        // A unit that is hidden from the reader and one that is not there are refused alike.
        Some(code) => {
            let fault = || {
                AppError::field("template", Message::new("error-report-scope").with("text", code.as_str()))
            };
            (permit::<ReadFigures>(context, reader, &code).map_err(|_| fault())?, code)
        }
    };
    let mut value = 0;
    for slot in slots {
        value += reader.figure(&permit, slot.name, slot.round)?.value();
    }
    let of = slots.iter().map(|slot| (slot.name.key().to_owned(), slot.round)).collect();
    Ok(Counted { of, unit: code, value })
}

/// Checks a template and keeps it for a unit and those beneath that have none of their own.
pub fn save_template(context: &Context<'_>, unit: &str, body: &str) -> Result<()> {
    let body = body.replace("\r\n", "\n");
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<SaveTemplate>(context, &mut work.reader(), unit)?;
    parse_template(&body).map_err(|faults| refused(&faults))?;
    work.report_template_write(&permit, &body)?;
    let detail = json!({ "sha256": sha256_hex(body.as_bytes()) });
    let id = permit.unit().0;
    work.commit(&permit.event(Subject::new("unit", id), detail))?;
    Ok(())
}

/// Freezes a report: text and figures stay as they are today, their hash stands in the journal.
pub fn freeze_report(context: &Context<'_>, wanted: &Wanted<'_>) -> Result<FrozenReportId> {
    let report = make_report(context, wanted)?;
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<FreezeReport>(context, &mut work.reader(), &report.unit.code)?;
    let title = report.facts.programme.as_deref().unwrap_or(&report.facts.unit);
    let sha256 = sha256_hex(report.made.bytes().as_bytes());
    let id = work.report_freeze(&permit, report.facts.as_of, (title, &report.made, &sha256))?;
    let detail = json!({
        "as-of": report.facts.as_of, "sha256": sha256, "figures": report.made.figures.len(),
    });
    work.commit(&permit.event(Subject::new("report", id.0), detail))?;
    Ok(id)
}

/// A frozen report and what its figures, for the same day, are now.
#[derive(Debug, Clone)]
pub struct FrozenView {
    /// The report.
    pub report: FrozenReport,
    /// The figures counted anew, in the same order; none where the reader may not count any more.
    pub now: Vec<Option<u64>>,
    /// Whether text and figures still have the hash under which they were frozen.
    pub holds: bool,
}

/// Shows a frozen report.
pub fn show_frozen(context: &Context<'_>, id: FrozenReportId) -> Result<FrozenView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_report(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadFigures>(context, target)?;
    let report = reader.frozen_reports(&permit, Some(id))?.into_iter().next().ok_or(AppError::NotFound)?;
    let counting = Context { today: report.as_of, ..*context };
    let mut now = Vec::new();
    for figure in &report.made.figures {
        now.push(count_anew(&counting, &mut reader, figure));
    }
    let holds = sha256_hex(report.made.bytes().as_bytes()) == report.sha256;
    Ok(FrozenView { report, now, holds })
}

fn count_anew(context: &Context<'_>, reader: &mut Reader<'_>, figure: &Counted) -> Option<u64> {
    let permit = permit::<ReadFigures>(context, reader, &figure.unit).ok()?;
    let mut value = 0;
    for (name, round) in &figure.of {
        value += reader.figure(&permit, FigureName::parse(name)?, *round).ok()?.value();
    }
    Some(value)
}
