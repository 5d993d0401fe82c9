//! Figures of problems, manifestations and measures. Figures of different level never add: the area's problems, a
//! catalogue's manifestations and the leading groups' problems are different things.
//! A problem counts, with its measures, once its unit's head has signed it, as it was signed.

use super::ask::{Ask, Given, Wanted, serve, serve_once};
use crate::{
    connection::{AnyConnection, Backend},
    error::Result,
    ledger::standing::OPEN,
    programmes::alone::OnDays,
    schema::{journal, manifestation, measure, measure_standing, problem, problem_counted, round, unit},
};
use diesel::{
    dsl::{exists, not},
    helper_types::{Eq, InnerJoinOn, IntoBoxed, LeftJoin},
    prelude::*,
};
use earnest_model::{
    figures::figure_name::FigureName,
    ledger::{findings::problem::Level, measures::measure::MeasureState},
    record::RecordKind,
};

/// The day of a problem, as queries write it.
const FOUND: &str = "\"problem_counted\".\"found_on\"";

diesel::alias!(problem_counted as stood: Stood);

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    use FigureName as N;
    match ask.name {
        N::AreaProblems | N::TeamProblems => problems(connection, ask, wanted),
        N::AreaAspects => area_aspects(connection, ask, wanted),
        N::Manifestations => manifestations(connection, ask, wanted),
        N::ManifestationAspects => manifestation_aspects(connection, ask, wanted),
        N::ProblemsChangedOverdue => changed_overdue(connection, ask, wanted),
        _ => measures(connection, ask, wanted),
    }
}

/// Problems that counted at the end of a day, or count now and were found by the day.
#[diesel::dsl::auto_type(no_type_alias)]
fn counting(ask: &Ask) -> _ {
    let day: String = ask.day.clone();
    let from: String = ask.entered.0.clone();
    let until: String = ask.entered.1.clone();
    let ends_after: String = ask.ends_after();
    problem_counted::found_on
        .le(day)
        .and(problem_counted::from_on.between(from, until))
        .and(problem_counted::until_on.gt(ends_after))
}

/// Problems of the organiser's round or programme.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_round(ask: &Ask) -> _ {
    let organiser: Option<i64> = Some(ask.organiser);
    let programme: Option<i64> = ask.programme_key();
    let first: Option<i32> = Some(ask.numbers.0);
    let last: Option<i32> = Some(ask.numbers.1);
    round::organiser_id
        .nullable()
        .eq(organiser)
        .and(round::programme_id.nullable().eq(programme))
        .and(round::number.nullable().between(first, last))
}

/// Problems that came from one of the activities or out of one of the organiser's rounds.
#[diesel::dsl::auto_type(no_type_alias)]
fn from_there(ask: &Ask) -> _ {
    let organiser: Option<i64> = Some(ask.organiser);
    let programme: Option<i64> = ask.programme_key();
    let activities: Vec<&'static str> = ask.activities.clone();
    let rounds: Vec<i32> = ask.rounds.clone();
    let of_rounds = round::number
        .nullable()
        .eq_any(rounds)
        .and(round::organiser_id.nullable().eq(organiser))
        .and(round::programme_id.nullable().eq(programme));
    problem_counted::source.eq_any(activities).nullable().or(of_rounds)
}

/// Problems of the organiser's programme: of its rounds, and of no round on days that are that programme's alone.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_programme(ask: &Ask) -> _ {
    let organiser: Option<i64> = Some(ask.organiser);
    let programme: Option<i64> = ask.programme_key();
    let days: OnDays = ask.own_days(FOUND);
    let ours = round::organiser_id.nullable().eq(organiser).and(round::programme_id.nullable().eq(programme));
    problem_counted::round_id.is_null().and(days).nullable().or(ours)
}

/// The same where there is no organiser: the programme says whose rounds they are.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_programme_of_all(ask: &Ask) -> _ {
    let programme: Option<i64> = ask.programme_key();
    let days: OnDays = ask.own_days(FOUND);
    let ours = round::programme_id.nullable().eq(programme);
    problem_counted::round_id.is_null().and(days).nullable().or(ours)
}

/// Problems of no programme: of no round, on days that are no programme's alone.
#[diesel::dsl::auto_type(no_type_alias)]
fn of_none(ask: &Ask) -> _ {
    let days: OnDays = ask.any_days(FOUND);
    problem_counted::round_id.is_null().and(not(days))
}

type Problems = InnerJoinOn<
    LeftJoin<problem_counted::table, round::table>,
    unit::table,
    Eq<unit::id, problem_counted::unit_id>,
>;

/// The problems of the figure: of the area on the organiser's own list, or of its direct subordinates' leading groups.
fn chosen(ask: &Ask) -> IntoBoxed<'static, Problems, Backend> {
    let query = problem_counted::table
        .left_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(problem_counted::unit_id)))
        .into_boxed();
    let mut query = query.filter(counting(ask));
    query = match ask.name {
        FigureName::AreaProblems | FigureName::AreaAspects => query
            .filter(problem_counted::unit_id.eq(ask.organiser))
            .filter(problem_counted::level.eq(Level::Area.key())),
        _ => query.filter(ask.subordinates.clone()).filter(problem_counted::level.eq(Level::Team.key())),
    };
    if ask.of_round {
        query = query.filter(of_round(ask));
    } else if ask.programme_key().is_some() {
        query = query.filter(of_programme(ask));
    }
    if ask.by_source() {
        query = query.filter(from_there(ask));
    }
    if ask.programme.is_none() {
        query = query.filter(of_none(ask));
    }
    if ask.since {
        query = query.filter(not(exists(counted_then(ask))));
    }
    query
}

/// What counted on the day already is not new since.
#[diesel::dsl::auto_type(no_type_alias)]
fn counted_then(ask: &Ask) -> _ {
    let by: String = ask.day.clone();
    let after: String = ask.day.clone();
    stood
        .filter(stood.field(problem_counted::problem_id).eq(problem_counted::problem_id))
        .filter(stood.field(problem_counted::from_on).le(by))
        .filter(stood.field(problem_counted::until_on).gt(after))
}

fn problems(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let body = problem::table
        .filter(problem::id.eq(problem_counted::problem_id))
        .select(problem::body)
        .single_value()
        .assume_not_null();
    Ok(serve!(connection, ask, wanted, chosen(ask), problem_counted::problem_id, body))
}

fn area_aspects(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let given: Given = serve_once!(
        connection,
        ask,
        wanted,
        chosen(ask),
        problem_counted::problem_id,
        problem_counted::aspect,
        problem_counted::aspect,
        String
    );
    Ok(given)
}

/// Measures set against problems that counted, in the state that the name asks for at the end of the day.
fn measures(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let ends_after = ask.ends_after();
    let from = if ask.since { OPEN.to_owned() } else { ask.day.clone() };
    let mut query = measure_standing::table
        .inner_join(measure::table)
        .inner_join(problem_counted::table.on(problem_counted::problem_id.eq(measure_standing::problem_id)))
        .left_join(round::table.on(round::id.nullable().eq(problem_counted::round_id)))
        .inner_join(unit::table.on(unit::id.eq(measure_standing::unit_id)))
        .into_boxed()
        .filter(counting(ask))
        .filter(measure_standing::from_on.le(from).and(measure_standing::until_on.gt(ends_after)));
    let all_ledgers = matches!(ask.name, FigureName::LedgerMeasures | FigureName::LedgerClosed);
    query = if all_ledgers {
        query.filter(problem_counted::level.ne(Level::Person.key()))
    } else {
        query.filter(ask.subordinates.clone()).filter(problem_counted::level.eq(Level::Team.key()))
    };
    query = match (all_ledgers, ask.of_round, ask.programme_key()) {
        (true, _, Some(_)) => query.filter(of_programme_of_all(ask)),
        (false, true, _) => query.filter(of_round(ask)),
        (false, false, Some(_)) => query.filter(of_programme(ask)),
        (_, _, None) => query,
    };
    if ask.by_source() {
        query = query.filter(from_there(ask));
    }
    if ask.programme.is_none() {
        query = query.filter(of_none(ask));
    }
    if ask.since {
        query = query.filter(not(exists(counted_then(ask))));
    }
    query = match ask.name {
        FigureName::MeasuresClosed | FigureName::LedgerClosed => {
            query.filter(measure_standing::state.eq_any(MeasureState::closed_keys()))
        }
        FigureName::MeasuresHeld => query.filter(measure_standing::state.eq(MeasureState::Held.key())),
        FigureName::MeasuresReopened => {
            query.filter(measure_standing::state.eq(MeasureState::Reopened.key()))
        }
        FigureName::MeasuresOverdue => {
            query.filter(measure_standing::due_on.lt(ask.day.clone())).filter(not_closed_then())
        }
        _ => query,
    };
    Ok(serve!(connection, ask, wanted, query, measure_standing::measure_id, measure::body))
}

fn manifestations(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let query = manifestation::table
        .inner_join(unit::table)
        .filter(manifestation::entered_on.le(ask.day.clone()))
        .into_boxed();
    Ok(serve!(connection, ask, wanted, query, manifestation::id, manifestation::body))
}

/// The same aspect in two catalogues is one.
fn manifestation_aspects(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let query = manifestation::table
        .inner_join(unit::table)
        .filter(manifestation::entered_on.le(ask.day.clone()))
        .into_boxed();
    let given: Given = serve_once!(
        connection,
        ask,
        wanted,
        query,
        manifestation::id,
        manifestation::aspect,
        manifestation::aspect,
        String
    );
    Ok(given)
}

/// Measures that did not count as closed as they stood.
#[diesel::dsl::auto_type(no_type_alias)]
fn not_closed_then() -> _ {
    let closed: Vec<&'static str> = MeasureState::closed_keys();
    measure_standing::state.ne_all(closed)
}

/// The word of the act by which a problem is corrected.
const CORRECTED: &str = "problem-corrected";

/// Problems that were corrected by the end of the day while a measure against them was late. The journal knows the moment in
/// UTC: where the organisation's day begins earlier, a correction of its first hours after the day is left out.
fn changed_overdue(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let late = measure_standing::table
        .filter(measure_standing::problem_id.eq(problem::id))
        .filter(not_closed_then())
        .filter(measure_standing::due_on.is_not_null())
        .filter(measure_standing::due_on.assume_not_null().concat("T24").lt(journal::at))
        .filter(measure_standing::from_on.concat("T").le(journal::at))
        .filter(measure_standing::until_on.concat("T").gt(journal::at));
    let corrected = journal::table
        .filter(journal::subject.eq(RecordKind::Problem.key()).and(journal::subject_id.eq(problem::id)))
        .filter(journal::word.eq(CORRECTED))
        .filter(journal::at.lt(format!("{}T24", ask.day)))
        .filter(exists(late));
    let query = problem::table
        .inner_join(unit::table)
        .filter(problem::level.ne(Level::Person.key()))
        .filter(exists(corrected))
        .into_boxed();
    Ok(serve!(connection, ask, wanted, query, problem::id, problem::body))
}
