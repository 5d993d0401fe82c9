//! Circulars of the demonstration: drafted, checked with the units named, answered, published; an appeal; a correction
//! that is being checked today.

use super::{Demo, SLOW};
use crate::OPERATOR;
use earnest_app::{
    AppError, Result,
    assessing::{appeal_decide::decide_appeal, appeal_lodge::lodge_appeal},
    circulars::{
        circular_check_send::send_check,
        circular_draft::draft_circular,
        circular_draft_show::show_draft,
        circular_follow_up::show_follow_up,
        circular_publish::publish_circular,
        criticism_answer::{link_to_criticism, show_criticism},
        obligation_answer::answer_obligation,
        passage_check::check_passage,
        passage_decide::{AnswerForm, decide_passage},
    },
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::{CircularForm, Polarity},
    id::{CircularDraftId, CircularId, RoundId},
    permit::{ReadAssessments, ReadPublished, decide, decide_on},
};
use earnest_store::{PassageStored, RatingBrief};

/// Who gets every circular.
const RECIPIENTS: &str = "各市（州）、新区，省直各单位，省属高校，省管国有企业";
/// Why it is written.
const GROUNDS: &str = "根据专题教育方案和评估标准，对本轮专题学习研讨进行了质量评估，现将情况通报如下。";

impl Demo<'_> {
    /// The circular on a round: the office drafts it, every unit named checks its passage, the office answers.
    pub(super) fn circular(&mut self, number: usize, round: RoundId) -> Result<CircularId> {
        let (best, worst) = self.best_and_worst(round)?;
        let title = format!("关于第{number}次专题学习研讨质量评估情况的通报");
        let due = self.after_opening(number, 85).to_string();
        let texts = self.texts.circulars.get(number - 1).cloned().ok_or(AppError::NotFound)?;
        let named = |texts: &[String], codes: &str| -> Vec<(String, String)> {
            let first = |n| if n == 0 { codes.to_owned() } else { String::new() };
            texts.iter().enumerate().map(|(n, text)| (first(n), text.clone())).collect()
        };
        let (well, problems) = (named(&texts.went_well, &best), named(&texts.problems, &worst));
        let form = CircularForm {
            title: &title,
            recipients: RECIPIENTS,
            grounds: GROUNDS,
            went_well: borrowed(&well),
            problems: borrowed(&problems),
            requirements: texts
                .requirements
                .iter()
                .map(|text| (text.as_str(), due.as_str(), "criticised"))
                .collect(),
            correction: "",
        };
        let draft = draft_circular(&self.context(self.office()?), round, &form)?;
        self.tick();
        let answer_by = self.after_opening(number, 54).to_string();
        send_check(&self.context(self.office()?), draft, &answer_by)?;
        self.tick();
        self.check(draft)?;
        // Whoever stands in the table of results alone has its day, too.
        self.on(self.after_opening(number, 55));
        let id = publish_circular(&self.context(self.office()?), draft)?;
        self.tick();
        self.follow_up(id)?;
        if number == 2 {
            self.appeal(round, &worst)?;
        }
        Ok(id)
    }

    /// The first unit criticised names the problem of its ledger that answers, and answers most requirements; the second
    /// is still silent.
    fn follow_up(&mut self, id: CircularId) -> Result<()> {
        let followed = show_follow_up(&self.context(self.office()?), id)?;
        let Some(point) = followed.points.first() else { return Ok(()) };
        let officer = self.officer_of(&point.code)?;
        let shown = show_criticism(&self.context(&officer), point.id)?;
        if let Some(problem) = shown.problems.first() {
            link_to_criticism(&self.context(&officer), point.id, Some(problem.id))?;
            self.tick();
        }
        for requirement in followed.requirements.iter().take(3) {
            for owed in requirement.owed.iter().filter(|owed| owed.code == point.code) {
                let answer = "已逐项列入台账，责任人和时限已明确，进展按月更新，可在台账中查看。";
                answer_obligation(&self.context(&officer), owed.id, answer)?;
                self.tick();
            }
        }
        Ok(())
    }

    /// The units named answer: most accept, the first criticised asks for a correction, the second replies.
    fn check(&mut self, draft: CircularDraftId) -> Result<()> {
        let passages = show_draft(&self.context(self.office()?), draft)?.passages;
        let mut criticised = 0;
        for passage in &passages {
            let criticism = passage.polarity == Polarity::Criticism;
            criticised += usize::from(criticism);
            let (step, said, beside) = match (criticism, criticised) {
                (true, 1) => (
                    "correct",
                    "出席率不达标的是四月的一次会议，本轮研讨应到人员均已到会，请核对签到表。",
                    false,
                ),
                (true, _) => ("reply", "本单位已于通报前补课，并把发言中的问题列入清单。", true),
                _ => ("accept", "", false),
            };
            let officer = self.officer_of(&passage.code)?;
            check_passage(&self.context(&officer), passage.id, step, said, beside)?;
            self.tick();
            self.answer(draft, passage, step)?;
        }
        Ok(())
    }

    fn answer(&mut self, draft: CircularDraftId, passage: &PassageStored, step: &str) -> Result<()> {
        let body = format!("{}（出席情况已按签到表核对更正）", passage.body);
        let form = match step {
            "correct" => {
                AnswerForm { step: "amend", decision: "已核对签到表，按实更正。", body: &body }
            }
            "reply" => AnswerForm { step: "note", ..AnswerForm::default() },
            _ => return Ok(()),
        };
        decide_passage(&self.context(self.office()?), draft, passage.id, form)?;
        self.tick();
        if step == "correct" {
            // The unit has its turn once more, and the circular waits for it.
            let officer = self.officer_of(&passage.code)?;
            check_passage(&self.context(&officer), passage.id, "accept", "", false)?;
            self.tick();
        }
        Ok(())
    }

    /// A unit rated low appeals; an assessor who did not mark it decides.
    fn appeal(&mut self, round: RoundId, worst: &str) -> Result<()> {
        let code = worst.split(' ').next().unwrap_or_default().to_owned();
        let rating = self.ratings(round)?.into_iter().find(|rating| rating.code == code);
        let Some(rating) = rating else { return Ok(()) };
        let officer = self.officer_of(&code)?;
        let reason = "会议记录补交后未计入材料评分，请复核。";
        let id = lodge_appeal(&self.context(&officer), rating.id, reason)?;
        self.tick();
        for place in 0..super::people::ASSESSORS {
            let (_, assessor) = self.assessor(place)?;
            let decision = "补交的记录在调阅之后形成，按规定不计入；评分依据充分，维持原评定。";
            match decide_appeal(&self.context(assessor), id, "upheld", decision, "") {
                Err(AppError::Refused(_)) => continue, // marked there
                end => {
                    end?;
                    break;
                }
            }
        }
        self.tick();
        Ok(())
    }

    /// Today a correction of the second circular is being checked: one unit more is named, and owes its answer.
    pub(super) fn correction_in_check(&mut self) -> Result<()> {
        let round = *self.rounds.get(1).ok_or(AppError::NotFound)?;
        let (title, body) = self.published(round)?;
        let codes = |units: &[(String, String)]| {
            units.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(" ")
        };
        let points = |points: &[earnest_model::circulars::circular::Point]| -> Vec<(String, String)> {
            points.iter().map(|point| (codes(&point.units), point.text.clone())).collect()
        };
        let (well, mut problems) = (points(&body.went_well), points(&body.problems));
        problems.push((
            self.at(SLOW),
            "第三轮方案两次退回后未按时报送，征求意见的范围和人数没有写明。".to_owned(),
        ));
        let requirements: Vec<_> = body
            .requirements
            .iter()
            .map(|requirement| (requirement.text.clone(), requirement.due_on.to_string()))
            .collect();
        let form = CircularForm {
            title: &title,
            recipients: RECIPIENTS,
            grounds: GROUNDS,
            went_well: borrowed(&well),
            problems: borrowed(&problems),
            requirements: requirements
                .iter()
                .map(|(text, due)| (text.as_str(), due.as_str(), "criticised"))
                .collect(),
            correction: "补充一个单位方案报送的情况",
        };
        let draft = draft_circular(&self.context(self.office()?), round, &form)?;
        self.tick();
        let answer_by = super::TODAY.saturating_add(jiff::Span::new().days(4)).to_string();
        send_check(&self.context(self.office()?), draft, &answer_by)?;
        self.tick();
        Ok(())
    }

    fn published(
        &self,
        round: RoundId,
    ) -> Result<(String, earnest_model::circulars::circular::CircularBody)> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let (_, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadPublished>(&Actor::PUBLIC, organiser, self.day)?;
        let versions = reader.circular_versions(&permit, round)?;
        let (id, ..) = *versions.first().ok_or(AppError::NotFound)?;
        let at = reader.at(id)?.ok_or(AppError::NotFound)?;
        let circular = reader.circular(&decide_on::<ReadPublished, _>(&Actor::PUBLIC, at, self.day)?)?;
        Ok((circular.title, circular.body))
    }

    /// Who answers for a unit.
    pub(super) fn officer_of(&mut self, code: &str) -> Result<Actor> {
        match self.subordinates.iter().find(|unit| unit.code == code) {
            Some(unit) => Ok(unit.officer.clone()),
            None => self.holder(code, Role::UnitOfficer),
        }
    }

    pub(super) fn ratings(&self, round: RoundId) -> Result<Vec<RatingBrief>> {
        let mut snapshot = self.store.snapshot()?;
        let mut reader = snapshot.reader();
        let (_, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
        let permit = decide::<ReadAssessments>(&OPERATOR, organiser, self.day)?;
        Ok(reader.ratings(&permit, round)?)
    }

    /// Codes of the three best and the two worst rated units.
    fn best_and_worst(&self, round: RoundId) -> Result<(String, String)> {
        let mut ratings = self.ratings(round)?;
        ratings.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        let codes = |some: &mut dyn Iterator<Item = &RatingBrief>| {
            some.map(|rating| rating.code.clone()).collect::<Vec<_>>().join(" ")
        };
        Ok((codes(&mut ratings.iter().take(3)), codes(&mut ratings.iter().rev().take(2))))
    }
}

pub(super) fn borrowed(rows: &[(String, String)]) -> Vec<(&str, &str)> {
    rows.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect()
}
