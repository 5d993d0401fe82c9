//! Show a leader by post: the units in the leader's charge and how each stands, beside the leader's own example.

use crate::{AppError, Context, Result, duties::laying::laying_permit, permit_at};
use earnest_model::{
    Date,
    id::{PostId, SeminarId, UnitId},
    ledger::findings::origin::OriginKind,
    permit::{
        Permit, ReadAssessments, ReadDuties, ReadFigures, ReadLedger, ReadProgramme, ReadTasks, ReadVisits,
    },
    sessions::{
        lead_by_example::{Example, Whose, example_of},
        seminar::Session,
    },
    tasks::task::Task,
    units::unit::Unit,
};
use earnest_store::{
    Answering, Charge, Duty, LedgerFilter, LedgerLine, PlannedVisit, Post, Reader, UnitStand,
};
use std::collections::HashMap;

/// A leader's page.
#[derive(Debug, Clone)]
pub struct LeaderView {
    /// The unit of the post.
    pub unit: Unit,
    /// The post.
    pub post: Post,
    /// Units in its charge, past ones included.
    pub charges: Vec<Charge>,
    /// How each stands.
    pub stands: HashMap<UnitId, UnitStand>,
    /// The leader's own record.
    pub example: Example,
    /// The duties that the post carries, the dual one among them.
    pub duties: Vec<Duty>,
    /// What the post promised in sessions of the own unit and the ledger follows, the newest session first.
    pub commitments: Vec<Commitment>,
    /// Problems of the portfolio of the post, the newest first.
    pub portfolio: Vec<Answering>,
    /// Measures of the own unit that the post owns.
    pub owned: Vec<LedgerLine>,
    /// Directions and reminders that were sent in the name of the post while it was held, the newest first.
    pub directed: Vec<Task>,
    /// Visits that are planned under this leader.
    pub planned: Vec<PlannedVisit>,
    /// Whether the actor may change the contact list.
    pub may_charge: bool,
}

/// What a speaker found and promised, taken up in the ledger of the own unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The session.
    pub session: SeminarId,
    /// Its day.
    pub held_on: Date,
    /// The problem, and how many of its measures are closed.
    pub problem: Answering,
}

/// The most directions of a post that are shown.
const DIRECTIONS: i64 = 200;

/// The most measures of a post that are shown.
const MEASURES: i64 = 200;

/// The most sessions that a record is read from.
const SESSIONS: i64 = 200;

/// Shows it.
pub fn show_leader(context: &Context<'_>, id: PostId) -> Result<LeaderView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.at(id)?.ok_or(AppError::NotFound)?.target();
    let duties = permit_at::<ReadDuties>(context, target)?;
    let figures = permit_at::<ReadFigures>(context, target)?;
    let post = reader.posts(&duties)?.into_iter().find(|post| post.id == id).ok_or(AppError::NotFound)?;
    let charges = reader.charges(&duties, Some(id))?;
    let units: Vec<UnitId> = charges.iter().map(|charge| charge.unit).collect();
    let sessions = reader.sessions_of_unit(&permit_at::<ReadAssessments>(context, target)?, SESSIONS)?;
    let held: Vec<_> = sessions.iter().map(|(_, session)| session).collect();
    let roll = reader.roll(&duties)?;
    let whose = roll.with(id).map_or_else(|| Whose::titled(&post.title), Whose::of);
    let mut planned = reader.visits_planned(&permit_at::<ReadVisits>(context, target)?, 300)?;
    planned.retain(|visit| visit.organiser == target.unit && visit.leader == post.title);
    let ledger = permit_at::<ReadLedger>(context, target)?;
    let commitments = commitments(&mut reader, &ledger, &post, &sessions)?;
    let own = LedgerFilter {
        owner: Some(post.title.clone()),
        own: true,
        limit: MEASURES,
        ..LedgerFilter::default()
    };
    let mut owned = reader.ledger(&ledger, &own)?;
    // A title goes on to whoever comes after: what is open is of the post that is held today, what was closed of the one that was
    // held then.
    owned.retain(|line| {
        let day = line.measure.closed_on.unwrap_or(context.today);
        line.measure.owner == post.title && post.holds(day)
    });
    let portfolio = reader.problems_of_portfolio(&ledger, &post.title, MEASURES)?;
    let directed = match permit_at::<ReadTasks>(context, target) {
        Ok(permit) => reader.tasks_of_leader(&permit, (&post.title, post.days()), DIRECTIONS)?,
        // The command line reads no directions.
        Err(_) => Vec::new(),
    };
    let mut carried = reader.duties(&duties, true)?;
    carried.retain(|duty| duty.carrier == Some(id));
    Ok(LeaderView {
        duties: carried,
        commitments,
        directed,
        portfolio,
        owned,
        unit: reader.unit(&permit_at::<ReadProgramme>(context, target)?)?,
        stands: reader.stands(&figures, &units)?,
        example: example_of(&whose, &held),
        post,
        charges,
        planned,
        may_charge: laying_permit(context, target).is_ok(),
    })
}

/// What a post promised in sessions of its unit and the ledger follows.
pub(crate) fn commitments_of(
    reader: &mut Reader<'_>,
    (ledger, sessions): (&Permit<ReadLedger>, &Permit<ReadAssessments>),
    post: &Post,
) -> Result<Vec<Commitment>> {
    let held = reader.sessions_of_unit(sessions, SESSIONS)?;
    commitments(reader, ledger, post, &held)
}

/// The problems that were opened from speeches of a post in some sessions, while it was held.
fn commitments(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadLedger>,
    post: &Post,
    sessions: &[(SeminarId, Session)],
) -> Result<Vec<Commitment>> {
    // Speeches of records from before posts were chosen are told by their title.
    let spoke = |session: &Session, place: i32| {
        let place = usize::try_from(place).ok();
        let speech = place.and_then(|place| session.body.speeches.get(place));
        speech.is_some_and(|speech| match speech.holder {
            Some(holder) => holder == post.id,
            None => speech.post.as_str() == post.title,
        })
    };
    let ids: Vec<i64> = sessions.iter().map(|(id, _)| id.0).collect();
    let taken_up = reader.answering(permit, OriginKind::Speech, &ids)?;
    let mut found = Vec::new();
    for (id, session) in sessions.iter().filter(|(_, session)| post.holds(session.held_on)) {
        let own = taken_up.iter().filter(|(of, place, _)| *of == id.0 && spoke(session, *place));
        found.extend(own.map(|(_, _, problem)| Commitment {
            session: *id,
            held_on: session.held_on,
            problem: problem.clone(),
        }));
    }
    Ok(found)
}
