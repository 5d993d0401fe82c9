//! Figures of plans and duties.

use super::ask::{Ask, Given, Wanted, serve};
use crate::{
    connection::AnyConnection,
    error::Result,
    in_force::duty_in_force,
    schema::{duty, duty_tally, plan, plan_review, round, round_owing, unit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    figures::{figure::Trace, figure_name::FigureName, scope::OfProgramme},
    plans::plan::Outcome,
};

diesel::alias!(plan as later_plan: LaterPlan, plan as first_plan: FirstPlan);

/// What a review says that lets a round move on.
fn approving() -> [&'static str; 2] {
    [Outcome::Approve.key(), Outcome::ApproveWithRemarks.key()]
}

/// The day of a duty, as queries write it.
const LAID: &str = "\"duty\".\"laid_on\"";

pub(super) fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    if matches!(ask.name, FigureName::DutiesAssigned | FigureName::DutiesAcknowledged) {
        return duties(connection, ask, wanted);
    }
    let later = later_plan
        .filter(later_plan.field(plan::round_id).eq(plan::round_id))
        .filter(later_plan.field(plan::unit_id).eq(plan::unit_id))
        .filter(later_plan.field(plan::version).gt(plan::version))
        .filter(later_plan.field(plan::entered_on).le(ask.day.clone()));
    // Only a plan of a unit that owes one counts for the gate: no other plan stands in for a missing one.
    let owed = || {
        round_owing::table
            .filter(round_owing::round_id.eq(plan::round_id).and(round_owing::unit_id.eq(plan::unit_id)))
            .filter(round_owing::unit_id.ne(ask.organiser))
            .filter(round_owing::from_on.le(ask.day.clone()))
    };
    // Plans owed to the organiser: those of its direct subordinates for its own rounds, and of whoever owed one before it
    // went elsewhere; the latest version by the day.
    let mut query = plan::table
        .inner_join(round::table)
        .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
        .filter(ask.subordinates.clone().or(exists(owed())))
        .filter(round::organiser_id.eq(ask.organiser))
        .filter(round::programme_id.eq(ask.programme_key().unwrap_or(-1)))
        .filter(round::number.between(ask.numbers.0, ask.numbers.1))
        .filter(plan::entered_on.le(ask.day.clone()).and(not(exists(later))))
        .into_boxed();
    let reviews = plan_review::table.filter(plan_review::entered_on.le(ask.day.clone()));
    query = match ask.name {
        FigureName::PlansInTime => {
            // What was returned and handed in again came in time if its first version did.
            let in_time = first_plan
                .filter(first_plan.field(plan::round_id).eq(plan::round_id))
                .filter(first_plan.field(plan::unit_id).eq(plan::unit_id))
                .filter(first_plan.field(plan::version).eq(1))
                .filter(first_plan.field(plan::entered_on).le(round::plans_due_on));
            query.filter(exists(in_time))
        }
        FigureName::PlansReviewed => query.filter(plan::id.eq_any(reviews.select(plan_review::plan_id))),
        FigureName::PlansApproved => {
            let approved = reviews.filter(plan_review::outcome.eq_any(approving()));
            query.filter(plan::id.eq_any(approved.select(plan_review::plan_id))).filter(exists(owed()))
        }
        _ => query,
    };
    Ok(serve!(connection, ask, wanted, query, plan::id, plan::state))
}

/// How many duties lie beneath a place, from the tallies, if nothing in them changed after the day; the place's own duties,
/// which they leave out, are counted.
pub(super) fn kept(connection: &mut AnyConnection, trace: &Trace) -> Result<Option<i64>> {
    let (name, scope) = (trace.name, &trace.scope);
    let plain = !scope.own && !trace.since && scope.class.is_none() && scope.programme.is_all();
    if !plain || !matches!(name, FigureName::DutiesAssigned | FigureName::DutiesAcknowledged) {
        return Ok(None);
    }
    let rows: Vec<(i64, i64, String)> = duty_tally::table
        .filter(duty_tally::unit_id.eq(scope.unit.0))
        .select((duty_tally::laid, duty_tally::acknowledged, duty_tally::touched_on))
        .load(connection)?;
    let day = trace.day.to_string();
    if rows.iter().any(|(.., touched)| *touched > day) {
        return Ok(None);
    }
    let acknowledged = name == FigureName::DutiesAcknowledged;
    Ok(Some(rows.iter().map(|(laid, taken, _)| if acknowledged { *taken } else { *laid }).sum()))
}

/// Duties of a day that were entered after it and are in force as far as is known now.
#[diesel::dsl::auto_type(no_type_alias)]
fn laid_since(day: &str) -> _ {
    let laid: String = day.to_owned();
    let entered: String = day.to_owned();
    let ended: String = day.to_owned();
    duty::laid_on
        .le(laid)
        .and(duty::entered_on.gt(entered))
        .and(duty::ended_on.is_null().or(duty::ended_on.gt(ended)))
}

/// Duties in force on the day.
fn duties(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    let day = ask.day.clone();
    let mut query = duty::table.inner_join(unit::table.on(unit::id.eq(duty::unit_id))).into_boxed();
    query = if ask.since { query.filter(laid_since(&day)) } else { query.filter(duty_in_force(&day)) };
    if ask.name == FigureName::DutiesAcknowledged {
        query = query.filter(duty::acknowledged_on.le(day));
    }
    query = match ask.programme {
        OfProgramme::All => query,
        OfProgramme::This(programme) => {
            let for_none = duty::programme_id.is_null().and(ask.own_days(LAID));
            query.filter(for_none.nullable().or(duty::programme_id.eq(programme.0)))
        }
        OfProgramme::None => query.filter(duty::programme_id.is_null().and(not(ask.any_days(LAID)))),
    };
    Ok(serve!(connection, ask, wanted, query, duty::id, duty::kind))
}
