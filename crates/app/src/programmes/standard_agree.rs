//! Put a draft of the standard before the bodies of the programme; agree to exactly this draft as one of them, or refuse
//! it with the reason. A change of the draft voids what was said to it.

use crate::{AppError, Context, Result, permit, permit_at, permit_on};
use earnest_model::{
    event::Subject,
    id::{ProgrammeId, UnitId},
    message::Message,
    permit::{AgreeStandard, DraftStandard, Permit, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        bodies::{NamedBody, Said, draft_hash, parse_answer, said_to},
        standard::Standard,
    },
    record::RecordKind,
    units::unit::Unit,
};
use earnest_store::{NewAnswer, OpensAnswers, Reader};

/// A body, and what it said to the draft as it stands.
#[derive(Debug, Clone)]
pub struct BodyStands {
    /// The body.
    pub body: NamedBody,
    /// What it said, if it has.
    pub said: Option<Said>,
}

/// The bodies that take part in a programme today, with what they said to a draft.
pub(crate) fn stands<A: OpensAnswers>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    programme: ProgrammeId,
    hash: &str,
) -> Result<Vec<BodyStands>> {
    let said = reader.standard_answers(permit, programme, hash)?;
    let reading = permit_on::<ReadProgramme, _>(context, reader, programme)?;
    let bodies = reader.bodies(&reading)?.into_iter();
    let taking = bodies.filter(|body| body.taking.in_force(context.today));
    Ok(taking.map(|body| BodyStands { said: said_to(&said, body.id, hash).cloned(), body }).collect())
}

/// The version that an organiser's draft would be.
pub(crate) fn next_version(reader: &mut Reader<'_>, organiser: UnitId) -> Result<i32> {
    Ok(reader.standard_of(organiser)?.map_or(1, |standard| standard.version + 1))
}

/// Puts the draft of an organiser before its bodies, as it was kept.
pub fn ask_bodies(context: &Context<'_>, unit: &str, revision: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<DraftStandard>(context, &mut work.reader(), unit)?;
    let draft = work.reader().standard_draft(&permit)?.ok_or(AppError::NotFound)?;
    if revision != draft.revision.to_string() {
        return Err(AppError::field("revision", Message::new("error-standard-changed")));
    }
    let next = next_version(&mut work.reader(), permit.unit())?;
    let hash = draft_hash(&draft.form.parse().map_err(AppError::Form)?, next);
    let bodies = stands(context, &mut work.reader(), &permit, draft.programme, &hash)?;
    if bodies.is_empty() {
        return Err(AppError::refused("error-body-none"));
    }
    work.standard_draft_ask(&permit, &hash)?;
    let asked = bodies.into_iter().map(|stands| stands.body.code).collect();
    let act = ProgrammesAct::BodiesAsked { revision: draft.revision, sha256: hash, asked };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Standard), act))?)
}

/// What a body is asked to agree to.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Who organises the programme.
    pub organiser: Unit,
    /// The draft with its hash; none while none is before the bodies.
    pub draft: Option<(Standard, String)>,
    /// The bodies and what they said.
    pub bodies: Vec<BodyStands>,
    /// The body for which the actor answers.
    pub own: BodyStands,
}

/// Opens it for the unit with this code that organises the programme.
pub fn open_agreement(context: &Context<'_>, unit: &str) -> Result<Agreement> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit::<AgreeStandard>(context, &mut reader, unit)?;
    agreement(context, &mut reader, &permit)
}

fn agreement(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<AgreeStandard>,
) -> Result<Agreement> {
    let draft = reader.standard_draft_asked(permit)?;
    let programme = match &draft {
        Some(draft) => draft.programme,
        None => reader.programme_own(permit)?.ok_or(AppError::NotFound)?.id,
    };
    let next = next_version(reader, permit.unit())?;
    let draft = draft.and_then(|draft| draft.form.parse().ok()).map(|standard| {
        let hash = draft_hash(&standard, next);
        (standard, hash)
    });
    let hash = draft.as_ref().map_or("", |(_, hash)| hash.as_str());
    let bodies = stands(context, reader, permit, programme, hash)?;
    let signs = |stands: &&BodyStands| {
        let mut held = context.actor.holdings(context.today);
        held.any(|holding| permit.roles().contains(&holding.role) && holding.unit == stands.body.body.0)
    };
    let mut own = bodies.iter().filter(signs);
    // Whoever signs for several bodies signs for one after the other.
    let first = own.clone().find(|stands| stands.said.is_none()).or_else(|| own.next());
    let own = first.ok_or(AppError::NotFound)?.clone();
    let organiser = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    Ok(Agreement { organiser, draft, bodies, own })
}

/// An answer as a form sends it.
#[derive(Debug, Clone, Copy)]
pub struct AnswerForm<'a> {
    /// Code of the organiser.
    pub unit: &'a str,
    /// The hash of the draft that was read.
    pub hash: &'a str,
    /// The word of the answer.
    pub answer: &'a str,
    /// Why not.
    pub reason: &'a str,
}

/// Answers for the actor's body; faults are told at `hash`, `answer`, `reason`.
pub fn agree(context: &Context<'_>, form: &AnswerForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit::<AgreeStandard>(context, &mut work.reader(), form.unit)?;
    let found = agreement(context, &mut work.reader(), &permit)?;
    let (answer, reason) = parse_answer(form.answer, form.reason).map_err(AppError::Form)?;
    let hash = found.draft.map(|(_, hash)| hash).ok_or(AppError::refused("error-agreement-none"))?;
    if form.hash != hash {
        return Err(AppError::field("hash", Message::new("error-standard-changed")));
    }
    let own = found.own.body;
    let answering = permit_on::<AgreeStandard, _>(context, &mut work.reader(), own.id)?;
    let reason = reason.as_ref().map(|reason| reason.as_str());
    work.standard_answer_insert(&answering, &NewAnswer { sha256: &hash, answer, reason })?;
    let act = ProgrammesAct::StandardAnswered { body: own.code, answer: answer.key(), sha256: hash };
    Ok(work.commit(&answering.act(act))?)
}
