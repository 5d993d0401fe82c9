//! Say what a round's topic brought one's own unit, for whoever wants to; and read what units said. No rating takes it in.

use crate::{
    AppError, Context, Result,
    home::home,
    nearest::{OfList, listed},
    permit, permit_at,
    rounds_of_units::rounds_of_units,
};
use earnest_model::{
    id::{RoundId, SelfEvaluationId},
    permit::{ReadAssessments, ReadProgramme, RecordSeminar},
    sessions::{
        acts::SessionsAct,
        self_evaluation::{SelfEvaluationForm, parse_self_evaluation},
    },
};
pub use earnest_store::SelfEvaluation;
use earnest_store::{Listed, RoundOf};

/// What the form is made of.
#[derive(Debug, Clone, Default)]
pub struct BlankSelfEvaluation {
    /// Code and name of the units for which the actor speaks.
    pub units: Vec<(String, String)>,
    /// The rounds that have begun: those that a unit owes first.
    pub rounds: Vec<RoundOf>,
}

/// Gives it, for whoever records the sessions of a unit.
pub fn blank_self_evaluation(context: &Context<'_>) -> Result<BlankSelfEvaluation> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut blank = BlankSelfEvaluation::default();
    for target in context.places::<RecordSeminar>() {
        blank.units.push(reader.unit_words(&permit_at::<ReadProgramme>(context, target)?)?);
    }
    blank.rounds = rounds_of_units(context, &mut reader, context.places::<RecordSeminar>())?;
    blank.rounds.retain(|found| found.round.state.has_begun());
    if blank.units.is_empty() { Err(AppError::NotFound) } else { Ok(blank) }
}

/// Writes what a unit says of itself after a round that has begun; what it said before stays beside it.
pub fn evaluate_self(
    context: &Context<'_>,
    (unit, round): (&str, RoundId),
    form: &SelfEvaluationForm<'_>,
) -> Result<SelfEvaluationId> {
    let mut work = context.begin()?;
    let permit = permit::<RecordSeminar>(context, &mut work.reader(), unit)?;
    let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
    if !organiser.span.covers(permit.span()) {
        return Err(AppError::NotFound);
    }
    if !round.state.has_begun() {
        return Err(AppError::refused("error-self-evaluation-round"));
    }
    let new = parse_self_evaluation(form).map_err(AppError::Form)?;
    let id = work.self_evaluation_insert(&permit, round.id, &new)?;
    let told =
        SessionsAct::TopicSelfEvaluated { round: round.number, gained: new.gained.key(), words: new.words };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// Lists what units of the actor's scope said, the newest first; and where the next page begins.
pub fn list_self_evaluations(
    context: &Context<'_>,
    asked: impl Into<OfList<SelfEvaluationId>>,
    limit: i64,
) -> Result<(Vec<SelfEvaluation>, Option<SelfEvaluationId>)> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let of = listed(context, &mut reader, (asked.of(), Listed::InUse))?;
    let mut list = reader.self_evaluations(&permit, of, asked.before, limit + 1)?;
    let more = list.len() as i64 > limit;
    list.truncate(usize::try_from(limit).unwrap_or_default());
    let next = list.last().filter(|_| more).map(|last| last.id);
    Ok((list, next))
}
