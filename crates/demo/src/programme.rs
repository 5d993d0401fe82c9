//! The programme, its rounds and the standard.

use super::Demo;
use earnest_app::{
    AppError, Result,
    programmes::{
        body_name::{Name, name_body},
        programme_set_up::{PlanRound, SetUp, set_up_programme},
        round_advance::advance_round,
        standard_agree::{AnswerForm, agree, ask_bodies, open_agreement},
        standard_draft::{Source, begin_draft, publish_draft},
    },
};
use earnest_model::{id::ProgrammeId, programmes::bodies::BodyForm};
use jiff::civil::{Date, date};

/// Opening, last day for plans, last day: of each round.
const DATES: [[Date; 3]; 3] = [
    [date(2015, 5, 4), date(2015, 5, 22), date(2015, 7, 10)],
    [date(2015, 7, 13), date(2015, 7, 31), date(2015, 9, 11)],
    [date(2015, 9, 14), date(2015, 10, 16), date(2015, 12, 11)],
];

/// The bodies that take part: code, as what, for which classes.
const BODIES: [(&str, &str, &[&str]); 5] = [
    ("S-G02", "lead", &["prefecture", "new-area"]),
    ("S-G03", "lead", &[]),
    ("S-G01", "joining", &["provincial-body"]),
    ("S-G09", "joining", &["university"]),
    ("S-G27", "joining", &["state-firm"]),
];

impl Demo<'_> {
    pub(super) fn set_up(&mut self) -> Result<()> {
        let topics: Vec<_> = self.pack.topics.iter().map(|topic| topic.name.zh_hans.as_str()).collect();
        let rounds = (1..).zip(topics.iter().zip(DATES)).map(
            |(number, (topic, [opens_on, plans_due_on, ends_on]))| PlanRound {
                number,
                topic,
                opens_on,
                plans_due_on,
                ends_on,
            },
        );
        let request = SetUp {
            organiser: &self.scene.top,
            key: &self.pack.key,
            title: &self.pack.title.zh_hans,
            goal: &self.pack.goal.zh_hans,
            rounds: rounds.collect(),
        };
        let office = self.office()?;
        let (programme, rounds) = set_up_programme(&self.context(office), &request)?;
        self.rounds = rounds;
        self.tick();
        self.name_bodies(programme)?;
        self.set_standard()
    }

    /// Two bodies lead with the province's office, three join it: together they cover all five classes of its direct
    /// subordinates.
    fn name_bodies(&mut self, programme: ProgrammeId) -> Result<()> {
        let known: Vec<String> = self.pack.classes.iter().map(|class| class.key.clone()).collect();
        let from = self.day.to_string();
        for (unit, part, classes) in BODIES {
            let form = BodyForm { part, classes: classes.to_vec(), from: &from, until: "" };
            let unit = &self.at(unit);
            let request = Name { programme, unit, form, classes: &known };
            name_body(&self.context(self.office()?), &request)?;
            self.tick();
        }
        // What the bodies' people may do came with their bodies: everyone is read anew.
        self.reload_people()
    }

    /// The pack's standard is drafted, put before the bodies, agreed to by each and published.
    fn set_standard(&mut self) -> Result<()> {
        let office = self.office()?.clone();
        begin_draft(
            &self.context(&office),
            self.scene.top.as_str(),
            Source::Pack,
            self.pack.standard.as_ref(),
        )?;
        self.tick();
        ask_bodies(&self.context(&office), self.scene.top.as_str(), "1")?;
        self.tick();
        for (unit, ..) in BODIES {
            let unit = self.at(unit);
            let body = self.subordinates.iter().find(|found| found.code == unit);
            let head = body.ok_or(AppError::NotFound)?.head.clone();
            let context = self.context(&head);
            let hash = open_agreement(&context, self.scene.top.as_str())?
                .draft
                .map(|(_, hash)| hash)
                .unwrap_or_default();
            agree(
                &context,
                &AnswerForm { of: self.scene.top.as_str().into(), hash: &hash, answer: "agreed", reason: "" },
            )?;
            self.tick();
        }
        publish_draft(&self.context(&office), self.scene.top.as_str(), "1")?;
        self.tick();
        Ok(())
    }

    /// Moves a round on, on the day on which its story goes on.
    pub(super) fn advance(&mut self, number: usize) -> Result<()> {
        if let Some([opens_on, ..]) = DATES.get(number - 1) {
            self.on(*opens_on);
        }
        let round = *self.rounds.get(number - 1).ok_or(AppError::NotFound)?;
        advance_round(&self.context(self.office()?), round)?;
        self.tick();
        Ok(())
    }

    /// The day so many days after the opening of a round.
    pub(super) fn after_opening(&self, number: usize, days: i64) -> Date {
        let opening = DATES.get(number - 1).map_or(self.day, |[opens_on, ..]| *opens_on);
        opening.saturating_add(jiff::Span::new().days(days))
    }
}
