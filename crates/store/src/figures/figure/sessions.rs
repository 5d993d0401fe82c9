//! Figures of sessions and of those who listened in.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{
    assessing::sheet::sheet_counted,
    connection::AnyConnection,
    error::Result,
    schema::{round, seminar, sheet, unit},
    sessions::standing::session_stood,
};
use diesel::{dsl::not, prelude::*};
use earnest_model::{
    figures::{figure_name::FigureName, scope::OfProgramme},
    programmes::standard::SheetKind,
    sessions::{exchange::Came, seminar::SessionKind},
};

/// The day of a session, as queries write it.
const HELD: &str = "\"seminar\".\"held_on\"";

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    match ask.name {
        FigureName::UnitsObserved => observed(connection, ask, wanted),
        FigureName::ObservationSheets => sheets(connection, ask, wanted),
        _ => sessions(connection, ask, wanted),
    }
}

/// The one kind that a figure of sessions counts; none counts whatever kind.
fn kind_of(name: FigureName) -> Option<SessionKind> {
    match name {
        FigureName::SeminarsHeld => Some(SessionKind::Seminar),
        FigureName::LecturesHeld => Some(SessionKind::Lecture),
        FigureName::StudiesHeld => Some(SessionKind::LeadershipStudy),
        FigureName::ReviewsHeld => Some(SessionKind::ReviewMeeting),
        _ => None,
    }
}

/// Sessions of a kind, or those that the lead attended: of the organiser's rounds, and, where no round is named, those that belong to
/// none and were among the organiser's acts when they were entered, or among nobody's. Those of its own rounds are counted wherever
/// their units went since; those of no round where they stand.
fn sessions(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let (from, until) = ask.entered.clone();
    let mut query = seminar::table
        .inner_join(unit::table)
        .left_join(round::table)
        .filter(seminar::held_on.le(ask.day.clone()).and(seminar::entered_on.between(from, until)))
        .into_boxed();
    // What was corrected or taken back since was said of the day all the same.
    query = query.filter(session_stood(ask.stands_after()));
    query = match kind_of(ask.name) {
        Some(kind) => query.filter(seminar::kind.eq(kind.key())),
        None => {
            let made_up = seminar::lead_made_up_on.le(ask.stands_after());
            query.filter(seminar::lead_came.eq(Came::Present.key()).or(made_up))
        }
    };
    let ours = round::organiser_id.nullable().eq(Some(ask.organiser));
    let programme = round::programme_id.nullable().eq(ask.programme_key());
    let beneath = seminar::organiser_id.is_null().or(seminar::organiser_id.eq(ask.organiser));
    let of_none = seminar::round_id.is_null().and(ask.here.clone()).and(beneath);
    query = if ask.of_round {
        let (first, last) = (Some(ask.numbers.0), Some(ask.numbers.1));
        query.filter(ours.and(programme)).filter(round::number.nullable().between(first, last))
    } else {
        match ask.programme {
            OfProgramme::All => query.filter(of_none.nullable().or(ours)),
            OfProgramme::This(_) => {
                query.filter(of_none.and(ask.own_days(HELD)).nullable().or(ours.and(programme)))
            }
            OfProgramme::None => query.filter(of_none.and(not(ask.any_days(HELD)))),
        }
    };
    if ask.by_source() {
        let kinds = seminar::kind.eq_any(ask.activities.clone());
        let of_rounds = round::number.nullable().eq_any(ask.rounds.clone());
        query = query.filter(kinds.nullable().or(of_rounds.and(ours).and(programme)));
    }
    Ok(serve!(connection, ask, wanted, query, seminar::id, seminar::held_on))
}

fn sheets(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let query = sheet::table
        .inner_join(unit::table)
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(sheet::kind.eq(SheetKind::Observation.key()).and(sheet::entered_on.le(ask.day.clone())))
        .filter(sheet::unit_id.ne(ask.organiser))
        .into_boxed();
    Ok(serve!(connection, ask, wanted, query, sheet::id, sheet::submitted_at))
}

fn observed(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let handed_in = sheet::table
        .inner_join(round::table)
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        // The organiser's own leading group is told apart: these are of those whom it has beneath it.
        .filter(sheet::unit_id.ne(ask.organiser))
        .filter(sheet::kind.eq(SheetKind::Observation.key()).and(sheet::entered_on.le(ask.day.clone())))
        .filter(sheet_counted(ask.day.clone()));
    let query = unit::table.filter(unit::id.eq_any(handed_in.select(sheet::unit_id))).into_boxed();
    Ok(serve!(connection, ask, wanted, query, unit::id, unit::class))
}
