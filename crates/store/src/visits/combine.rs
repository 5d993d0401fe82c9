//! Two trips to a unit put together into one visit.

use crate::{
    Reader, Work,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{tour, visit},
    visits::{
        company::{programmes_join, team_join},
        state::visit_planned,
        tour::tour_settle,
    },
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{TourId, VisitId},
    permit::{Permit, PlanTour, ReadVisits},
    record::{Key, OtherSide},
    visits::tour::VisitState,
};

/// What a planned visit became when it was put into another trip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Combined {
    /// The tour that it was of.
    pub from: TourId,
    /// The visit that it is now; itself, where the other tour did not go to the unit yet.
    pub into: VisitId,
}

/// Another planned tour of the same sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherTour {
    /// Its key.
    pub id: TourId,
    /// The post that leads it.
    pub leader: String,
    /// What it is for.
    pub purpose: String,
    /// Its first day.
    pub from: Date,
    /// Whether it goes to the same unit.
    pub same_unit: bool,
}

/// Tours that are to be made.
#[diesel::dsl::auto_type(no_type_alias)]
fn tour_planned() -> _ {
    let planned: &'static str = VisitState::Planned.key();
    tour::state.eq(planned)
}

/// Two lists of purposes as one, each purpose once.
fn joined(first: &str, second: &str) -> Result<String> {
    let read = |text: &str| -> Result<Vec<String>> {
        serde_json::from_str(text).map_err(|_| StoreError::meaningless(text.to_owned(), "a list of purposes"))
    };
    let mut all = read(first)?;
    for purpose in read(second)? {
        if !all.contains(&purpose) {
            all.push(purpose);
        }
    }
    Ok(serde_json::Value::from(all).to_string())
}

impl Work<'_> {
    /// Puts the permit's planned visit into another planned tour of the same sender, and gives what it is now: where that
    /// tour goes to the unit already, the two are one, with the purposes and programmes of both. Whoever was to make it goes
    /// along there, and on no other visit of that tour.
    pub fn visit_join(
        &mut self,
        permit: &Permit<PlanTour, OtherSide<VisitId>>,
        to: TourId,
    ) -> Result<Combined> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let today = permit.on().to_string();
        let connection = self.under(permit);
        let ours = || tour::table.filter(tour::organiser_id.eq(organiser).and(tour_planned()));
        let day: Option<String> = ours()
            .filter(tour::id.eq(to.0).and(tour::until_on.ge(&today)))
            .select(tour::from_on)
            .first(connection)
            .optional()?;
        let found: Option<(i64, i64, String)> = visit::table
            .filter(visit::id.eq(id).and(visit_planned()))
            .filter(visit::tour_id.eq_any(ours().select(tour::id)))
            .filter(visit::tour_id.ne(to.0))
            .select((visit::tour_id, visit::unit_id, visit::purposes))
            .first(connection)
            .optional()?;
        let (Some(day), Some((from, unit, purposes))) = (day, found) else {
            return Err(StoreError::NotFound);
        };
        let same: Option<(i64, String)> = visit::table
            .filter(visit::tour_id.eq(to.0).and(visit::unit_id.eq(unit)).and(visit_planned()))
            .order(visit::id.asc())
            .select((visit::id, visit::purposes))
            .first(connection)
            .optional()?;
        let into = same.as_ref().map_or(id, |(other, _)| *other);
        team_join(connection, (id, from), (into, to.0))?;
        let own = visit::table.filter(visit::id.eq(id).and(visit::tour_id.eq(from)));
        match same {
            Some((other, theirs)) => {
                let both = joined(&theirs, &purposes)?;
                let there = visit::table.filter(visit::id.eq(other).and(visit::tour_id.eq(to.0)));
                one(diesel::update(there).set(visit::purposes.eq(both)).execute(connection)?)?;
                programmes_join(connection, id, other)?;
                let became = (
                    visit::state.eq(VisitState::Joined.key()),
                    visit::into_id.eq(other),
                    visit::ended_on.eq(today),
                );
                one(diesel::update(own).set(became).execute(connection)?)?;
            }
            None => {
                let set =
                    (visit::tour_id.eq(to.0), visit::visited_on.eq(day), visit::day_on.eq(None::<String>));
                one(diesel::update(own).set(set).execute(connection)?)?;
            }
        }
        tour_settle(connection, (from, organiser), VisitState::Joined)?;
        Ok(Combined { from: TourId(from), into: VisitId(into) })
    }
}

impl Reader<'_> {
    /// Other planned tours of the unit that sends the permit's visit whose days have not passed, those first that go to the
    /// same unit.
    pub fn tours_planned(&mut self, permit: &Permit<PlanTour, OtherSide<VisitId>>) -> Result<Vec<OtherTour>> {
        let (of, unit): (i64, i64) = visit::table
            .find(permit.key().number())
            .select((visit::tour_id, visit::unit_id))
            .first(self.connection)?;
        let rows: Vec<(i64, String, String, String)> = tour::table
            .filter(tour::organiser_id.eq(permit.unit().0).and(tour_planned()))
            .filter(tour::id.ne(of).and(tour::until_on.ge(permit.on().to_string())))
            .order((tour::from_on.asc(), tour::id.asc()))
            .limit(100)
            .select((tour::id, tour::leader, tour::purpose, tour::from_on))
            .load(self.connection)?;
        let there: Vec<i64> = visit::table
            .filter(visit::unit_id.eq(unit).and(visit_planned()))
            .select(visit::tour_id)
            .load(self.connection)?;
        let mut tours = Vec::with_capacity(rows.len());
        for (id, leader, purpose, from) in rows {
            let same_unit = there.contains(&id);
            tours.push(OtherTour { id: TourId(id), leader, purpose, from: read_date(&from)?, same_unit });
        }
        tours.sort_by_key(|tour| !tour.same_unit);
        Ok(tours)
    }

    /// The visit that the permit's visit became when it was put into another trip.
    pub fn visit_became(
        &mut self,
        permit: &Permit<ReadVisits, OtherSide<VisitId>>,
    ) -> Result<Option<VisitId>> {
        let joined: &'static str = VisitState::Joined.key();
        let into: Option<Option<i64>> = visit::table
            .inner_join(tour::table)
            .filter(visit::id.eq(permit.key().number()).and(visit::state.eq(joined)))
            .filter(tour::organiser_id.eq(permit.unit().0))
            .select(visit::into_id)
            .first(self.connection)
            .optional()?;
        Ok(into.flatten().map(VisitId))
    }
}
