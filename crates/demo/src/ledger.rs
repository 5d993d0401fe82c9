//! Problems, measures and closures of the demonstration.

use super::{
    Demo, PREFECTURE,
    texts::{About, MeasureText, ProblemText},
};
use crate::OPERATOR;
use earnest_app::{
    AppError, Result,
    ledger::{
        findings::{
            findings_sign::sign_findings,
            manifestations_list::list_manifestations,
            problems_report::{FindingsList, report_problems},
        },
        measures::measure_step::{
            Said, approve_closure, close_measure, close_period, hold_measure, reopen_measure,
            report_progress, request_closure, return_closure,
        },
    },
};
use earnest_model::{
    Date,
    actor::Actor,
    id::{MeasureId, RoundId},
    ledger::{
        findings::problem::{CustomaryForm, ProblemForm},
        measures::measure_form::{MeasureForm, TimeClass},
    },
    permit::{ReadLedger, decide},
};
use earnest_store::LedgerFilter;
use jiff::civil::date;

/// Problems that the leading groups of the direct subordinates find.
const TEAM_PROBLEMS: usize = 547;
/// Measures that they set.
const TEAM_MEASURES: usize = 1_673;

/// A problem before it becomes a form.
pub(super) struct Draft {
    aspect: String,
    body: String,
    instance: String,
    /// Text, owner, deliverable, time class, day.
    pub(super) measures: Vec<[String; 5]>,
}

impl Demo<'_> {
    /// The special lecture: the province's own list, one prefecture's catalogue, and a first third of the lists.
    pub(super) fn lecture_findings(&mut self) -> Result<()> {
        self.on(date(2015, 5, 25));
        self.area_list()?;
        self.catalogue()?;
        self.lists(0, None, "lecture")
    }

    /// What a round's seminars brought.
    pub(super) fn round_findings(&mut self, number: usize) -> Result<()> {
        let round = self.rounds.get(number - 1).copied();
        self.lists(number, round, "seminar")
    }

    fn area_list(&mut self) -> Result<()> {
        let day = self.day.to_string();
        let area = self.texts.area.clone();
        let problems = area
            .iter()
            .flat_map(|(aspect, texts)| texts.iter().map(move |text| (aspect, text)))
            .map(|(aspect, text)| ProblemForm {
                level: "area",
                aspect,
                body: &text.body,
                instance: &text.instance,
                source: "self-examination",
                found_on: &day,
                customary: CustomaryForm::default(),
                measures: Vec::new(),
            })
            .collect();
        let aspects = self.pack.aspect_keys();
        let list = FindingsList { unit: &self.scene.top, round: None, problems, aspects: &aspects };
        let officer = self.people.province_officer.as_ref().ok_or(AppError::NotFound)?;
        let ids = report_problems(&self.context(officer), &list)?;
        let head = self.people.province_head.as_ref().ok_or(AppError::NotFound)?;
        sign_findings(&self.context(head), &self.scene.top, &ids)?;
        self.tick();
        Ok(())
    }

    fn catalogue(&mut self) -> Result<()> {
        let list: Vec<(&str, &str)> = self
            .texts
            .catalogue
            .iter()
            .flat_map(|(aspect, texts)| texts.iter().map(|text| (aspect.as_str(), text.as_str())))
            .collect();
        let prefecture = self.at(PREFECTURE);
        let unit = self.subordinates.iter().find(|unit| unit.code == prefecture).ok_or(AppError::NotFound)?;
        list_manifestations(&self.context(&unit.officer), &prefecture, &list, &self.pack.aspect_keys())?;
        self.tick();
        Ok(())
    }

    /// A third of every unit's list; together the thirds are all problems, with measures spread evenly.
    fn lists(&mut self, third: usize, round: Option<RoundId>, source: &str) -> Result<()> {
        let units = self.subordinates.len();
        for place in 0..units {
            let (first, last) = share(TEAM_PROBLEMS, units, place);
            let size = last - first;
            let (from, until) = (first + size * third / 3, first + size * (third + 1) / 3);
            let drafts: Vec<_> = (from..until)
                .map(|number| {
                    let (first, last) = share(TEAM_MEASURES, TEAM_PROBLEMS, number);
                    self.draft(self.about(place), last - first)
                })
                .collect();
            let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
            let (code, officer, head) = (unit.code.clone(), unit.officer.clone(), unit.head.clone());
            self.report(&code, [&officer, &head], round, source, &drafts)?;
        }
        Ok(())
    }

    /// A problem of which the texts speak, with so many measures.
    pub(super) fn draft(&mut self, about: About, measures: usize) -> Draft {
        let aspects = self.pack.aspect_keys();
        let aspect = aspects.get(self.chance.below(aspects.len())).cloned().unwrap_or_default();
        let pool = self.texts.problems.get(&aspect).cloned().unwrap_or_default();
        let text = pool.get(self.chance.below(pool.len())).cloned();
        self.draft_of((aspect, text), about, measures)
    }

    /// The problem at a place of all that the texts know for a class, in turn: those that follow one another are of different aspects.
    pub(super) fn draft_in_turn(&mut self, class: &str, place: usize, measures: usize) -> Draft {
        let aspects = self.pack.aspect_keys();
        let known = &self.texts.problems;
        let most = known.values().map(Vec::len).max().unwrap_or_default();
        let all = (0..most).flat_map(|number| aspects.iter().map(move |aspect| (aspect, number)));
        let found = all.filter_map(|(aspect, number)| Some((aspect, known.get(aspect)?.get(number)?)));
        let own = |text: &ProblemText| text.classes.is_empty() || text.classes.iter().any(|own| own == class);
        let found = found.filter(|(_, text)| own(text));
        let all: Vec<_> = found.collect();
        let turn = all.get(place % all.len().max(1));
        let (aspect, text) =
            turn.map_or_else(Default::default, |(aspect, text)| ((*aspect).clone(), Some((*text).clone())));
        self.draft_of((aspect, text), About::class(class), measures)
    }

    fn draft_of(
        &mut self,
        (aspect, text): (String, Option<ProblemText>),
        mut about: About,
        measures: usize,
    ) -> Draft {
        // The field is chosen even where the problem does not name it, so that its measures agree.
        self.fill("{field}", &mut about);
        let (said, instance) = text.as_ref().map_or(("", ""), |text| (&text.body, &text.instance));
        let body = self.fill(said, &mut about);
        let instance = self.fill(instance, &mut about);
        let pool = self.texts.measures.by_aspect.get(&aspect).cloned().unwrap_or_default();
        let start = self.chance.below(pool.len());
        // The problem's own answer, then neighbours in the pool: no measure is set twice against a problem.
        let answer = text.as_ref().and_then(|text| text.answer.as_ref()).into_iter();
        let texts = answer.chain(pool.iter().cycle().skip(start)).take(measures);
        let measures = texts.map(|text| self.draft_measure(text, &mut about.same_field())).collect();
        Draft { aspect, body, instance, measures }
    }

    fn draft_measure(&mut self, text: &MeasureText, about: &mut About) -> [String; 5] {
        let body = self.fill(&text.body, about);
        let deliverable = self.fill(&text.deliverable, about);
        let owner = self.fill("{post}", about);
        let (class, due) = match self.chance.below(10) {
            0..=2 => ("immediate", self.day.saturating_add(jiff::Span::new().days(14)).to_string()),
            3..=8 => {
                let days = 30 + self.chance.below(150) as i64;
                ("by-date", self.day.saturating_add(jiff::Span::new().days(days)).to_string())
            }
            _ => ("standing", String::new()),
        };
        [body, owner, deliverable, class.to_owned(), due]
    }

    /// Registers drafts on a unit's list, signed by its head.
    pub(super) fn report(
        &mut self,
        unit: &str,
        [officer, head]: [&Actor; 2],
        round: Option<RoundId>,
        source: &str,
        drafts: &[Draft],
    ) -> Result<()> {
        let day = self.day.to_string();
        let measure = |[body, owner, deliverable, time_class, due_on]: &'_ [String; 5]| -> [String; 5] {
            [body.clone(), owner.clone(), deliverable.clone(), time_class.clone(), due_on.clone()]
        };
        let owned: Vec<Vec<[String; 5]>> =
            drafts.iter().map(|draft| draft.measures.iter().map(measure).collect()).collect();
        let problems = drafts
            .iter()
            .zip(&owned)
            .map(|(draft, measures)| ProblemForm {
                level: "team",
                aspect: &draft.aspect,
                body: &draft.body,
                instance: &draft.instance,
                source,
                found_on: &day,
                customary: CustomaryForm::default(),
                measures: measures
                    .iter()
                    .map(|[body, owner, deliverable, time_class, due_on]| MeasureForm {
                        body,
                        owner,
                        deliverable,
                        time_class,
                        due_on,
                    })
                    .collect(),
            })
            .collect();
        let aspects = self.pack.aspect_keys();
        let list = FindingsList { unit, round, problems, aspects: &aspects };
        let ids = report_problems(&self.context(officer), &list)?;
        if !ids.is_empty() {
            sign_findings(&self.context(head), unit, &ids)?;
        }
        self.tick();
        Ok(())
    }

    /// What became of the measures until today.
    pub(super) fn work_on_measures(&mut self, day: Date) -> Result<()> {
        self.on(day);
        for place in 0..self.subordinates.len() {
            for (id, class) in self.measures_of(place)? {
                self.work_on(place, id, class)?;
            }
        }
        Ok(())
    }

    /// The measures of a unit, and when each was to be done.
    pub(super) fn measures_of(&self, place: usize) -> Result<Vec<(MeasureId, TimeClass)>> {
        let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let target = reader.locate(&unit.code)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadLedger>(&OPERATOR, target, self.day)?;
        let filter = LedgerFilter { limit: 10_000, ..LedgerFilter::default() };
        // What stands beneath the unit keeps its own list.
        let lines = reader.ledger(&permit, &filter)?.into_iter().filter(|line| line.unit_code == unit.code);
        Ok(lines.map(|line| (line.measure.id, line.measure.time_class)).collect())
    }

    fn work_on(&mut self, place: usize, id: MeasureId, class: TimeClass) -> Result<()> {
        // What was to be done at once mostly is.
        let fate = self.chance.below(if class == TimeClass::Immediate { 60 } else { 100 });
        if fate >= 92 {
            return Ok(()); // nothing reported yet
        }
        let remarks = self.pick(|texts| &texts.measures.progress);
        if fate >= 66 {
            let progress = (20 + self.chance.below(7) * 10).to_string();
            let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
            report_progress(
                &self.context(&unit.officer),
                id,
                Said { remarks: &remarks, progress: &progress, evidence: "" },
            )?;
            self.tick();
            return Ok(());
        }
        let evidence = self.pick(|texts| &texts.measures.evidence);
        let unit = self.subordinates.get(place).ok_or(AppError::NotFound)?;
        request_closure(&self.context(&unit.officer), id, Said { evidence: &evidence, ..Said::default() })?;
        if fate >= 62 {
            return Ok(()); // waits for the head
        }
        approve_closure(&self.context(&unit.head), id, Said::default())?;
        if fate >= 58 {
            return Ok(()); // waits for verification
        }
        self.verify(id, fate, class)
    }

    fn verify(&mut self, id: MeasureId, fate: usize, class: TimeClass) -> Result<()> {
        let verifier = self.chance.below(self.people.assessors.len());
        if fate >= 53 {
            let remarks = self.pick(|texts| &texts.measures.returned);
            return_closure(
                &self.context(&self.assessor(verifier)?.1),
                id,
                Said { remarks: &remarks, ..Said::default() },
            )?;
            self.tick();
            return Ok(());
        }
        let context = self.context(&self.assessor(verifier)?.1);
        if class == TimeClass::Standing {
            let review = self.day.saturating_add(jiff::Span::new().months(3)).to_string();
            close_period(&context, id, Said::default(), &review)?;
            self.tick();
            return Ok(());
        }
        close_measure(&context, id, Said::default())?;
        self.tick();
        if fate < 13 {
            let remarks = self.pick(|texts| &texts.measures.held);
            hold_measure(
                &self.context(&self.assessor(verifier + 1)?.1),
                id,
                Said { remarks: &remarks, ..Said::default() },
            )?;
        } else if fate < 16 {
            let remarks = self.pick(|texts| &texts.measures.reopened);
            reopen_measure(
                &self.context(&self.assessor(verifier + 1)?.1),
                id,
                Said { remarks: &remarks, ..Said::default() },
            )?;
        }
        Ok(())
    }
}

/// The part of `total` that falls to the `place`-th of `parts`: first and one past the last, as even as can be.
fn share(total: usize, parts: usize, place: usize) -> (usize, usize) {
    (total * place / parts, total * (place + 1) / parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_make_the_whole_and_differ_by_one_at_most() {
        for (total, parts) in [(547, 61), (1_673, 547), (5, 7)] {
            let sizes: Vec<_> =
                (0..parts).map(|place| share(total, parts, place)).map(|(a, b)| b - a).collect();
            assert_eq!(sizes.iter().sum::<usize>(), total);
            assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
        }
    }
}
