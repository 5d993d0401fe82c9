//! Materials that are marked twice: the lot, and the sheets that are owed beside the first.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    draws::{
        check_state::spot_check_assessed,
        draw::{OwnCheck, checks_of_draw, draw_drawn},
    },
    error::{Result, StoreError},
    opens::opens,
    schema::{account, draw, second_lot, second_mark, sheet, spot_check, unit},
    score::read_score,
};
use diesel::prelude::*;
use earnest_model::{
    assessing::second_mark::SecondReason,
    fraction::Fraction,
    id::{AccountId, DrawId, RoundId, SheetId, SpotCheckId, UnitId},
    permit::{DrawSecondMarks, FillSheet, Permit, ReadAssessors, Target},
    span::Span,
};
use std::collections::BTreeMap;

/// The lot by which units were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondLot {
    /// The seed that was made in public.
    pub seed: String,
    /// The certificate, to be verified like that of a draw.
    pub certificate: String,
    /// When (RFC 3339, UTC).
    pub drawn_at: String,
}

/// A drawn unit on whose materials there is one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOnce {
    /// The spot check.
    pub check: SpotCheckId,
    /// Where the unit stands.
    pub target: Target,
    /// Its code.
    pub code: String,
    /// Its class on the day of the freeze.
    pub class: String,
    /// Who filled the sheet.
    pub assessor: AccountId,
}

/// A second sheet to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskSecond {
    /// The spot check.
    pub check: SpotCheckId,
    /// Who is to fill it.
    pub assessor: AccountId,
}

#[derive(Insertable)]
#[diesel(table_name = second_mark)]
struct Row {
    id: i64,
    spot_check_id: i64,
    unit_id: i64,
    round_id: i64,
    assessor_id: i64,
    reason: &'static str,
    asked_on: String,
}

/// The number of columns that are written.
const COLUMNS: usize = 7;

/// A sheet that was asked for beside the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondMark {
    /// The spot check.
    pub check: SpotCheckId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// Role title of the assessor.
    pub assessor: String,
    /// Why it was asked for.
    pub reason: SecondReason,
    /// The sheet, once it is handed in.
    pub sheet: Option<SheetId>,
}

/// Sheets that an account still owes beside the first.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn owed_by(account: AccountId) -> _ {
    let account: i64 = account.0;
    second_mark::assessor_id.eq(account).and(second_mark::sheet_id.is_null())
}

opens! {
    /// What deals with the second sheets of a draw: looking at its assessors, and drawing the lot.
    OpensSecondLot: ReadAssessors, DrawSecondMarks
}

#[derive(Queryable)]
struct LotRow {
    seed: String,
    certificate: String,
    drawn_at: String,
}

#[derive(Queryable)]
struct CheckedRow {
    check: i64,
    unit: i64,
    lo: i64,
    hi: i64,
    code: String,
    class: String,
    assessor: i64,
}

impl From<&CheckedRow> for CheckedOnce {
    fn from(row: &CheckedRow) -> Self {
        Self {
            check: SpotCheckId(row.check),
            target: Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } },
            code: row.code.clone(),
            class: row.class.clone(),
            assessor: AccountId(row.assessor),
        }
    }
}

#[derive(Queryable)]
struct AskedRow {
    check: i64,
    code: String,
    name: String,
    assessor: String,
    reason: String,
    sheet: Option<i64>,
}

impl TryFrom<AskedRow> for SecondMark {
    type Error = StoreError;
    fn try_from(row: AskedRow) -> Result<Self> {
        Ok(Self {
            check: SpotCheckId(row.check),
            code: row.code,
            name: row.name,
            assessor: row.assessor,
            reason: SecondReason::parse(&row.reason)
                .map_err(|_| StoreError::meaningless(row.reason, "a reason for a second sheet"))?,
            sheet: row.sheet.map(SheetId),
        })
    }
}

impl Reader<'_> {
    /// The lot of the permit's draw.
    pub fn second_lot<A: OpensSecondLot>(&mut self, permit: &Permit<A, DrawId>) -> Result<Option<SecondLot>> {
        let row: Option<LotRow> = second_lot::table
            .inner_join(draw::table.on(draw::id.eq(second_lot::draw_id)))
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .select((second_lot::seed, second_lot::certificate, second_lot::drawn_at))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|LotRow { seed, certificate, drawn_at }| SecondLot { seed, certificate, drawn_at }))
    }

    /// The completed draw of a round of the permit's unit.
    pub fn drawn_of_round<A: OpensSecondLot>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<Option<DrawId>> {
        let id: Option<i64> = draw::table
            .filter(draw::round_id.eq(round.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(draw_drawn())
            .order(draw::id.desc())
            .select(draw::id)
            .first(self.connection)
            .optional()?;
        Ok(id.map(DrawId))
    }

    /// The seed of the draw that the permit's spot check came from.
    pub fn seed_of_check(&mut self, permit: &Permit<FillSheet, SpotCheckId>) -> Result<String> {
        let seed: Option<Option<String>> = spot_check::table
            .inner_join(draw::table)
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select(draw::seed)
            .first(self.connection)
            .optional()?;
        seed.flatten().ok_or(StoreError::NotFound)
    }

    /// Units of the permit's draw with exactly one sheet on their materials, in the order of class and ticket.
    pub fn checked_once(&mut self, permit: &Permit<DrawSecondMarks, DrawId>) -> Result<Vec<CheckedOnce>> {
        let span = permit.span();
        let rows: Vec<CheckedRow> = spot_check::table
            .inner_join(unit::table)
            .inner_join(draw::table)
            .inner_join(sheet::table.on(sheet::spot_check_id.eq(spot_check::id.nullable())))
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_assessed())
            .filter(unit::lo.between(span.lo, span.hi))
            .order((spot_check::class.asc(), spot_check::place.asc(), sheet::id.asc()))
            .select((
                spot_check::id,
                unit::id,
                unit::lo,
                unit::hi,
                unit::code,
                spot_check::class,
                sheet::assessor_id,
            ))
            .load(self.connection)?;
        let alone = rows.chunk_by(|one, next| one.check == next.check).filter_map(|sheets| match sheets {
            [one] => Some(CheckedOnce::from(one)),
            _ => None,
        });
        Ok(alone.collect())
    }

    /// Scores of the sheets on the permit's spot check, with who gave them, in the order in which they came.
    pub fn scores_of_check(
        &mut self,
        permit: &Permit<FillSheet, SpotCheckId>,
    ) -> Result<Vec<(AccountId, Fraction)>> {
        let rows: Vec<(i64, String)> = sheet::table
            .filter(sheet::spot_check_id.eq(permit.key().0).and(sheet::unit_id.eq(permit.unit().0)))
            .order(sheet::id.asc())
            .select((sheet::assessor_id, sheet::score))
            .load(self.connection)?;
        rows.into_iter().map(|(assessor, score)| Ok((AccountId(assessor), read_score(&score)?))).collect()
    }

    /// Sheets asked for beside the first at a round's units within the permit's subtree, in the order in which they were.
    pub fn second_marks(
        &mut self,
        permit: &Permit<ReadAssessors>,
        round: RoundId,
    ) -> Result<Vec<SecondMark>> {
        let span = permit.span();
        let rows: Vec<AskedRow> = second_mark::table
            .inner_join(unit::table)
            .inner_join(account::table)
            .filter(second_mark::round_id.eq(round.0))
            .filter(unit::lo.between(span.lo, span.hi))
            .order(second_mark::id.asc())
            .select((
                second_mark::spot_check_id,
                unit::code,
                unit::name,
                account::title,
                second_mark::reason,
                second_mark::sheet_id,
            ))
            .load(self.connection)?;
        rows.into_iter().map(SecondMark::try_from).collect()
    }

    /// How many sheets each spot check of a round has that was asked for a further one: to see where a spread stays open.
    pub fn second_scores(
        &mut self,
        permit: &Permit<ReadAssessors>,
        round: RoundId,
    ) -> Result<BTreeMap<SpotCheckId, Vec<Fraction>>> {
        let span = permit.span();
        let asked = second_mark::table.filter(second_mark::round_id.eq(round.0));
        let rows: Vec<(Option<i64>, String)> = sheet::table
            .inner_join(unit::table)
            .filter(sheet::round_id.eq(round.0).and(unit::lo.between(span.lo, span.hi)))
            .filter(sheet::spot_check_id.eq_any(asked.select(second_mark::spot_check_id.nullable())))
            .order(sheet::id.asc())
            .select((sheet::spot_check_id, sheet::score))
            .load(self.connection)?;
        let mut scores: BTreeMap<SpotCheckId, Vec<Fraction>> = BTreeMap::new();
        for (check, score) in rows {
            if let Some(check) = check {
                scores.entry(SpotCheckId(check)).or_default().push(read_score(&score)?);
            }
        }
        Ok(scores)
    }
}

impl Work<'_> {
    /// Writes the lot of the permit's draw, and asks for the second sheets that it drew.
    pub fn second_marks_draw(
        &mut self,
        permit: &Permit<DrawSecondMarks, DrawId>,
        lot: &SecondLot,
        asked: &[AskSecond],
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = draw::table.filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)));
        if own.count().first::<i64>(connection)? == 0 {
            return Err(StoreError::NotFound);
        }
        diesel::insert_into(second_lot::table)
            .values((
                second_lot::draw_id.eq(permit.key().0),
                second_lot::seed.eq(&lot.seed),
                second_lot::certificate.eq(&lot.certificate),
                second_lot::drawn_at.eq(&lot.drawn_at),
            ))
            .execute(connection)?;
        let checks = checks_of_draw(connection, permit.key(), asked.iter().map(|ask| ask.check))?;
        let first = next_id!(connection, second_mark);
        let asked_on = permit.on().to_string();
        let row = |(id, (ask, check)): (i64, (&AskSecond, &OwnCheck))| Row {
            id,
            spot_check_id: ask.check.0,
            unit_id: check.unit_id,
            round_id: check.round_id,
            assessor_id: ask.assessor.0,
            reason: SecondReason::Lot.key(),
            asked_on: asked_on.clone(),
        };
        let rows: Vec<Row> = (first..).zip(asked.iter().zip(&checks)).map(row).collect();
        insert_batch!(connection, second_mark::table, &rows, COLUMNS);
        Ok(())
    }

    /// Asks somebody for a third sheet on the permit's spot check, where two are too far apart.
    pub fn third_mark_ask(
        &mut self,
        permit: &Permit<FillSheet, SpotCheckId>,
        assessor: AccountId,
    ) -> Result<()> {
        let connection = self.under(permit);
        let round: Option<i64> = spot_check::table
            .filter(spot_check::id.eq(permit.key().0).and(spot_check::unit_id.eq(permit.unit().0)))
            .select(spot_check::round_id)
            .first(connection)
            .optional()?;
        let row = Row {
            id: next_id!(connection, second_mark),
            spot_check_id: permit.key().0,
            unit_id: permit.unit().0,
            round_id: round.ok_or(StoreError::NotFound)?,
            assessor_id: assessor.0,
            reason: SecondReason::Spread.key(),
            asked_on: permit.on().to_string(),
        };
        diesel::insert_into(second_mark::table).values(&row).execute(connection)?;
        Ok(())
    }

    /// Notes that the permit's account handed in the sheet that it owed on the permit's spot check, if it owed one.
    pub fn second_mark_done(
        &mut self,
        permit: &Permit<FillSheet, SpotCheckId>,
        sheet: SheetId,
    ) -> Result<()> {
        let assessor = permit.account().ok_or(StoreError::NotFound)?;
        let owed = second_mark::table
            .filter(second_mark::spot_check_id.eq(permit.key().0))
            .filter(second_mark::unit_id.eq(permit.unit().0))
            .filter(owed_by(assessor));
        diesel::update(owed).set(second_mark::sheet_id.eq(sheet.0)).execute(self.under(permit))?;
        Ok(())
    }
}
