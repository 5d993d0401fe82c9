//! Tours that are planned, put together, and recorded visit by visit.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    locate::check_beneath,
    opens::opens,
    schema::{tour, unit, visit},
    visits::{
        company::{Company, company, programmes_insert, team_insert},
        parts::parts_insert,
        state::{SENDER, visit_called_off, visit_made, visit_planned},
        written::Written,
    },
    waiting::{Backlog, backlog, no_number},
};
use diesel::{dsl::case_when, prelude::*};
use earnest_model::{
    Date,
    id::{PostId, TourId, UnitId, VisitId},
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
    /// The days on which it may be made: those of the tour, or the one to which it was moved.
    pub days: (Date, Date),
    /// Why it was moved to a day of its own.
    pub moved: Option<String>,
    /// When and why it was called off.
    pub called_off: Option<(Date, String)>,
    /// Name of the unit that sends the tour.
    pub organiser_name: String,
    /// Key of the post that leads it.
    pub leader_post: Option<PostId>,
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
    day: Option<String>,
    moved: Option<String>,
    organiser_name: String,
    post: Option<i64>,
    ended_on: Option<String>,
}

impl TryFrom<PlannedRow> for PlannedVisit {
    type Error = StoreError;
    fn try_from(row: PlannedRow) -> Result<Self> {
        let purposes = serde_json::from_str(&row.purposes)
            .map_err(|_| StoreError::meaningless(row.purposes, "a list of purposes"))?;
        let chosen =
            |word: String| ChosenBy::parse(&word).map_err(|_| StoreError::meaningless(word, "a reason"));
        let days = match row.day.as_deref().map(read_date).transpose()? {
            Some(day) => (day, day),
            None => (read_date(&row.from)?, read_date(&row.until)?),
        };
        Ok(Self {
            id: VisitId(row.id),
            tour: TourId(row.tour),
            organiser: UnitId(row.organiser),
            leader: row.leader,
            purpose: row.purpose,
            days,
            called_off: match &row.ended_on {
                Some(day) => Some((read_date(day)?, row.moved.clone().unwrap_or_default())),
                None => None,
            },
            moved: row.moved.filter(|_| row.ended_on.is_none()),
            organiser_name: row.organiser_name,
            leader_post: row.post.map(PostId),
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
    ($which:expr) => {
        visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .inner_join(SENDER.on(SENDER.field(unit::id).eq(tour::organiser_id)))
            .filter($which)
            .select((
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
                visit::day_on,
                visit::reason,
                SENDER.field(unit::name),
                tour::post_id,
                visit::ended_on,
            ))
    };
}

opens! {
    /// Opens a planned visit, for the unit that sends it.
    OpensPlanned: ReadVisits, RecordVisit, PlanTour
}

/// A tour of which no visit is planned any more is made, if one of its visits was made; if none was, it came to what its
/// last visit came to.
pub(crate) fn tour_settle(
    connection: &mut AnyConnection,
    (id, organiser): (i64, i64),
    last: VisitState,
) -> Result<()> {
    let of_tour = visit::table.filter(visit::tour_id.eq(id));
    let open: i64 = of_tour.filter(visit_planned()).count().first(connection)?;
    if open > 0 {
        return Ok(());
    }
    let made: i64 = of_tour.filter(visit_made()).count().first(connection)?;
    let state = if made > 0 { VisitState::Made } else { last };
    let done = tour::table.filter(tour::id.eq(id).and(tour::organiser_id.eq(organiser)));
    one(diesel::update(done).set(tour::state.eq(state.key())).execute(connection)?)
}

/// A planned visit that is due: key, leader, last day of the tour, day of its own, code and name of the unit.
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
        tour_settle(connection, (tour, organiser), VisitState::Made)
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
        let rows: Vec<PlannedRow> = planned!(visit_planned())
            .filter(unit::lo.between(span.lo, span.hi))
            .order((tour::from_on.asc(), tour::id.asc(), visit::visited_on.asc(), visit::id.asc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(PlannedVisit::try_from).collect()
    }

    /// The permit's visit while it is planned. Who sends it knows of it; the unit that is to be visited does not.
    pub fn visit_planned<A: OpensPlanned>(
        &mut self,
        permit: &Permit<A, OtherSide<VisitId>>,
    ) -> Result<PlannedVisit> {
        let row: Option<PlannedRow> = planned!(visit_planned())
            .filter(visit::id.eq(permit.key().number()).and(tour::organiser_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Visits within the permit's subtree that were called off, the last one first.
    pub fn visits_called_off(
        &mut self,
        permit: &Permit<ReadVisits>,
        limit: i64,
    ) -> Result<Vec<PlannedVisit>> {
        let span = permit.span();
        let rows: Vec<PlannedRow> = planned!(visit_called_off())
            .filter(unit::lo.between(span.lo, span.hi))
            .order((visit::ended_on.desc(), visit::id.desc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(PlannedVisit::try_from).collect()
    }

    /// The permit's visit once it was called off, for whoever sends it.
    pub fn visit_called_off(
        &mut self,
        permit: &Permit<ReadVisits, OtherSide<VisitId>>,
    ) -> Result<Option<PlannedVisit>> {
        let row: Option<PlannedRow> = planned!(visit_called_off())
            .filter(visit::id.eq(permit.key().number()).and(tour::organiser_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.map(PlannedVisit::try_from).transpose()
    }

    /// The company of the permit's planned visit.
    pub fn company_planned<A: OpensPlanned>(
        &mut self,
        permit: &Permit<A, OtherSide<VisitId>>,
    ) -> Result<Company> {
        company(self.connection, permit.key().number())
    }

    /// Visits of the permit's unit's tours that are to be made by a day.
    pub fn visits_owed(&mut self, permit: &Permit<ReadDesk>, by: Date, most: i64) -> Result<Backlog> {
        let query = visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .filter(tour::organiser_id.eq(permit.unit().0).and(visit_planned()))
            .filter(visit::visited_on.le(by.to_string()))
            .order((tour::until_on.asc(), visit::id.asc()))
            .select((
                visit::id,
                no_number(),
                tour::leader.nullable(),
                tour::purpose.nullable(),
                case_when(visit::day_on.is_not_null(), visit::day_on).otherwise(tour::until_on.nullable()),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}
