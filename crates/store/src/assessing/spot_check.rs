//! Spot checks: drawn units whose materials are assessed.

use crate::{
    Reader, Work,
    draws::check_state::{read_check_state, spot_check_waiting},
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    programmes::round::round_assessable,
    schema::{first_mark, round, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::{
    assessing::spot_check::SpotCheckState,
    id::{AccountId, RoundId, SpotCheckId, UnitId},
    permit::{FillSheet, Permit, ReadAssessments},
};

/// A spot check as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotCheck {
    /// Its key.
    pub id: SpotCheckId,
    /// Its round.
    pub round: RoundId,
    /// The unit.
    pub unit: UnitId,
    /// How far it has come.
    pub state: SpotCheckState,
}

/// A drawn unit whose materials wait for an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCheck {
    /// The spot check.
    pub id: SpotCheckId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Number of the round.
    pub round: i32,
}

located!(SpotCheckId, spot_check);

opens! {
    /// What shows a spot check to those who deal with it: a sheet, a recount, the unit's own answer to a call-up.
    OpensCheck: FillSheet, RecountFigures, AnswerCallUp, AttachFile, ReadAssessments
}

/// Checks for which nobody is drawn to assess them first, or this account is.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn for_anybody_or(account: Option<AccountId>) -> _ {
    let account: i64 = account.map_or(-1, own_key);
    first_mark::assessor_id
        .nullable()
        .is_null()
        .or(first_mark::assessor_id.nullable().assume_not_null().eq(account))
}

fn own_key(account: AccountId) -> i64 {
    account.0
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = spot_check)]
struct CheckRow {
    id: i64,
    round_id: i64,
    unit_id: i64,
    state: String,
}

#[derive(Queryable)]
struct WaitingRow {
    id: i64,
    code: String,
    name: String,
    class: String,
    round: i32,
}

impl From<WaitingRow> for WaitingCheck {
    fn from(row: WaitingRow) -> Self {
        let (code, name, class) = (row.code, row.name, row.class);
        Self { id: SpotCheckId(row.id), code, name, class, round: row.round }
    }
}

impl Reader<'_> {
    /// The permit's spot check.
    pub fn spot_check<A: OpensCheck>(&mut self, permit: &Permit<A, SpotCheckId>) -> Result<SpotCheck> {
        let row: Option<CheckRow> = spot_check::table
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select(CheckRow::as_select())
            .first(self.connection)
            .optional()?;
        let row = row.ok_or(StoreError::NotFound)?;
        let state = read_check_state(&row.state)?;
        Ok(SpotCheck {
            id: SpotCheckId(row.id),
            round: RoundId(row.round_id),
            unit: UnitId(row.unit_id),
            state,
        })
    }

    /// Drawn units beneath the permit's unit, in rounds of these organisers, whose materials no sheet assesses yet.
    pub fn waiting_checks(
        &mut self,
        permit: &Permit<ReadAssessments>,
        organisers: &[UnitId],
        limit: i64,
    ) -> Result<Vec<WaitingCheck>> {
        let span = permit.span();
        let organisers: Vec<i64> = organisers.iter().map(|unit| unit.0).collect();
        let rows: Vec<WaitingRow> = spot_check::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .left_join(first_mark::table)
            .filter(for_anybody_or(permit.account()))
            .filter(spot_check_waiting())
            .filter(round_assessable())
            .filter(round::organiser_id.eq_any(organisers))
            .order(spot_check::id.asc())
            .limit(limit)
            .select((spot_check::id, unit::code, unit::name, spot_check::class, round::number))
            .load(self.connection)?;
        Ok(rows.into_iter().map(WaitingCheck::from).collect())
    }
}

impl Work<'_> {
    /// Writes the state of the permit's spot check.
    pub fn spot_check_state_write(
        &mut self,
        permit: &Permit<FillSheet, SpotCheckId>,
        state: SpotCheckState,
    ) -> Result<()> {
        let own = spot_check::table
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)));
        one(diesel::update(own).set(spot_check::state.eq(state.key())).execute(self.under(permit))?)
    }
}
