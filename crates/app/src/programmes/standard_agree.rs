//! Put a draft of the standard before the bodies of the programme; agree to exactly this draft as one of them, or refuse
//! it with the reason. A change of the draft voids what was said to it.

use super::standard_of::{StandardOf, drafted};
use crate::{AppError, Context, Result, permit, permit_at, permit_on};
use earnest_model::{
    event::Subject,
    id::ProgrammeId,
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
use earnest_store::{NewAnswer, OpensAnswers, Programme, Reader};

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
    let reading = permit_on::<ReadProgramme, _>(context, reader, programme)?;
    // What a unit drafts before it has a programme of its own is no business of its superior's bodies.
    if reading.unit() != permit.unit() {
        return Ok(Vec::new());
    }
    let said = reader.standard_answers(permit, programme, hash)?;
    let bodies = reader.bodies(&reading)?.into_iter();
    let taking = bodies.filter(|body| body.taking.in_force(context.today));
    Ok(taking.map(|body| BodyStands { said: said_to(&said, body.id, hash).cloned(), body }).collect())
}

/// Puts the draft of an organiser before its bodies, as it was kept.
pub fn ask_bodies<'a>(context: &Context<'_>, of: impl Into<StandardOf<'a>>, revision: &str) -> Result<()> {
    let mut work = context.begin()?;
    let of = of.into();
    let permit = permit::<DraftStandard>(context, &mut work.reader(), of.unit)?;
    let programme = drafted(&mut work.reader(), &permit, of.programme)?;
    let draft = work.reader().standard_draft(&permit, programme.id)?.ok_or(AppError::NotFound)?;
    if revision != draft.revision.to_string() {
        return Err(AppError::field("revision", Message::new("error-standard-changed")));
    }
    let next = work.reader().standard_next(permit.unit(), programme.id)?;
    let hash = draft_hash(&draft.form.parse().map_err(AppError::Form)?, next);
    let bodies = stands(context, &mut work.reader(), &permit, draft.programme, &hash)?;
    if bodies.is_empty() {
        return Err(AppError::refused("error-body-none"));
    }
    work.standard_draft_ask(&permit, programme.id, &hash)?;
    let asked = bodies.into_iter().map(|stands| stands.body.code).collect();
    let act = ProgrammesAct::BodiesAsked { revision: draft.revision, sha256: hash, asked };
    Ok(work.commit(&permit.act_on(Subject::many(RecordKind::Standard), act))?)
}

/// What a body is asked to agree to.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Who organises the programme.
    pub organiser: Unit,
    /// The programme.
    pub programme: Programme,
    /// The draft with its hash; none while none is before the bodies.
    pub draft: Option<(Standard, String)>,
    /// The bodies and what they said.
    pub bodies: Vec<BodyStands>,
    /// The body for which the actor answers.
    pub own: BodyStands,
}

/// Opens it for the unit with this code that organises the programme.
pub fn open_agreement<'a>(context: &Context<'_>, of: impl Into<StandardOf<'a>>) -> Result<Agreement> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let of = of.into();
    let permit = permit::<AgreeStandard>(context, &mut reader, of.unit)?;
    agreement(context, &mut reader, &permit, of.programme)
}

/// What is asked of the actor for the programme that is named. If none is, for the first whose draft is before a body for which the
/// actor answers and has not answered yet; otherwise for one of which they answer for a body at all.
fn agreement(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<AgreeStandard>,
    named: Option<ProgrammeId>,
) -> Result<Agreement> {
    let own = reader.programmes_own(permit)?;
    let wanted = match named {
        Some(id) => own.into_iter().filter(|one| *one == id).collect(),
        None => {
            let mut asked = reader.programmes_asked(permit)?;
            asked.retain(|id| own.contains(id));
            asked.extend(own);
            asked
        }
    };
    let mut first = None;
    for id in wanted {
        match agreement_for(context, reader, permit, id) {
            Ok(found) if found.draft.is_some() && found.own.said.is_none() => return Ok(found),
            Ok(found) => first = first.or(Some(found)),
            Err(AppError::NotFound) => {}
            Err(fault) => return Err(fault),
        }
    }
    first.ok_or(AppError::NotFound)
}

fn agreement_for(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<AgreeStandard>,
    programme: ProgrammeId,
) -> Result<Agreement> {
    let draft = reader.standard_draft_asked(permit, programme)?;
    let next = reader.standard_next(permit.unit(), programme)?;
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
    let reading = permit_on::<ReadProgramme, _>(context, reader, programme)?;
    let programme = reader.programme_of(&reading)?;
    Ok(Agreement { organiser, programme, draft, bodies, own })
}

/// An answer as a form sends it.
#[derive(Debug, Clone, Copy)]
pub struct AnswerForm<'a> {
    /// Whose draft, and for which programme.
    pub of: StandardOf<'a>,
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
    let permit = permit::<AgreeStandard>(context, &mut work.reader(), form.of.unit)?;
    let found = agreement(context, &mut work.reader(), &permit, form.of.programme)?;
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
