//! Plans in the sectors of the bodies that take part in a programme.

use crate::{
    Reader,
    error::{Result, StoreError},
    locate::target,
    plans::plan::{owes_plan, plan_waiting, read_state},
    programmes::{bodies::mandates, round::round_running},
    schema::{account, observation, plan, round, unit},
    waiting::{Backlog, backlog, plan_line},
};
use diesel::prelude::*;
use earnest_model::{
    id::{BodyId, PlanId, RoundId},
    permit::{Permit, ReadDesk, ReadSector, Target},
    plans::plan::PlanState,
};

/// A unit of a sector and how it stands in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The latest version of its plan, if there is one.
    pub plan: Option<(PlanId, PlanState)>,
    /// Role titles of who was sent to its session.
    pub observers: Vec<String>,
}

/// A unit of a sector.
#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct SectorRow {
    id: i64,
    lo: i64,
    hi: i64,
    code: String,
    name: String,
}

impl Reader<'_> {
    /// The units of the sector of the permit's body, with how they stand in a round of its programme.
    pub fn sector_units(
        &mut self,
        permit: &Permit<ReadSector, BodyId>,
        round: Option<RoundId>,
    ) -> Result<Vec<(Target, SectorUnit)>> {
        let body = self.body(permit)?;
        let day = permit.on().to_string();
        let classes: Vec<&str> = body.taking.sector.classes().collect();
        let units: Vec<SectorRow> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0).and(unit::class.eq_any(classes)))
            .filter(unit::id.ne(body.body.0.0).and(owes_plan(&day)))
            .order(unit::seq.asc())
            .select(SectorRow::as_select())
            .load(self.connection)?;
        let keys: Vec<i64> = units.iter().map(|unit| unit.id).collect();
        let number = round.map_or(0, |round| round.0);
        let rounds = || {
            let own = round::programme_id.eq(body.programme.0);
            round::table.filter(round::id.eq(number).and(own)).select(round::id)
        };
        let plans: Vec<(i64, i64, String)> = plan::table
            .filter(plan::round_id.eq_any(rounds()))
            .filter(plan::latest.eq(true).and(plan::unit_id.eq_any(&keys)))
            .select((plan::unit_id, plan::id, plan::state))
            .load(self.connection)?;
        let sent: Vec<(i64, String)> = observation::table
            .inner_join(account::table)
            .filter(observation::round_id.eq_any(rounds()).and(observation::unit_id.eq_any(&keys)))
            .order(observation::id.asc())
            .select((observation::unit_id, account::title))
            .load(self.connection)?;
        let unit = |row: SectorRow| {
            let own = plans.iter().find(|plan| plan.0 == row.id);
            let plan = own.map(|(_, id, state)| Ok::<_, StoreError>((PlanId(*id), read_state(state)?)));
            let observers = sent.iter().filter(|sent| sent.0 == row.id).map(|sent| sent.1.clone()).collect();
            let at = target((row.id, row.lo, row.hi));
            Ok((at, SectorUnit { code: row.code, name: row.name, plan: plan.transpose()?, observers }))
        };
        units.into_iter().map(unit).collect()
    }

    /// Plans that wait for their review in the sectors of the permit's unit, as a body that takes part on the permit's day.
    pub fn plans_to_review_of_sector(&mut self, permit: &Permit<ReadDesk>, most: i64) -> Result<Backlog> {
        let mut waiting = Backlog::default();
        for (_, mandate) in mandates(self.connection, &[permit.unit().0])? {
            if !mandate.in_force(permit.on()) {
                continue;
            }
            let units: Vec<i64> = mandate.units.iter().map(|unit| unit.0).collect();
            let query = plan::table
                .inner_join(round::table)
                .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
                .filter(plan::unit_id.eq_any(units).and(round::organiser_id.eq(mandate.organiser.unit.0)))
                .filter(plan_waiting().and(round_running()))
                .order((plan::entered_on.asc(), plan::id.asc()))
                .select(plan_line!(plan::id, plan::entered_on));
            waiting.append(backlog(self.connection, query, most)?);
        }
        Ok(waiting)
    }
}
