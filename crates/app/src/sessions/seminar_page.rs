//! Show one session: what was said, what was promised and how far it has come, what was suggested elsewhere.

use crate::{
    AppError, Context, Result, permit_at,
    sessions::cases_show::{CaseShown, shown, sight},
};
use earnest_model::{
    id::SeminarId,
    ledger::findings::origin::OriginKind,
    permit::{MarkExemplar, ReadAssessments, ReadLedger, ReadProgramme, ReportProblems},
    programmes::round::Round,
    sessions::seminar::Speech,
};
pub use earnest_store::{Answering, SeminarHeld, Suggestion};

/// A session with all that concerns it.
#[derive(Debug, Clone)]
pub struct SeminarView {
    /// The session.
    pub held: SeminarHeld,
    /// Its round, if it belongs to one.
    pub round: Option<Round>,
    /// Problems opened from its speeches: place of the speech, and how far the problem has come.
    pub commitments: Vec<(i32, Answering)>,
    /// What speakers suggested to units beneath.
    pub suggestions: Vec<Suggestion>,
    /// Cases of the library that it used.
    pub cases: Vec<CaseShown>,
    /// Why it is held up as an example.
    pub exemplar: Option<String>,
    /// Whether the actor may open problems from its speeches.
    pub may_open: bool,
    /// Whether the actor may hold it up as an example.
    pub may_mark: bool,
}

/// Shows it.
pub fn show_seminar(context: &Context<'_>, id: SeminarId) -> Result<SeminarView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_seminar(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, target)?;
    let held = reader.seminar(&permit, id)?;
    let ledger = permit_at::<ReadLedger>(context, target)?;
    let answering = reader.answering(&ledger, OriginKind::Speech, &[id.0])?;
    let sight = sight(context, &mut reader)?;
    let round = held.round.map(|round| reader.locate_round(round)).transpose()?.flatten();
    let organiser = round.as_ref().map(|(_, organiser)| *organiser);
    let may_mark = organiser.is_some_and(|organiser| {
        // The office of the organiser, and of no unit in between.
        permit_at::<MarkExemplar>(context, target).is_ok()
            && context
                .actor
                .holdings(context.today)
                .any(|held| held.role == earnest_model::actor::Role::Office && held.unit == organiser.unit)
    });
    Ok(SeminarView {
        cases: reader.cases_of_session(&permit, id)?.iter().map(|it| shown(it, &sight, 0)).collect(),
        exemplar: reader.exemplar_reason(&permit, id)?,
        suggestions: reader.suggestions_of(&permit, id)?,
        commitments: answering.into_iter().map(|(_, place, problem)| (place, problem)).collect(),
        may_open: permit_at::<ReportProblems>(context, target).is_ok(),
        may_mark,
        round: round.map(|(round, _)| round),
        held,
    })
}

/// A speech of a session of the actor's own unit, for a form that takes it up.
#[derive(Debug, Clone)]
pub struct SpeechTaken {
    /// The session.
    pub held: SeminarHeld,
    /// The speech.
    pub speech: Speech,
    /// Units directly beneath, to which a lesson can be suggested: code and name.
    pub beneath: Vec<(String, String)>,
}

/// Gives it.
pub fn take_speech(context: &Context<'_>, id: SeminarId, place: i32) -> Result<SpeechTaken> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_seminar(id)?.ok_or(AppError::NotFound)?;
    permit_at::<ReportProblems>(context, target)?;
    let held = reader.seminar(&permit_at::<ReadAssessments>(context, target)?, id)?;
    let index = usize::try_from(place).map_err(|_| AppError::NotFound)?;
    let speech = held.session.body.speeches.get(index).cloned().ok_or(AppError::NotFound)?;
    let children = reader.children(&permit_at::<ReadProgramme>(context, target)?, -1, 1_000)?;
    let beneath = children.into_iter().map(|child| (child.unit.code, child.unit.name)).collect();
    Ok(SpeechTaken { held, speech, beneath })
}
