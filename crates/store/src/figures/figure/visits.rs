//! Figures of visits: different units, sessions, person-times and persons are counted apart. They are of whoever sent the
//! tour: what lower tiers visited is theirs.

use super::ask::{Ask, Given, Wanted, serve, serve_once};
use crate::{
    connection::AnyConnection,
    error::Result,
    schema::{comment, interview, meeting, tour, unit, visit, visit_programme},
    visits::state::VISITED,
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    circulars::comment::CommentState,
    figures::{figure_name::FigureName, scope::OfProgramme},
    visits::tour::VisitState,
};

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    match ask.name {
        FigureName::PlacesVisited => places(connection, ask, wanted),
        FigureName::MeetingsHeld => meetings(connection, ask, wanted),
        FigureName::InterviewsHeld => interviews(connection, ask, wanted),
        FigureName::PersonsInterviewed => persons(connection, ask, wanted),
        FigureName::Comments => comments(connection, ask, wanted),
        _ => visits(connection, ask, wanted),
    }
}

/// Visits of an organiser's tours that were made by a day and entered between two, as they stood then: a
/// record that was withdrawn since counted on that day.
#[diesel::dsl::auto_type(no_type_alias)]
fn made(ask: &Ask) -> _ {
    let (made, withdrawn): (&'static str, &'static str) =
        (VisitState::Made.key(), VisitState::Withdrawn.key());
    let (day, then): (String, String) = (ask.day.clone(), ask.stands_after());
    let stood = visit::state.eq(made).or(visit::state.eq(withdrawn).and(visit::ended_on.gt(then)));
    let from: String = ask.entered.0.clone();
    let until: String = ask.entered.1.clone();
    let organiser: i64 = ask.organiser;
    let tours = tour::table.filter(tour::organiser_id.eq(organiser)).select(tour::id);
    stood
        .and(visit::visited_on.le(day))
        .and(visit::entered_on.between(from, until))
        .and(visit::tour_id.eq_any(tours))
}

/// Visits of an organiser's tours that were made by a day; what was added to them counts from when it was entered.
#[diesel::dsl::auto_type(no_type_alias)]
fn sent(ask: &Ask) -> _ {
    let (made, withdrawn): (&'static str, &'static str) =
        (VisitState::Made.key(), VisitState::Withdrawn.key());
    let (day, then): (String, String) = (ask.day.clone(), ask.stands_after());
    let stood = visit::state.eq(made).or(visit::state.eq(withdrawn).and(visit::ended_on.gt(then)));
    let organiser: i64 = ask.organiser;
    let tours = tour::table.filter(tour::organiser_id.eq(organiser)).select(tour::id);
    stood.and(visit::visited_on.le(day)).and(visit::tour_id.eq_any(tours))
}

/// Visits that are for a programme.
#[diesel::dsl::auto_type(no_type_alias)]
fn for_programme(programme: i64) -> _ {
    visit_programme::table
        .filter(visit_programme::visit_id.eq(visit::id))
        .filter(visit_programme::programme_id.eq(programme))
}

/// Visits that are for any.
#[diesel::dsl::auto_type(no_type_alias)]
fn for_any() -> _ {
    visit_programme::table.filter(visit_programme::visit_id.eq(visit::id))
}

/// A query of visits, narrowed to those that are of the programme or, where that is asked, of none, as it is used further on. A
/// visit that is for several counts for each; one that names none is of the programme that ran alone on its day.
macro_rules! narrowed {
    ($visits:ident = $query:expr, $ask:expr => $then:expr) => {
        match $ask.programme {
            OfProgramme::This(programme) => {
                let for_none = not(exists(for_any())).and($ask.own_days(VISITED));
                let $visits = $query.filter(exists(for_programme(programme.0)).or(for_none));
                $then
            }
            OfProgramme::None => {
                let $visits = $query.filter(not(exists(for_any())).and(not($ask.any_days(VISITED))));
                $then
            }
            OfProgramme::All => {
                let $visits = $query;
                $then
            }
        }
    };
}

fn places(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let mut query = narrowed!(visits = visit::table.filter(made(ask)), ask => {
        unit::table.filter(unit::id.eq_any(visits.select(visit::unit_id))).into_boxed()
    });
    if ask.since {
        // A place that had been visited before counts on the day itself.
        let then = ask.on_the_day();
        query = narrowed!(before = visit::table.filter(made(&then)), ask => {
            query.filter(not(exists(before.filter(visit::unit_id.eq(unit::id)))))
        });
    }
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}

fn visits(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let query = narrowed!(visits = visit::table.inner_join(unit::table).filter(made(ask)), ask => {
        visits.into_boxed()
    });
    Ok(serve!(connection, ask, wanted, query, visit::id, visit::visited_on))
}

fn meetings(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let all = meeting::table
        .inner_join(visit::table)
        .inner_join(unit::table.on(unit::id.eq(meeting::unit_id)))
        .filter(sent(ask))
        .filter(meeting::entered_on.between(ask.entered.0.clone(), ask.entered.1.clone()))
        .filter(meeting::withdrawn_on.is_null().or(meeting::withdrawn_on.gt(ask.stands_after())));
    let query = narrowed!(visits = all, ask => visits.into_boxed());
    Ok(serve!(connection, ask, wanted, query, meeting::id, meeting::kind))
}

fn interviews(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let all = interview::table
        .inner_join(visit::table)
        .inner_join(unit::table.on(unit::id.eq(interview::unit_id)))
        .filter(sent(ask))
        .filter(interview::entered_on.between(ask.entered.0.clone(), ask.entered.1.clone()))
        .filter(interview::withdrawn_on.is_null().or(interview::withdrawn_on.gt(ask.stands_after())));
    let query = narrowed!(visits = all, ask => visits.into_boxed());
    Ok(serve!(connection, ask, wanted, query, interview::id, interview::role))
}

/// A person is known by a key within a tour. The key itself is shown to nobody.
fn persons(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let all = interview::table
        .inner_join(visit::table)
        .inner_join(unit::table.on(unit::id.eq(interview::unit_id)))
        .filter(sent(ask))
        .filter(interview::entered_on.between(ask.entered.0.clone(), ask.entered.1.clone()))
        .filter(interview::withdrawn_on.is_null().or(interview::withdrawn_on.gt(ask.stands_after())));
    let query = narrowed!(visits = all, ask => visits.into_boxed());
    let given: Given = serve_once!(
        connection,
        ask,
        wanted,
        query,
        interview::id,
        interview::role,
        (visit::tour_id, interview::interviewee),
        (i64, String)
    );
    Ok(given)
}

fn comments(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let query = comment::table
        .inner_join(unit::table)
        .filter(comment::state.eq(CommentState::Published.key()).and(comment::decided_on.le(ask.day.clone())))
        .into_boxed();
    Ok(serve!(connection, ask, wanted, query, comment::id, comment::body))
}
