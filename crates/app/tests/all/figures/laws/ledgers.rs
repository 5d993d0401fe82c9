//! What happens to ledgers in a history: findings, their gate, and the way of measures.
#![expect(clippy::indexing_slicing, reason = "helpers of tests may break off")]

use super::world::{ASPECTS, LEDGERS, WHY, World, pick};
use earnest_app::ledger::{
    findings::{
        findings_sign::sign_findings,
        manifestations_list::list_manifestations,
        problem_correct::correct_problem,
        problem_return::return_problem,
        problem_settle::{Settle, settle_problem},
        problems_report::{FindingsList, report_problems},
    },
    ledger_show::show_ledger,
    measures::{
        change_decide::{Word, approve_change, decide_change},
        change_request::request_change,
        measure_step::{
            Said, approve_closure, close_measure, hold_measure, reopen_measure, report_progress,
            request_closure, return_closure,
        },
    },
};
use earnest_model::{
    actor::Role,
    id::MeasureId,
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::{measure_change::ChangeForm, measure_form::MeasureForm},
    },
};
use earnest_testkit::OPERATOR;

impl World {
    pub fn find(&mut self, chance: u16) -> Option<usize> {
        let unit = LEDGERS[usize::from(chance) % LEDGERS.len()];
        let officer = self.actor(Role::UnitOfficer, unit, 0);
        if chance.is_multiple_of(13) {
            let list = [(ASPECTS[usize::from(chance % 2)], "a symptom")];
            let _refused = list_manifestations(
                &self.register.context(&officer),
                unit,
                &list,
                &ASPECTS.map(str::to_owned),
            );
            return None;
        }
        let found_on = self.day(chance).to_string();
        let due_on = self.register.today.get().saturating_add(jiff::Span::new().days(2)).to_string();
        let problem = problem(
            ["team", "team", "area", "person"][usize::from(chance >> 4) % 4],
            (chance, &found_on, &due_on),
        );
        // A prefecture finds problems in the province's round and in its own, a county in that of its prefecture.
        let area = match unit {
            "A" if chance.is_multiple_of(4) => 1,
            "A1" | "A2" => 1,
            _ => 0,
        };
        let beside = self.beside.filter(|_| area == 0 && chance.is_multiple_of(3));
        let round = (chance.is_multiple_of(2)).then(|| beside.unwrap_or(self.round(area, chance >> 1)));
        let list =
            FindingsList { unit, round, problems: vec![problem], aspects: &ASPECTS.map(str::to_owned) };
        let ids = report_problems(&self.register.context(&officer), &list);
        self.problems.extend(ids.unwrap_or_default().into_iter().map(|id| (unit, id)));
        None
    }

    pub fn gate(&mut self, chance: u16) -> Option<usize> {
        let (unit, id) = *pick(&self.problems, chance >> 3)?;
        let above = if unit.len() == 1 { "P" } else { "A" };
        let head = self.actor(Role::UnitHead, unit, 0);
        match chance % 8 {
            0 => {
                let office = self.actor(Role::Office, above, 0);
                let settle = Settle { into: "", reason: WHY };
                let _refused = settle_problem(&self.register.context(&office), id, &settle);
            }
            1 => {
                let office = self.actor(Role::Office, above, 0);
                let _refused = return_problem(&self.register.context(&office), id, WHY);
            }
            2 | 3 => {
                let officer = self.actor(Role::UnitOfficer, unit, 0);
                let day = self.register.today.get().to_string();
                let form = problem("team", (chance, &day, &day));
                let _refused =
                    correct_problem(&self.register.context(&officer), id, &form, &ASPECTS.map(str::to_owned));
            }
            _ => {
                let _refused = sign_findings(&self.register.context(&head), unit, &[id]);
            }
        }
        None
    }

    pub fn measure(&mut self, chance: u16) -> Option<usize> {
        let unit = LEDGERS[usize::from(chance) % LEDGERS.len()];
        let above = if unit.len() == 1 { "P" } else { "A" };
        let what = (chance >> 8) % 9;
        // Whoever looks back looks at what is closed, if anything is.
        let id = self.some_measure(unit, chance >> 4, matches!(what, 6 | 7))?;
        let people = [
            self.actor(Role::UnitOfficer, unit, 0),
            self.actor(Role::UnitHead, unit, 0),
            self.actor(Role::Assessor, above, 0),
            self.actor(Role::Assessor, above, 1),
            self.actor(Role::Office, above, 0),
        ];
        let [officer, head, verifier, other, office] =
            people.each_ref().map(|one| self.register.context(one));
        let said = Said { evidence: "the notice", remarks: WHY, ..Said::default() };
        let _refused = match what {
            0 => report_progress(&officer, id, Said { progress: "40", ..said }).map(drop),
            1 | 2 => request_closure(&officer, id, said)
                .and_then(|_| approve_closure(&head, id, said))
                .and_then(|_| close_measure(&verifier, id, said))
                .map(drop),
            3 => approve_closure(&head, id, said).map(drop),
            4 => close_measure(&verifier, id, said).map(drop),
            5 => return_closure(&verifier, id, said).map(drop),
            6 => hold_measure(&other, id, said).map(drop),
            7 => reopen_measure(&other, id, said).map(drop),
            _ => {
                let later = self.register.today.get().saturating_add(jiff::Span::new().days(9)).to_string();
                let form = ChangeForm {
                    kind: "extension",
                    reason: WHY,
                    due_on: &later,
                    stage_goal: "",
                    review_on: "",
                    ends_on: "",
                };
                let yes = Word { yes: true, remarks: "" };
                request_change(&officer, id, &form)
                    .and_then(|_| approve_change(&head, id, yes))
                    .and_then(|_| decide_change(&office, id, yes))
                    .map(drop)
            }
        };
        None
    }

    fn some_measure(&self, unit: &str, chance: u16, closed: bool) -> Option<MeasureId> {
        let filter = earnest_app::LedgerFilter { limit: 100, ..earnest_app::LedgerFilter::default() };
        let shown = show_ledger(&self.register.context(&OPERATOR), Some(unit), filter).unwrap();
        let own: Vec<_> = shown.lines.iter().filter(|line| line.unit_code == unit).collect();
        let done: Vec<_> = own.iter().copied().filter(|line| line.measure.state.is_closed()).collect();
        let among = if closed && !done.is_empty() { &done } else { &own };
        pick(among, chance).map(|line| line.measure.id)
    }
}

fn problem<'a>(level: &'a str, (chance, found_on, due_on): (u16, &'a str, &'a str)) -> ProblemForm<'a> {
    let measure = MeasureForm {
        body: "publish the conditions",
        owner: "head of the office",
        deliverable: "the notice",
        time_class: "by-date",
        due_on,
    };
    ProblemForm {
        level,
        aspect: ASPECTS[usize::from(chance >> 6) % 2],
        body: "nobody knows the conditions",
        instance: "in May nobody knew",
        source: ["lecture", "seminar", "self-examination"][usize::from(chance >> 7) % 3],
        found_on,
        customary: CustomaryForm::default(),
        measures: vec![measure; usize::from(chance >> 9) % 2 + 1],
    }
}
