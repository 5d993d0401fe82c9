//! A correction of a problem that its head signed: it stands beside the signed words until the head signs it.

use crate::{
    Reader,
    connection::AnyConnection,
    day::read_date,
    error::{Result, any},
    ledger::{findings::problem::problems_for, standing},
    schema::{account, problem, problem_counted, problem_proposal, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::ProblemId,
    ledger::findings::problem::{Correction, ProblemState},
    permit::{Permit, ReadLedger},
    text::{Line, Prose},
};

/// SQLite takes a limited number of values in one statement.
const AT_ONCE: usize = 500;

/// What is proposed in place of the signed words of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The problem.
    pub problem: ProblemId,
    /// Key of the aspect.
    pub aspect: String,
    /// What is wrong.
    pub body: String,
    /// One concrete instance.
    pub instance: String,
    /// The customary columns: root cause, target, leader, assisting units, contact.
    pub customary: [Option<String>; 5],
    /// The day on which it was written.
    pub on: Date,
    /// Role title of who wrote it.
    pub by: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = problem_proposal)]
struct Row {
    id: i64,
    aspect: String,
    body: String,
    instance: String,
    root_cause: Option<String>,
    target: Option<String>,
    leader: Option<String>,
    assisting: Option<String>,
    contact: Option<String>,
    proposed_on: String,
}

/// Whether a problem stands in the sums as it was signed.
pub(super) fn stands_signed(connection: &mut AnyConnection, id: i64) -> Result<bool> {
    let standing: i64 = problem_counted::table
        .filter(problem_counted::problem_id.eq(id).and(problem_counted::until_on.eq(standing::OPEN)))
        .count()
        .get_result(connection)?;
    Ok(standing > 0)
}

/// Writes what is proposed for a problem in place of what was proposed before.
pub(super) fn propose(
    connection: &mut AnyConnection,
    (id, new): (i64, &Correction),
    (day, by): (Date, Option<i64>),
) -> Result<()> {
    withdraw(connection, &[id])?;
    let customary = &new.customary;
    diesel::insert_into(problem_proposal::table)
        .values((
            problem_proposal::id.eq(id),
            problem_proposal::aspect.eq(&new.aspect),
            problem_proposal::body.eq(new.body.as_str()),
            problem_proposal::instance.eq(new.instance.as_str()),
            problem_proposal::root_cause.eq(customary.root_cause.as_ref().map(Prose::as_str)),
            problem_proposal::target.eq(customary.target.as_ref().map(Line::as_str)),
            problem_proposal::leader.eq(customary.leader.as_ref().map(Line::as_str)),
            problem_proposal::assisting.eq(customary.assisting.as_ref().map(Line::as_str)),
            problem_proposal::contact.eq(customary.contact.as_ref().map(Line::as_str)),
            problem_proposal::proposed_on.eq(day.to_string()),
            problem_proposal::proposed_by.eq(by),
        ))
        .execute(connection)?;
    Ok(())
}

/// What was proposed for problems stands there no more.
pub(super) fn withdraw(connection: &mut AnyConnection, ids: &[i64]) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        any(diesel::delete(problem_proposal::table.filter(problem_proposal::id.eq_any(some)))
            .execute(connection)?);
    }
    Ok(())
}

/// The head signed: what was proposed is what the problems say from now on.
pub(super) fn take_over(connection: &mut AnyConnection, ids: &[i64]) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        let rows: Vec<Row> = problem_proposal::table
            .filter(problem_proposal::id.eq_any(some))
            .select(Row::as_select())
            .load(connection)?;
        for row in rows {
            any(diesel::update(problem::table.find(row.id))
                .set((
                    problem::aspect.eq(row.aspect),
                    problem::body.eq(row.body),
                    problem::instance.eq(row.instance),
                    problem::root_cause.eq(row.root_cause),
                    problem::target.eq(row.target),
                    problem::leader.eq(row.leader),
                    problem::assisting.eq(row.assisting),
                    problem::contact.eq(row.contact),
                ))
                .execute(connection)?);
        }
    }
    withdraw(connection, ids)
}

impl Reader<'_> {
    /// What is proposed for some problems within the permit's subtree of which its holder may know, and is not signed yet.
    pub fn proposals_of(&mut self, permit: &Permit<ReadLedger>, ids: &[ProblemId]) -> Result<Vec<Proposal>> {
        let (span, mut found) = (permit.span(), Vec::new());
        let pending = [ProblemState::Reported.key(), ProblemState::Returned.key()];
        for some in ids.chunks(AT_ONCE) {
            let keys: Vec<i64> = some.iter().map(|id| id.0).collect();
            let known = problems_for(permit.sight())
                .filter(unit::lo.between(span.lo, span.hi))
                .filter(problem::id.eq_any(keys).and(problem::state.eq_any(pending)))
                .select(problem::id)
                .load::<i64>(self.connection)?;
            let rows: Vec<(Row, Option<String>)> = problem_proposal::table
                .left_join(account::table)
                .filter(problem_proposal::id.eq_any(known))
                .order(problem_proposal::id.asc())
                .select((Row::as_select(), account::title.nullable()))
                .load(self.connection)?;
            for (row, by) in rows {
                found.push(Proposal {
                    problem: ProblemId(row.id),
                    aspect: row.aspect,
                    body: row.body,
                    instance: row.instance,
                    customary: [row.root_cause, row.target, row.leader, row.assisting, row.contact],
                    on: read_date(&row.proposed_on)?,
                    by,
                });
            }
        }
        Ok(found)
    }
}
