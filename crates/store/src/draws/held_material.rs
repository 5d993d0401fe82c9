//! What the register has of the materials that a draw calls up.

use crate::{
    Reader,
    error::Result,
    schema::{measure, plan, problem, spot_check},
};
use diesel::prelude::*;
use earnest_model::{
    draws::call_up::MaterialKind,
    id::{PlanId, SpotCheckId, UnitId},
};

/// What the register has of a kind of material that a unit need not send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldMaterial {
    /// The kind.
    pub kind: MaterialKind,
    /// How many records there are; none: it does not exist.
    pub count: i64,
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
        let (mut plan_id, mut count) = (None, 0);
        match kind {
            MaterialKind::Plan => {
                let of_round = spot_check::table.find(check.0).select(spot_check::round_id);
                let found: Option<i64> = plan::table
                    .filter(plan::unit_id.eq(at.0).and(plan::latest.eq(true)))
                    .filter(plan::round_id.eq_any(of_round))
                    .select(plan::id)
                    .first(self.connection)
                    .optional()?;
                plan_id = found.map(PlanId);
                count = i64::from(found.is_some());
            }
            MaterialKind::Findings => {
                count =
                    problem::table.filter(problem::unit_id.eq(at.0)).count().get_result(self.connection)?;
            }
            MaterialKind::Ledger => {
                count =
                    measure::table.filter(measure::unit_id.eq(at.0)).count().get_result(self.connection)?;
            }
            _ => {}
        }
        Ok(HeldMaterial { kind, count, plan: plan_id })
    }
}
