//! A figure with exactly its records.

use crate::{
    frame::{
        address::Asking,
        call::{Call, OF_THE_FRAME},
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Named, Nav, Notice, Paging, Shell, Table, Tone, caption},
    pages::{
        paths,
        shared::since::{EnteredSince, Since},
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    figures::figure_show::{Asked, Shown, show_figure},
};
use earnest_model::{
    figures::{figure::Record, figure_name::FigureName, question::Question},
    record::RecordKind,
};

/// Records of a page.
const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "pages/figures/report/figure.html")]
struct FigurePage {
    shell: Shell,
    value: String,
    counts: String,
    since: Option<EnteredSince>,
    /// The parts of a total with the frames from which they were drawn.
    parts: Option<Table>,
    table: Table,
    paging: Paging,
}

pub(super) fn figure(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (name, class) = FigureName::parse_with_class(call.part("name")?).ok_or(AppError::NotFound)?;
    let question = question(call, &["after"])?.of_class(class).map_err(AppError::Form)?;
    let asked = Asked::read(name, &question);
    let shown = show_figure(&call.context(), asked, call.asked("after")?, call.rows(PAGE))?;
    let scope = match name {
        // The register keeps no names of them: one person is known as such within a tour alone.
        FigureName::PersonsInterviewed => format!("{} {}", scope_of(call, &shown), tr.figure_persons_apart()),
        _ => scope_of(call, &shown),
    };
    let rows = shown.records.iter().map(|record| row(call, name, record));
    let table = Table::new(call.word_of(name))
        .column(tr.figure_column_record())
        .column(tr.ledger_column_unit())
        .column(tr.unit_code())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.figure_empty()));
    let next = shown.next.map(|after| call.here(&call.query.with("after", &after.to_string())));
    let shell = call
        .shell_of_list(Some(Nav::Report), call.word_of(name))
        .lede(scope)
        .crumb(tr.report_title(), Some(&paths::figures::report().asking("unit", &shown.unit_code)));
    if let Some(file) = call.file(&shell, ("figure", shown.next.is_some()), [&table])? {
        return Ok(file);
    }
    let day = shown.figure.trace().day;
    page(&FigurePage {
        shell,
        value: Counted::new(tr, &shown.figure, call.here(call.query)).words().to_owned(),
        counts: call.word(&format!("count-{}", name.counts().key())),
        since: (day < call.today && !question.since).then(|| since(call, &shown)),
        paging: Paging::new(tr, shown.records.len(), i64::try_from(shown.figure.value()).unwrap_or(i64::MAX))
            .next(next),
        parts: (!shown.parts.is_empty()).then(|| parts(call, &shown)),
        table,
    })
}

/// The parts of a total, each with its frame: round, checks, the frame, the draw.
fn parts(call: &Call<'_>, shown: &Shown) -> Table {
    let tr = call.tr;
    let rows = shown.parts.iter().map(|part| {
        let round = part.figure.scope().round.unwrap_or_default();
        let here = call.here(&call.query.with("round", &round.to_string()));
        let ways: Vec<_> = part
            .frames
            .iter()
            .map(|frame| {
                let words = Counted::closed(tr, &frame.units).words().to_owned();
                (words, paths::draws::draw(frame.draw))
            })
            .collect();
        [
            Cell::Text(tr.figure_round(i64::from(round))),
            Counted::new(tr, &part.figure, here).into(),
            match ways.is_empty() {
                true => Cell::NotYet(tr.common_not_yet().into_owned()),
                false => Cell::ways(ways),
            },
        ]
    });
    Table::new(tr.figure_parts())
        .column(tr.figure_parts_round())
        .numbers(call.word(&format!("count-{}", shown.figure.name().counts().key())))
        .column(tr.figure_parts_frame())
        .rows(rows)
}

/// What was entered since the figure's day for days up to it, or why nothing can be.
fn since(call: &Call<'_>, shown: &Shown) -> EnteredSince {
    let named = Named { code: &shown.unit_code, name: &shown.unit_name, whose: &shown.whose };
    let day = shown.figure.trace().day;
    match &shown.since {
        Some(since) => EnteredSince::of(call, day, [Since { figure: since, named }]),
        None => EnteredSince::never(call, shown.figure.name()),
    }
}

/// Over what a figure was counted, in words.
pub fn scope_of(call: &Call<'_>, shown: &Shown) -> String {
    let named = Named { code: &shown.unit_code, name: &shown.unit_name, whose: &shown.whose };
    caption(call.tr, call.pack(), shown.figure.trace(), named)
}

/// What an address asks of a figure. `besides`: the fields that are read elsewhere.
///
/// # Errors
/// A field that is malformed, unknown or there twice.
pub fn question(call: &Call<'_>, besides: &[&str]) -> Result<Question, AppError> {
    let mut others = OF_THE_FRAME.to_vec();
    others.extend(besides);
    call.query.0.iter().for_each(|(name, _)| call.query.ask(name));
    let fields = call.query.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Question::read(fields, &|key| call.pack().has_class(key), &others).map_err(AppError::Form)
}

fn row(call: &Call<'_>, name: FigureName, record: &Record) -> [Cell; 3] {
    if record.elsewhere {
        // It is counted, and its pages are its unit's, which stands elsewhere.
        let words = match record.kind {
            RecordKind::Unit => record.unit_name.clone(),
            _ => call.tr.figure_elsewhere().into_owned(),
        };
        return [words, record.unit_name.clone(), record.unit_code.clone()].map(Cell::Text);
    }
    let words = label(call, name, record);
    let cell = match href(record) {
        Some(href) => Cell::Link(words, href),
        None => Cell::Text(words),
    };
    [
        cell,
        Cell::link(record.unit_name.as_str(), paths::units::unit(&record.unit_code)),
        Cell::Text(record.unit_code.clone()),
    ]
}

/// What a record is called: words for labels that are words of the register, the text itself otherwise.
fn label(call: &Call<'_>, name: FigureName, record: &Record) -> String {
    let tag = call.lang.tag();
    match record.kind {
        RecordKind::Unit => record.unit_name.clone(),
        RecordKind::Plan => call.word(&format!("plan-state-{}", record.label)),
        RecordKind::SpotCheck => call.pack().class_name(&record.label, tag).to_owned(),
        RecordKind::Duty => call.word(&format!("duty-kind-{}", record.label)),
        RecordKind::Aspect => call.pack().aspect_name(&record.label, tag).to_owned(),
        RecordKind::Meeting => call.word(&format!("meeting-kind-{}", record.label)),
        RecordKind::Sheet => record.label.get(..10).unwrap_or(&record.label).to_owned(),
        _ if record.label.is_empty() => call.word_of(name),
        _ => record.label.clone(),
    }
}

/// The page of a record, where it has one of its own that opens to whoever reads figures.
fn href(record: &Record) -> Option<String> {
    use RecordKind as K;
    let opens = matches!(
        record.kind,
        K::Unit
            | K::Duty
            | K::Plan
            | K::Sheet
            | K::Circular
            | K::Problem
            | K::Measure
            | K::Visit
            | K::Manifestation
    );
    opens.then(|| paths::record(record.kind.key(), record.id, &record.unit_code)).flatten()
}
