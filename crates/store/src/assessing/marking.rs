//! All sheets of a round with who filled them: what the office looks at to see how its assessors mark.

use crate::{
    Reader,
    error::{Result, StoreError},
    programmes::round_names::{MOST_ROUNDS, OrganisedRow, RoundName},
    schema::{account, seminar, sheet, unit},
    score::read_score,
};
use diesel::prelude::*;
use earnest_model::{
    assessing::sheet::Mark,
    fraction::Fraction,
    id::{AccountId, RoundId, SheetId, StandardId},
    permit::{Permit, ReadAssessors},
    programmes::standard::SheetKind,
};
use std::collections::BTreeMap;

/// The most sheets of a round that are looked at together.
const MOST: i64 = 200_000;

/// A sheet with its assessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedSheet {
    /// Its key.
    pub id: SheetId,
    /// On what it was filled.
    pub kind: SheetKind,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The day of the session that was heard, for a sheet that names it.
    pub heard_on: Option<String>,
    /// Who filled it.
    pub assessor: AccountId,
    /// Their role title.
    pub title: String,
    /// The score out of 100.
    pub score: Fraction,
    /// Item key → mark.
    pub marks: BTreeMap<String, Mark>,
    /// The version of the standard.
    pub standard: StandardId,
    /// How many minutes it took, if known.
    pub minutes: Option<i32>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    kind: String,
    code: String,
    name: String,
    heard_on: Option<String>,
    held_on: Option<String>,
    assessor: i64,
    title: String,
    score: String,
    marks: String,
    standard: i64,
    minutes: Option<i32>,
}

impl TryFrom<Row> for MarkedSheet {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: SheetId(row.id),
            kind: SheetKind::parse(&row.kind)
                .ok_or_else(|| StoreError::meaningless(row.kind, "a kind of sheet"))?,
            code: row.code,
            name: row.name,
            // The record says it as it stands, where there is one.
            heard_on: row.held_on.or(row.heard_on),
            assessor: AccountId(row.assessor),
            title: row.title,
            score: read_score(&row.score)?,
            marks: serde_json::from_str(&row.marks)
                .map_err(|_| StoreError::meaningless(row.marks, "the marks of a sheet"))?,
            standard: StandardId(row.standard),
            minutes: row.minutes,
        })
    }
}

impl Reader<'_> {
    /// The sheets of a round on units beneath the permit's unit, by assessor and in the order in which they came.
    pub fn marked_sheets(
        &mut self,
        permit: &Permit<ReadAssessors>,
        round: RoundId,
    ) -> Result<Vec<MarkedSheet>> {
        let span = permit.span();
        let rows: Vec<Row> = sheet::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .left_join(seminar::table.on(seminar::id.nullable().eq(sheet::seminar_id)))
            .filter(sheet::round_id.eq(round.0))
            .filter(unit::lo.between(span.lo, span.hi))
            .order((account::title.asc(), account::id.asc(), sheet::id.asc()))
            .limit(MOST)
            .select((
                sheet::id,
                sheet::kind,
                unit::code,
                unit::name,
                sheet::heard_on,
                seminar::held_on.nullable(),
                account::id,
                account::title,
                sheet::score,
                sheet::marks,
                sheet::standard_id,
                sheet::minutes,
            ))
            .load(self.connection)?;
        rows.into_iter().map(MarkedSheet::try_from).collect()
    }

    /// Rounds of organisers within the permit's subtree that have a sheet, newest first.
    pub fn marked_rounds(&mut self, permit: &Permit<ReadAssessors>) -> Result<Vec<RoundName>> {
        use crate::schema::round;
        let span = permit.span();
        let rows: Vec<OrganisedRow> = round::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(diesel::dsl::exists(sheet::table.filter(sheet::round_id.eq(round::id))))
            .order(round::id.desc())
            .limit(MOST_ROUNDS)
            .select((round::id, round::number, round::topic, round::organiser_id))
            .load(self.connection)?;
        RoundName::all(self.connection, rows)
    }
}
