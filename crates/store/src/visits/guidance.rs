//! Guidance that visits left for all units beneath whoever sent the tour, and which unit acknowledged it.

use crate::{
    Reader, Work,
    connection::AnyConnection,
    counting::counted,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{guidance_read, tour, unit, visit, visit_item},
    visits::{state::visit_made, visit::visit_told},
    waiting::{Backlog, Waiting},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    figures::count::{Count, OfRecord},
    id::{UnitId, VisitId, VisitItemId},
    permit::{Permit, ReadDesk, ReadVisits, RecordVisit, ReplyToVisit},
    record::{Key, OtherSide},
    span::Span,
    visits::{
        tour::VisitState,
        visit::{ItemKind, Reach},
    },
};

/// Guidance for all units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance {
    /// The item.
    pub id: VisitItemId,
    /// The visit that left it.
    pub visit: VisitId,
    /// The day of the visit.
    pub visited_on: Date,
    /// The post that led the tour.
    pub leader: String,
    /// Name of the unit that sent it.
    pub organiser: String,
    /// What it says.
    pub body: String,
    /// When it was taken back.
    pub taken_back: Option<Date>,
}

/// A unit for which guidance is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceReader {
    /// Its place in the tree: where a page after it begins.
    pub place: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// When it acknowledged the guidance.
    pub read_on: Option<Date>,
}

/// Which of the units for which guidance is meant are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadersWanted {
    /// Those alone that acknowledged it, or those alone that did not.
    pub read: Option<bool>,
    /// The place in the tree after which the page begins.
    pub after: Option<i64>,
    /// How many.
    pub limit: i64,
}

/// Items that are meant for all units: guidance alone can be.
#[diesel::dsl::auto_type(no_type_alias)]
fn item_for_all() -> _ {
    let (all, guidance): (&'static str, &'static str) = (Reach::All.key(), ItemKind::Guidance.key());
    visit_item::reach.eq(all).and(visit_item::kind.eq(guidance)).and(visit_item::withdrawn_on.is_null())
}

/// Guidance with the unit that sent it.
macro_rules! given {
    () => {
        visit_item::table
            .inner_join(visit::table.inner_join(tour::table))
            .inner_join(unit::table.on(unit::id.eq(tour::organiser_id)))
            .filter(item_for_all().and(visit_made()))
    };
}

/// Guidance with the unit that sent it, taken back or not.
macro_rules! ever_given {
    () => {
        visit_item::table
            .inner_join(visit::table.inner_join(tour::table))
            .inner_join(unit::table.on(unit::id.eq(tour::organiser_id)))
            .filter(visit_item::reach.eq(Reach::All.key()))
            .filter(visit_item::kind.eq(ItemKind::Guidance.key()))
            .filter(visit_told())
    };
}

/// Guidance as the register tells it: the item's last day, the state of the visit and its last day at the end.
type Row = (i64, i64, String, String, String, String, (Option<String>, String, Option<String>));

fn read((id, visit, day, leader, organiser, body, ends): Row) -> Result<Guidance> {
    let (item, state, ended) = ends;
    let with_visit = ended.filter(|_| state == VisitState::Withdrawn.key());
    let taken_back = item.or(with_visit).as_deref().map(read_date).transpose()?;
    let visited_on = read_date(&day)?;
    Ok(Guidance {
        id: VisitItemId(id),
        visit: VisitId(visit),
        visited_on,
        leader,
        organiser,
        body,
        taken_back,
    })
}

macro_rules! columns {
    () => {
        (
            visit_item::id,
            visit::id,
            visit::visited_on,
            tour::leader,
            unit::name,
            visit_item::body,
            (visit_item::withdrawn_on, visit::state, visit::ended_on),
        )
    };
}

/// Guidance that waits for a unit beneath those who gave it: key, words, and by when. What was given before the unit was there is
/// not asked of it.
fn waiting(
    connection: &mut AnyConnection,
    unit: UnitId,
    span: Span,
    only: Option<VisitItemId>,
) -> Result<Vec<(i64, String, Option<String>)>> {
    let since: Option<Option<String>> =
        unit::table.find(unit.0).select(unit::opened_on).first(connection).optional()?;
    let since = since.flatten().unwrap_or_default();
    let known = guidance_read::table
        .filter(guidance_read::item_id.eq(visit_item::id).and(guidance_read::unit_id.eq(unit.0)));
    let mut query = given!()
        .filter(unit::lo.lt(span.lo).and(unit::hi.ge(span.hi)))
        .filter(visit_item::entered_on.ge(since))
        .filter(not(exists(known)))
        .order(visit_item::id.asc())
        .select((visit_item::id, visit_item::body, visit_item::reply_due_on))
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(visit_item::id.eq(only.0));
    }
    Ok(query.load(connection)?)
}

/// Whoever gave guidance: first and last place, and the day on which it was entered.
type Giver = (i64, i64, String);

/// The units of the permit's subtree for which guidance of a giver is meant: those beneath who were there when it was given.
macro_rules! meant {
    ($permit:expr, $item:expr, $giver:expr) => {{
        let (span, day) = ($permit.span(), $permit.on().to_string());
        let (lo, hi, entered): Giver = $giver;
        unit::table
            .left_join(
                guidance_read::table
                    .on(guidance_read::unit_id.eq(unit::id).and(guidance_read::item_id.eq($item.0))),
            )
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(unit::lo.gt(lo).and(unit::lo.le(hi)))
            .filter(unit::opened_on.is_null().or(unit::opened_on.le(entered)))
            .filter(unit::closed_on.is_null().or(unit::closed_on.gt(day)))
    }};
}

impl Work<'_> {
    /// Notes that the permit's unit acknowledged guidance that waited for it.
    pub fn guidance_acknowledge(&mut self, permit: &Permit<ReplyToVisit>, item: VisitItemId) -> Result<()> {
        let connection = self.under(permit);
        if waiting(connection, permit.unit(), permit.span(), Some(item))?.is_empty() {
            return Err(StoreError::NotFound);
        }
        let written = diesel::insert_into(guidance_read::table)
            .values((
                guidance_read::item_id.eq(item.0),
                guidance_read::unit_id.eq(permit.unit().0),
                guidance_read::read_on.eq(permit.on().to_string()),
                guidance_read::account_id.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        one(written)
    }
}

impl Reader<'_> {
    /// Guidance for all units that the permit's unit has not acknowledged.
    pub fn guidance_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Backlog> {
        let found = waiting(self.connection, permit.unit(), permit.span(), None)?;
        if found.is_empty() {
            return Ok(Backlog::default());
        }
        let (code, unit): (String, String) =
            unit::table.find(permit.unit().0).select((unit::code, unit::name)).first(self.connection)?;
        let owed = |(id, body, due)| Waiting {
            id,
            number: None,
            label: None,
            text: Some(body),
            due,
            code: code.clone(),
            unit: unit.clone(),
        };
        Ok(Backlog::whole(found.into_iter().map(owed).collect()))
    }

    /// Whether guidance waits for the permit's unit.
    pub fn guidance_waits(&mut self, permit: &Permit<ReplyToVisit>, item: VisitItemId) -> Result<bool> {
        Ok(!waiting(self.connection, permit.unit(), permit.span(), Some(item))?.is_empty())
    }

    /// Guidance that was given by a unit at or above the permit's; once it was taken back it says so.
    pub fn guidance(&mut self, permit: &Permit<ReadVisits>, item: VisitItemId) -> Result<Guidance> {
        let span = permit.span();
        let row: Option<Row> = ever_given!()
            .filter(visit_item::id.eq(item.0))
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .select(columns!())
            .first(self.connection)
            .optional()?;
        read(row.ok_or(StoreError::NotFound)?)
    }

    /// Guidance for all units that the permit's visit left and that holds.
    pub fn guidance_of_visit(
        &mut self,
        permit: &Permit<RecordVisit, OtherSide<VisitId>>,
    ) -> Result<Vec<VisitItemId>> {
        let ids: Vec<i64> = given!()
            .filter(visit::id.eq(permit.key().number()).and(tour::organiser_id.eq(permit.unit().0)))
            .order(visit_item::id.asc())
            .select(visit_item::id)
            .load(self.connection)?;
        Ok(ids.into_iter().map(VisitItemId).collect())
    }

    /// Guidance for all units, given by units at or above the permit's, the newest first.
    pub fn guidance_for_all(&mut self, permit: &Permit<ReadVisits>, limit: i64) -> Result<Vec<Guidance>> {
        let span = permit.span();
        let rows: Vec<Row> = given!()
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .order((visit::visited_on.desc(), visit_item::id.desc()))
            .limit(limit)
            .select(columns!())
            .load(self.connection)?;
        rows.into_iter().map(read).collect()
    }

    /// The units of the permit's subtree for which guidance is meant, in the order of the tree.
    pub fn guidance_readers(
        &mut self,
        permit: &Permit<ReadVisits>,
        item: VisitItemId,
        wanted: ReadersWanted,
    ) -> Result<Vec<GuidanceReader>> {
        let giver = self.giver(permit, item)?;
        let mut query = meant!(permit, item, giver)
            .order(unit::lo.asc())
            .limit(wanted.limit)
            .select((unit::lo, unit::code, unit::name, guidance_read::read_on.nullable()))
            .into_boxed();
        if let Some(after) = wanted.after {
            query = query.filter(unit::lo.gt(after));
        }
        query = match wanted.read {
            Some(true) => query.filter(guidance_read::read_on.is_not_null()),
            Some(false) => query.filter(guidance_read::read_on.is_null()),
            None => query,
        };
        let rows: Vec<(i64, String, String, Option<String>)> = query.load(self.connection)?;
        let reader = |(place, code, name, day): (i64, String, String, Option<String>)| {
            Ok(GuidanceReader { place, code, name, read_on: day.as_deref().map(read_date).transpose()? })
        };
        rows.into_iter().map(reader).collect()
    }

    /// How many units of the permit's subtree acknowledged guidance, and for how many it is meant.
    pub fn guidance_read_by(
        &mut self,
        permit: &Permit<ReadVisits>,
        item: VisitItemId,
    ) -> Result<(Count<OfRecord>, Count<OfRecord>)> {
        let giver = self.giver(permit, item)?;
        let all: i64 = meant!(permit, item, giver.clone()).count().first(self.connection)?;
        let read: i64 = meant!(permit, item, giver)
            .filter(guidance_read::read_on.is_not_null())
            .count()
            .first(self.connection)?;
        Ok((counted(OfRecord, read), counted(OfRecord, all)))
    }

    /// The interval of whoever gave guidance at or above the permit's unit, and the day on which it was entered.
    fn giver(&mut self, permit: &Permit<ReadVisits>, item: VisitItemId) -> Result<Giver> {
        let span = permit.span();
        let giver: Option<Giver> = ever_given!()
            .filter(visit_item::id.eq(item.0))
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .select((unit::lo, unit::hi, visit_item::entered_on))
            .first(self.connection)
            .optional()?;
        giver.ok_or(StoreError::NotFound)
    }
}
