//! Claimed, checked and confirmed side by side, and the verification factor.

use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Outcome, page},
    },
    look::{Amount, Cell, Choice, Control, Field, Nav, Notice, Paging, Shell, Table, Tone},
    pages::{
        assessing::interval::interval,
        paths,
        shared::choose_round::{choose_round, told_of, which_round},
    },
};
use askama::Template;
use earnest_app::{
    assessing::{
        estimates_show::FLOOR,
        recounts_show::{Asked, Factor, RecountLine, Recounts, RecountsPage, Uncounted, show_recounts},
    },
    programmes::rounds_list::RoundName,
};
use earnest_model::{assessing::recount::Reported, fraction::Fraction};

/// Units on a page.
const PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "pages/assessing/recounts/list.html")]
struct ListPage {
    shell: Shell,
    choose: Vec<Field>,
    empty: Option<Notice>,
    found: Option<Found>,
}

struct Found {
    factors: Table,
    warnings: Vec<String>,
    floor: String,
    units: String,
    lines: Table,
    paging: Option<Paging>,
    /// Class and name of each unit, and the way to its form.
    uncounted: Vec<(String, String, String)>,
}

pub(super) fn recounts(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let kind = call.choice("kind", Reported::parse)?.unwrap_or(Reported::Problems);
    let class = call.query.find("class").filter(|class| !class.is_empty());
    let asked = Asked {
        round: which_round(call)?,
        kind,
        class,
        after: call.asked("after")?,
        limit: usize::try_from(call.rows(PAGE)).unwrap_or_default(),
    };
    let shown = show_recounts(&call.context(), asked)?;
    let mut shell = call
        .shell_of_list(Some(Nav::Observations), tr.recount_title())
        .crumb(tr.sheet_list_title(), Some(&paths::assessing::sheets()));
    if let Some(found) = &shown.found {
        let words = tr.recount_lede(i64::from(found.round.number), found.round.topic.as_str());
        shell = shell.lede(told_of(call, &shown.rounds, found.round.id, &words));
    }
    let found = shown.found.as_ref().map(|found| content(call, &shown.rounds, found, (kind, class)));
    let more = shown.found.as_ref().is_some_and(|found| found.next.is_some());
    if let Some(file) =
        call.file(&shell, ("recounts", more), found.iter().flat_map(|found| [&found.factors, &found.lines]))?
    {
        return Ok(file);
    }
    let none = || Notice::new(Tone::Empty, tr.recount_none()).text(tr.recount_none_why());
    page(&ListPage {
        shell,
        choose: choose(call, &shown, kind),
        empty: shown.found.is_none().then(none),
        found,
    })
}

fn choose(call: &Call<'_>, shown: &RecountsPage, kind: Reported) -> Vec<Field> {
    let tr = call.tr;
    if shown.rounds.is_empty() {
        return Vec::new();
    }
    let kinds = Reported::ALL.iter().map(|one| Choice::new(one.key(), call.word_of(one), *one == kind));
    let mut fields = choose_round(call, &shown.rounds, shown.found.as_ref().map(|found| found.round.id));
    fields.push(Field::new("kind", tr.recount_kind(), Control::List(kinds.collect())));
    fields
}

fn content(
    call: &Call<'_>,
    rounds: &[RoundName],
    found: &Recounts,
    (kind, class): (Reported, Option<&str>),
) -> Found {
    let tr = call.tr;
    let round = tr.draw_round_topic(i64::from(found.round.number), found.round.topic.as_str());
    let round = told_of(call, rounds, found.round.id, &round);
    let mut warnings = Vec::new();
    let missing = found.all.drawn.saturating_sub(found.all.counted);
    if missing > 0 {
        warnings.push(tr.recount_missing(missing, found.all.drawn));
    }
    if (FLOOR..30).contains(&found.all.counted) {
        warnings.push(tr.recount_small(found.all.counted));
    }
    let here = paths::assessing::recounts().asking("round", found.round.id).asking("kind", kind.key());
    let all = std::iter::once(&found.all);
    let factors = Table::new(tr.recount_factors())
        .column(tr.estimate_of())
        .numbers(tr.recount_n())
        .numbers(tr.recount_claimed())
        .numbers(tr.recount_checked())
        .numbers(tr.recount_confirmed())
        .numbers(tr.recount_factor())
        .rows(all.chain(&found.classes).map(|factor| row(call, &here, factor)));
    let lines = Table::new(format!("{} · {round}", tr.recount_lines()))
        .column(tr.rating_unit())
        .column(tr.estimate_class())
        .numbers(tr.recount_claimed())
        .numbers(tr.recount_checked())
        .numbers(tr.recount_confirmed())
        .column(tr.recount_counted())
        .rows(found.lines.iter().map(|line| unit(call, line)))
        .or_say(Notice::new(Tone::Empty, tr.recount_lines_none()));
    let narrowed = class.into_iter().fold(here.clone(), |here, class| here.asking("class", class));
    let next = found.next.map(|id| narrowed.asking("after", id));
    let name = |class: &str| call.pack().class_name(class, call.lang.tag()).to_owned();
    let count = found.lines.len();
    Found {
        factors,
        warnings,
        floor: tr.recount_floor(FLOOR),
        units: class.map_or_else(|| tr.recount_units().into_owned(), name),
        lines,
        paging: next.is_some().then(|| Paging::new(tr, count, found.all.counted).next(next)),
        uncounted: found.uncounted.iter().map(|unit| open(call, unit)).collect(),
    }
}

fn open(call: &Call<'_>, unit: &Uncounted) -> (String, String, String) {
    let class = call.pack().class_name(&unit.class, call.lang.tag()).to_owned();
    (class, unit.name.clone(), paths::assessing::recount_new().asking("spot_check", unit.check))
}

fn row(call: &Call<'_>, here: &str, of: &Factor) -> [Cell; 6] {
    let tr = call.tr;
    let (name, trace) = if of.class.is_empty() {
        (tr.estimate_all_title().into_owned(), here.to_owned() + "#units")
    } else {
        let name = call.pack().class_name(&of.class, call.lang.tag()).to_owned();
        (name, here.to_owned().asking("class", &of.class) + "#units")
    };
    let frame = i64::try_from(of.frame).unwrap_or(i64::MAX);
    let [claimed, checked, confirmed] =
        of.sums.map(|sum| Amount::told(tr, i64::try_from(sum).unwrap_or(i64::MAX)));
    [
        name.into(),
        Cell::link(tr.estimate_n_of(frame, of.counted), trace.as_str()),
        claimed.into(),
        checked.into(),
        confirmed.into(),
        factor(call, of, trace),
    ]
}

fn factor(call: &Call<'_>, of: &Factor, trace: String) -> Cell {
    let tr = call.tr;
    match of.factor {
        None if of.counted == 0 => Cell::NotYet(tr.common_not_yet().into_owned()),
        None => Cell::link(tr.estimate_too_few(), trace),
        Some(found) => {
            let known = found.interval.is_some_and(|(low, high)| low == high);
            let known = known.then(|| tr.recount_known().into_owned());
            interval(call, found, known, &|value: Fraction| value.percent(1))
        }
    }
}

fn unit(call: &Call<'_>, line: &RecountLine) -> [Cell; 6] {
    let tr = call.tr;
    let number = |count: u32| Cell::from(Amount::told(tr, count));
    let day = tr.date_short(line.counted_on);
    [
        Cell::link(line.name.as_str(), paths::units::unit(&line.code)),
        call.pack().class_name(&line.class, call.lang.tag()).to_owned().into(),
        number(line.counts.claimed),
        number(line.counts.checked),
        number(line.counts.confirmed),
        Cell::Noted(day, line.assessor.clone()),
    ]
}
