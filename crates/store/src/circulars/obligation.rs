//! What units owe by the requirements of a circular.

use crate::{
    Reader, Work,
    circulars::current::obligation_owed,
    day::read_date,
    error::{Result, StoreError, any},
    locate::located,
    schema::{circular, obligation, unit},
    waiting::{Backlog, backlog, no_number},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    id::{CircularId, ObligationId},
    permit::{FollowUpCircular, Permit, ReadDesk, ReadLedger},
};

/// The most rows of a page that shows all.
const ALL: i64 = 5_000;

/// What a unit owes by a requirement, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its key.
    pub id: ObligationId,
    /// The circular.
    pub circular: CircularId,
    /// Title of the circular.
    pub title: String,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The place of the requirement.
    pub place: i32,
    /// What must be done.
    pub body: String,
    /// By when.
    pub due_on: Date,
    /// What was answered.
    pub answer: Option<String>,
    /// When.
    pub answered_on: Option<Date>,
}

located!(ObligationId, obligation);

#[derive(Queryable)]
struct ObligationRow {
    id: i64,
    circular: i64,
    title: String,
    code: String,
    name: String,
    place: i32,
    body: String,
    due_on: String,
    answer: Option<String>,
    answered_on: Option<String>,
}

impl TryFrom<ObligationRow> for Obligation {
    type Error = StoreError;
    fn try_from(row: ObligationRow) -> Result<Self> {
        Ok(Self {
            id: ObligationId(row.id),
            circular: CircularId(row.circular),
            title: row.title,
            code: row.code,
            name: row.name,
            place: row.place,
            body: row.body,
            due_on: read_date(&row.due_on)?,
            answer: row.answer,
            answered_on: row.answered_on.as_deref().map(read_date).transpose()?,
        })
    }
}

/// The columns of an obligation with its circular and unit.
macro_rules! obligation_columns {
    () => {
        (
            obligation::id,
            obligation::circular_id,
            circular::title,
            unit::code,
            unit::name,
            obligation::place,
            obligation::body,
            obligation::due_on,
            obligation::answer,
            obligation::answered_on,
        )
    };
}

impl Reader<'_> {
    /// The permit's obligation.
    pub fn obligation(&mut self, permit: &Permit<FollowUpCircular, ObligationId>) -> Result<Obligation> {
        let row: Option<ObligationRow> = obligation::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(obligation::unit_id)))
            .filter(obligation::id.eq(permit.key().0).and(obligation::unit_id.eq(permit.unit().0)))
            .select(obligation_columns!())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// What units within the permit's subtree owe by a circular, requirement by requirement. Whoever published it is shown all of
    /// it, wherever the units stand today.
    pub fn obligations(&mut self, permit: &Permit<ReadLedger>, id: CircularId) -> Result<Vec<Obligation>> {
        let span = permit.span();
        let rows: Vec<ObligationRow> = obligation::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(obligation::unit_id)))
            .filter(obligation::circular_id.eq(id.0))
            .filter(unit::lo.between(span.lo, span.hi).or(circular::organiser_id.eq(permit.unit().0)))
            .order((obligation::place.asc(), obligation::answered_on.is_null().desc(), unit::lo.asc()))
            .limit(ALL)
            .select(obligation_columns!())
            .load(self.connection)?;
        rows.into_iter().map(Obligation::try_from).collect()
    }

    /// What the permit's unit owes by requirements of the latest versions.
    pub fn obligations_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        // What the unit owes for itself and for one whose place it took is told and answered once.
        let twin = diesel::alias!(obligation as twin);
        let twice = twin
            .filter(twin.field(obligation::circular_id).eq(obligation::circular_id))
            .filter(twin.field(obligation::place).eq(obligation::place))
            .filter(twin.field(obligation::unit_id).eq(obligation::unit_id))
            .filter(twin.field(obligation::answered_on).is_null())
            .filter(twin.field(obligation::id).lt(obligation::id));
        let query = obligation::table
            .inner_join(circular::table)
            .inner_join(unit::table.on(unit::id.eq(obligation::unit_id)))
            .filter(obligation::unit_id.eq(permit.unit().0).and(obligation_owed!()))
            .filter(not(exists(twice)))
            .order((obligation::due_on.asc(), obligation::id.asc()))
            .select((
                obligation::id,
                no_number(),
                circular::title.nullable(),
                obligation::body.nullable(),
                obligation::due_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes the answer to the permit's obligation; it is answered once, and with it what the unit owes by the same requirement
    /// for one whose place it took.
    pub fn obligation_answer(
        &mut self,
        permit: &Permit<FollowUpCircular, ObligationId>,
        answer: &str,
    ) -> Result<()> {
        let connection = self.under(permit);
        let (circular, place): (i64, i32) = obligation::table
            .filter(obligation::id.eq(permit.key().0).and(obligation::unit_id.eq(permit.unit().0)))
            .filter(obligation::answered_on.is_null())
            .select((obligation::circular_id, obligation::place))
            .first(connection)
            .optional()?
            .ok_or(StoreError::NotFound)?;
        let own = obligation::table
            .filter(obligation::circular_id.eq(circular).and(obligation::place.eq(place)))
            .filter(obligation::unit_id.eq(permit.unit().0).and(obligation::answered_on.is_null()));
        let set = (
            obligation::answer.eq(Some(answer)),
            obligation::answered_on.eq(Some(permit.on().to_string())),
            obligation::answered_by.eq(permit.account().map(|account| account.0)),
        );
        any(diesel::update(own).set(set).execute(connection)?);
        Ok(())
    }
}
