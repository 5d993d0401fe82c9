//! What drawn units have on their own lists, and what an assessor finds of it.

use super::{Demo, chance::Chance, ledger::Draft, texts::About};
use earnest_app::{Result, assessing::recount_record::record_recount};
use earnest_model::{
    actor::{Actor, Role},
    assessing::recount::RecountForm,
    id::RoundId,
};
use earnest_store::DrawnUnit;

/// By when the lists of the drawn units are to be done: nothing of it is late today.
const DUE: &str = "2015-12-25";

impl Demo<'_> {
    /// The lists that the drawn units keep come in, and an assessor counts anew at most of them.
    pub(super) fn recount(&mut self, number: usize, round: RoundId, drawn: &[DrawnUnit]) -> Result<()> {
        // Chance of its own: whatever else the story tells stays as it is.
        let story = std::mem::replace(&mut self.chance, Chance::new(4_242 + number as u64));
        for (unit, place) in drawn.iter().zip(0..) {
            let officer = self.holder(&unit.code, Role::UnitOfficer)?;
            let head = self.holder(&unit.code, Role::UnitHead)?;
            let problems = 2 + self.chance.below(5);
            let drafts: Vec<Draft> = (0..problems).map(|_| self.called_up(&unit.class)).collect();
            self.report(&unit.code, [&officer, &head], Some(round), "self-examination", &drafts)?;
            if place % 12 < 11 {
                let measures = drafts.iter().map(|draft| draft.measures.len()).sum();
                self.count_anew(unit, problems, measures)?;
            }
        }
        self.chance = story;
        Ok(())
    }

    fn called_up(&mut self, class: &str) -> Draft {
        let measures = 1 + self.chance.below(3);
        let mut draft = self.draft(About::class(class), measures);
        for [.., time_class, due_on] in &mut draft.measures {
            "by-date".clone_into(time_class);
            DUE.clone_into(due_on);
        }
        draft
    }

    fn count_anew(&mut self, unit: &DrawnUnit, problems: usize, measures: usize) -> Result<()> {
        // Measures are looked at in part; now and then one exists on paper alone.
        let looked = measures.min(3 + self.chance.below(4));
        let missing = [self.chance.one_in(1, 9), self.chance.one_in(1, 4), self.chance.one_in(1, 8)];
        let found = |checked: usize, gone: usize| checked.saturating_sub(gone).to_string();
        let gone = usize::from(missing[1]) + usize::from(missing[1] && missing[2]);
        let texts = [
            problems.to_string(),
            found(problems, missing[0].into()),
            looked.to_string(),
            found(looked, gone),
        ];
        let [problems, real, looked, done] = &texts;
        let counts = vec![("problems", problems.as_str(), real.as_str()), ("measures", looked, done)];
        let who = self.chance.below(12);
        let (_, assessor) = self.assessor(who)?;
        record_recount(&self.context(assessor), unit.id, &RecountForm { counts })?;
        self.tick();
        Ok(())
    }

    /// Who keeps the records of a drawn unit, or signs them; drawn twice, it is the same account.
    pub(super) fn holder(&mut self, code: &str, role: Role) -> Result<Actor> {
        let kind = if role == Role::UnitHead { "head" } else { "officer" };
        let login = format!("{kind}.{code}");
        if self.store.snapshot()?.reader().credentials(&login)?.is_none() {
            let title = self.scene.title(role, code);
            self.open(&login, &title, role, code)?;
        }
        self.account(&login).map(|(_, actor)| actor)
    }
}
