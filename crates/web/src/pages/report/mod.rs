//! The report: the programme in one page, every figure a link to exactly its records.

use crate::{
    call::Call,
    look::{Cell, Nav, Notice, Paging, Shell, Table, Tone},
    pages::figure_href,
    reply::{Outcome, page},
    route::{Need, Route, get},
};
use askama::Template;
use earnest_app::{
    AppError,
    figure_show::{Asked, show_figure},
    report::{Line, report as make},
};
use earnest_model::{
    figure::{AnyFigure, FigureName, Record},
    permit::ActionKind,
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/report", Need::May(ActionKind::ReadFigures), report),
    get("/figures/{name}", Need::May(ActionKind::ReadFigures), figure),
];

/// Records of a page.
const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "pages/report/report.html")]
struct ReportPage {
    shell: Shell,
    rounds: Vec<String>,
    sections: Vec<(String, Vec<Shown>)>,
    comments: String,
}

/// A line as it is shown.
struct Shown {
    value: String,
    counts: String,
    words: String,
    href: String,
    rounds: Vec<(String, String)>,
}

fn number(call: &Call<'_>, figure: AnyFigure) -> String {
    call.tr.number(i64::try_from(figure.value()).unwrap_or(i64::MAX))
}

fn report(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let made = make(&call.context(), call.query.find("unit"))?;
    let rounds = made.rounds.iter().map(|(number, topic, state)| {
        tr.report_round(i64::from(*number), call.word(&format!("round-state-{state}")), topic.as_str())
    });
    let shown = |line: &Line| {
        let name = line.figure.name();
        let by_round = line.rounds.iter().map(|(round, figure)| {
            let words = format!("{} {}", tr.board_round(i64::from(*round)), number(call, *figure));
            (words, figure_href(name, &made.unit_code, Some(*round)))
        });
        Shown {
            value: number(call, line.figure),
            counts: call.word(&format!("count-{}", name.counts().key())),
            words: call.word(&format!("figure-{}", name.key())),
            href: figure_href(name, &made.unit_code, None),
            rounds: by_round.collect(),
        }
    };
    let sections = made.sections.iter().map(|section| {
        (call.word(&format!("report-section-{}", section.key)), section.lines.iter().map(shown).collect())
    });
    let comments = match i64::try_from(made.comments) {
        Ok(0) => tr.report_no_comments().into_owned(),
        comments => tr.report_comments(comments.unwrap_or(i64::MAX)),
    };
    let title = made.programme.clone().unwrap_or_else(|| tr.report_title().into_owned());
    let lede = tr.report_lede(tr.date_long(made.as_of), made.unit_name.as_str());
    page(&ReportPage {
        rounds: rounds.collect(),
        sections: sections.collect(),
        comments,
        shell: call.shell(Some(Nav::Report), title).lede(lede),
    })
}

#[derive(Template)]
#[template(path = "pages/report/figure.html")]
struct FigurePage {
    shell: Shell,
    value: String,
    counts: String,
    table: Table,
    paging: Paging,
}

fn figure(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let name = FigureName::parse(call.part("name")?).ok_or(AppError::NotFound)?;
    let as_of = call.asked("as_of");
    let asked = Asked { name, unit: call.query.find("unit"), round: call.asked("round"), as_of };
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
    let mut lede = tr.report_lede(tr.date_long(scope.as_of), shown.unit_name.as_str());
    if let Some(round) = scope.round {
        lede = format!("{} · {lede}", tr.board_round(i64::from(round)));
    }
    page(&FigurePage {
        shell: call
            .shell_of_list(Some(Nav::Report), call.word(&format!("figure-{}", name.key())))
            .lede(lede)
            .crumb(tr.report_title(), Some(&format!("/report?unit={}", shown.unit_code))),
        value: number(call, shown.figure),
        counts: call.word(&format!("count-{}", name.counts().key())),
        paging: Paging::new(tr, shown.records.len(), i64::try_from(shown.figure.value()).unwrap_or(i64::MAX))
            .next(next),
        table,
    })
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
        "unit" => record.unit_name.clone(),
        "plan" => call.word(&format!("plan-state-{}", record.label)),
        "spot-check" => call.state.pack.class_name(&record.label, tag).to_owned(),
        "duty" => call.word(&format!("duty-kind-{}", record.label)),
        "aspect" => call.state.pack.aspect_name(&record.label, tag).to_owned(),
        "meeting" => call.word(&format!("meeting-kind-{}", record.label)),
        "sheet" => record.label.get(..10).unwrap_or(&record.label).to_owned(),
        _ if record.label.is_empty() => call.word(&format!("figure-{}", name.key())),
        _ => record.label.clone(),
    }
}

/// The page of a record, where it has one of its own.
fn href(record: &Record) -> Option<String> {
    let id = record.id;
    match record.kind {
        "unit" | "duty" => Some(format!("/units/{}", record.unit_code)),
        "plan" => Some(format!("/plans/{id}")),
        "sheet" => Some(format!("/sheets/{id}")),
        "circular" => Some(format!("/circulars/{id}")),
        "problem" => Some(format!("/problems/{id}")),
        "measure" => Some(format!("/measures/{id}")),
        "visit" => Some(format!("/visits/{id}")),
        "manifestation" => Some("/catalogue".to_owned()),
        _ => None,
    }
}
