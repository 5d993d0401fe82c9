//! The cascade: how far a duty has been passed down, tier by tier.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Counted, Figure, Figures, Legend, Nav, Notice, Shell, State, Table, Tone},
    pages::{paths, shared::choose_round::whose},
};
use askama::Template;
use earnest_app::{
    AppError, BoardRound,
    duties::cascade_show::{Cascade, CascadeOf, counted, show_cascade},
};
use earnest_model::duties::cascade::{CascadeStage, TierLine, stopped_at};

/// Units on a page.
pub(super) const PAGE: i64 = 200;

#[derive(Template)]
#[template(path = "pages/duties/cascade/cascade.html")]
struct CascadePage {
    shell: Shell,
    stopped: Option<Notice>,
    figures: Figures,
    gaps: Figures,
    tiers: Table,
    children: Table,
    legend: Legend,
    rounds: Vec<(String, String, bool)>,
}

pub(super) fn tier_name<'c>(call: &Call<'c>, tier: i32) -> &'c str {
    call.pack().tier_name_at(tier, call.lang.tag())
}

/// The list behind a number, of the round that is looked at.
fn href(found: &Cascade, unit: &str, stage: CascadeStage, tier: Option<i32>) -> String {
    let units = paths::duties::cascade_units().asking("unit", unit).asking("stage", stage.key());
    let units = of_round(found, units);
    tier.into_iter().fold(units, |units, tier| units.asking("tier", tier))
}

/// An address that keeps whose round is looked at.
fn of_round(found: &Cascade, address: String) -> String {
    match &found.round {
        Some(round) => address.asking("organiser", &found.whose.code).asking("round", round.number),
        None => address,
    }
}

/// What is asked of it.
pub(super) fn asked<'a>(call: &Call<'a>) -> Result<CascadeOf<'a>, AppError> {
    let given = |name: &str| call.query.find(name).filter(|value| !value.is_empty());
    Ok(CascadeOf { unit: given("unit"), organiser: given("organiser"), round: call.asked("round")? })
}

pub(super) fn cascade(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    call.only(&["unit", "organiser", "round"])?;
    let found = show_cascade(&call.context(), asked(call)?)?;
    let (tiers, children) = (tiers(call, &found), children(call, &found));
    let name = found.unit.name.as_str();
    let lede = match &found.round {
        Some(round) => {
            let whose = whose(call, &found.whose.name, found.whose.programme.as_ref());
            tr.cascade_lede_round(
                tr.date_long(found.day),
                i64::from(round.number),
                round.topic.as_str(),
                whose,
            )
        }
        None => tr.cascade_lede(tr.date_long(call.today)),
    };
    // A duty that no programme has is a part of it, too: what is counted is told where there are several.
    let several = call.known.called_of_reader(call.actor, call.today).len() > 1;
    let lede = if several { format!("{lede} {}", tr.cascade_all_programmes()) } else { lede };
    let shell = call
        .shell_of_list(Some(Nav::Board), tr.cascade_title(name))
        .lede(lede)
        .crumb(name, Some(&paths::units::unit(&found.unit.code)));
    if let Some(file) = call.file(&shell, ("cascade", false), [&tiers, &children])? {
        return Ok(file);
    }
    let stopped = stopped_at(&found.lines).map(|line| {
        let tier = tier_name(call, line.tier);
        Notice::new(Tone::Error, tr.cascade_stopped(tier)).text(tr.cascade_stopped_text(
            line.count(CascadeStage::Silent),
            line.count(CascadeStage::Units) - line.count(CascadeStage::Asked),
        ))
    });
    page(&CascadePage {
        shell,
        figures: strip(call, &found),
        gaps: gaps(call, &found),
        stopped,
        tiers,
        children,
        legend: Legend::new(tr),
        rounds: round_links(call, &found),
    })
}

fn round_links(call: &Call<'_>, found: &Cascade) -> Vec<(String, String, bool)> {
    let link = |round: &BoardRound| {
        let href = paths::duties::cascade().asking("unit", &found.unit.code);
        let href = href.asking("organiser", &found.whose.code).asking("round", round.number);
        (call.tr.board_round(i64::from(round.number)), href, found.round.as_ref() == Some(round))
    };
    found.rounds.iter().map(link).collect()
}

/// The whole of it in a strip: all tiers together.
fn strip(call: &Call<'_>, found: &Cascade) -> Figures {
    use CascadeStage as S;
    let shown = [S::Asked, S::Acknowledged, S::Planned, S::Acting, S::Verified, S::Silent];
    Figures::new(shown.map(|stage| {
        let href = href(found, &found.unit.code, stage, None);
        Figure::of(&Counted::new(call.tr, &counted(&found.lines, stage), href), call.word_of(stage))
    }))
}

/// Where the chain has a gap today, whatever round is looked at; the unit itself counts with those beneath.
fn gaps(call: &Call<'_>, found: &Cascade) -> Figures {
    Figures::new(found.gaps.iter().map(|gap| {
        let href = paths::figures::traced(gap, &found.unit.code, &found.whose.code);
        Figure::of(&Counted::new(call.tr, gap, href), call.word_of(gap.name()))
    }))
}

fn tiers(call: &Call<'_>, found: &Cascade) -> Table {
    let tr = call.tr;
    let row = |line: &TierLine| {
        let mut cells = vec![Cell::from(tier_name(call, line.tier)), how(call, line).into()];
        cells.extend(CascadeStage::ALL.iter().map(|stage| {
            let units = counted(std::slice::from_ref(line), *stage);
            Cell::from(Counted::new(tr, &units, href(found, &found.unit.code, *stage, Some(line.tier))))
        }));
        cells
    };
    let mut table = Table::new(tr.cascade_tiers()).column(tr.unit_tier()).column(tr.cascade_state());
    for stage in CascadeStage::ALL {
        table = table.numbers(call.word_of(stage));
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
        let name = if child.beneath > 0 {
            of_round(found, paths::duties::cascade().asking("unit", code))
        } else {
            paths::units::unit(code)
        };
        [
            Cell::link(child.unit.name.as_str(), name),
            state.into(),
            Counted::part(
                tr,
                &counted(lines, S::Acknowledged),
                &counted(lines, S::Asked),
                href(found, code, S::Acknowledged, None).asking("own", "1"),
            )
            .into(),
            Counted::new(
                tr,
                &counted(lines, S::Silent),
                href(found, code, S::Silent, None).asking("own", "1"),
            )
            .into(),
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
