//! The report: the programme in one page, every figure a link to exactly its records.

mod make;

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        route::{Need, Route, get, post},
    },
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
};
use askama::Template;
use earnest_app::{
    AppError,
    figures::figure_show::{Asked, show_figure},
};
use earnest_model::{
    figures::figure::{FigureName, Origin, Record, Traced},
    permit::ActionKind,
    record::RecordKind,
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/report", Need::May(ActionKind::ReadFigures), make::report),
    post("/report/freeze", Need::May(ActionKind::FreezeReport), make::freeze),
    get("/report/frozen/{id}", Need::May(ActionKind::ReadFigures), make::frozen),
    get("/report/template", Need::May(ActionKind::SaveTemplate), make::template),
    post("/report/template", Need::May(ActionKind::SaveTemplate), make::save),
    get("/figures/{name}", Need::May(ActionKind::ReadFigures), figure),
];

/// Records of a page.
const PAGE: i64 = 100;

fn number(call: &Call<'_>, figure: &Traced) -> String {
    call.tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX))
}

#[derive(Template)]
#[template(path = "pages/figures/report/figure.html")]
struct FigurePage {
    shell: Shell,
    value: String,
    counts: String,
    table: Table,
    paging: Paging,
}

fn figure(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let (name, class) = FigureName::parse_with_class(call.part("name")?).ok_or(AppError::NotFound)?;
    let sources = sources(call)?;
    let asked = asked(call, name, class.as_deref(), &sources);
    let shown = show_figure(&call.context(), asked, call.asked("after"), call.rows(PAGE))?;
    let rows = shown.records.iter().map(|record| row(call, name, record));
    let table = Table::new(call.word(&format!("figure-{}", name.key())))
        .column(tr.figure_column_record())
        .column(tr.ledger_column_unit())
        .column(tr.unit_code())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.figure_empty()));
    let next = shown
        .next
        .map(|after| format!("{}?{}", call.path, call.query.with("after", &after.to_string()).encoded()));
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
            .shell_of_list(Some(Nav::Report), call.word(&format!("figure-{}", name.key())))
            .lede(lede)
            .crumb(tr.report_title(), Some(&format!("/report?unit={}", shown.unit_code))),
        value: number(call, &shown.figure),
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
pub(crate) fn sources(call: &Call<'_>) -> Result<Vec<Origin>, AppError> {
    let words = call.query.all("source").filter(|word| !word.is_empty());
    words.map(|word| Origin::parse(word).ok_or(AppError::NotFound)).collect()
}

/// A figure as an address asks for it.
pub(crate) fn asked<'a>(
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
        Cell::link(record.unit_name.as_str(), format!("/units/{}", record.unit_code)),
        Cell::Text(record.unit_code.clone()),
    ]
}

/// What a record is called: words for labels that are words of the register, the text itself otherwise.
fn label(call: &Call<'_>, name: FigureName, record: &Record) -> String {
    let tag = call.lang.tag();
    match record.kind {
        RecordKind::Unit => record.unit_name.clone(),
        RecordKind::Plan => call.word(&format!("plan-state-{}", record.label)),
        RecordKind::SpotCheck => call.state.pack.class_name(&record.label, tag).to_owned(),
        RecordKind::Duty => call.word(&format!("duty-kind-{}", record.label)),
        RecordKind::Aspect => call.state.pack.aspect_name(&record.label, tag).to_owned(),
        RecordKind::Meeting => call.word(&format!("meeting-kind-{}", record.label)),
        RecordKind::Sheet => record.label.get(..10).unwrap_or(&record.label).to_owned(),
        _ if record.label.is_empty() => call.word(&format!("figure-{}", name.key())),
        _ => record.label.clone(),
    }
}

/// The page of a record, where it has one of its own.
fn href(record: &Record) -> Option<String> {
    let id = record.id;
    match record.kind {
        RecordKind::Unit | RecordKind::Duty => Some(format!("/units/{}", record.unit_code)),
        RecordKind::Plan => Some(format!("/plans/{id}")),
        RecordKind::Sheet => Some(format!("/sheets/{id}")),
        RecordKind::Circular => Some(format!("/circulars/{id}")),
        RecordKind::Problem => Some(format!("/problems/{id}")),
        RecordKind::Measure => Some(format!("/measures/{id}")),
        RecordKind::Visit => Some(format!("/visits/{id}")),
        RecordKind::Manifestation => Some("/catalogue".to_owned()),
        _ => None,
    }
}
