//! What comes after closures: a look-back by lot, and a later day that waits for the office.

use super::{Demo, TODAY, chance::Chance};
use crate::story::LookBackTale;
use earnest_app::{
    AppError, Result,
    desk::desk_show::{OwedKind, owed},
    ledger::{
        look_backs::{
            look_back_freeze::{FreezeClosed, freeze_closed},
            look_back_run::run_look_back,
        },
        measures::{
            change_decide::{Word, approve_change},
            change_request::request_change,
            measure_step::{Said, hold_measure, reopen_measure},
        },
    },
};
use earnest_model::draws::draw_record::Thrown;
use earnest_model::{actor::Actor, id::MeasureId, ledger::measures::measure_change::ChangeForm};

/// The unit that asks for a later day.
const ASKING: &str = "5206";

impl Demo<'_> {
    /// Some of the closed measures are drawn; most of them have been looked at by today.
    pub(super) fn look_back(&mut self, told: &LookBackTale) -> Result<()> {
        // Chance of its own: whatever else the story tells stays as it is.
        let story = std::mem::replace(&mut self.chance, Chance::new(53_053));
        self.on(told.on);
        let office = self.office()?.clone();
        let asked = FreezeClosed { organiser: &self.scene.top, rate: &told.rate, strata: "class" };
        let draw = freeze_closed(&self.context(&office), &asked)?;
        self.tick();
        let thrown = Thrown { digits: &told.seed, origin: &told.origin };
        run_look_back(&self.context(&office), draw, &thrown)?;
        self.on(told.looked);
        for place in 0..self.people.assessors.len() {
            let who = self.assessor(place)?.1.clone();
            let mine = owed(&self.context(&who))?.into_iter().filter(|owed| owed.kind == OwedKind::LookBack);
            for owed in mine.collect::<Vec<_>>() {
                self.look_at(&who, MeasureId(owed.id))?;
            }
        }
        self.chance = story;
        Ok(())
    }

    fn look_at(&mut self, who: &Actor, id: MeasureId) -> Result<()> {
        match self.chance.below(10) {
            0 | 1 => return Ok(()), // still to be looked at
            2 => {
                let remarks = self.pick(|texts| &texts.measures.reopened);
                reopen_measure(&self.context(who), id, Said { remarks: &remarks, ..Said::default() })?;
            }
            _ => {
                let remarks = self.pick(|texts| &texts.measures.held);
                hold_measure(&self.context(who), id, Said { remarks: &remarks, ..Said::default() })?;
            }
        }
        self.tick();
        Ok(())
    }

    /// A unit asks for a later day; its head stands behind it, and the office has not decided.
    pub(super) fn later_day(&mut self) -> Result<()> {
        let asking = self.at(ASKING);
        let place = self.subordinates.iter().position(|unit| unit.code == asking).unwrap_or_default();
        let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
        let (officer, head) = (unit.officer.clone(), unit.head.clone());
        let day = TODAY.saturating_add(jiff::Span::new().days(60)).to_string();
        let form = ChangeForm {
            kind: "extension",
            reason: "承办单位换届，方案需重新报批，原定时限内不能完成。",
            due_on: &day,
            ..ChangeForm::default()
        };
        for (id, _) in self.measures_of(place)? {
            // Only a measure that is open and has a day takes it.
            if request_change(&self.context(&officer), id, &form).is_ok() {
                self.tick();
                approve_change(&self.context(&head), id, Word { yes: true, remarks: "" })?;
                return Ok(());
            }
        }
        Ok(())
    }
}
