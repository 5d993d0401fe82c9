//! Resolutions of sessions: made from what was agreed, followed until they are done or given up.

use crate::{
    AppError, Context, Result, home::home, permit_at, permit_of, permit_on, sessions::seminar_record::roll_of,
};
use earnest_model::{
    id::{ResolutionId, SeminarId},
    permit::{ReadAssessments, RecordSeminar},
    sessions::{
        acts::SessionsAct,
        resolution::{ResolutionForm, ResolutionState, parse_resolution},
        roll::Roll,
    },
    text::Prose,
    twice::{once, same_words},
};
pub use earnest_store::{Resolution, SeminarHeld};

/// What a form for a resolution is made of.
#[derive(Debug, Clone)]
pub struct BlankResolution {
    /// The session.
    pub held: SeminarHeld,
    /// The posts that can own it.
    pub roll: Roll,
}

/// Gives it, for whoever records the sessions of its unit.
pub fn blank_resolution(context: &Context<'_>, id: SeminarId) -> Result<BlankResolution> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<RecordSeminar, _>(context, &mut reader, id)?;
    let held = reader.seminar(&permit)?;
    if !held.standing.stands() {
        return Err(AppError::refused("error-session-gone"));
    }
    Ok(BlankResolution { roll: roll_of(context, &mut reader, permit.target())?, held })
}

/// Writes what a session resolved. In the same words it resolves it once, unless whoever writes it says that another one is
/// meant: a fault at `again`. What was given up may be resolved anew.
pub fn make_resolution(
    context: &Context<'_>,
    id: SeminarId,
    form: &ResolutionForm<'_>,
) -> Result<ResolutionId> {
    let mut work = context.begin()?;
    let permit = permit_on::<RecordSeminar, _>(context, &mut work.reader(), id)?;
    let held = work.reader().seminar(&permit)?;
    if !held.standing.stands() {
        return Err(AppError::refused("error-session-gone"));
    }
    let roll = roll_of(context, &mut work.reader(), permit.target())?;
    let new = parse_resolution(form, &roll, (held.session.held_on, context.today)).map_err(AppError::Form)?;
    let reading = permit_on::<ReadAssessments, _>(context, &mut work.reader(), id)?;
    let there = work.reader().resolutions_of(&reading)?;
    let same = there.iter().filter(|one| one.state != ResolutionState::Dropped);
    let same = same.filter(|one| same_words(&one.body, new.body.as_str()));
    let before: Vec<_> = same.map(|one| format!("{} ({})", one.owner, one.due_on)).collect();
    once("error-resolution-twice", &before, form.another)
        .map_err(|message| AppError::field("again", message))?;
    let resolution = work.resolution_insert(&permit, &new)?;
    let told = SessionsAct::ResolutionMade { owner: new.owner.title, due_on: new.due_on, body: new.body };
    work.commit(&permit.of_unit().act_on(resolution, told))?;
    Ok(resolution)
}

/// A resolution, and whether the actor may end it.
#[derive(Debug, Clone)]
pub struct ResolutionView {
    /// The resolution.
    pub resolution: Resolution,
    /// Whether the actor says what became of it.
    pub may_end: bool,
}

/// Shows one.
pub fn show_resolution(context: &Context<'_>, id: ResolutionId) -> Result<ResolutionView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let resolution = reader.resolution(&permit_of::<ReadAssessments, _>(context, at)?)?;
    let may_end = resolution.state.is_open() && permit_of::<RecordSeminar, _>(context, at).is_ok();
    Ok(ResolutionView { resolution, may_end })
}

/// Resolutions of a scope.
#[derive(Debug, Clone)]
pub struct ResolutionList {
    /// The newest first.
    pub resolutions: Vec<Resolution>,
    /// Where the next page begins.
    pub next: Option<ResolutionId>,
}

/// Lists those of the actor's scope; `open`: only those that are to be done.
pub fn list_resolutions(
    context: &Context<'_>,
    (open, before): (bool, Option<ResolutionId>),
    limit: i64,
) -> Result<ResolutionList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessments>(context, own)?;
    let mut resolutions = reader.resolutions(&permit, (open, before), limit + 1)?;
    let more = resolutions.len() as i64 > limit;
    resolutions.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(ResolutionList { next: resolutions.last().filter(|_| more).map(|last| last.id), resolutions })
}

/// Says what became of a resolution: done, with what was done; or given up, with the reason.
pub fn end_resolution(
    context: &Context<'_>,
    id: ResolutionId,
    (end, outcome): (ResolutionState, &str),
) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<RecordSeminar, _>(context, &mut work.reader(), id)?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?;
    let resolution = work.reader().resolution(&permit_of::<ReadAssessments, _>(context, at)?)?;
    let state = resolution.state.ended(end)?;
    let outcome = Prose::parse_reason(outcome).map_err(|message| AppError::field("outcome", message))?;
    work.resolution_end(&permit, state, &outcome)?;
    let from = resolution.state.key();
    let told = match state {
        ResolutionState::Dropped => SessionsAct::ResolutionDropped { from, to: state.key(), outcome },
        ResolutionState::Done | ResolutionState::Open => {
            SessionsAct::ResolutionDone { from, to: state.key(), outcome }
        }
    };
    Ok(work.commit(&permit.act(told))?)
}
