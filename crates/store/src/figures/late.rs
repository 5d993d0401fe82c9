//! What is late, by unit: the same filter counts it for each direct subordinate and lists exactly its records.

use crate::{
    Reader,
    counting::counted,
    day::read_date,
    error::{Result, StoreError},
    ledger::findings::problem::counted as signed,
    schema::{duty, measure, plan, problem, round, round_owing, task, unit, visit_item},
};
use diesel::{
    dsl::{count_star, exists},
    prelude::*,
};
use earnest_model::{
    Date,
    figures::count::Count,
    id::UnitId,
    permit::{Permit, ReadFigures},
    span::Span,
    tasks::task::LateKind,
    visits::visit::ItemKind,
};

/// Something late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRecord {
    /// Its kind.
    pub kind: LateKind,
    /// Its key.
    pub id: i64,
    /// Key of the record it belongs to: the visit of an item; otherwise its own.
    pub parent: i64,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// What tells it from its like.
    pub label: String,
    /// The day that has passed.
    pub due_on: Date,
}

type Row = (i64, i64, String, String, String, Option<String>);

/// A plan that is late: unit, round, code and name of the unit, topic, day.
type LatePlan = (UnitId, i64, String, String, String, String);

/// What is wanted: counts by direct subordinate, or the records themselves.
#[derive(Clone, Copy)]
enum Wanted {
    ByChild(i64),
    Records(Span, i64),
}

enum Given {
    ByChild(Vec<(i64, i64)>),
    Records(Vec<Row>),
}

diesel::alias!(unit as below: Below);

/// One filter for the counts and for the list. `$unit`: the column with the unit of the record.
macro_rules! serve {
    ($connection:expr, $wanted:expr, $table:expr, $unit:expr, $is:expr, $key:expr, $parent:expr, $label:expr, $due:expr) => {
        match $wanted {
            Wanted::ByChild(parent) => Given::ByChild(
                $table
                    .inner_join(below.on(below.field(unit::id).eq($unit)))
                    .inner_join(unit::table.on(below.field(unit::lo).between(unit::lo, unit::hi)))
                    .filter(unit::parent_id.eq(parent))
                    .filter($is)
                    .group_by(unit::id)
                    .select((unit::id, count_star()))
                    .load($connection)?,
            ),
            Wanted::Records(span, limit) => Given::Records(
                $table
                    .inner_join(unit::table.on(unit::id.eq($unit)))
                    .filter(unit::lo.between(span.lo, span.hi))
                    .filter($is)
                    .order(($due.asc(), $key.asc()))
                    .limit(limit)
                    .select(($key, $parent, unit::code, unit::name, $label, $due))
                    .load($connection)?,
            ),
        }
    };
}

impl Reader<'_> {
    /// How much of a kind is late in the subtree of each unit directly beneath the permit's unit.
    pub fn late_by_child(
        &mut self,
        permit: &Permit<ReadFigures>,
        kind: LateKind,
    ) -> Result<Vec<(UnitId, Count<LateKind>)>> {
        let of_kind = |(unit, count): (UnitId, i64)| (unit, counted(kind, count));
        if kind == LateKind::Plan {
            let mut counts: Vec<(UnitId, i64)> = Vec::new();
            for (unit, ..) in self.plans_late(permit, permit.unit(), i64::MAX)? {
                match counts.iter_mut().find(|(known, _)| *known == unit) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((unit, 1)),
                }
            }
            return Ok(counts.into_iter().map(of_kind).collect());
        }
        match self.late(permit, kind, Wanted::ByChild(permit.unit().0))? {
            Given::ByChild(rows) => {
                Ok(rows.into_iter().map(|(unit, count)| of_kind((UnitId(unit), count))).collect())
            }
            Given::Records(_) => Ok(Vec::new()),
        }
    }

    /// What of a kind is late in the permit's subtree, the longest first. A plan is owed to `organiser`.
    pub fn late_records(
        &mut self,
        permit: &Permit<ReadFigures>,
        kind: LateKind,
        organiser: UnitId,
        limit: i64,
    ) -> Result<Vec<LateRecord>> {
        let rows: Vec<Row> = if kind == LateKind::Plan {
            let plans = self.plans_late(permit, organiser, limit)?;
            plans
                .into_iter()
                .map(|(_, round, code, name, topic, due)| (round, round, code, name, topic, Some(due)))
                .collect()
        } else {
            match self.late(permit, kind, Wanted::Records(permit.span(), limit))? {
                Given::Records(rows) => rows,
                Given::ByChild(_) => Vec::new(),
            }
        };
        let read = |(id, parent, code, name, label, due): Row| {
            let due_on =
                read_date(&due.ok_or_else(|| StoreError::meaningless(label.clone(), "a late record"))?)?;
            Ok(LateRecord { kind, id, parent, code, name, label, due_on })
        };
        rows.into_iter().map(read).collect()
    }

    fn late(&mut self, permit: &Permit<ReadFigures>, kind: LateKind, wanted: Wanted) -> Result<Given> {
        let day = permit.on().to_string();
        let connection = &mut *self.connection;
        Ok(match kind {
            LateKind::Plan => Given::Records(Vec::new()),
            LateKind::Task => serve!(
                connection,
                wanted,
                task::table,
                task::unit_id,
                task::due_on.lt(&day).and(task::state.eq_any(["sent", "acknowledged", "follow-up"])),
                task::id,
                task::id,
                task::title,
                task::due_on
            ),
            LateKind::Reply => serve!(
                connection,
                wanted,
                visit_item::table,
                visit_item::unit_id,
                visit_item::reply_due_on
                    .lt(&day)
                    .and(visit_item::replied_on.is_null())
                    .and(visit_item::kind.eq_any(ItemKind::keys_where(ItemKind::is_owed_by_the_unit))),
                visit_item::id,
                visit_item::visit_id,
                visit_item::kind,
                visit_item::reply_due_on
            ),
            LateKind::Duty => serve!(
                connection,
                wanted,
                duty::table,
                duty::unit_id,
                duty::due_on.lt(&day).and(duty::acknowledged_on.is_null()).and(duty::ended_on.is_null()),
                duty::id,
                duty::id,
                duty::kind,
                duty::due_on
            ),
            LateKind::Measure => serve!(
                connection,
                wanted,
                measure::table,
                measure::unit_id,
                measure::due_on
                    .lt(&day)
                    .and(measure::state.ne_all(["closed", "held"]))
                    .and(measure::problem_id.eq_any(problem::table.filter(signed()).select(problem::id))),
                measure::id,
                measure::id,
                measure::serial,
                measure::due_on
            ),
        })
    }

    /// Plans of open rounds of an organiser that are past their day: not handed in, or returned.
    fn plans_late(
        &mut self,
        permit: &Permit<ReadFigures>,
        organiser: UnitId,
        limit: i64,
    ) -> Result<Vec<LatePlan>> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let rows: Vec<(i64, i64, String, String, String, String)> =
            round::table
                .inner_join(unit::table.on(unit::parent_id.eq(round::organiser_id.nullable())))
                .left_join(plan::table.on(
                    plan::round_id.eq(round::id).and(plan::unit_id.eq(unit::id)).and(plan::latest.eq(true)),
                ))
                .filter(round::organiser_id.eq(organiser.0).and(round::state.eq("open")))
                .filter(round::plans_due_on.lt(&day).and(unit::lo.between(span.lo, span.hi)))
                .filter(crate::plans::plan::owes_plan(&day))
                .filter(exists(
                    round_owing::table
                        .filter(round_owing::round_id.eq(round::id).and(round_owing::unit_id.eq(unit::id))),
                ))
                .filter(plan::id.is_null().or(plan::state.eq("returned")))
                .order((round::plans_due_on.asc(), unit::lo.asc()))
                .limit(limit)
                .select((unit::id, round::id, unit::code, unit::name, round::topic, round::plans_due_on))
                .load(self.connection)?;
        Ok(rows
            .into_iter()
            .map(|(unit, round, code, name, topic, due)| (UnitId(unit), round, code, name, topic, due))
            .collect())
    }
}
