//! Tours that are planned, put together, and recorded visit by visit.

use crate::{
    Reader, Work,
    batch::next_id,
    error::{Result, StoreError},
    schema::{tour, unit, visit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{TourId, UnitId, VisitId},
    permit::{Permit, PlanTour, ReadDesk, ReadVisits, RecordVisit, Target},
    span::Span,
    text::Line,
    visits::{
        tour::{ChosenBy, PlannedTour, VisitState},
        visit::NewVisit,
    },
};

/// A visit that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVisit {
    /// Its key.
    pub id: VisitId,
    /// Its tour.
    pub tour: TourId,
    /// The unit that sends the tour.
    pub organiser: UnitId,
    /// The post that leads it.
    pub leader: String,
    /// What the tour is for.
    pub purpose: String,
    /// First and last day of the tour.
    pub days: (Date, Date),
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Class of the unit.
    pub class: String,
    /// Purposes.
    pub purposes: Vec<Line>,
    /// Why the unit was chosen.
    pub chosen_by: Option<ChosenBy>,
}

type PlannedRow =
    ((i64, i64, i64, String, String, String, String), (String, String, String, String, Option<String>));

fn read_planned(row: PlannedRow) -> Result<PlannedVisit> {
    let ((id, tour, organiser, leader, purpose, from, until), (code, name, class, purposes, chosen_by)) = row;
    let purposes = serde_json::from_str(&purposes)
        .map_err(|_| StoreError::meaningless(purposes, "a list of purposes"))?;
    let chosen = |word: String| ChosenBy::parse(&word).map_err(|_| StoreError::meaningless(word, "a reason"));
    Ok(PlannedVisit {
        id: VisitId(id),
        tour: TourId(tour),
        organiser: UnitId(organiser),
        leader,
        purpose,
        days: (read_date(&from)?, read_date(&until)?),
        code,
        name,
        class,
        purposes,
        chosen_by: chosen_by.map(chosen).transpose()?,
    })
}

impl Work<'_> {
    /// Plans a tour of the permit's unit; `units` are the keys of its units in the order of the plan.
    pub fn tour_plan(
        &mut self,
        permit: &Permit<PlanTour>,
        plan: &PlannedTour,
        leader: &str,
        units: &[UnitId],
    ) -> Result<TourId> {
        let id = next_id!(self.connection, tour);
        let purpose = plan.purposes.first().map_or("", Line::as_str);
        diesel::insert_into(tour::table)
            .values((
                tour::id.eq(id),
                tour::organiser_id.eq(permit.unit().0),
                tour::leader.eq(leader),
                tour::purpose.eq(purpose),
                tour::from_on.eq(plan.from.to_string()),
                tour::until_on.eq(plan.until.to_string()),
                tour::state.eq(VisitState::Planned.key()),
                tour::post_id.eq(plan.leader.0),
            ))
            .execute(&mut *self.connection)?;
        let purposes: Vec<_> = plan.purposes.iter().map(Line::as_str).collect();
        let purposes = serde_json::Value::from(purposes).to_string();
        let first = next_id!(self.connection, visit);
        for (key, (unit, (_, chosen))) in (first..).zip(units.iter().zip(&plan.units)) {
            diesel::insert_into(visit::table)
                .values((
                    visit::id.eq(key),
                    visit::tour_id.eq(id),
                    visit::unit_id.eq(unit.0),
                    visit::visited_on.eq(plan.from.to_string()),
                    visit::purposes.eq(&purposes),
                    visit::methods.eq("[]"),
                    visit::summary.eq(""),
                    visit::state.eq(VisitState::Planned.key()),
                    visit::chosen_by.eq(chosen.key()),
                ))
                .execute(&mut *self.connection)?;
        }
        Ok(TourId(id))
    }

    /// Puts a planned visit into another planned tour of the permit's unit. A tour that is left without visits is gone
    /// into the other one.
    pub fn visit_move(&mut self, permit: &Permit<PlanTour>, id: VisitId, to: TourId) -> Result<()> {
        let from: Option<i64> = visit::table
            .find(id.0)
            .filter(visit::state.eq(VisitState::Planned.key()))
            .select(visit::tour_id)
            .first(&mut *self.connection)
            .optional()?;
        let from = from.ok_or(StoreError::NotFound)?;
        let ours = |tour: i64| {
            tour::table
                .filter(tour::id.eq(tour).and(tour::organiser_id.eq(permit.unit().0)))
                .filter(tour::state.eq(VisitState::Planned.key()))
                .select(tour::from_on)
        };
        let day: Option<String> = ours(to.0).first(&mut *self.connection).optional()?;
        let known: Option<String> = ours(from).first(&mut *self.connection).optional()?;
        let (Some(day), Some(_)) = (day, known) else { return Err(StoreError::NotFound) };
        diesel::update(visit::table.find(id.0))
            .set((visit::tour_id.eq(to.0), visit::visited_on.eq(day)))
            .execute(&mut *self.connection)?;
        let left: i64 = visit::table.filter(visit::tour_id.eq(from)).count().first(&mut *self.connection)?;
        if left == 0 {
            diesel::delete(tour::table.find(from)).execute(&mut *self.connection)?;
        }
        Ok(())
    }

    /// Records a planned visit as made. Its tour is made with its last visit.
    pub fn visit_record(&mut self, permit: &Permit<RecordVisit>, id: VisitId, made: &NewVisit) -> Result<()> {
        let span = permit.span();
        let found: Option<(i64, i64)> = visit::table
            .inner_join(unit::table)
            .filter(visit::id.eq(id.0).and(visit::state.eq(VisitState::Planned.key())))
            .filter(unit::lo.between(span.lo, span.hi))
            .select((visit::unit_id, visit::tour_id))
            .first(&mut *self.connection)
            .optional()?;
        let (unit, tour) = found.ok_or(StoreError::NotFound)?;
        diesel::update(visit::table.find(id.0))
            .set((
                visit::visited_on.eq(made.visited_on.to_string()),
                visit::methods.eq(serde_json::Value::from(made.methods()).to_string()),
                visit::summary.eq(made.summary.as_str()),
                visit::state.eq(VisitState::Made.key()),
                visit::entered_on.eq(permit.on().to_string()),
            ))
            .execute(&mut *self.connection)?;
        self.visit_parts_insert(id.0, unit, made, permit.account())?;
        let open: i64 = visit::table
            .filter(visit::tour_id.eq(tour).and(visit::state.eq(VisitState::Planned.key())))
            .count()
            .first(&mut *self.connection)?;
        if open == 0 {
            diesel::update(tour::table.find(tour))
                .set(tour::state.eq(VisitState::Made.key()))
                .execute(&mut *self.connection)?;
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Keys of units of the permit's subtree by their codes; `None` where there is none.
    pub fn units_to_visit(
        &mut self,
        permit: &Permit<PlanTour>,
        codes: &[&str],
    ) -> Result<Vec<Option<UnitId>>> {
        let span = permit.span();
        let rows: Vec<(String, i64)> = unit::table
            .filter(unit::code.eq_any(codes.iter().copied()))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .select((unit::code, unit::id))
            .load(self.connection)?;
        let find = |code: &&str| rows.iter().find(|(found, _)| found == code).map(|(_, id)| UnitId(*id));
        Ok(codes.iter().map(find).collect())
    }

    /// Where the unit stands that sent a visit's tour.
    pub fn locate_organiser(&mut self, id: VisitId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = visit::table
            .inner_join(tour::table.inner_join(unit::table))
            .filter(visit::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// Visits that are planned within the permit's subtree, tour by tour; one alone if `only` names it.
    pub fn visits_planned(
        &mut self,
        permit: &Permit<ReadVisits>,
        only: Option<VisitId>,
        limit: i64,
    ) -> Result<Vec<PlannedVisit>> {
        let span = permit.span();
        let mut query = visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(visit::state.eq(VisitState::Planned.key()))
            .order((tour::from_on.asc(), tour::id.asc(), visit::id.asc()))
            .limit(limit)
            .select((
                (
                    visit::id,
                    visit::tour_id,
                    tour::organiser_id,
                    tour::leader,
                    tour::purpose,
                    tour::from_on,
                    tour::until_on,
                ),
                (unit::code, unit::name, unit::class, visit::purposes, visit::chosen_by),
            ))
            .into_boxed();
        if let Some(only) = only {
            query = query.filter(visit::id.eq(only.0));
        }
        query.load::<PlannedRow>(self.connection)?.into_iter().map(read_planned).collect()
    }

    /// Other planned tours of the unit that sends a visit: key, leader, purpose, first day.
    pub fn tours_planned(
        &mut self,
        permit: &Permit<PlanTour>,
        but: TourId,
    ) -> Result<Vec<(TourId, String, String, Date)>> {
        let rows: Vec<(i64, String, String, String)> = tour::table
            .filter(tour::organiser_id.eq(permit.unit().0).and(tour::state.eq(VisitState::Planned.key())))
            .filter(tour::id.ne(but.0))
            .order((tour::from_on.asc(), tour::id.asc()))
            .limit(100)
            .select((tour::id, tour::leader, tour::purpose, tour::from_on))
            .load(self.connection)?;
        let read = |(id, leader, purpose, from): (i64, String, String, String)| {
            Ok((TourId(id), leader, purpose, read_date(&from)?))
        };
        rows.into_iter().map(read).collect()
    }

    /// Visits of the permit's unit's tours that are to be made by a day.
    pub fn visits_owed(&mut self, permit: &Permit<ReadDesk>, by: Date) -> Result<Vec<crate::Waiting>> {
        let rows: Vec<(i64, String, String, String, String)> = visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(tour::organiser_id.eq(permit.unit().0).and(visit::state.eq(VisitState::Planned.key())))
            .filter(tour::from_on.le(by.to_string()))
            .order((tour::until_on.asc(), visit::id.asc()))
            .limit(20)
            .select((visit::id, tour::leader, tour::until_on, unit::code, unit::name))
            .load(self.connection)?;
        Ok(rows
            .into_iter()
            .map(|(id, leader, due, code, name)| (id, 0, leader, Some(due), code, name))
            .collect())
    }
}
