//! Resolutions of sessions.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    locate::located,
    schema::{resolution, seminar, unit},
    waiting::{Backlog, backlog, no_number, no_words},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ResolutionId, SeminarId},
    permit::{Permit, ReadAssessments, ReadDesk, RecordSeminar},
    sessions::resolution::{NewResolution, ResolutionState},
    text::Prose,
};

/// A resolution as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Its key.
    pub id: ResolutionId,
    /// The session that made it.
    pub seminar: SeminarId,
    /// The day of that session.
    pub held_on: Date,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What is to be done.
    pub body: String,
    /// The post that owns it, as it was called.
    pub owner: String,
    /// Until when.
    pub due_on: Date,
    /// How far it has come.
    pub state: ResolutionState,
    /// When it ended.
    pub ended_on: Option<Date>,
    /// What was done, or why it was given up.
    pub outcome: Option<String>,
}

located!(ResolutionId, resolution);

#[derive(Queryable)]
struct Row {
    id: i64,
    seminar: i64,
    held_on: String,
    code: String,
    name: String,
    body: String,
    owner: String,
    due_on: String,
    state: String,
    ended_on: Option<String>,
    outcome: Option<String>,
}

impl TryFrom<Row> for Resolution {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        let state = ResolutionState::parse(&row.state)
            .map_err(|_| StoreError::meaningless(row.state, "a state of a resolution"))?;
        Ok(Self {
            id: ResolutionId(row.id),
            seminar: SeminarId(row.seminar),
            held_on: read_date(&row.held_on)?,
            code: row.code,
            name: row.name,
            body: row.body,
            owner: row.owner,
            due_on: read_date(&row.due_on)?,
            state,
            ended_on: row.ended_on.as_deref().map(read_date).transpose()?,
            outcome: row.outcome,
        })
    }
}

/// Resolutions with their session and unit.
macro_rules! resolutions {
    () => {
        resolution::table
            .inner_join(seminar::table)
            .inner_join(unit::table.on(unit::id.eq(resolution::unit_id)))
            .select((
                resolution::id,
                resolution::seminar_id,
                seminar::held_on,
                unit::code,
                unit::name,
                resolution::body,
                resolution::owner,
                resolution::due_on,
                resolution::state,
                resolution::ended_on,
                resolution::outcome,
            ))
    };
}

/// Resolutions that are to be done.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn resolution_open() -> _ {
    let open: &'static str = ResolutionState::Open.key();
    resolution::state.eq(open)
}

impl Reader<'_> {
    /// The permit's resolution.
    pub fn resolution(&mut self, permit: &Permit<ReadAssessments, ResolutionId>) -> Result<Resolution> {
        let row: Option<Row> = resolutions!()
            .filter(resolution::id.eq(permit.key().0).and(resolution::unit_id.eq(permit.unit().0)))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// What the permit's session resolved, the oldest first, whoever does it by now: another unit may have taken the place
    /// of the one that held it.
    pub fn resolutions_of(&mut self, permit: &Permit<ReadAssessments, SeminarId>) -> Result<Vec<Resolution>> {
        let rows: Vec<Row> = resolutions!()
            .filter(resolution::seminar_id.eq(permit.key().0).and(seminar::unit_id.eq(permit.unit().0)))
            .order(resolution::id.asc())
            .load(self.connection)?;
        rows.into_iter().map(Resolution::try_from).collect()
    }

    /// Resolutions of units within the permit's subtree, the newest first, before the key `before`; `open`: only those
    /// that are to be done.
    pub fn resolutions(
        &mut self,
        permit: &Permit<ReadAssessments>,
        (open, before): (bool, Option<ResolutionId>),
        limit: i64,
    ) -> Result<Vec<Resolution>> {
        let span = permit.span();
        let mut query = resolutions!()
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(resolution::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .order(resolution::id.desc())
            .limit(limit)
            .into_boxed();
        if open {
            query = query.filter(resolution_open());
        }
        query.load::<Row>(self.connection)?.into_iter().map(Resolution::try_from).collect()
    }

    /// Resolutions of the permit's unit that are to be done by a day, the most urgent first.
    pub fn resolutions_owed(&mut self, permit: &Permit<ReadDesk>, by: &str, most: i64) -> Result<Backlog> {
        let query = resolution::table
            .inner_join(unit::table)
            .filter(resolution::unit_id.eq(permit.unit().0).and(resolution_open()))
            .filter(resolution::due_on.le(by.to_owned()))
            .order((resolution::due_on.asc(), resolution::id.asc()))
            .select((
                resolution::id,
                no_number(),
                no_words(),
                resolution::body.nullable(),
                resolution::due_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

impl Work<'_> {
    /// Writes what the permit's session resolved.
    pub fn resolution_insert(
        &mut self,
        permit: &Permit<RecordSeminar, SeminarId>,
        new: &NewResolution,
    ) -> Result<ResolutionId> {
        let (seminar, unit, today) = (permit.key().0, permit.unit().0, permit.on().to_string());
        let connection = self.under(permit);
        let id = next_id!(connection, resolution);
        diesel::insert_into(resolution::table)
            .values((
                resolution::id.eq(id),
                resolution::seminar_id.eq(seminar),
                resolution::unit_id.eq(unit),
                resolution::body.eq(new.body.as_str()),
                resolution::owner.eq(new.owner.title.as_str()),
                resolution::post_id.eq(new.owner.post.map(|post| post.0)),
                resolution::due_on.eq(new.due_on.to_string()),
                resolution::state.eq(ResolutionState::Open.key()),
                resolution::made_on.eq(today),
            ))
            .execute(connection)?;
        Ok(ResolutionId(id))
    }

    /// Ends the permit's resolution, which is to be done.
    pub fn resolution_end(
        &mut self,
        permit: &Permit<RecordSeminar, ResolutionId>,
        state: ResolutionState,
        outcome: &Prose,
    ) -> Result<()> {
        let own = resolution::table
            .filter(resolution::id.eq(permit.key().0).and(resolution::unit_id.eq(permit.unit().0)))
            .filter(resolution_open());
        let set = (
            resolution::state.eq(state.key()),
            resolution::ended_on.eq(permit.on().to_string()),
            resolution::outcome.eq(outcome.as_str()),
        );
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}
