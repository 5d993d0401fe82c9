//! Plans of all direct subordinates, every one reviewed.

use super::{Demo, SLOW, texts::About};
use earnest_app::{
    AppError, Result,
    plans::{
        plan_keep::{Keep, keep_plan},
        plan_review::{ReviewForm, review_plan},
        plan_sign::{Sign, sign_plan},
        plan_submit::{Send, send_plan},
    },
};
use earnest_model::{id::PlanId, plans::plan::PlanForm};

impl Demo<'_> {
    pub(super) fn submit_plans(&mut self, number: usize) -> Result<()> {
        self.on(self.after_opening(number, 9));
        let leaders = self.province_round(number, self.after_opening(number, 34))?;
        self.leaders_plan(&leaders)?;
        let code = self.at(SLOW);
        for place in 0..self.subordinates.len() {
            let slow = self.subordinates.get(place).is_some_and(|unit| unit.code == code);
            let returns = match (number, slow) {
                (3, true) => 2,
                (_, true) => 1,
                _ => usize::from(self.chance.one_in(1, 9)),
            };
            for turn in 0..=returns {
                // The slow prefecture still owes its third version today.
                if number == 3 && slow && turn == returns {
                    break;
                }
                let plan = self.submit(number, place)?;
                self.review(plan, turn < returns)?;
            }
        }
        Ok(())
    }

    fn submit(&mut self, number: usize, place: usize) -> Result<PlanId> {
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        let keys = self.pack.checklist_keys();
        let checklist = self.pack.checklist();
        let mut about = self.about(place);
        let theme = self.pick_about(|texts| &texts.plans.theme, &mut about);
        let sections: Vec<_> = keys.iter().map(|key| self.section(number, key, &about)).collect();
        let days = 20 + self.chance.below(14) as i64;
        let day = self.after_opening(number, days).to_string();
        let form = PlanForm {
            theme: &theme,
            session_on: &day,
            sections: keys.iter().map(String::as_str).zip(sections.iter().map(String::as_str)).collect(),
        };
        let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
        let code = unit.code.as_str();
        let officer = self.context(&unit.officer);
        let revision = keep_plan(&officer, &Keep { round, unit: code, revision: "0", form })?;
        send_plan(&officer, &Send { round, unit: code, revision, checklist: &checklist })?;
        let head = self.context(&unit.head);
        let id = sign_plan(&head, &Sign { round, unit: code, checklist: &checklist })?;
        self.tick();
        Ok(id)
    }

    pub(super) fn section(&mut self, round: usize, key: &str, about: &About) -> String {
        let first = self.texts.plans.first_round.get(key).filter(|_| round == 1);
        let pool = first.or_else(|| self.texts.plans.sections.get(key)).cloned().unwrap_or_default();
        let template = pool.get(self.chance.below(pool.len())).map_or("", String::as_str);
        self.fill(template, &mut about.same_field())
    }

    fn review(&mut self, plan: PlanId, returned: bool) -> Result<()> {
        let checklist = self.pack.checklist_keys();
        let remarked = self.chance.one_in(1, 4);
        let (outcome, remarks) = match (returned, remarked) {
            (true, _) => ("return", self.pick(|texts| &texts.plans.returns)),
            (false, true) => ("approve-with-remarks", self.pick(|texts| &texts.plans.remarks)),
            (false, false) => ("approve", String::new()),
        };
        let missing = if returned { vec!["opinions", "problem-list"] } else { Vec::new() };
        let assessor = self.chance.below(12);
        let form = ReviewForm { plan, outcome, missing, remarks: &remarks, checklist: &checklist };
        review_plan(&self.context(&self.assessor(assessor)?.1), &form)?;
        self.tick();
        Ok(())
    }
}
