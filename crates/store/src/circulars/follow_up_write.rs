//! What a published circular carries over from the version before it.

use crate::{
    Reader,
    batch::next_id,
    circulars::{
        circular::{MentionRow, MentionStored},
        follow_up::mention_criticises,
    },
    connection::AnyConnection,
    error::{Result, any},
    ledger::findings::origin::origin_stands,
    schema::{circular, mention, obligation, origin, unit},
};
use diesel::{dsl::max, prelude::*};
use earnest_model::{
    id::RoundId,
    ledger::findings::origin::OriginKind,
    permit::{DraftCircular, Permit},
};

impl Reader<'_> {
    /// Units named in the latest version of a round's circular; none if there is none.
    pub fn mentions_published<K: Copy>(
        &mut self,
        permit: &Permit<DraftCircular, K>,
        round: RoundId,
    ) -> Result<Vec<MentionStored>> {
        let latest: Option<i64> = circular::table
            .filter(circular::round_id.eq(round.0).and(circular::organiser_id.eq(permit.unit().0)))
            .select(max(circular::id))
            .first(self.connection)?;
        let rows: Vec<MentionRow> = mention::table
            .inner_join(unit::table)
            .filter(mention::circular_id.eq(latest.unwrap_or(0)))
            .order(mention::id.asc())
            .select((unit::code, unit::name, mention::polarity, mention::body))
            .load(self.connection)?;
        rows.into_iter().map(MentionStored::try_from).collect()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = obligation)]
struct AnsweredRow {
    unit_id: i64,
    body: String,
    answer: Option<String>,
    answered_on: Option<String>,
    answered_by: Option<i64>,
}

#[derive(Queryable)]
struct LinkedRow {
    unit: (i64, i64),
    body: String,
    problem: i64,
    linked_on: String,
    account: Option<i64>,
}

/// Carries to a new version of a round's circular what units answered to the one before it in the same words: answers to
/// requirements, and the problems that answer a criticism.
pub(super) fn circular_carry(connection: &mut AnyConnection, round: i64, id: i64) -> Result<()> {
    let before: Option<i64> = circular::table
        .filter(circular::round_id.eq(round).and(circular::id.lt(id)))
        .select(max(circular::id))
        .first(connection)?;
    let Some(before) = before else { return Ok(()) };
    carry_answerers(connection, before, id)?;
    carry_answers(connection, before, id)?;
    carry_problems(connection, before, id)
}

/// Whoever took the place of a unit that is criticised answers the new version, too.
fn carry_answerers(connection: &mut AnyConnection, before: i64, id: i64) -> Result<()> {
    let others: Vec<(i64, Option<i64>)> = mention::table
        .filter(mention::circular_id.eq(before).and(mention::answerer_id.ne(mention::unit_id.nullable())))
        .select((mention::unit_id, mention::answerer_id))
        .distinct()
        .load(connection)?;
    for (unit, answerer) in others {
        let same = mention::table.filter(mention::circular_id.eq(id).and(mention::unit_id.eq(unit)));
        any(diesel::update(same).set(mention::answerer_id.eq(answerer)).execute(connection)?);
    }
    Ok(())
}

fn carry_answers(connection: &mut AnyConnection, before: i64, id: i64) -> Result<()> {
    let answered: Vec<AnsweredRow> = obligation::table
        .filter(obligation::circular_id.eq(before).and(obligation::answered_on.is_not_null()))
        .select(AnsweredRow::as_select())
        .load(connection)?;
    for row in answered {
        let same = obligation::table
            .filter(obligation::circular_id.eq(id).and(obligation::unit_id.eq(row.unit_id)))
            .filter(obligation::body.eq(row.body));
        let set = (
            obligation::answer.eq(row.answer),
            obligation::answered_on.eq(row.answered_on),
            obligation::answered_by.eq(row.answered_by),
        );
        any(diesel::update(same).set(set).execute(connection)?);
    }
    Ok(())
}

fn carry_problems(connection: &mut AnyConnection, before: i64, id: i64) -> Result<()> {
    let linked: Vec<LinkedRow> = origin::table
        .inner_join(mention::table.on(mention::id.eq(origin::record_id)))
        .filter(origin::kind.eq(OriginKind::Mention.key()).and(mention::circular_id.eq(before)))
        .filter(origin_stands())
        .order(origin::id.asc())
        .select((
            (mention::unit_id, origin::unit_id),
            mention::body,
            origin::problem_id,
            origin::linked_on,
            origin::account_id,
        ))
        .load(connection)?;
    for row in linked {
        let same: Option<i64> = mention::table
            .filter(mention::circular_id.eq(id).and(mention::unit_id.eq(row.unit.0)))
            .filter(mention::body.eq(row.body))
            .filter(mention_criticises())
            .select(mention::id)
            .first(connection)
            .optional()?;
        let Some(record) = same else { continue };
        let key = next_id!(connection, origin);
        diesel::insert_into(origin::table)
            .values((
                origin::id.eq(key),
                origin::problem_id.eq(row.problem),
                origin::unit_id.eq(row.unit.1),
                origin::kind.eq(OriginKind::Mention.key()),
                origin::record_id.eq(record),
                origin::place.eq(0),
                origin::linked_on.eq(row.linked_on),
                origin::account_id.eq(row.account),
            ))
            .execute(connection)?;
    }
    Ok(())
}
