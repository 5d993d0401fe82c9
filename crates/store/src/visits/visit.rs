//! Tours and visits.

use crate::{
    Reader, Work,
    batch::next_id,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    locate::located,
    programmes::alone::alone_days,
    schema::{interview, measure, meeting, tour, unit, visit, visit_item, visit_programme},
    visits::{
        company::{Company, company},
        parts::parts_insert,
        state::{SENDER, VISITED, visit_made},
        written::Written,
    },
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    id::{ProgrammeId, TourId, UnitId, VisitId},
    permit::{Permit, ReadVisits, RecordVisit},
    record::OtherSide,
    visits::{
        tour::VisitState,
        visit::{FromTier, ItemKind, NewTour, NewVisit, Reach},
    },
};

/// A visit in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    /// Its key.
    pub id: VisitId,
    /// Its tour.
    pub tour: TourId,
    /// The post that led the tour.
    pub leader: String,
    /// What the tour was for.
    pub tour_purpose: String,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Class of the unit.
    pub unit_class: String,
    /// The day.
    pub visited_on: Date,
    /// Purposes.
    pub purposes: Vec<String>,
    /// Methods, as words of `locales/`.
    pub methods: Vec<String>,
    /// How it was found.
    pub summary: String,
    /// When its record was closed; until then something may be added.
    pub closed_on: Option<Date>,
    /// Name of the unit that sent the tour.
    pub organiser: String,
    /// First and last day of the tour.
    pub tour_days: (Date, Date),
    /// When and why its record was withdrawn.
    pub withdrawn: Option<(Date, String)>,
    /// Why it was moved to its day, where it was.
    pub moved: Option<String>,
}

/// What a visit consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitParts {
    /// Meetings.
    pub meetings: Vec<HeldMeeting>,
    /// Interviews: the role of the person.
    pub interviews: Vec<(i64, String)>,
    /// Items.
    pub items: Vec<VisitItem>,
    /// Who went along, and for which programmes.
    pub company: Company,
}

/// A meeting that was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldMeeting {
    /// Its key.
    pub id: i64,
    /// Word of the kind.
    pub kind: String,
    /// How many came.
    pub participants: i32,
    /// From which tiers, in words; blank where they were counted.
    pub words: String,
    /// How many came of each tier.
    pub counted: Vec<FromTier>,
}

/// Key, word of the kind, how many came, the tiers in words and counted.
pub(super) type MeetingRow = (i64, String, i32, String, Option<String>);

pub(super) fn meeting_held((id, kind, participants, words, counted): MeetingRow) -> Result<HeldMeeting> {
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|_| StoreError::meaningless(text, "how many came of each tier"))
    };
    let counted = counted.map(read).transpose()?.unwrap_or_default();
    Ok(HeldMeeting { id, kind, participants, words, counted })
}

/// What a visit left.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct VisitItem {
    /// Its key.
    pub id: i64,
    /// Word of the kind.
    pub kind: String,
    /// Word of the reach, as it was written.
    reach: String,
    /// What it says.
    pub body: String,
    /// When an answer is due.
    pub reply_due_on: Option<String>,
    /// When it was answered.
    pub replied_on: Option<String>,
    /// The measure that was checked.
    pub measure: Option<i64>,
    /// The answer of the unit.
    pub reply: Option<String>,
    /// Word of what a check showed.
    pub seen: Option<String>,
    /// The item of the programme that was looked at, by its key.
    pub subject: Option<String>,
    /// Word of how far that has come.
    pub progress: Option<String>,
    /// Serial of the measure that was checked.
    pub serial: Option<String>,
}

impl VisitItem {
    /// For whom it is: only guidance can be for all units, whatever an older program wrote.
    pub fn reach(&self) -> Reach {
        let for_all = self.reach == Reach::All.key() && self.kind == ItemKind::Guidance.key();
        if for_all { Reach::All } else { Reach::Unit }
    }
}

located!(VisitId, visit);
located!(OtherSide<VisitId>, |key| visit::table
    .inner_join(tour::table.inner_join(unit::table))
    .filter(visit::id.eq(key.0))
    .select((unit::id, unit::lo, unit::hi)));

impl Work<'_> {
    /// Writes a tour with all that belongs to it. The units of its visits must lie in the permit's subtree.
    pub fn tour_insert(&mut self, permit: &Permit<RecordVisit>, new: &NewTour) -> Result<TourId> {
        let span = permit.span();
        let at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, tour);
        diesel::insert_into(tour::table)
            .values((
                tour::id.eq(id),
                tour::organiser_id.eq(permit.unit().0),
                tour::leader.eq(new.leader.as_str()),
                tour::purpose.eq(new.purpose.as_str()),
                tour::from_on.eq(new.from.to_string()),
                tour::until_on.eq(new.until.to_string()),
            ))
            .execute(connection)?;
        for made in &new.visits {
            let unit: Option<i64> = unit::table
                .filter(unit::code.eq(&made.unit).and(unit::lo.between(span.lo, span.hi)))
                .select(unit::id)
                .first(connection)
                .optional()?;
            let unit = unit.ok_or(StoreError::NotFound)?;
            let visit = next_id!(connection, visit);
            visit_insert(connection, (id, visit, unit), made, permit.on())?;
            let written = Written { visit, unit, author: permit.account(), at: &at, on: permit.on() };
            parts_insert(connection, written, made.parts())?;
        }
        Ok(TourId(id))
    }
}

fn visit_insert(
    connection: &mut AnyConnection,
    (tour, id, unit): (i64, i64, i64),
    new: &NewVisit,
    entered_on: Date,
) -> Result<()> {
    let purposes: Vec<_> = new.purposes.iter().map(|purpose| purpose.as_str()).collect();
    diesel::insert_into(visit::table)
        .values((
            visit::id.eq(id),
            visit::tour_id.eq(tour),
            visit::unit_id.eq(unit),
            visit::visited_on.eq(new.visited_on.to_string()),
            visit::purposes.eq(serde_json::Value::from(purposes).to_string()),
            visit::methods.eq(serde_json::Value::from(new.methods()).to_string()),
            visit::summary.eq(new.summary.as_str()),
            visit::entered_on.eq(entered_on.to_string()),
        ))
        .execute(connection)?;
    Ok(())
}

#[derive(Queryable)]
struct LineRow {
    id: i64,
    tour: i64,
    leader: String,
    tour_purpose: String,
    unit_code: String,
    unit_name: String,
    unit_class: String,
    visited_on: String,
    purposes: String,
    methods: String,
    summary: String,
    closed_on: Option<String>,
    organiser: String,
    days: (String, String),
    /// State, the day on which it came to its end, and why.
    ended: (String, Option<String>, Option<String>),
}

impl TryFrom<LineRow> for VisitLine {
    type Error = StoreError;
    fn try_from(row: LineRow) -> Result<Self> {
        let list =
            |text: String| serde_json::from_str(&text).map_err(|_| StoreError::meaningless(text, "a list"));
        Ok(Self {
            id: VisitId(row.id),
            tour: TourId(row.tour),
            leader: row.leader,
            tour_purpose: row.tour_purpose,
            unit_code: row.unit_code,
            unit_name: row.unit_name,
            unit_class: row.unit_class,
            visited_on: read_date(&row.visited_on)?,
            purposes: list(row.purposes)?,
            methods: list(row.methods)?,
            summary: row.summary,
            closed_on: row.closed_on.as_deref().map(read_date).transpose()?,
            organiser: row.organiser,
            tour_days: (read_date(&row.days.0)?, read_date(&row.days.1)?),
            moved: row.ended.2.clone().filter(|_| row.ended.0 == VisitState::Made.key()),
            withdrawn: match row.ended {
                (state, Some(day), why) if state == VisitState::Withdrawn.key() => {
                    Some((read_date(&day)?, why.unwrap_or_default()))
                }
                _ => None,
            },
        })
    }
}

/// Visits as lines.
macro_rules! lines {
    () => {
        visit::table
            .inner_join(tour::table)
            .inner_join(unit::table)
            .inner_join(SENDER.on(SENDER.field(unit::id).eq(tour::organiser_id)))
            .select((
                visit::id,
                visit::tour_id,
                tour::leader,
                tour::purpose,
                unit::code,
                unit::name,
                unit::class,
                visit::visited_on,
                visit::purposes,
                visit::methods,
                visit::summary,
                visit::closed_on,
                SENDER.field(unit::name),
                (tour::from_on, tour::until_on),
                (visit::state, visit::ended_on, visit::reason),
            ))
    };
}

/// Visits whose record is there to be read: made, or withdrawn since.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn visit_told() -> _ {
    let made: &'static str = VisitState::Made.key();
    let withdrawn: &'static str = VisitState::Withdrawn.key();
    visit::state.eq(made).or(visit::state.eq(withdrawn))
}

impl Reader<'_> {
    /// Visits that were made within the permit's subtree, tour by tour.
    pub fn visits(&mut self, permit: &Permit<ReadVisits>, limit: i64) -> Result<Vec<VisitLine>> {
        let span = permit.span();
        let rows: Vec<LineRow> = lines!()
            .filter(visit_made())
            .filter(unit::lo.between(span.lo, span.hi))
            .order((visit::tour_id.desc(), visit::visited_on.asc(), visit::id.asc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(VisitLine::try_from).collect()
    }

    /// Visits of an organiser's tours that were made for its programme on days from the first to the last, in the order of their
    /// days. As figures have it, one that names no programme is of the one that ran alone on its day, as it stood on the last.
    pub fn visits_of_days(
        &mut self,
        permit: &Permit<ReadVisits>,
        (organiser, programme): (UnitId, ProgrammeId),
        (from, until): (Date, Date),
    ) -> Result<Vec<VisitLine>> {
        let span = permit.span();
        let alone = alone_days(self.connection, organiser, until)?.of(programme, VISITED);
        let named = visit_programme::table.filter(visit_programme::visit_id.eq(visit::id));
        let of = named.filter(visit_programme::programme_id.eq(programme.0));
        let rows: Vec<LineRow> = lines!()
            .filter(visit_made())
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(tour::organiser_id.eq(organiser.0))
            .filter(exists(of).or(not(exists(named)).and(alone)))
            .filter(visit::visited_on.between(from.to_string(), until.to_string()))
            .order((visit::visited_on.asc(), visit::id.asc()))
            .load(self.connection)?;
        rows.into_iter().map(VisitLine::try_from).collect()
    }

    /// Visits that were made to the permit's unit itself, the newest first.
    pub fn visits_of_unit(&mut self, permit: &Permit<ReadVisits>, limit: i64) -> Result<Vec<VisitLine>> {
        let rows: Vec<LineRow> = lines!()
            .filter(visit_made())
            .filter(visit::unit_id.eq(permit.unit().0))
            .order((visit::visited_on.desc(), visit::id.desc()))
            .limit(limit)
            .load(self.connection)?;
        rows.into_iter().map(VisitLine::try_from).collect()
    }

    /// The permit's visit, once it was made; one whose record was withdrawn says so.
    pub fn visit(&mut self, permit: &Permit<ReadVisits, VisitId>) -> Result<VisitLine> {
        let row: Option<LineRow> = lines!()
            .filter(visit_told())
            .filter(visit::id.eq(permit.key().0).and(visit::unit_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Meetings, interviews and items of the permit's visit.
    pub fn visit_parts(&mut self, permit: &Permit<ReadVisits, VisitId>) -> Result<VisitParts> {
        let (id, unit) = (permit.key(), permit.unit().0);
        Ok(VisitParts {
            company: company(self.connection, id.0)?,
            meetings: meeting::table
                .filter(meeting::visit_id.eq(id.0).and(meeting::unit_id.eq(unit)))
                .filter(meeting::withdrawn_on.is_null())
                .order(meeting::id.asc())
                .select((meeting::id, meeting::kind, meeting::participants, meeting::tiers, meeting::counted))
                .load::<MeetingRow>(self.connection)?
                .into_iter()
                .map(meeting_held)
                .collect::<Result<_>>()?,
            interviews: interview::table
                .filter(interview::visit_id.eq(id.0).and(interview::unit_id.eq(unit)))
                .filter(interview::withdrawn_on.is_null())
                .order(interview::id.asc())
                .select((interview::id, interview::role))
                .load(self.connection)?,
            items: visit_item::table
                .left_join(measure::table)
                .filter(visit_item::visit_id.eq(id.0).and(visit_item::unit_id.eq(unit)))
                .filter(visit_item::withdrawn_on.is_null())
                .order(visit_item::id.asc())
                .select((
                    visit_item::id,
                    visit_item::kind,
                    visit_item::reach,
                    visit_item::body,
                    visit_item::reply_due_on,
                    visit_item::replied_on,
                    visit_item::measure_id,
                    visit_item::reply,
                    visit_item::seen,
                    visit_item::subject,
                    visit_item::progress,
                    measure::serial.nullable(),
                ))
                .load(self.connection)?,
        })
    }
}
