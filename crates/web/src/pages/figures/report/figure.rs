//! A figure with exactly its records.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Nav, Notice, Paging, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::{
    AppError,
    figures::figure_show::{Asked, show_figure},
};
use earnest_model::{
    figures::figure::{FigureName, Origin, Record},
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
    table: Table,
    paging: Paging,
}

pub(super) fn figure(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (name, class) = FigureName::parse_with_class(call.part("name")?).ok_or(AppError::NotFound)?;
    let sources = sources(call)?;
    let asked = asked(call, name, class.as_deref(), &sources);
    let shown = show_figure(&call.context(), asked, call.asked("after"), call.rows(PAGE))?;
    let rows = shown.records.iter().map(|record| row(call, name, record));
    let table = Table::new(call.word_of(name))
        .column(tr.figure_column_record())
        .column(tr.ledger_column_unit())
        .column(tr.unit_code())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.figure_empty()));
    let next = shown.next.map(|after| call.here(&call.query.with("after", &after.to_string())));
    if let Some(file) = call.file("figure", shown.next.is_some(), [&table])? {
        return Ok(file);
    }
    let scope = shown.figure.scope();
    let mut lede = tr.report_lede(tr.date_long(shown.figure.trace().day), shown.unit_name.as_str());
    if let Some(round) = scope.round {
        lede = format!("{} · {lede}", tr.board_round(i64::from(round)));
    }
    page(&FigurePage {
        shell: call
            .shell_of_list(Some(Nav::Report), call.word_of(name))
            .lede(lede)
            .crumb(tr.report_title(), Some(&paths::figures::report().asking("unit", &shown.unit_code))),
        value: Counted::new(tr, &shown.figure, call.here(call.query)).words().to_owned(),
        counts: call.word(&format!("count-{}", name.counts().key())),
        paging: Paging::new(tr, shown.records.len(), i64::try_from(shown.figure.value()).unwrap_or(i64::MAX))
            .next(next),
        table,
    })
}

/// From where records are asked for.
///
/// # Errors
/// A word that no activity and no round has.
pub fn sources(call: &Call<'_>) -> Result<Vec<Origin>, AppError> {
    let words = call.query.all("source").filter(|word| !word.is_empty());
    words.map(|word| Origin::parse(word).ok_or(AppError::NotFound)).collect()
}

/// A figure as an address asks for it.
pub fn asked<'a>(
    call: &'a Call<'_>,
    name: FigureName,
    class: Option<&'a str>,
    sources: &'a [Origin],
) -> Asked<'a> {
    let given = |field: &str| call.query.find(field).filter(|value| !value.is_empty());
    Asked {
        name,
        unit: given("unit"),
        own: given("own") == Some("yes"),
        organiser: given("organiser"),
        programme: call.asked("programme"),
        round: call.asked("round"),
        sources,
        class: class.or(given("class")),
        as_of: call.asked("as_of"),
        since: given("entered") == Some("since"),
    }
}

fn row(call: &Call<'_>, name: FigureName, record: &Record) -> [Cell; 3] {
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
