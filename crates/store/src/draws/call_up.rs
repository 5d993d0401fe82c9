//! Materials called up from drawn units, and who is drawn to assess them first.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    error::{Result, StoreError},
    schema::{call_up, draw, first_mark, round, spot_check, unit},
    units::unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    assessing::spot_check::SpotCheckState,
    draws::call_up::{Answer, MaterialKind},
    id::{AccountId, DrawId, LotId, RoundId, SpotCheckId, UnitId},
    permit::{Action, AnswerCallUp, CallUpMaterials, DrawAssessors, Permit, ReadDesk, ReplaceDrawn, Target},
    span::Span,
};

use crate::{desk::owed::Waiting, draws::draw::NewSpotCheck};

/// A call-up as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallUp {
    /// The spot check.
    pub check: SpotCheckId,
    /// What is called up.
    pub kinds: Vec<MaterialKind>,
    /// The minutes that it costs the unit.
    pub minutes: i32,
    /// By when.
    pub due_on: Date,
    /// Where everything is, once the unit has said so.
    pub answer: Option<Answer>,
}

/// A drawn unit that is not assessed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCheck {
    /// The spot check.
    pub id: SpotCheckId,
    /// Where the unit stands.
    pub target: Target,
    /// Its code.
    pub code: String,
    /// Its class.
    pub class: String,
    /// Whether materials are called up from it.
    pub called: bool,
    /// Who is drawn to assess them first.
    pub assessor: Option<AccountId>,
}

#[derive(Insertable)]
#[diesel(table_name = call_up)]
struct Row {
    spot_check_id: i64,
    unit_id: i64,
    kinds: String,
    minutes: i32,
    due_on: String,
    asked_on: String,
}

#[derive(Insertable)]
#[diesel(table_name = first_mark)]
struct FirstRow {
    spot_check_id: i64,
    unit_id: i64,
    assessor_id: i64,
    lot_id: i64,
}

fn read_kinds(text: &str) -> Result<Vec<MaterialKind>> {
    let kinds = text.split(' ').filter(|kind| !kind.is_empty()).map(MaterialKind::parse);
    let kinds: std::result::Result<Vec<_>, _> = kinds.collect();
    kinds.map_err(|_| StoreError::meaningless(text, "kinds of materials"))
}

impl Reader<'_> {
    /// The draw that a spot check came from.
    pub fn draw_of_check(&mut self, check: SpotCheckId) -> Result<Option<DrawId>> {
        let id: Option<i64> =
            spot_check::table.find(check.0).select(spot_check::draw_id).first(self.connection).optional()?;
        Ok(id.map(DrawId))
    }

    /// Units of a draw of the permit's unit that no sheet assesses yet, in the order of class and ticket.
    pub fn open_checks<A: Action>(&mut self, permit: &Permit<A>, draw: DrawId) -> Result<Vec<OpenCheck>> {
        type Found = (i64, i64, i64, i64, String, String, Option<i64>, Option<i64>);
        let rows: Vec<Found> = spot_check::table
            .inner_join(unit::table)
            .inner_join(draw::table)
            .left_join(call_up::table)
            .left_join(first_mark::table)
            .filter(draw::id.eq(draw.0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check::state.eq(SpotCheckState::Drawn.key()))
            .order((spot_check::class.asc(), spot_check::place.asc()))
            .select((
                spot_check::id,
                unit::id,
                unit::lo,
                unit::hi,
                unit::code,
                spot_check::class,
                call_up::spot_check_id.nullable(),
                first_mark::assessor_id.nullable(),
            ))
            .load(self.connection)?;
        let open = |(id, unit, lo, hi, code, class, called, assessor): Found| OpenCheck {
            id: SpotCheckId(id),
            target: Target { unit: UnitId(unit), span: Span { lo, hi } },
            code,
            class,
            called: called.is_some(),
            assessor: assessor.map(AccountId),
        };
        Ok(rows.into_iter().map(open).collect())
    }

    /// What is called up from the permit's unit at a spot check.
    pub fn call_up<A: Action>(&mut self, permit: &Permit<A>, check: SpotCheckId) -> Result<Option<CallUp>> {
        let row: Option<(String, i32, String, Option<String>)> = call_up::table
            .filter(call_up::spot_check_id.eq(check.0).and(call_up::unit_id.eq(permit.unit().0)))
            .select((call_up::kinds, call_up::minutes, call_up::due_on, call_up::answer))
            .first(self.connection)
            .optional()?;
        let Some((kinds, minutes, due_on, answer)) = row else { return Ok(None) };
        let answer = answer
            .map(|text| {
                serde_json::from_str(&text)
                    .map_err(|_| StoreError::meaningless(text, "an answer to a call-up"))
            })
            .transpose()?;
        let (kinds, due_on) = (read_kinds(&kinds)?, read_date(&due_on)?);
        Ok(Some(CallUp { check, kinds, minutes, due_on, answer }))
    }

    /// Call-ups that the permit's unit has not answered.
    pub fn call_ups_owed(&mut self, permit: &Permit<ReadDesk>) -> Result<Vec<Waiting>> {
        let rows: Vec<(i64, i32, String, String, String, String)> = call_up::table
            .inner_join(spot_check::table.inner_join(round::table))
            .inner_join(unit::table.on(unit::id.eq(call_up::unit_id)))
            .filter(call_up::unit_id.eq(permit.unit().0).and(call_up::answer.is_null()))
            .filter(spot_check::state.eq(SpotCheckState::Drawn.key()))
            .filter(round::state.eq_any(["open", "assessing"]))
            .order((call_up::due_on.asc(), call_up::spot_check_id.asc()))
            .limit(20)
            .select((
                call_up::spot_check_id,
                round::number,
                spot_check::class,
                call_up::due_on,
                unit::code,
                unit::name,
            ))
            .load(self.connection)?;
        let waiting = |(id, number, class, due, code, name)| (id, number, class, Some(due), code, name);
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Who is drawn to assess the materials of the permit's unit first.
    pub fn first_assessor<A: Action>(
        &mut self,
        permit: &Permit<A>,
        check: SpotCheckId,
    ) -> Result<Option<AccountId>> {
        let id: Option<i64> = first_mark::table
            .filter(first_mark::spot_check_id.eq(check.0).and(first_mark::unit_id.eq(permit.unit().0)))
            .select(first_mark::assessor_id)
            .first(self.connection)
            .optional()?;
        Ok(id.map(AccountId))
    }
}

impl Work<'_> {
    /// Calls up materials from units beneath the permit's unit.
    pub fn call_ups_insert(
        &mut self,
        permit: &Permit<CallUpMaterials>,
        checks: &[OpenCheck],
        kinds: &[MaterialKind],
        (minutes, due_on): (i32, Date),
    ) -> Result<()> {
        let (asked_on, due_on) = (permit.on().to_string(), due_on.to_string());
        let kinds: Vec<_> = kinds.iter().map(|kind| kind.key()).collect();
        let row = |check: &OpenCheck| Row {
            spot_check_id: check.id.0,
            unit_id: check.target.unit.0,
            kinds: kinds.join(" "),
            minutes,
            due_on: due_on.clone(),
            asked_on: asked_on.clone(),
        };
        let rows: Vec<Row> = checks.iter().map(row).collect();
        insert_batch!(self.connection, call_up::table, &rows, 6);
        Ok(())
    }

    /// Writes the answer of the permit's unit.
    pub fn call_up_answer(
        &mut self,
        permit: &Permit<AnswerCallUp>,
        check: SpotCheckId,
        answer: &Answer,
    ) -> Result<()> {
        let text = serde_json::to_string(answer)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "an answer to a call-up"))?;
        let own = call_up::table
            .filter(call_up::spot_check_id.eq(check.0).and(call_up::unit_id.eq(permit.unit().0)));
        diesel::update(own)
            .set((
                call_up::answer.eq(text),
                call_up::answered_on.eq(permit.on().to_string()),
                call_up::answered_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(&mut *self.connection)?;
        Ok(())
    }

    /// Writes who is drawn to assess materials first; who was drawn before for the same is written over.
    pub fn first_marks_write(
        &mut self,
        _: &Permit<DrawAssessors>,
        lot: LotId,
        drawn: &[(SpotCheckId, UnitId, AccountId)],
    ) -> Result<()> {
        let checks: Vec<i64> = drawn.iter().map(|(check, ..)| check.0).collect();
        diesel::delete(first_mark::table.filter(first_mark::spot_check_id.eq_any(checks)))
            .execute(&mut *self.connection)?;
        let row = |(check, unit, assessor): &(SpotCheckId, UnitId, AccountId)| FirstRow {
            spot_check_id: check.0,
            unit_id: unit.0,
            assessor_id: assessor.0,
            lot_id: lot.0,
        };
        let rows: Vec<FirstRow> = drawn.iter().map(row).collect();
        insert_batch!(self.connection, first_mark::table, &rows, 4);
        Ok(())
    }

    /// Puts the next unit of the order in the place of one that can't be checked.
    pub fn check_replace(
        &mut self,
        permit: &Permit<ReplaceDrawn>,
        (draw, round, check): (DrawId, RoundId, SpotCheckId),
        reason: &str,
        next: &NewSpotCheck,
    ) -> Result<SpotCheckId> {
        let own: i64 = draw::table
            .filter(draw::id.eq(draw.0).and(draw::organiser_id.eq(permit.unit().0)))
            .count()
            .first(&mut *self.connection)?;
        if own == 0 {
            return Err(StoreError::NotFound);
        }
        diesel::update(spot_check::table.find(check.0).filter(spot_check::draw_id.eq(draw.0)))
            .set((
                spot_check::state.eq(SpotCheckState::Void.key()),
                spot_check::unfit.eq(reason),
                spot_check::void_on.eq(Some(permit.on().to_string())),
            ))
            .execute(&mut *self.connection)?;
        let id = next_id!(self.connection, spot_check);
        diesel::insert_into(spot_check::table)
            .values((
                spot_check::id.eq(id),
                spot_check::draw_id.eq(draw.0),
                spot_check::round_id.eq(round.0),
                spot_check::unit_id.eq(next.unit.0),
                spot_check::class.eq(&next.class),
                spot_check::place.eq(next.place),
                spot_check::ticket.eq(&next.ticket),
                spot_check::state.eq(SpotCheckState::Drawn.key()),
                spot_check::replaces_id.eq(check.0),
                spot_check::entered_on.eq(permit.on().to_string()),
            ))
            .execute(&mut *self.connection)?;
        Ok(SpotCheckId(id))
    }
}
