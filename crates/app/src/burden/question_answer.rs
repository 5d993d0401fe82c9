//! Answer a question once; show it with its answers to everyone whom it concerns.

use crate::{AppError, Context, Result, home::permit_or_home, permit, permit_at, permit_on};
use earnest_model::{
    burden::{acts::BurdenAct, question::parse_answers},
    id::QuestionId,
    permit::{AnswerQuestion, ReadFigures},
};
use earnest_store::{QuestionAnswer, QuestionStored};

/// A question with the answers that the actor may see.
#[derive(Debug, Clone)]
pub struct QuestionView {
    /// The question.
    pub question: QuestionStored,
    /// Units within the actor's scope that were asked.
    pub answers: Vec<QuestionAnswer>,
    /// Code and name of the actor's unit that owes an answer.
    pub owes: Option<(String, String)>,
}

/// Shows a question; to a unit that was asked with its own answer alone.
pub fn show_question(context: &Context<'_>, id: QuestionId) -> Result<QuestionView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    if let Ok(permit) = permit_on::<ReadFigures, _>(context, &mut reader, id) {
        let permit = permit.of_unit();
        let question = reader.question(&permit, id)?;
        return Ok(QuestionView { answers: reader.question_answers(&permit, id)?, question, owes: None });
    }
    for target in context.places::<ReadFigures>() {
        let permit = permit_at::<ReadFigures>(context, target)?;
        let Ok(question) = reader.question(&permit, id) else { continue };
        let answers = reader.question_answers(&permit, id)?;
        let words = reader.unit_words(&permit)?;
        let waits = answers.iter().any(|answer| answer.code == words.0 && answer.answers.is_none());
        let owes = (waits && permit_at::<AnswerQuestion>(context, target).is_ok()).then_some(words);
        return Ok(QuestionView { question, answers, owes });
    }
    Err(AppError::NotFound)
}

/// Questions that concern a unit's subtree, or the actor's home, the newest first.
pub fn list_questions(context: &Context<'_>, unit: Option<&str>) -> Result<Vec<QuestionStored>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    Ok(reader.questions(&permit, 200)?)
}

/// Answers it for one's own unit, once.
pub fn answer_question(context: &Context<'_>, id: QuestionId, unit: &str, answers: &[&str]) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<AnswerQuestion>(context, &mut work.reader(), unit)?;
    let question = work.reader().question(&permit, id)?;
    let answers = parse_answers(answers, question.fields.len()).map_err(AppError::Form)?;
    work.question_answer(&permit, id, &answers)?;
    Ok(work.commit(&permit.act_on(id, BurdenAct::QuestionAnswered { title: question.title }))?)
}
