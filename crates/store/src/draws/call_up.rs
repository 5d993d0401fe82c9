//! Materials called up from drawn units.

use crate::{
    Reader, Work,
    batch::insert_batch,
    day::read_date,
    draws::{
        check_state::{spot_check_live, spot_check_waiting},
        draw::{OwnCheck, checks_of_draw},
        held_material::HeldMaterial,
    },
    error::{Result, StoreError, any, one},
    opens::opens,
    programmes::round::round_assessable,
    schema::{attachment, call_up, draw, first_mark, round, spot_check, unit},
    waiting::{Backlog, backlog},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    draws::call_up::{Answer, MaterialKind},
    id::{AccountId, DrawId, SpotCheckId, UnitId},
    ledger::attachments::attachment::Holder,
    permit::{AnswerCallUp, CallUpMaterials, Permit, ReadAssessments, ReadDesk, Target},
    span::Span,
};

/// A call-up as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallUp {
    /// The spot check.
    pub check: SpotCheckId,
    /// What is called up.
    pub kinds: Vec<MaterialKind>,
    /// The minutes that it costs the unit.
    pub minutes: i32,
    /// On which day it was called up.
    pub asked_on: Date,
    /// By when.
    pub due_on: Date,
    /// Where everything is, once the unit has said so.
    pub answer: Option<Answer>,
    /// The day of the first answer.
    pub first_on: Option<Date>,
    /// The day of the answer as it stands.
    pub answered_on: Option<Date>,
    /// What the register has of the kinds that it holds.
    pub held: Vec<HeldMaterial>,
    /// The day on which the unit was drawn: what is of a later day was made for the check.
    pub drawn_on: Date,
    /// How many files the unit attached to its answer, earlier revisions included.
    pub files: i64,
}

/// A call-up as whoever sent it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallUpLine {
    /// The spot check.
    pub check: SpotCheckId,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What is called up.
    pub kinds: Vec<MaterialKind>,
    /// By when.
    pub due_on: Date,
    /// The unit's answer.
    pub answer: Option<Answer>,
    /// When it answered first.
    pub first_on: Option<Date>,
    /// Where the unit stands.
    pub target: Target,
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

fn read_kinds(text: &str) -> Result<Vec<MaterialKind>> {
    let kinds = text.split(' ').filter(|kind| !kind.is_empty()).map(MaterialKind::parse);
    let kinds: std::result::Result<Vec<_>, _> = kinds.collect();
    kinds.map_err(|_| StoreError::meaningless(text, "kinds of materials"))
}

opens! {
    /// What looks for units of a draw that no sheet assesses yet.
    OpensOpenChecks: CallUpMaterials, DrawAssessors
}

opens! {
    /// What shows what is called up from a unit: answering it, and assessing it.
    OpensCallUp: AnswerCallUp, FillSheet, AttachFile, ReadAssessments
}

#[derive(Queryable)]
struct OpenRow {
    id: i64,
    unit: i64,
    lo: i64,
    hi: i64,
    code: String,
    class: String,
    called: Option<i64>,
    assessor: Option<i64>,
}

impl From<OpenRow> for OpenCheck {
    fn from(row: OpenRow) -> Self {
        Self {
            id: SpotCheckId(row.id),
            target: Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } },
            code: row.code,
            class: row.class,
            called: row.called.is_some(),
            assessor: row.assessor.map(AccountId),
        }
    }
}

#[derive(Queryable)]
struct LineRow {
    check: i64,
    code: String,
    name: String,
    kinds: String,
    due_on: String,
    answer: Option<String>,
    first_on: Option<String>,
    unit: i64,
    lo: i64,
    hi: i64,
}

#[derive(Queryable)]
struct CallUpRow {
    check: i64,
    kinds: String,
    minutes: i32,
    asked_on: String,
    due_on: String,
    answer: Option<String>,
    first_on: Option<String>,
    answered_on: Option<String>,
    drawn_on: String,
}

fn read_answer(text: String) -> Result<Answer> {
    serde_json::from_str(&text).map_err(|_| StoreError::meaningless(text, "an answer to a call-up"))
}

impl TryFrom<CallUpRow> for CallUp {
    type Error = StoreError;
    fn try_from(row: CallUpRow) -> Result<Self> {
        Ok(Self {
            check: SpotCheckId(row.check),
            kinds: read_kinds(&row.kinds)?,
            minutes: row.minutes,
            asked_on: read_date(&row.asked_on)?,
            due_on: read_date(&row.due_on)?,
            answer: row.answer.map(read_answer).transpose()?,
            first_on: row.first_on.as_deref().map(read_date).transpose()?,
            answered_on: row.answered_on.as_deref().map(read_date).transpose()?,
            held: Vec::new(),
            drawn_on: read_date(&row.drawn_on)?,
            files: 0,
        })
    }
}

impl Reader<'_> {
    /// Units of the permit's draw that no sheet assesses yet, in the order of class and ticket.
    pub fn open_checks<A: OpensOpenChecks>(&mut self, permit: &Permit<A, DrawId>) -> Result<Vec<OpenCheck>> {
        let rows: Vec<OpenRow> = spot_check::table
            .inner_join(unit::table)
            .inner_join(draw::table)
            .left_join(call_up::table)
            .left_join(first_mark::table)
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_waiting())
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
        Ok(rows.into_iter().map(OpenCheck::from).collect())
    }

    /// What is called up at the permit's spot check.
    pub fn call_up<A: OpensCallUp>(&mut self, permit: &Permit<A, SpotCheckId>) -> Result<Option<CallUp>> {
        let row: Option<CallUpRow> = call_up::table
            .inner_join(spot_check::table)
            .filter(call_up::spot_check_id.eq(permit.key().0).and(call_up::unit_id.eq(permit.unit().0)))
            .select((
                call_up::spot_check_id,
                call_up::kinds,
                call_up::minutes,
                call_up::asked_on,
                call_up::due_on,
                call_up::answer,
                call_up::first_on,
                call_up::answered_on,
                spot_check::entered_on,
            ))
            .first(self.connection)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        let mut asked = CallUp::try_from(row)?;
        asked.files = attachment::table
            .filter(attachment::record.eq(Holder::SpotCheck.key()))
            .filter(attachment::record_id.eq(permit.key().0))
            .count()
            .get_result(self.connection)?;
        for kind in asked.kinds.clone().into_iter().filter(|kind| kind.in_register()) {
            asked.held.push(self.held_material(kind, (permit.key(), permit.unit()))?);
        }
        Ok(Some(asked))
    }

    /// The call-ups of the permit's draw, in the order of class and ticket; of units that another one replaced none.
    pub fn call_ups_of(&mut self, permit: &Permit<ReadAssessments, DrawId>) -> Result<Vec<CallUpLine>> {
        let rows: Vec<LineRow> = call_up::table
            .inner_join(spot_check::table.inner_join(draw::table))
            .inner_join(unit::table.on(unit::id.eq(call_up::unit_id)))
            .filter(draw::id.eq(permit.key().0).and(draw::organiser_id.eq(permit.unit().0)))
            .filter(spot_check_live())
            .order((spot_check::class.asc(), spot_check::place.asc()))
            .select((
                call_up::spot_check_id,
                unit::code,
                unit::name,
                call_up::kinds,
                call_up::due_on,
                call_up::answer,
                call_up::first_on,
                unit::id,
                unit::lo,
                unit::hi,
            ))
            .load(self.connection)?;
        let line = |row: LineRow| -> Result<CallUpLine> {
            Ok(CallUpLine {
                check: SpotCheckId(row.check),
                code: row.code,
                name: row.name,
                kinds: read_kinds(&row.kinds)?,
                due_on: read_date(&row.due_on)?,
                answer: row.answer.map(read_answer).transpose()?,
                first_on: row.first_on.as_deref().map(read_date).transpose()?,
                target: Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } },
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// Call-ups that the permit's unit has not answered.
    pub fn call_ups_owed(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let query = call_up::table
            .inner_join(spot_check::table.inner_join(round::table))
            .inner_join(unit::table.on(unit::id.eq(call_up::unit_id)))
            .filter(call_up::unit_id.eq(permit.unit().0).and(call_up::answer.is_null()))
            // Where all that is called up is in the register, nothing is asked of the unit.
            .filter(call_up::minutes.gt(0))
            .filter(spot_check_waiting())
            .filter(round_assessable())
            .order((call_up::due_on.asc(), call_up::spot_check_id.asc()))
            .select((
                call_up::spot_check_id,
                round::number.nullable(),
                spot_check::class.nullable(),
                round::topic.nullable(),
                call_up::due_on.nullable(),
                unit::code,
                unit::name,
            ));
        backlog(self.connection, query, most)
    }
}

/// Materials to call up.
#[derive(Debug, Clone, Copy)]
pub struct NewCallUp<'a> {
    /// At which spot checks.
    pub checks: &'a [SpotCheckId],
    /// What.
    pub kinds: &'a [MaterialKind],
    /// The minutes that it costs each unit.
    pub minutes: i32,
    /// By when.
    pub due_on: Date,
}

impl Work<'_> {
    /// Calls up materials at spot checks of the permit's draw.
    pub fn call_ups_insert(
        &mut self,
        permit: &Permit<CallUpMaterials, DrawId>,
        new: &NewCallUp<'_>,
    ) -> Result<()> {
        let connection = self.under(permit);
        let (asked_on, due_on) = (permit.on().to_string(), new.due_on.to_string());
        let kinds: Vec<_> = new.kinds.iter().map(|kind| kind.key()).collect();
        let row = |check: OwnCheck| Row {
            spot_check_id: check.id,
            unit_id: check.unit_id,
            kinds: kinds.join(" "),
            minutes: new.minutes,
            due_on: due_on.clone(),
            asked_on: asked_on.clone(),
        };
        let checks = checks_of_draw(connection, permit.key(), new.checks.iter().copied())?;
        let rows: Vec<Row> = checks.into_iter().map(row).collect();
        insert_batch!(connection, call_up::table, &rows, 6);
        Ok(())
    }

    /// Writes the answer of the permit's unit to what is called up at the permit's spot check.
    pub fn call_up_answer(
        &mut self,
        permit: &Permit<AnswerCallUp, SpotCheckId>,
        answer: &Answer,
    ) -> Result<()> {
        let text = serde_json::to_string(answer)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "an answer to a call-up"))?;
        let own = call_up::table
            .filter(call_up::spot_check_id.eq(permit.key().0).and(call_up::unit_id.eq(permit.unit().0)));
        let today = permit.on().to_string();
        let connection = self.under(permit);
        // The first answer keeps its day, whatever is said better later.
        let first = own.filter(call_up::first_on.is_null());
        any(diesel::update(first).set(call_up::first_on.eq(&today)).execute(connection)?);
        let set = (
            call_up::answer.eq(text),
            call_up::answered_on.eq(&today),
            call_up::answered_by.eq(permit.account().map(|account| account.0)),
        );
        one(diesel::update(own).set(set).execute(connection)?)
    }
}
