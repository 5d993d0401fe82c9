//! From which records problems were opened.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, one},
    ledger::findings::problem::{check_problem, problems_for, seen},
    opens::opens,
    schema::{comment, mention, origin, problem, unit, visit, visit_item},
    visits::state::visit_made,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{ProblemId, VisitItemId},
    ledger::findings::origin::OriginKind,
    permit::{Permit, ReadLedger, ReportProblems, Writes},
    visits::visit::ItemKind,
};

/// A record that asks for a problem: its kind, its key, the place within it.
pub type OriginOf = (OriginKind, i64, i32);

/// Something that was found at a unit, for whoever takes it up in the ledger there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What was found.
    pub body: String,
    /// When.
    pub found_on: Date,
    /// By when an answer is due.
    pub due_on: Option<Date>,
    /// Key of the record on whose page it stands.
    pub parent: i64,
}

/// A finding as the register tells it.
type FindingRow = (String, String, String, String, Option<String>, i64);

impl Finding {
    fn read((code, name, body, day, due, parent): FindingRow) -> Result<Self> {
        let due_on = due.as_deref().map(read_date).transpose()?;
        Ok(Self { code, name, body, found_on: read_date(&day)?, due_on, parent })
    }
}

/// A record that asked for a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CameFrom {
    /// Its kind.
    pub kind: OriginKind,
    /// Its key.
    pub record: i64,
    /// Key of the record on whose page it stands: the circular of a criticism or comment, the visit of an item.
    pub parent: i64,
}

opens! {
    /// Says which record a problem answers: whoever reports it, and whoever names one that is there.
    LinksProblem: ReportProblems, FollowUpCircular
}

impl Work<'_> {
    /// Writes that a problem of the permit's unit answers a record. Said twice it is said once.
    pub fn origin_insert<A: LinksProblem + Writes, K>(
        &mut self,
        permit: &Permit<A, K>,
        problem: ProblemId,
        (kind, record, place): OriginOf,
    ) -> Result<()>
    where
        K: Copy,
    {
        let connection = self.under(permit);
        let own = problem::id.eq(problem.0).and(problem::unit_id.eq(permit.unit().0));
        let known: i64 = problems_for(permit.sight()).filter(own).count().first(connection)?;
        if known == 0 {
            return Err(StoreError::NotFound);
        }
        let same = || {
            origin::table
                .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq(record)))
                .filter(origin::place.eq(place).and(origin::problem_id.eq(problem.0)))
        };
        let there: Option<Option<String>> = same().select(origin::undone_on).first(connection).optional()?;
        if let Some(undone) = there {
            if undone.is_some() {
                let again = (
                    origin::undone_on.eq(None::<String>),
                    origin::linked_on.eq(permit.on().to_string()),
                    origin::account_id.eq(permit.account().map(|account| account.0)),
                );
                one(diesel::update(same()).set(again).execute(connection)?)?;
            }
            return Ok(());
        }
        let id = next_id!(connection, origin);
        diesel::insert_into(origin::table)
            .values((
                origin::id.eq(id),
                origin::problem_id.eq(problem.0),
                origin::unit_id.eq(permit.unit().0),
                origin::kind.eq(kind.key()),
                origin::record_id.eq(record),
                origin::place.eq(place),
                origin::linked_on.eq(permit.on().to_string()),
                origin::account_id.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(())
    }
}

impl Work<'_> {
    /// Takes a record out of a problem of the permit's unit again.
    pub fn origin_undo(
        &mut self,
        permit: &Permit<ReportProblems>,
        problem: ProblemId,
        (kind, record, place): OriginOf,
    ) -> Result<()> {
        let own = origin::table
            .filter(origin::problem_id.eq(problem.0).and(origin::unit_id.eq(permit.unit().0)))
            .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq(record)))
            .filter(origin::place.eq(place).and(origin_stands()));
        let set = origin::undone_on.eq(permit.on().to_string());
        one(diesel::update(own).set(set).execute(self.under(permit))?)
    }
}

/// Links that were not undone.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn origin_stands() -> _ {
    origin::undone_on.is_null()
}

impl Reader<'_> {
    /// Key and serial of the problems of the permit's unit into which a record was put, as far as its holder may know of them.
    pub fn put_into(
        &mut self,
        permit: &Permit<ReportProblems>,
        (kind, record, place): OriginOf,
    ) -> Result<Vec<(ProblemId, String)>> {
        let rows: Vec<(i64, String)> = origin::table
            .inner_join(problem::table)
            .filter(origin::kind.eq(kind.key()).and(origin::record_id.eq(record)))
            .filter(origin::place.eq(place).and(origin::unit_id.eq(permit.unit().0)))
            .filter(origin_stands().and(seen(permit.sight())))
            .order(origin::id.asc())
            .select((problem::id, problem::serial))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, serial)| (ProblemId(id), serial)).collect())
    }

    /// What a visit found at the permit's unit, for whoever takes it up in the ledger there.
    pub fn visit_finding(&mut self, permit: &Permit<ReportProblems, VisitItemId>) -> Result<Finding> {
        let row: Option<FindingRow> = visit_item::table
            .inner_join(visit::table)
            .inner_join(unit::table.on(unit::id.eq(visit_item::unit_id)))
            .filter(visit_item::id.eq(permit.key().0).and(visit_item::unit_id.eq(permit.unit().0)))
            .filter(visit_item::kind.eq(ItemKind::Finding.key()).and(visit_made()))
            .filter(visit_item::withdrawn_on.is_null())
            .select((
                unit::code,
                unit::name,
                visit_item::body,
                visit::visited_on,
                visit_item::reply_due_on,
                visit::id,
            ))
            .first(self.connection)
            .optional()?;
        Finding::read(row.ok_or(StoreError::NotFound)?)
    }

    /// The records that the permit's problem came from, in the order in which they were said.
    pub fn came_from(&mut self, permit: &Permit<ReadLedger, ProblemId>) -> Result<Vec<CameFrom>> {
        check_problem(self.connection, permit)?;
        let rows: Vec<(String, i64)> = origin::table
            .filter(origin::problem_id.eq(permit.key().0).and(origin::unit_id.eq(permit.unit().0)))
            .filter(origin_stands())
            .order(origin::id.asc())
            .select((origin::kind, origin::record_id))
            .load(self.connection)?;
        let mut all = Vec::with_capacity(rows.len());
        for (kind, record) in rows {
            let kind =
                OriginKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of origin"))?;
            let parent: Option<i64> = match kind {
                OriginKind::Mention => mention::table
                    .find(record)
                    .select(mention::circular_id)
                    .first(self.connection)
                    .optional()?,
                OriginKind::Comment => comment::table
                    .find(record)
                    .select(comment::circular_id)
                    .first::<Option<i64>>(self.connection)
                    .optional()?
                    .flatten(),
                OriginKind::VisitItem => visit_item::table
                    .find(record)
                    .select(visit_item::visit_id)
                    .first(self.connection)
                    .optional()?,
                OriginKind::Speech | OriginKind::Lesson | OriginKind::Sheet => Some(record),
            };
            all.extend(parent.map(|parent| CameFrom { kind, record, parent }));
        }
        Ok(all)
    }
}
