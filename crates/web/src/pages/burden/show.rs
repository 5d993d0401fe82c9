//! The page of a unit: its own requests, the tiers beneath it, what was called too much.

use super::request::{self, link, reported_words, wanted};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{
        Amount, Cell, Counted, Figures, Nav, Notice, Shell, State, Table, Tone,
        picture::{Bars, Ink, Kind, Row},
    },
    pages::{
        paths,
        shared::burden::{figures, month},
    },
};
use askama::Template;
use earnest_app::{
    BurdenReport,
    burden::burden_show::{Burden, Costed, TierBurden, show_burden},
};
use earnest_model::burden::{budget::month_of, reported::Reported};

#[derive(Template)]
#[template(path = "pages/burden/burden.html")]
struct BurdenPage {
    shell: Shell,
    ways: Vec<(String, String)>,
    figures: Figures,
    own: Table,
    no_tiers: Option<Notice>,
    bars: Bars,
    tiers: Table,
    reports: Table,
    /// Where something else that is asked of the unit is called too much.
    elsewhere: Option<String>,
}

pub fn burden(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let made = show_burden(&call.context(), call.pack(), wanted(call)?)?;
    let lede = request::lede(call, made.on, made.unit.name.as_str());
    let (own, tiers, reports) = (own(call, &made), tiers(call, &made), reports(call, &made));
    let shell = call
        .shell_of_list(Some(Nav::Burden), tr.burden_title())
        .lede(lede)
        .crumb(made.unit.name.as_str(), Some(&paths::units::unit(&made.unit.code)));
    if let Some(file) = call.file(&shell, ("burden", false), [&tiers, &own, &reports])? {
        return Ok(file);
    }
    page(&BurdenPage {
        ways: ways(call, &made),
        figures: figures(call, &made.own, &month(made.on)),
        own,
        no_tiers: made.tiers.is_empty().then(|| Notice::new(Tone::Empty, tr.burden_none())),
        bars: bars(call, &made),
        reports,
        elsewhere: (made.may_report && made.unit.parent.is_some())
            .then(|| paths::burden::report_new().asking("unit", &made.unit.code)),
        shell,
        tiers,
    })
}

fn ways(call: &Call<'_>, made: &Burden) -> Vec<(String, String)> {
    let (tr, unit) = (call.tr, &made.unit.code);
    let (first, last) = month_of(made.on);
    let day = jiff::Span::new().days(1);
    let at = |day| paths::burden::burden().asking("unit", unit).asking("month", month(day));
    let before = first.saturating_sub(day);
    let mut ways = vec![(month(before), at(before))];
    if last < call.today {
        let next = last.saturating_add(day);
        ways.push((month(next), at(next)));
    }
    ways.push((tr.question_list_title().into_owned(), paths::burden::questions().asking("unit", unit)));
    if made.may_set {
        ways.push((tr.burden_settings_title().into_owned(), paths::burden::settings().asking("unit", unit)));
        ways.push((tr.question_new_title().into_owned(), paths::burden::question_new().asking("unit", unit)));
    }
    ways
}

fn own(call: &Call<'_>, made: &Burden) -> Table {
    let tr = call.tr;
    let rows = made.requests.iter().map(|costed| {
        let Costed { request, minutes } = costed;
        let said = made.reports.iter().find(|report| {
            let kind = Reported::Request(request.kind);
            (report.kind, report.request, &report.code) == (kind, request.id, &request.code)
        });
        let too_much = match (said, request.issuer) {
            (Some(report), _) => Cell::StateLink(answer(call, report), paths::burden::report(report.id)),
            (None, Some(issuer)) if made.may_report && issuer != request.unit => {
                let (unit, kind) = (&request.code, request.kind.key());
                let href = paths::burden::report_new()
                    .asking("unit", unit)
                    .asking("kind", kind)
                    .asking("id", request.id);
                Cell::link(tr.burden_too_much(), href)
            }
            _ => Cell::NotYet(tr.common_not_yet().into_owned()),
        };
        [
            link(call, request),
            Cell::Text(tr.date_iso(request.on)),
            Amount::time(tr, *minutes).into(),
            too_much,
        ]
    });
    Table::new(tr.burden_own())
        .column(tr.burden_column_request())
        .column(tr.burden_column_day())
        .numbers(tr.burden_column_minutes())
        .column(tr.burden_column_say())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.burden_own_none()))
}

/// A list behind the figures of a tier.
fn at_tier(made: &Burden, list: String, tier: i32) -> String {
    list.asking("unit", &made.unit.code).asking("month", month(made.on)).asking("tier", tier)
}

fn tiers(call: &Call<'_>, made: &Burden) -> Table {
    let tr = call.tr;
    let rows = made.tiers.iter().map(|(tier, sum)| {
        let over = at_tier(made, paths::burden::units(), *tier).asking("over", "1");
        [
            Cell::Text(call.pack().tier_name_at(*tier, call.lang.tag()).to_owned()),
            Counted::new(tr, &sum.units, at_tier(made, paths::burden::units(), *tier)).into(),
            Counted::new(tr, &sum.requests, at_tier(made, paths::burden::requests(), *tier)).into(),
            Cell::link(Amount::time(tr, sum.minutes), at_tier(made, paths::burden::requests(), *tier)),
            match sum.over.value() {
                0 => Counted::new(tr, &sum.over, over).into(),
                _ => Cell::count(Counted::new(tr, &sum.over, over), State::trouble),
            },
        ]
    });
    Table::new(tr.burden_tiers())
        .column(tr.burden_column_tier())
        .numbers(tr.burden_column_units())
        .numbers(tr.burden_column_requests())
        .numbers(tr.burden_column_minutes())
        .column(tr.burden_column_over())
        .rows(rows)
}

/// Units asked at every tier: within the budget, and over it.
fn bars(call: &Call<'_>, made: &Burden) -> Bars {
    let tr = call.tr;
    let row = |(tier, sum): (&i32, &TierBurden)| {
        let mark = |count, over| {
            let units = at_tier(made, paths::burden::units(), *tier).asking("over", over);
            Counted::new(tr, count, units)
        };
        Row {
            label: call.pack().tier_name_at(*tier, call.lang.tag()).to_owned(),
            marks: vec![mark(&sum.within, "0"), mark(&sum.over, "1")],
        }
    };
    let kinds =
        vec![Kind::new(Ink::Hollow, tr.burden_kind_within()), Kind::new(Ink::Hatched, tr.burden_kind_over())];
    Bars::new("burden", kinds, made.tiers.iter().map(row).collect())
}

/// What became of a request that was called too much.
fn answer(call: &Call<'_>, report: &BurdenReport) -> State {
    let tr = call.tr;
    match &report.answer {
        Some((decision, ..)) => State::done(call.word_of(decision)),
        None if report.due_on < call.today => State::trouble(tr.burden_unanswered()),
        None => State::under_way(tr.burden_waits(tr.date_short(report.due_on))),
    }
}

fn reports(call: &Call<'_>, made: &Burden) -> Table {
    let tr = call.tr;
    let rows = made.reports.iter().map(|report| {
        [
            Cell::link(reported_words(call, report.kind, &report.label), paths::burden::report(report.id)),
            Cell::Text(report.name.clone()),
            Cell::Text(report.issuer_name.clone()),
            answer(call, report).into(),
        ]
    });
    Table::new(tr.burden_reports())
        .column(tr.burden_column_request())
        .column(tr.ledger_column_unit())
        .column(tr.burden_column_answerer())
        .column(tr.burden_column_answer())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.burden_reports_none()))
}
