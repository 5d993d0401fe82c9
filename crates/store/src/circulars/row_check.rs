//! Who stands in the table of results of a circular alone: told when the draft is sent to the check.

use crate::{
    Reader,
    batch::{insert_batch, next_id},
    circulars::circular_draft::OpensCircularDraft,
    connection::AnyConnection,
    error::{Result, StoreError},
    schema::{appeal, circular_draft, rating, row_check, unit},
    score::read_score,
};
use diesel::prelude::*;
use earnest_model::{
    assessing::appeal::AppealState,
    circulars::circular_check::DraftState,
    fraction::Fraction,
    id::{CircularDraftId, RoundId, UnitId},
    permit::{DraftCircular, Permit, ReadAssessments},
};

/// A unit to be told of its row in the table of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// The unit.
    pub unit: UnitId,
    /// The score out of 100; none where a veto decided.
    pub score: Option<Fraction>,
    /// Key of the grade.
    pub grade: String,
}

/// A unit that was told of its row in the table of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowTold {
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The score that it was told.
    pub score: Option<Fraction>,
    /// Key of the grade that it was told.
    pub grade: String,
    /// How far its appeal against its rating has come; none if there is none.
    pub appeal: Option<AppealState>,
}

#[derive(Insertable)]
#[diesel(table_name = row_check)]
struct Row {
    id: i64,
    draft_id: i64,
    unit_id: i64,
    score: Option<String>,
    grade: String,
}

#[derive(Queryable)]
struct ToldRow {
    unit: i64,
    code: String,
    name: String,
    score: Option<String>,
    grade: String,
    appeal: Option<String>,
}

impl TryFrom<ToldRow> for RowTold {
    type Error = StoreError;
    fn try_from(row: ToldRow) -> Result<Self> {
        let state = |text: String| {
            AppealState::parse(&text).map_err(|_| StoreError::meaningless(text, "a state of an appeal"))
        };
        Ok(Self {
            unit: UnitId(row.unit),
            code: row.code,
            name: row.name,
            score: row.score.as_deref().map(read_score).transpose()?,
            grade: row.grade,
            appeal: row.appeal.map(state).transpose()?,
        })
    }
}

impl Reader<'_> {
    /// Who was told of its row in the table of results of the permit's draft, in the order of the tree.
    pub fn rows_told<A: OpensCircularDraft>(
        &mut self,
        permit: &Permit<A, CircularDraftId>,
    ) -> Result<Vec<RowTold>> {
        let rows: Vec<ToldRow> = row_check::table
            .inner_join(unit::table)
            .inner_join(circular_draft::table)
            .left_join(rating::table.on(
                rating::round_id.eq(circular_draft::round_id).and(rating::unit_id.eq(row_check::unit_id)),
            ))
            .left_join(appeal::table.on(appeal::rating_id.nullable().eq(rating::id.nullable())))
            .filter(circular_draft::id.eq(permit.key().0))
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .order(unit::lo.asc())
            .select((
                unit::id,
                unit::code,
                unit::name,
                row_check::score,
                row_check::grade,
                appeal::state.nullable(),
            ))
            .load(self.connection)?;
        rows.into_iter().map(RowTold::try_from).collect()
    }

    /// Whether units are told now what a circular is to say of a round: a draft is being checked. What they were shown does not
    /// change meanwhile.
    pub fn round_in_check(&mut self, permit: &Permit<ReadAssessments>, round: RoundId) -> Result<bool> {
        let checking = circular_draft::table
            .filter(circular_draft::round_id.eq(round.0))
            .filter(circular_draft::organiser_id.eq(permit.unit().0))
            .filter(circular_draft::state.eq(DraftState::Checking.key()));
        Ok(diesel::select(diesel::dsl::exists(checking)).get_result(self.connection)?)
    }
}

/// Writes who is told of its row in the table of results of the permit's draft.
pub(super) fn rows_insert(
    connection: &mut AnyConnection,
    permit: &Permit<DraftCircular, CircularDraftId>,
    rows: &[NewRow],
) -> Result<()> {
    let first = next_id!(connection, row_check);
    let rows: Vec<_> = (first..)
        .zip(rows)
        .map(|(id, new)| Row {
            id,
            draft_id: permit.key().0,
            unit_id: new.unit.0,
            score: new.score.map(|score| score.to_string()),
            grade: new.grade.clone(),
        })
        .collect();
    insert_batch!(connection, row_check::table, &rows, 5);
    Ok(())
}
