//! Sessions that were held, and what a form for one needs.

pub use crate::sessions::criteria::Criteria;
use crate::{
    AppError, Context, Result,
    home::home,
    nearest::{OfList, listed_with_none},
    permit_at,
    rounds_of_units::rounds_of_units,
    sessions::{
        cases_show::{CaseShown, readable_cases},
        criteria::criteria_of,
        seminar_record::roll_of,
    },
};
use earnest_model::{
    id::{RoundId, SeminarId},
    permit::{ReadAssessments, ReadProgramme, RecordSeminar, Target},
    sessions::roll::Roll,
};
use earnest_store::{Listed, Reader, RoundOf};
pub use earnest_store::{RecordState, SeminarHeld};

/// The list of sessions.
#[derive(Debug, Clone)]
pub struct SeminarList {
    /// Sessions of the actor's scope, newest first.
    pub seminars: Vec<SeminarHeld>,
    /// Where the next page begins.
    pub next: Option<SeminarId>,
}

/// Lists them.
pub fn list_seminars(
    context: &Context<'_>,
    asked: impl Into<OfList<SeminarId>>,
    limit: i64,
) -> Result<SeminarList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let of = listed_with_none(context, &mut reader, (asked.of(), Listed::InUse))?;
    let mut seminars = reader.seminars(&permit, of, asked.before, limit + 1)?;
    let more = seminars.len() as i64 > limit;
    seminars.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(SeminarList { next: seminars.last().filter(|_| more).map(|last| last.id), seminars })
}

/// What the form for a session is made of: the actor's units and the rounds that take sessions now.
#[derive(Debug, Clone)]
pub struct BlankSeminar {
    /// Code and name of the units for which the actor records sessions.
    pub units: Vec<(String, String)>,
    /// The posts of their rolls.
    pub roll: Roll,
    /// Rounds that take sessions: those that a unit owes first.
    pub rounds: Vec<RoundOf>,
    /// What the standard in force for each of them asks of a speech, where it asks anything speaker by speaker.
    pub criteria: Vec<(RoundId, Criteria)>,
    /// Cases of the library that the actor may read.
    pub cases: Vec<CaseShown>,
}

/// Gives it.
pub fn blank_seminar(context: &Context<'_>) -> Result<BlankSeminar> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let blank = blank_for(context, &mut reader, context.places::<RecordSeminar>())?;
    if blank.units.is_empty() { Err(AppError::NotFound) } else { Ok(blank) }
}

/// What the form is made of for some units.
pub(crate) fn blank_for(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    units: impl IntoIterator<Item = Target>,
) -> Result<BlankSeminar> {
    let mut blank = BlankSeminar {
        units: Vec::new(),
        roll: Roll::default(),
        rounds: Vec::new(),
        criteria: Vec::new(),
        cases: readable_cases(context, reader)?,
    };
    let units: Vec<Target> = units.into_iter().collect();
    blank.rounds = rounds_of_units(context, reader, units.iter().copied())?;
    // A seminar is refused where lectures are still taken.
    blank.rounds.retain(|found| found.round.takes_session(true, context.today).is_ok());
    for target in units {
        let permit = permit_at::<ReadProgramme>(context, target)?;
        blank.units.push(reader.unit_words(&permit)?);
        blank.roll.0.extend(roll_of(context, reader, target)?.0);
    }
    for RoundOf { round, .. } in &blank.rounds {
        blank.criteria.extend(criteria_of(reader, round)?.map(|criteria| (round.id, criteria)));
    }
    Ok(blank)
}
