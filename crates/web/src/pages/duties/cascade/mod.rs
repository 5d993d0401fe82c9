//! The cascade: per tier who acknowledged, planned, acts and was verified; where it stopped; who is silent.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        route::{Need, Route, get},
    },
    look::{Cell, Figure, Figures, Legend, Nav, Notice, Paging, Shell, State, Table, Tone},
};
use askama::Template;
use earnest_app::{
    AppError,
    duties::cascade_show::{Cascade, Wanted, list_cascade, show_cascade},
};
use earnest_model::{
    duties::cascade::{CascadeStage, TierLine, stopped_at},
    permit::ActionKind,
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/cascade", Need::May(ActionKind::ReadFigures), cascade),
    get("/cascade/units", Need::May(ActionKind::ReadFigures), units),
];

/// Units on a page.
const PAGE: i64 = 200;

#[derive(Template)]
#[template(path = "pages/duties/cascade/cascade.html")]
struct CascadePage {
    shell: Shell,
    stopped: Option<Notice>,
    figures: Figures,
    tiers: Table,
    children: Table,
    legend: Legend,
}

fn tier_name<'c>(call: &Call<'c>, tier: i32) -> &'c str {
    call.state.pack.tier_name_at(tier, call.lang.tag())
}

/// The list behind a number.
fn href(unit: &str, stage: CascadeStage, tier: Option<i32>) -> String {
    let tier = tier.map_or(String::new(), |tier| format!("&tier={tier}"));
    format!("/cascade/units?unit={unit}&stage={}{tier}", stage.key())
}

fn cascade(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let found = show_cascade(&call.context(), call.query.find("unit"))?;
    let (tiers, children) = (tiers(call, &found), children(call, &found));
    if let Some(file) = call.file("cascade", false, [&tiers, &children])? {
        return Ok(file);
    }
    let name = found.unit.name.as_str();
    let stopped = stopped_at(&found.lines).map(|line| {
        let tier = tier_name(call, line.tier);
        Notice::new(Tone::Error, tr.cascade_stopped(tier)).text(tr.cascade_stopped_text(
            line.count(CascadeStage::Silent),
            line.count(CascadeStage::Units) - line.count(CascadeStage::Asked),
        ))
    });
    page(&CascadePage {
        shell: call
            .shell_of_list(Some(Nav::Board), tr.cascade_title(name))
            .lede(tr.cascade_lede(tr.date_words(call.today)))
            .crumb(name, Some(&format!("/units/{}", found.unit.code))),
        figures: strip(call, &found),
        stopped,
        tiers,
        children,
        legend: Legend::new(tr),
    })
}

/// The whole of it in a strip: all tiers together.
fn strip(call: &Call<'_>, found: &Cascade) -> Figures {
    use CascadeStage as S;
    let shown = [S::Asked, S::Acknowledged, S::Planned, S::Acting, S::Verified, S::Silent];
    Figures::new(shown.map(|stage| {
        let sum: i64 = found.lines.iter().map(|line| line.count(stage)).sum();
        let words = call.word(&format!("cascade-stage-{}", stage.key()));
        Figure::new(call.tr.number(sum), words, href(&found.unit.code, stage, None))
    }))
}

fn tiers(call: &Call<'_>, found: &Cascade) -> Table {
    let tr = call.tr;
    let row = |line: &TierLine| {
        let mut cells = vec![Cell::from(tier_name(call, line.tier)), how(call, line).into()];
        cells.extend(CascadeStage::ALL.iter().map(|stage| {
            Cell::link(tr.number(line.count(*stage)), href(&found.unit.code, *stage, Some(line.tier)))
        }));
        cells
    };
    let mut table = Table::new(tr.cascade_tiers()).column(tr.unit_tier()).column(tr.cascade_state());
    for stage in CascadeStage::ALL {
        table = table.numbers(call.word(&format!("cascade-stage-{}", stage.key())));
    }
    table.rows(found.lines.iter().map(row)).or_say(Notice::new(Tone::Empty, tr.cascade_nobody()))
}

/// How far a tier has come, in a word.
fn how(call: &Call<'_>, line: &TierLine) -> State {
    use CascadeStage as S;
    let (units, asked, whole) = (line.count(S::Units), line.count(S::Asked), line.count(S::Acknowledged));
    let silent = line.count(S::Silent);
    if asked == 0 {
        State::not_begun(call.tr.cascade_not_laid())
    } else if silent == asked {
        State::trouble(call.tr.cascade_all_silent())
    } else if asked == units && whole == units {
        State::done(call.tr.cascade_whole())
    } else if silent > 0 {
        State::trouble(call.tr.cascade_some_silent(silent))
    } else {
        State::under_way(call.tr.cascade_under_way())
    }
}

fn children(call: &Call<'_>, found: &Cascade) -> Table {
    use CascadeStage as S;
    let tr = call.tr;
    let rows = found.children.iter().map(|(child, lines)| {
        let code = child.unit.code.as_str();
        let sum = |stage| lines.iter().map(|line| line.count(stage)).sum::<i64>();
        let reached = lines.iter().rev().find(|line| line.count(S::Silent) < line.count(S::Asked));
        let state = match (stopped_at(lines), reached) {
            _ if sum(S::Asked) == 0 => State::not_begun(tr.cascade_not_laid()),
            (Some(line), _) => State::trouble(tr.cascade_stops_at(tier_name(call, line.tier))),
            (None, Some(line)) if sum(S::Silent) == 0 => {
                State::done(tr.cascade_down_to(tier_name(call, line.tier)))
            }
            (None, Some(line)) => State::under_way(tr.cascade_down_to(tier_name(call, line.tier))),
            (None, None) => State::not_begun(tr.cascade_not_laid()),
        };
        let name = if child.beneath > 0 { format!("/cascade?unit={code}") } else { format!("/units/{code}") };
        [
            Cell::link(child.unit.name.as_str(), name),
            state.into(),
            Cell::from(tr.ratio(sum(S::Acknowledged), sum(S::Asked))),
            Cell::link(tr.number(sum(S::Silent)), format!("{}&own=1", href(code, S::Silent, None))),
        ]
    });
    Table::new(tr.cascade_children())
        .column(tr.board_column_unit())
        .column(tr.cascade_state())
        .numbers(tr.cascade_children_whole())
        .numbers(tr.cascade_children_silent())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.cascade_nobody()))
}

#[derive(Template)]
#[template(path = "pages/duties/cascade/units.html")]
struct UnitsPage {
    shell: Shell,
    table: Table,
    next: Option<Paging>,
}

fn units(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let stage = CascadeStage::parse(call.query.get("stage")).map_err(|_| AppError::NotFound)?;
    let wanted = Wanted {
        unit: call.query.find("unit"),
        stage,
        tier: call.asked("tier"),
        own: call.query.get("own") == "1",
        after: call.asked("after"),
        limit: call.rows(PAGE),
    };
    let found = list_cascade(&call.context(), wanted)?;
    let rows = found.units.iter().map(|(_, code, name, class, parent)| {
        [
            Cell::link(name.as_str(), format!("/units/{code}")),
            Cell::from(call.state.pack.class_name(class, call.lang.tag())),
            Cell::from(parent.as_str()),
            Cell::from(code.as_str()),
        ]
    });
    let title = call.word(&format!("cascade-stage-{}", stage.key()));
    let table = Table::new(title.as_str())
        .column(tr.ledger_column_unit())
        .column(tr.unit_class())
        .column(tr.cascade_above())
        .column(tr.unit_code())
        .rows(rows)
        .or_say(Notice::new(Tone::Empty, tr.cascade_no_units()));
    if let Some(file) = call.file("cascade-units", found.next.is_some(), [&table])? {
        return Ok(file);
    }
    let shown = found.units.len();
    let next = found.next.map(|after| {
        let href = format!("{}?{}", call.path, call.query.with("after", &after.to_string()).encoded());
        Paging::new(tr, shown, found.total).next(Some(href))
    });
    let tier = wanted.tier.map_or(String::new(), |tier| format!(" · {}", tier_name(call, tier)));
    let name = found.unit.name.as_str();
    page(&UnitsPage {
        shell: call
            .shell_of_list(Some(Nav::Board), format!("{title}{tier}"))
            .lede(tr.cascade_units_lede(found.total, tr.date_words(call.today), name))
            .crumb(tr.cascade_title(name), Some(&format!("/cascade?unit={}", found.unit.code))),
        table,
        next,
    })
}
