//! Publish a version of a standard: sound, at least as strict as those of all tiers above, and agreed to by every body
//! that takes part in the programme.

use crate::{AppError, Context, Result, permit, programmes::standard_agree::next_version};
use earnest_model::{
    event::Subject,
    hash::sha256_hex,
    id::StandardId,
    message::Message,
    permit::{Permit, PublishStandard},
    programmes::{
        bodies::{draft_hash, may_publish},
        standard::{Standard, laxities},
    },
};
use earnest_store::Work;
use serde_json::json;

/// Publishes the next version of the organiser's standard.
pub fn publish_standard(context: &Context<'_>, organiser: &str, standard: &Standard) -> Result<StandardId> {
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<PublishStandard>(context, &mut work.reader(), organiser)?;
    publish(work, &permit, standard)
}

/// Publishes it in a unit of work, and ends the work.
pub(crate) fn publish(
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
    let mut bodies = work.reader().bodies(permit, programme.id)?;
    bodies.retain(|body| body.taking.in_force(permit.on()));
    let said = work.reader().standard_answers(permit, programme.id, &hash)?;
    may_publish(&bodies, &said, &hash)?;
    let (id, version) = work.standard_insert(permit, programme.id, standard)?;
    work.signatories_insert(permit, id, &bodies, (&said, &hash))?;
    work.standard_draft_delete(permit)?;
    let body = serde_json::to_vec(standard).unwrap_or_default();
    let signed: Vec<_> = bodies.iter().map(|body| body.code.as_str()).collect();
    let detail = json!({ "version": version, "sha256": sha256_hex(&body), "signed-with": signed });
    work.commit(&permit.event(Subject::new("standard", id.0), detail))?;
    Ok(id)
}
