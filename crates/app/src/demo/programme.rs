//! The programme, its rounds and the standard.

use super::{Demo, PROVINCE};
use crate::{
    AppError, Result,
    programme_set_up::{PlanRound, SetUp, set_up_programme},
    round_advance::advance_round,
    standard_publish::publish_standard,
};
use jiff::civil::{Date, date};

/// Opening, last day for plans, last day: of each round.
const DATES: [[Date; 3]; 3] = [
    [date(2015, 5, 4), date(2015, 5, 22), date(2015, 7, 10)],
    [date(2015, 7, 13), date(2015, 7, 31), date(2015, 9, 11)],
    [date(2015, 9, 14), date(2015, 10, 16), date(2015, 12, 11)],
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
            organiser: PROVINCE,
            key: &self.pack.key,
            title: &self.pack.title.zh_hans,
            goal: &self.pack.goal.zh_hans,
            rounds: rounds.collect(),
        };
        let office = self.office()?;
        let (_, rounds) = set_up_programme(&self.context(office), &request)?;
        let standard = self.pack.standard.as_ref().ok_or(AppError::NotFound)?;
        publish_standard(&self.context(office), PROVINCE, standard)?;
        self.rounds = rounds;
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
