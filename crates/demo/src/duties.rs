//! Duties laid down tier by tier, and how far they were taken up.

use super::{Demo, PROVINCE, SLOW};
use crate::OPERATOR;
use earnest_app::{AppError, Result, duties::duties_lay::lay_duties};
use earnest_model::{
    Date,
    duties::duty::{DutyKind, NewDuty},
    permit::{ReadProgramme, decide},
    units::unit::Tier,
};
use jiff::civil::date;

impl Demo<'_> {
    /// One register of duties for the province and one for every direct subordinate with its line.
    pub(super) fn lay_duties(&mut self) -> Result<()> {
        let laid_on = date(2015, 4, 27);
        self.on(laid_on);
        let units = self.all_units()?;
        let mut batches: Vec<Vec<NewDuty>> = Vec::new();
        for (code, tier) in units {
            // Direct subordinates (the tier below the province) begin a register of their own.
            if tier.0 <= 2 || batches.is_empty() {
                batches.push(Vec::new());
            }
            let slow = batches.last().and_then(|batch| batch.first()).is_some_and(|first| first.unit == SLOW);
            let day = self.taken_up(laid_on, tier, slow);
            let mut add = |kind, post: Option<&str>| {
                if let Some(batch) = batches.last_mut() {
                    let post = post.map(str::to_owned);
                    batch.push(NewDuty { unit: code.clone(), kind, post, acknowledged_on: day });
                }
            };
            add(DutyKind::Principal, None);
            add(DutyKind::First, Some("主要负责人"));
            if tier.0 <= 2 {
                add(DutyKind::Dual, Some("班子成员"));
                add(DutyKind::Organising, Some("专题教育办公室"));
            }
        }
        for batch in batches {
            lay_duties(&self.context(self.office()?), PROVINCE, batch, laid_on)?;
            self.tick();
        }
        Ok(())
    }

    /// When a unit took its duties up; the slow prefecture's stopped at the counties.
    fn taken_up(&mut self, laid_on: Date, tier: Tier, slow: bool) -> Option<Date> {
        let reached = if slow { tier.0 <= 3 } else { self.chance.one_in(97, 100) };
        let days = 1 + self.chance.below(12) as i64;
        reached.then(|| laid_on.saturating_add(jiff::Span::new().days(days)))
    }

    fn all_units(&self) -> Result<Vec<(String, Tier)>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let root = reader.locate(PROVINCE)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadProgramme>(&OPERATOR, root, self.day)?;
        Ok(reader.units_in_tree_order(&permit)?)
    }
}
