//! The circular on a round, drafted, checked by whoever it names, published and read.

use super::{Demo, circulars::borrowed, own_round::OwnRound};
use crate::story::RatingTale;
use earnest_app::{
    Result,
    circulars::{
        circular_acknowledge::acknowledge_circular,
        circular_check_send::send_check,
        circular_draft::draft_circular,
        circular_draft_show::show_draft,
        circular_publish::publish_circular,
        passage_check::check_passage,
        passage_decide::{AnswerForm, decide_passage},
    },
};
use earnest_model::{
    circulars::circular::{CircularForm, Polarity},
    id::{CircularDraftId, CircularId},
};

impl Demo<'_> {
    /// Everybody who is rated is told, and whoever is named answers.
    pub(super) fn send_circular(&mut self, own: &OwnRound, told: &RatingTale) -> Result<CircularDraftId> {
        let said = &told.circular;
        let (best, worst) = match said.reply {
            Some(_) => self.best_and_worst_of(own)?,
            None => Default::default(),
        };
        // The first point names them.
        let points = |texts: &[String], codes: &str| -> Vec<(String, String)> {
            let first = |place| if place == 0 { codes.to_owned() } else { String::new() };
            texts.iter().enumerate().map(|(place, text)| (first(place), text.clone())).collect()
        };
        let (well, problems) = (points(&said.went_well, &best), points(&said.problems, &worst));
        let due = said.due.to_string();
        let whom = if said.reply.is_some() { "criticised" } else { "all" };
        let asked = said.requirements.iter().enumerate();
        let form = CircularForm {
            title: &said.title,
            recipients: &said.recipients,
            grounds: &said.grounds,
            went_well: borrowed(&well),
            problems: borrowed(&problems),
            requirements: asked
                .map(|(place, text)| (text.as_str(), due.as_str(), if place == 0 { whom } else { "all" }))
                .collect(),
            correction: "",
        };
        let draft = draft_circular(&self.context(&own.office), own.round, &form)?;
        send_check(&self.context(&own.office), draft, &told.answer_by.to_string())?;
        if let Some(reply) = &said.reply {
            self.check_named(own, draft, reply)?;
        }
        Ok(draft)
    }

    /// It goes out once the day of the check is over.
    pub(super) fn publish_sent(
        &mut self,
        own: &OwnRound,
        told: &RatingTale,
        draft: CircularDraftId,
    ) -> Result<CircularId> {
        self.on(told.published);
        publish_circular(&self.context(&own.office), draft)
    }

    /// Codes of the best and the worst of those that held a session: of six units two and one.
    fn best_and_worst_of(&self, own: &OwnRound) -> Result<(String, String)> {
        let mut ratings = self.ratings(own.round)?;
        ratings.retain(|rating| own.units.iter().any(|unit| unit.code == rating.code));
        ratings.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.code.cmp(&b.code)));
        let codes: Vec<&str> = ratings.iter().map(|rating| rating.code.as_str()).collect();
        let (best, worst) = ((codes.len() / 3).clamp(1, 3), (codes.len() / 5).clamp(1, 2));
        let last = codes.iter().rev().take(worst).copied().collect::<Vec<_>>();
        Ok((codes.into_iter().take(best).collect::<Vec<_>>().join(" "), last.join(" ")))
    }

    /// Whoever is named accepts, but the first criticised: what it says stands beside its passage.
    fn check_named(&mut self, own: &OwnRound, draft: CircularDraftId, reply: &str) -> Result<()> {
        let mut replied = false;
        for passage in show_draft(&self.context(&own.office), draft)?.passages {
            let replies = passage.polarity == Polarity::Criticism && !replied;
            let (step, said) = if replies { ("reply", reply) } else { ("accept", "") };
            let officer = self.officer_of(&passage.code)?;
            check_passage(&self.context(&officer), passage.id, step, said, replies)?;
            self.tick();
            if replies {
                replied = true;
                let noted = AnswerForm { step: "note", ..AnswerForm::default() };
                decide_passage(&self.context(&own.office), draft, passage.id, noted)?;
                self.tick();
            }
        }
        Ok(())
    }

    /// Most recipients confirm that they have read it.
    pub(super) fn read_circular(&mut self, own: &OwnRound, circular: CircularId) -> Result<()> {
        for unit in &own.units {
            if !self.chance.one_in(1, 6) {
                acknowledge_circular(&self.context(&unit.officer), circular, &unit.code)?;
                self.tick();
            }
        }
        Ok(())
    }
}
