//! Publish a version of a standard: sound, at least as strict as those of all tiers above, and agreed to by every body
//! that takes part in the programme.

use super::standard_of::drafted;
use crate::{Context, Result, permit, permit_on};
use earnest_model::{
    hash::sha256_hex,
    id::{ProgrammeId, StandardId},
    message::Message,
    permit::{Permit, PublishStandard, ReadProgramme},
    programmes::{
        acts::ProgrammesAct,
        bodies::{draft_hash, may_publish, said_to},
        standard::{Standard, laxities},
    },
};
use earnest_store::{NewStandard, Work};

/// Publishes the next version of the organiser's standard for the programme in which the actor is, or the newest that runs.
pub fn publish_standard(context: &Context<'_>, organiser: &str, standard: &Standard) -> Result<StandardId> {
    let mut work = context.begin()?;
    let permit = permit::<PublishStandard>(context, &mut work.reader(), organiser)?;
    let programme = drafted(&mut work.reader(), &permit, None)?.id;
    publish(context, work, &permit, (programme, standard))
}

/// Publishes one for a programme in a unit of work, and ends the work.
pub(crate) fn publish(
    context: &Context<'_>,
    mut work: Work<'_>,
    permit: &Permit<PublishStandard>,
    (programme, standard): (ProgrammeId, &Standard),
) -> Result<StandardId> {
    if let Err(faults) = standard.check() {
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        return Err(Message::new("error-standard-unsound").with("faults", said.join("; ")).into());
    }
    for superior in work.reader().standards_above(permit, programme)? {
        let laxer: Vec<_> =
            laxities(standard, &superior.standard).iter().map(|lax| lax.about().to_owned()).collect();
        if !laxer.is_empty() {
            return Err(Message::new("error-standard-laxer").with("items", laxer.join(", ")).into());
        }
    }
    let next = work.reader().standard_next(permit.unit(), programme)?;
    let hash = draft_hash(standard, next);
    let reading = permit_on::<ReadProgramme, _>(context, &mut work.reader(), programme)?;
    let mut bodies = work.reader().bodies(&reading)?;
    // The bodies of a superior's programme have no say in what a unit beneath asks of its own.
    bodies.retain(|body| reading.unit() == permit.unit() && body.taking.in_force(permit.on()));
    let said = work.reader().standard_answers(permit, programme, &hash)?;
    may_publish(&bodies, &said, &hash)?;
    let codes = bodies.iter().map(|body| body.code.clone()).collect();
    let signed: Vec<_> = bodies
        .into_iter()
        .map(|body| {
            let on = said_to(&said, body.id, &hash).map_or(permit.on(), |said| said.on);
            (body, on)
        })
        .collect();
    let new = NewStandard { programme, body: standard, signed: &signed };
    let (id, version) = work.standard_insert(permit, &new)?;
    work.standard_draft_delete(permit, programme)?;
    let sha256 = sha256_hex(&serde_json::to_vec(standard).unwrap_or_default());
    let act = ProgrammesAct::StandardPublished { version, sha256, signed_with: codes };
    work.commit(&permit.act_on(id, act))?;
    Ok(id)
}
