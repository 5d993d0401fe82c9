//! Publish a version of a standard: sound, at least as strict as those of all tiers above, and agreed to by every body
//! that takes part in the programme.

use crate::{AppError, Context, Result, permit, permit_on, programmes::standard_agree::next_version};
use earnest_model::{
    hash::sha256_hex,
    id::StandardId,
    message::Message,
    permit::{Permit, PublishStandard, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        bodies::{draft_hash, may_publish, said_to},
        standard::{Standard, laxities},
    },
};
use earnest_store::{NewStandard, Work};

/// Publishes the next version of the organiser's standard.
pub fn publish_standard(context: &Context<'_>, organiser: &str, standard: &Standard) -> Result<StandardId> {
    let mut work = context.begin()?;
    let permit = permit::<PublishStandard>(context, &mut work.reader(), organiser)?;
    publish(context, work, &permit, standard)
}

/// Publishes it in a unit of work, and ends the work.
pub(crate) fn publish(
    context: &Context<'_>,
    mut work: Work<'_>,
    permit: &Permit<PublishStandard>,
    standard: &Standard,
) -> Result<StandardId> {
    if let Err(faults) = standard.check() {
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        return Err(Message::new("error-standard-unsound").with("faults", said.join("; ")).into());
    }
    let programme = work.reader().programme(permit)?.ok_or(AppError::refused("error-no-programme"))?;
    for superior in work.reader().standards_above(permit)? {
        let laxer: Vec<_> =
            laxities(standard, &superior.standard).iter().map(|lax| lax.about().to_owned()).collect();
        if !laxer.is_empty() {
            return Err(Message::new("error-standard-laxer").with("items", laxer.join(", ")).into());
        }
    }
    let next = next_version(&mut work.reader(), permit.unit())?;
    let hash = draft_hash(standard, next);
    let reading = permit_on::<ReadProgramme, _>(context, &mut work.reader(), programme.id)?;
    let mut bodies = work.reader().bodies(&reading)?;
    bodies.retain(|body| body.taking.in_force(permit.on()));
    let said = work.reader().standard_answers(permit, programme.id, &hash)?;
    may_publish(&bodies, &said, &hash)?;
    let codes = bodies.iter().map(|body| body.code.clone()).collect();
    let signed: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            let on = said_to(&said, body.id, &hash).map_or(permit.on(), |said| said.on);
            (body, on)
        })
        .collect();
    let new = NewStandard { programme: programme.id, body: standard, signed: &signed };
    let (id, version) = work.standard_insert(permit, &new)?;
    work.standard_draft_delete(permit)?;
    let sha256 = sha256_hex(&serde_json::to_vec(standard).unwrap_or_default());
    let act = ProgrammesAct::StandardPublished { version, sha256, signed_with: codes };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}
