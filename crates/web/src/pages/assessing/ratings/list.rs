//! The ratings of a round, class by class.

use super::grade::grade;
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, page, see},
        weighed::Weighed,
    },
    look::{Amount, Cell, Counted, Field, Nav, Notice, Shell, State, Table, Tone},
    pages::{
        paths,
        shared::{
            choose_round::{choose_round, told_of, which_round},
            score::score,
        },
    },
};
use askama::Template;
use earnest_app::{
    AppError,
    assessing::{
        rating_show::{ClassRatings, RatingBrief, RatingList, list_ratings},
        round_rate::{WouldRate, rate_round, would_rate},
    },
};
use earnest_model::{
    assessing::rating::BandRange,
    figures::count::Count,
    fraction::Fraction,
    id::RoundId,
    programmes::standard::{SeverityRule, Standard},
};

#[derive(Template)]
#[template(path = "pages/assessing/ratings/list.html")]
struct RatingsPage {
    shell: Shell,
    choose: Vec<Field>,
    classes: Vec<Shown>,
    /// Units that are excused and not rated.
    excused: Option<Table>,
    empty: Option<Notice>,
    estimates: Option<String>,
    assessors: Option<String>,
    rate: Option<String>,
}

pub(super) fn ratings(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let list = list_ratings(&call.context(), which_round(call)?)?;
    let lede = match &list.round {
        Some(round) => {
            let words = tr.rating_list_lede(list.count(), i64::from(round.number), round.topic.as_str());
            told_of(call, &list.rounds, round.id, &words)
        }
        None => tr.rating_list_lede_none().into_owned(),
    };
    let mut classes = classes(call, &list);
    for (place, class) in classes.iter_mut().enumerate() {
        let table = call.arranged(class.table.clone())?;
        class.table = if place == 0 { table } else { table.without_form() };
    }
    let shell = call.shell_of_list(Some(Nav::Observations), tr.rating_list_title()).lede(lede);
    let shell = match call.asked::<i64>("done")? {
        Some(rated) => shell.notice(Notice::new(Tone::Done, tr.rating_done(rated))),
        None => shell,
    };
    let excused = excused(call, &list);
    let tables = classes.iter().map(|class| &class.table).chain(&excused);
    if let Some(file) = call.file(&shell, ("ratings", false), tables)? {
        return Ok(file);
    }
    page(&RatingsPage {
        shell,
        choose: choose_round(call, &list.rounds, list.round.as_ref().map(|round| round.id)),
        classes,
        excused,
        empty: list.classes.is_empty().then(|| Notice::new(Tone::Empty, tr.rating_none())),
        assessors: list
            .round
            .as_ref()
            .filter(|_| list.may_read_assessors)
            .map(|round| paths::assessing::assessors().asking("round", round.id)),
        estimates: list.round.as_ref().map(|round| paths::assessing::estimates().asking("round", round.id)),
        rate: list
            .round
            .as_ref()
            .filter(|_| list.may_rate)
            .map(|round| paths::assessing::ratings().asking("round", round.id)),
    })
}

/// Units that are excused from their session and not rated: a state of its own, with the published reason.
fn excused(call: &Call<'_>, list: &RatingList) -> Option<Table> {
    let tr = call.tr;
    let rows = list.excused.iter().map(|(code, name, reason)| {
        [Cell::link(name.as_str(), paths::units::unit(code)), reason.as_str().into()]
    });
    let table = Table::new(tr.rating_excused()).column(tr.rating_unit()).column(tr.rating_excused_why());
    (!list.excused.is_empty()).then(|| table.rows(rows))
}

/// The ratings of a class as they are shown: its heading, what its bands mean, its table.
struct Shown {
    title: String,
    bands: Option<String>,
    table: Table,
}

fn classes(call: &Call<'_>, list: &RatingList) -> Vec<Shown> {
    let standard = list.standard.as_ref().map(|published| &published.standard);
    list.classes.iter().map(|class| shown(call, list, standard, class)).collect()
}

fn shown(call: &Call<'_>, list: &RatingList, standard: Option<&Standard>, class: &ClassRatings) -> Shown {
    let tr = call.tr;
    let name = call.pack().class_name(&class.class, call.lang.tag()).to_owned();
    let [counts, beside] = match standard.map_or(SeverityRule::Raw, |standard| standard.severity) {
        SeverityRule::Raw => [tr.rating_score(), tr.rating_adjusted()],
        SeverityRule::Adjusted => [tr.rating_score_adjusted(), tr.rating_raw()],
    };
    let round = list.round.as_ref().map(|round| {
        let words = tr.draw_round_topic(i64::from(round.number), round.topic.as_str());
        told_of(call, &list.rounds, round.id, &words)
    });
    let table = Table::new(round.map_or_else(|| name.clone(), |round| format!("{name} · {round}")))
        .column(tr.rating_unit())
        .by("unit")
        .column(tr.rating_bands_column())
        .by("bands")
        .numbers(counts)
        .by("score")
        .numbers(beside)
        .by("beside")
        .column(tr.rating_grade())
        .by("grade")
        .rows(class.ratings.iter().map(|(bands, rating)| row(call, (list, standard), *bands, rating)));
    Shown {
        title: format!("{name} · {}", Counted::beside(tr, &Count::of(&class.ratings)).words()),
        bands: bands(call, class),
        table,
    }
}

/// What the bands of a class mean; nothing of a unit that is alone.
fn bands(call: &Call<'_>, class: &ClassRatings) -> Option<String> {
    let tr = call.tr;
    let words = match class.bands {
        None => tr.rating_bands_none().into_owned(),
        Some((error, 1)) => tr.rating_bands_one(error.rounded(1)),
        Some((error, _)) => tr.rating_bands(error.rounded(1)),
    };
    (class.ratings.len() > 1).then_some(words)
}

fn row(
    call: &Call<'_>,
    (list, standard): (&RatingList, Option<&Standard>),
    bands: Option<BandRange>,
    rating: &RatingBrief,
) -> [Cell; 5] {
    let dash = || Cell::NotYet(call.tr.common_not_yet().into_owned());
    let name = match rating.leads {
        true => call.tr.leading_group_of(rating.name.as_str()),
        false => rating.name.clone(),
    };
    let points = |of: Option<Fraction>| of.map_or_else(dash, |of| score(of).into());
    let bands = bands.map_or_else(dash, |BandRange { first, last }| match last - first {
        0 => Amount::place(call.tr, first).into(),
        _ => format!("{first}–{last}").into(),
    });
    [
        Cell::link(name, paths::assessing::rating(rating.id)),
        bands,
        points(rating.score),
        points(rating.otherwise),
        appealed(call, list, rating, grade(call, standard, rating)).into(),
    ]
}

/// The grade; with how far the appeal against it has come, if one was lodged.
fn appealed(call: &Call<'_>, list: &RatingList, rating: &RatingBrief, grade: State) -> State {
    let Some((_, state)) = list.appeals.iter().find(|(id, _)| *id == rating.id) else { return grade };
    let state = call.word_of(state);
    State { word: call.tr.rating_appealed(grade.word, state), sign: grade.sign }
}

pub(super) fn rate(call: &Call<'_>) -> Outcome {
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let rated = rate_round(&call.context(), round)?;
    see(paths::assessing::ratings().asking("round", round).asking("done", rated))
}

/// What follows from rating a round.
pub(super) fn weigh_rate(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let round: RoundId = call.asked("round")?.ok_or(AppError::NotFound)?;
    let (tr, would) = (call.tr, would_rate(&call.context(), round)?);
    let WouldRate { units, owing, without, excused, before } = would;
    let mut follows = vec![tr.sure_rate_follows(units)];
    if before > 0 {
        follows.push(tr.sure_rate_again(before));
    }
    if excused > 0 {
        follows.push(tr.sure_rate_excused(excused));
    }
    Ok(Some(Weighed {
        title: tr.sure_rate(units),
        follows,
        missing: (without > 0).then(|| tr.sure_rate_missing(owing, without)).into_iter().collect(),
        never: vec![tr.sure_rate_never().into_owned()],
        digits: None,
        back: paths::assessing::ratings().asking("round", round),
    }))
}
