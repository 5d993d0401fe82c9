//! Duties laid down tier by tier, and how far they were taken up.

use super::Demo;
use crate::{OPERATOR, branch::ROOT, scaled::OFFICE_ABOVE, story::DutyTale};
use earnest_app::{AppError, Result, duties::duties_lay::lay_duties};
use earnest_model::{
    Date,
    duties::duty::{DutyKind, NewDuty},
    permit::{ReadProgramme, decide},
    units::unit::Tier,
};

impl Demo<'_> {
    /// One register of duties for the organiser and one for every direct subordinate with its line.
    pub(super) fn lay_duties(&mut self, told: &DutyTale) -> Result<()> {
        let laid_on = told.on;
        self.on(laid_on);
        let units = self.all_units()?;
        let top = units.first().map_or(0, |(_, tier)| tier.0);
        let mut batches: Vec<Vec<NewDuty>> = Vec::new();
        for (code, tier) in units {
            // Direct subordinates begin a register of their own.
            if tier.0 <= top + 1 || batches.is_empty() {
                batches.push(Vec::new());
            }
            let slow = batches
                .last()
                .and_then(|batch| batch.first())
                .is_some_and(|first| told.slow.as_deref() == Some(&first.unit));
            let reached = slow.then_some(tier.0 <= top + 2);
            let day = self.taken_up(laid_on, reached);
            let mut add = |kind, post: Option<&str>| {
                if let Some(batch) = batches.last_mut() {
                    let post = post.map(str::to_owned);
                    batch.push(NewDuty { unit: code.clone(), kind, post, acknowledged_on: day });
                }
            };
            add(DutyKind::Principal, None);
            add(DutyKind::First, Some(&told.first));
            if tier.0 <= top + 1 {
                add(DutyKind::Dual, Some(&told.dual));
                add(DutyKind::Organising, Some(&told.organising));
            }
        }
        if let Some(first) = batches.first_mut().filter(|_| self.together.is_some()) {
            // Where there is something above, what a unit can't lay on itself comes from there.
            let (from_above, own) = std::mem::take(first).into_iter().partition(|duty: &NewDuty| {
                duty.unit == self.scene.top && matches!(duty.kind, DutyKind::Principal | DutyKind::First)
            });
            *first = own;
            let (_, above) = self.account(OFFICE_ABOVE)?;
            lay_duties(&self.context(&above), ROOT, from_above, laid_on)?;
            self.tick();
        }
        for batch in batches {
            lay_duties(&self.context(self.office()?), &self.scene.top, batch, laid_on)?;
            self.tick();
        }
        Ok(())
    }

    /// When a unit took its duties up; beneath the slow one they stopped a tier below.
    fn taken_up(&mut self, laid_on: Date, reached: Option<bool>) -> Option<Date> {
        let reached = reached.unwrap_or_else(|| self.chance.one_in(97, 100));
        let days = 1 + self.chance.below(12) as i64;
        reached.then(|| laid_on.saturating_add(jiff::Span::new().days(days)))
    }

    fn all_units(&self) -> Result<Vec<(String, Tier)>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let root = reader.locate(&self.scene.top)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadProgramme>(&OPERATOR, root, self.day)?;
        Ok(reader.units_in_tree_order(&permit)?)
    }
}
