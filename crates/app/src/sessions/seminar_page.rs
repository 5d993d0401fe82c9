//! Show one session: what was said, what was promised and how far it has come, what was suggested elsewhere.

use crate::{
    AppError, Context, Result, permit_at, permit_of,
    sessions::{
        cases_show::{CaseShown, shown, sight},
        criteria::{Criteria, criteria_of},
        exemplar_mark,
        speech_problem::speech_to_take_up,
    },
};
use earnest_model::{
    fraction::Fraction,
    id::SeminarId,
    ledger::findings::origin::OriginKind,
    permit::{ReadAssessments, ReadLedger, ReadProgramme, RecordSeminar, ReportProblems},
    programmes::round::Round,
    sessions::seminar::Speech,
};
pub use earnest_store::{Answering, Resolution, SeminarHeld, Suggestion};

/// A session with all that concerns it.
#[derive(Debug, Clone)]
pub struct SeminarView {
    /// The session.
    pub held: SeminarHeld,
    /// Its round, if it belongs to one.
    pub round: Option<Round>,
    /// The share of those expected that the standard of its round asks for, if fewer came.
    pub short_of: Option<Fraction>,
    /// Problems opened from its speeches: place of the speech, and how far the problem has come.
    pub commitments: Vec<(i32, Answering)>,
    /// What speakers suggested to units beneath.
    pub suggestions: Vec<Suggestion>,
    /// What it resolved, the oldest first.
    pub resolutions: Vec<Resolution>,
    /// Cases of the library that it used.
    pub cases: Vec<CaseShown>,
    /// What its record said before it was corrected, the oldest first.
    pub states: Vec<SeminarHeld>,
    /// Whether the actor may correct the record or take it back.
    pub may_change: bool,
    /// What the standard of its round asks of a speech, if it asks anything speaker by speaker.
    pub criteria: Option<Criteria>,
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
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<ReadAssessments, _>(context, at)?;
    let held = reader.seminar(&permit)?;
    let ledger = permit_at::<ReadLedger>(context, at.target())?;
    let answering = reader.answering(&ledger, OriginKind::Speech, &[id.0])?;
    let sight = sight(context, &mut reader)?;
    let round = held.round.map(|round| reader.locate_round(round)).transpose()?.flatten();
    let standard = match &round {
        Some((round, _)) => reader.standard_of_round(round)?,
        None => None,
    };
    let criteria = match &round {
        Some((round, _)) => criteria_of(&mut reader, round)?,
        None => None,
    };
    let floor = standard.map(|published| published.standard.attendance_floor);
    Ok(SeminarView {
        short_of: floor.filter(|floor| held.session.is_short_of(*floor)),
        cases: reader.cases_of_session(&permit)?.iter().map(|it| shown(it, &sight, 0)).collect(),
        criteria,
        exemplar: reader.exemplar_reason(&permit)?,
        states: reader.seminar_states(&permit)?,
        may_change: held.standing.stands() && permit_of::<RecordSeminar, _>(context, at).is_ok(),
        suggestions: reader.suggestions_of(&permit)?,
        resolutions: reader.resolutions_of(&permit)?,
        commitments: answering.into_iter().map(|(_, place, problem)| (place, problem)).collect(),
        may_open: held.standing.stands() && permit_at::<ReportProblems>(context, at.target()).is_ok(),
        may_mark: held.standing.stands() && exemplar_mark::may_mark(context, &mut reader, at).is_ok(),
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
    /// Whether a problem was opened of it already.
    pub taken_up: bool,
}

/// Gives it.
pub fn take_speech(context: &Context<'_>, id: SeminarId, place: i32) -> Result<SpeechTaken> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (permit, held, speech) = speech_to_take_up(context, &mut reader, id, place)?;
    let children = reader.children(&permit_at::<ReadProgramme>(context, permit.target())?, -1, 1_000)?;
    let beneath = children.into_iter().map(|child| (child.unit.code, child.unit.name)).collect();
    let before = reader.put_into(&permit.of_unit(), (OriginKind::Speech, id.0, place))?;
    Ok(SpeechTaken { held, speech, beneath, taken_up: !before.is_empty() })
}
