//! What questions look at: measures with what happened to them, and the texts of the ledger.

use crate::{
    Reader,
    day::read_date,
    error::Result,
    ledger::findings::problem::counted,
    schema::{attachment, measure, measure_step, problem, unit},
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    ledger::{
        attachments::attachment::Holder,
        inquiries::{
            alike::{SeenText, TextKind},
            inquiry::SeenMeasure,
        },
        measures::measure::{MeasureState, Step},
    },
    permit::{Permit, ReadLedger},
    span::{Span, Target},
};
use std::collections::HashMap;

/// A unit of which something is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Where it stands.
    pub target: Target,
}

/// The units of which something is seen.
pub type SeenUnits = HashMap<UnitId, SeenUnit>;

#[derive(Queryable)]
struct SeenRow {
    id: i64,
    unit: i64,
    class: String,
    due_on: Option<String>,
    state: String,
}

#[derive(Queryable)]
struct ProblemRow {
    id: i64,
    unit: i64,
    lo: i64,
    hi: i64,
    code: String,
    name: String,
    class: String,
    body: String,
    instance: String,
    found_on: String,
    signed_on: Option<String>,
}

impl Reader<'_> {
    /// The measures beneath the permit's unit that stand in everybody's sums, as questions look at them.
    pub fn seen_measures(&mut self, permit: &Permit<ReadLedger>) -> Result<Vec<SeenMeasure>> {
        let span = permit.span();
        let within = unit::lo.gt(span.lo).and(unit::lo.le(span.hi));
        let rows: Vec<SeenRow> = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(within)
            .filter(counted())
            .order(measure::id.asc())
            .select((measure::id, unit::id, unit::class, measure::due_on, measure::state))
            .load(self.connection)?;
        let asked: Vec<(i64, String)> = measure_step::table
            .inner_join(unit::table.on(unit::id.eq(measure_step::unit_id)))
            .filter(within)
            .filter(measure_step::step.eq(Step::Request.key()))
            .order(measure_step::id.asc())
            .select((measure_step::measure_id, measure_step::taken_on))
            .load(self.connection)?;
        let asked: HashMap<i64, String> = asked.into_iter().collect();
        let files: Vec<(i64, String)> = attachment::table
            .inner_join(unit::table)
            .filter(within)
            .filter(attachment::record.eq(Holder::Measure.key()))
            .select((attachment::record_id, attachment::sha256))
            .load(self.connection)?;
        let mut held: HashMap<i64, Vec<String>> = HashMap::new();
        for (measure, hash) in files {
            held.entry(measure).or_default().push(hash);
        }
        let mut read = |row: SeenRow| {
            Ok(SeenMeasure {
                unit: UnitId(row.unit),
                class: row.class,
                due_on: row.due_on.as_deref().map(read_date).transpose()?,
                requested_on: asked.get(&row.id).map(|day| read_date(day)).transpose()?,
                closed: MeasureState::parse(&row.state).is_ok_and(MeasureState::is_closed),
                files: held.remove(&row.id).unwrap_or_default(),
            })
        };
        rows.into_iter().map(&mut read).collect()
    }

    /// The texts of problems beneath the permit's unit that stand in everybody's sums and of their measures, with the
    /// units that have any. A text stands since its problem was signed.
    pub fn seen_texts(&mut self, permit: &Permit<ReadLedger>) -> Result<(Vec<SeenText>, SeenUnits)> {
        let span = permit.span();
        let within = unit::lo.gt(span.lo).and(unit::lo.le(span.hi));
        let problems: Vec<ProblemRow> = problem::table
            .inner_join(unit::table)
            .filter(within)
            .filter(counted())
            .order(problem::id.asc())
            .select((
                problem::id,
                unit::id,
                unit::lo,
                unit::hi,
                unit::code,
                unit::name,
                unit::class,
                problem::body,
                problem::instance,
                problem::found_on,
                problem::signed_on,
            ))
            .load(self.connection)?;
        let measures: Vec<(i64, i64, String)> = measure::table
            .inner_join(problem::table)
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .filter(within)
            .filter(counted())
            .order(measure::id.asc())
            .select((measure::problem_id, measure::id, measure::body))
            .load(self.connection)?;
        let mut of_problem: HashMap<i64, Vec<(i64, String)>> = HashMap::new();
        for (problem, id, body) in measures {
            of_problem.entry(problem).or_default().push((id, body));
        }
        let (mut texts, mut units) = (Vec::new(), SeenUnits::new());
        for row in problems {
            let since = read_date(row.signed_on.as_ref().unwrap_or(&row.found_on))?;
            let target = Target { unit: UnitId(row.unit), span: Span { lo: row.lo, hi: row.hi } };
            let class = row.class;
            let text = |kind, record, text| SeenText {
                unit: target.unit,
                class: class.clone(),
                kind,
                record,
                since,
                text,
            };
            texts.push(text(TextKind::Problem, row.id, row.body));
            texts.push(text(TextKind::Instance, row.id, row.instance));
            let own = of_problem.remove(&row.id).unwrap_or_default();
            texts.extend(own.into_iter().map(|(id, body)| text(TextKind::Measure, id, body)));
            units.entry(target.unit).or_insert(SeenUnit { code: row.code, name: row.name, target });
        }
        Ok((texts, units))
    }
}
