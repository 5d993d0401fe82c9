//! What units say of themselves after a round.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError},
    programmes::listed::{Listed, listed},
    schema::{round, self_evaluation, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{RoundId, SelfEvaluationId},
    permit::{Permit, ReadAssessments, RecordSeminar},
    sessions::self_evaluation::{Gained, NewSelfEvaluation},
};

/// A self-evaluation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfEvaluation {
    /// Its key.
    pub id: SelfEvaluationId,
    /// The round.
    pub of: RoundId,
    /// Number of the round.
    pub round: i32,
    /// Its topic.
    pub topic: String,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// How much was gained.
    pub gained: Gained,
    /// What is clearer now, and what is not.
    pub words: String,
    /// The day on which it was entered.
    pub entered_on: Date,
}

/// A self-evaluation as it is selected.
type Row = (i64, i64, i32, String, String, String, String, String, String);

impl Reader<'_> {
    /// What units within the permit's subtree say of themselves, the newest first, before the key `before`.
    pub fn self_evaluations(
        &mut self,
        permit: &Permit<ReadAssessments>,
        of: Listed,
        before: Option<SelfEvaluationId>,
        limit: i64,
    ) -> Result<Vec<SelfEvaluation>> {
        let span = permit.span();
        let query = self_evaluation::table
            .inner_join(round::table)
            .inner_join(unit::table.on(unit::id.eq(self_evaluation::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(self_evaluation::id.lt(before.map_or(i64::MAX, |id| id.0)))
            .into_boxed();
        let rows: Vec<Row> = listed!(query, of)
            .order(self_evaluation::id.desc())
            .limit(limit)
            .select((
                self_evaluation::id,
                self_evaluation::round_id,
                round::number,
                round::topic,
                unit::code,
                unit::name,
                self_evaluation::gained,
                self_evaluation::words,
                self_evaluation::entered_on,
            ))
            .load(self.connection)?;
        let read = |(id, of, round, topic, code, name, gained, words, entered_on): Row| {
            Ok(SelfEvaluation {
                id: SelfEvaluationId(id),
                of: RoundId(of),
                round,
                topic,
                code,
                name,
                gained: Gained::parse(&gained)
                    .map_err(|_| StoreError::meaningless(gained, "how much was gained"))?,
                words,
                entered_on: read_date(&entered_on)?,
            })
        };
        rows.into_iter().map(read).collect()
    }
}

impl Work<'_> {
    /// Writes what the permit's unit says of itself after a round; what it said before stays.
    pub fn self_evaluation_insert(
        &mut self,
        permit: &Permit<RecordSeminar>,
        round: RoundId,
        new: &NewSelfEvaluation,
    ) -> Result<SelfEvaluationId> {
        let (unit, today) = (permit.unit().0, permit.on().to_string());
        let connection = self.under(permit);
        let id = next_id!(connection, self_evaluation);
        diesel::insert_into(self_evaluation::table)
            .values((
                self_evaluation::id.eq(id),
                self_evaluation::round_id.eq(round.0),
                self_evaluation::unit_id.eq(unit),
                self_evaluation::gained.eq(new.gained.key()),
                self_evaluation::words.eq(new.words.as_str()),
                self_evaluation::entered_on.eq(today),
            ))
            .execute(connection)?;
        Ok(SelfEvaluationId(id))
    }
}
