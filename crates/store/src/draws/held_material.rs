//! What the register has of the materials that a draw calls up.

use crate::{
    Reader,
    error::Result,
    schema::{measure, measure_standing, plan, problem, problem_counted, programme, round, spot_check, unit},
};
use diesel::prelude::*;
use earnest_model::{
    draws::call_up::MaterialKind,
    id::{PlanId, SpotCheckId, UnitId},
};

/// More tiers than there are.
const MOST_TIERS: usize = 16;

/// What the register has of a kind of material that a unit need not send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldMaterial {
    /// The kind.
    pub kind: MaterialKind,
    /// How many records there are; none: it does not exist.
    pub count: i64,
    /// How many of them were there on the day on which the unit was drawn.
    pub before: i64,
    /// The plan of the round, if it is the plan.
    pub plan: Option<PlanId>,
}

impl Reader<'_> {
    /// What the register has of a kind, for the round of a spot check.
    pub(super) fn held_material(
        &mut self,
        kind: MaterialKind,
        (check, at): (SpotCheckId, UnitId),
    ) -> Result<HeldMaterial> {
        let (mut plan_id, mut count, mut before) = (None, 0, 0);
        let (round, drawn): (i64, String) = spot_check::table
            .find(check.0)
            .select((spot_check::round_id, spot_check::entered_on))
            .first(self.connection)?;
        match kind {
            MaterialKind::Plan => {
                let rounds = self.rounds_carrying_out(round, at)?;
                let of_unit =
                    || plan::table.filter(plan::unit_id.eq(at.0)).filter(plan::round_id.eq_any(&rounds));
                let found: Vec<(i64, i64)> = of_unit()
                    .filter(plan::latest.eq(true))
                    .select((plan::round_id, plan::id))
                    .load(self.connection)?;
                // The nearest of the line: what the unit owes its own organiser.
                let nearest = rounds.iter().rev().find_map(|round| found.iter().find(|(of, _)| of == round));
                plan_id = nearest.map(|(_, plan)| PlanId(*plan));
                count = i64::from(plan_id.is_some());
                let early: i64 = of_unit()
                    .filter(plan::entered_on.le(&drawn))
                    .filter(plan::round_id.eq(nearest.map_or(-1, |(round, _)| *round)))
                    .count()
                    .get_result(self.connection)?;
                before = early.min(count);
            }
            MaterialKind::Findings => {
                count =
                    problem::table.filter(problem::unit_id.eq(at.0)).count().get_result(self.connection)?;
                let early = diesel::dsl::exists(
                    problem_counted::table
                        .filter(problem_counted::problem_id.eq(problem::id))
                        .filter(problem_counted::from_on.le(&drawn)),
                );
                before = problem::table
                    .filter(problem::unit_id.eq(at.0).and(early))
                    .count()
                    .get_result(self.connection)?;
            }
            MaterialKind::Ledger => {
                count =
                    measure::table.filter(measure::unit_id.eq(at.0)).count().get_result(self.connection)?;
                let early = diesel::dsl::exists(
                    measure_standing::table
                        .filter(measure_standing::measure_id.eq(measure::id))
                        .filter(measure_standing::from_on.le(&drawn)),
                );
                before = measure::table
                    .filter(measure::unit_id.eq(at.0).and(early))
                    .count()
                    .get_result(self.connection)?;
            }
            _ => {}
        }
        Ok(HeldMaterial { kind, count, before, plan: plan_id })
    }

    /// A round and those by which it is carried out on the way down to a unit, the nearest last: where the unit stands beneath an
    /// organiser that carries the programme out, it hands its plan in there.
    fn rounds_carrying_out(&mut self, round: i64, at: UnitId) -> Result<Vec<i64>> {
        let (mut above, number): (i64, i32) =
            round::table.find(round).select((round::programme_id, round::number)).first(self.connection)?;
        let (lo, hi): (i64, i64) =
            unit::table.find(at.0).select((unit::lo, unit::hi)).first(self.connection)?;
        let mut rounds = vec![round];
        for _ in 0..MOST_TIERS {
            let below: Option<(i64, i64)> = round::table
                .inner_join(programme::table)
                .inner_join(unit::table.on(unit::id.eq(programme::organiser_id)))
                .filter(programme::superior_id.eq(above).and(round::number.eq(number)))
                // What a unit organises itself is owed by those beneath it.
                .filter(unit::lo.lt(lo).and(unit::hi.ge(hi)))
                .order((unit::lo.desc(), programme::id.desc()))
                .select((programme::id, round::id))
                .first(self.connection)
                .optional()?;
            let Some((next, carried)) = below else { break };
            rounds.push(carried);
            above = next;
        }
        Ok(rounds)
    }
}
