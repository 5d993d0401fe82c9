//! Tours that are planned, put together, and recorded visit by visit.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::check_beneath,
    opens::opens,
    schema::{tour, unit, visit},
    visits::{
        company::{
            Company, company, programmes_insert, programmes_join, team_delete, team_insert, team_join,
        },
        parts::parts_insert,
        visit::visit_planned,
        written::Written,
    },
    waiting::Waiting,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{TourId, UnitId, VisitId},
    permit::{Permit, PlanTour, ReadDesk, ReadVisits, RecordVisit},
    record::{Key, OtherSide},
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

#[derive(Queryable)]
struct PlannedRow {
    id: i64,
    tour: i64,
    organiser: i64,
    leader: String,
    purpose: String,
    from: String,
    until: String,
    code: String,
    name: String,
    class: String,
    purposes: String,
    chosen_by: Option<String>,
}

impl TryFrom<PlannedRow> for PlannedVisit {
    type Error = StoreError;
    fn try_from(row: PlannedRow) -> Result<Self> {
        let purposes = serde_json::from_str(&row.purposes)
            .map_err(|_| StoreError::meaningless(row.purposes, "a list of purposes"))?;
        let chosen =
            |word: String| ChosenBy::parse(&word).map_err(|_| StoreError::meaningless(word, "a reason"));
        Ok(Self {
            id: VisitId(row.id),
            tour: TourId(row.tour),
            organiser: UnitId(row.organiser),
            leader: row.leader,
            purpose: row.purpose,
            days: (read_date(&row.from)?, read_date(&row.until)?),
            code: row.code,
            name: row.name,
            class: row.class,
            purposes,
            chosen_by: row.chosen_by.map(chosen).transpose()?,
        })
    }
}

/// Visits that are planned, as the register tells them.
macro_rules! planned {
    () => {
        visit::table.inner_join(tour::table).inner_join(unit::table).filter(visit_planned()).select((
            visit::id,
            visit::tour_id,
            tour::organiser_id,
            tour::leader,
            tour::purpose,
            tour::from_on,
            tour::until_on,
            unit::code,
            unit::name,
            unit::class,
            visit::purposes,
            visit::chosen_by,
        ))
    };
}

opens! {
    /// Opens a planned visit, for the unit that sends it.
    OpensPlanned: ReadVisits, RecordVisit
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
    /// Plans a tour of the permit's unit; `units` are the keys of its units, which stand beneath, in the order of the plan.
    pub fn tour_plan(
        &mut self,
        permit: &Permit<PlanTour>,
        plan: &PlannedTour,
        leader: &str,
        units: &[UnitId],
    ) -> Result<TourId> {
        let connection = self.under(permit);
        check_beneath(connection, permit.span(), units)?;
        let id = next_id!(connection, tour);
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
            .execute(connection)?;
        team_insert(connection, id, &plan.team)?;
        let purposes: Vec<_> = plan.purposes.iter().map(Line::as_str).collect();
        let purposes = serde_json::Value::from(purposes).to_string();
        let first = next_id!(connection, visit);
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
                .execute(connection)?;
            programmes_insert(connection, key, &plan.programmes)?;
        }
        Ok(TourId(id))
    }

    /// Puts the permit's planned visit into another planned tour of the same unit, and gives the visit that it is now: where
    /// that tour goes to the unit already, the two are one, with the purposes and programmes of both. Whoever was to go on
    /// the first tour goes along. A tour that is left without visits is gone into the other one.
    pub fn visit_move(
        &mut self,
        permit: &Permit<PlanTour, OtherSide<VisitId>>,
        to: TourId,
    ) -> Result<VisitId> {
        let (id, organiser) = (permit.key().number(), permit.unit().0);
        let connection = self.under(permit);
        let ours = || tour::table.filter(tour::organiser_id.eq(organiser).and(tour_planned()));
        let day: Option<String> =
            ours().filter(tour::id.eq(to.0)).select(tour::from_on).first(connection).optional()?;
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
        team_join(connection, from, to.0)?;
        let same: Option<(i64, String)> = visit::table
            .filter(visit::tour_id.eq(to.0).and(visit::unit_id.eq(unit)).and(visit_planned()))
            .order(visit::id.asc())
            .select((visit::id, visit::purposes))
            .first(connection)
            .optional()?;
        let own = visit::table.filter(visit::id.eq(id).and(visit::tour_id.eq(from)));
        let now = match same {
            Some((other, theirs)) => {
                let both = joined(&theirs, &purposes)?;
                let there = visit::table.filter(visit::id.eq(other).and(visit::tour_id.eq(to.0)));
                one(diesel::update(there).set(visit::purposes.eq(both)).execute(connection)?)?;
                programmes_join(connection, id, other)?;
                one(diesel::delete(own).execute(connection)?)?;
                other
            }
            None => {
                let set = (visit::tour_id.eq(to.0), visit::visited_on.eq(day));
                one(diesel::update(own).set(set).execute(connection)?)?;
                id
            }
        };
        let left: i64 = visit::table.filter(visit::tour_id.eq(from)).count().first(connection)?;
        if left == 0 {
            team_delete(connection, from)?;
            let empty = tour::table.filter(tour::id.eq(from).and(tour::organiser_id.eq(organiser)));
            one(diesel::delete(empty).execute(connection)?)?;
        }
        Ok(VisitId(now))
    }

    /// Records the permit's planned visit as made. Its tour is made with its last visit.
    pub fn visit_record(
        &mut self,
        permit: &Permit<RecordVisit, OtherSide<VisitId>>,
        made: &NewVisit,
    ) -> Result<()> {
        let (id, organiser, span) = (permit.key().number(), permit.unit().0, permit.span());
        let at = self.at().to_string();
        let connection = self.under(permit);
        let found: Option<(i64, i64)> = visit::table
            .inner_join(unit::table)
            .inner_join(tour::table)
            .filter(visit::id.eq(id).and(visit_planned()).and(tour::organiser_id.eq(organiser)))
            .filter(unit::lo.between(span.lo, span.hi))
            .select((visit::unit_id, visit::tour_id))
            .first(connection)
            .optional()?;
        let (unit, tour) = found.ok_or(StoreError::NotFound)?;
        let written = diesel::update(visit::table.filter(visit::id.eq(id).and(visit::tour_id.eq(tour))))
            .set((
                visit::visited_on.eq(made.visited_on.to_string()),
                visit::methods.eq(serde_json::Value::from(made.methods()).to_string()),
                visit::summary.eq(made.summary.as_str()),
                visit::state.eq(VisitState::Made.key()),
                visit::entered_on.eq(permit.on().to_string()),
            ))
            .execute(connection)?;
        one(written)?;
        let written = Written { visit: id, unit, author: permit.account(), at: &at, on: permit.on() };
        parts_insert(connection, written, made.parts())?;
        let open: i64 =
            visit::table.filter(visit::tour_id.eq(tour).and(visit_planned())).count().first(connection)?;
        if open > 0 {
            return Ok(());
        }
        let done = tour::table.filter(tour::id.eq(tour).and(tour::organiser_id.eq(organiser)));
        one(diesel::update(done).set(tour::state.eq(VisitState::Made.key())).execute(connection)?)
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

    /// Visits that are planned within the permit's subtree, tour by tour.
    pub fn visits_planned(&mut self, permit: &Permit<ReadVisits>, limit: i64) -> Result<Vec<PlannedVisit>> {
        let span = permit.span();
        let rows: Vec<PlannedRow> = planned!()
            .filter(unit::lo.between(span.lo, span.hi))
            .order((tour::from_on.asc(), tour::id.asc(), visit::id.asc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(PlannedVisit::try_from).collect()
    }

    /// The permit's visit while it is planned. Who sends it knows of it; the unit that is to be visited does not.
    pub fn visit_planned<A: OpensPlanned>(
        &mut self,
        permit: &Permit<A, OtherSide<VisitId>>,
    ) -> Result<PlannedVisit> {
        let row: Option<PlannedRow> = planned!()
            .filter(visit::id.eq(permit.key().number()).and(tour::organiser_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The company of the permit's planned visit.
    pub fn company_planned<A: OpensPlanned>(
        &mut self,
        permit: &Permit<A, OtherSide<VisitId>>,
    ) -> Result<Company> {
        company(self.connection, permit.key().number())
    }

    /// Other planned tours of the unit that sends the permit's visit: key, leader, purpose, first day.
    pub fn tours_planned(
        &mut self,
        permit: &Permit<PlanTour, OtherSide<VisitId>>,
    ) -> Result<Vec<(TourId, String, String, Date)>> {
        let own = visit::table.filter(visit::id.eq(permit.key().number())).select(visit::tour_id);
        let rows: Vec<(i64, String, String, String)> = tour::table
            .filter(tour::organiser_id.eq(permit.unit().0).and(tour_planned()))
            .filter(tour::id.ne_all(own))
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
    pub fn visits_owed(&mut self, permit: &Permit<ReadDesk>, by: Date) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, String, String, String, String)> = visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(tour::organiser_id.eq(permit.unit().0).and(visit_planned()))
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
