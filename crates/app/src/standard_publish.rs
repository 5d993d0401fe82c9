//! Publish a version of a standard: sound, and at least as strict as the superior's.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    event::{Subject, sha256_hex},
    id::StandardId,
    message::Message,
    permit::PublishStandard,
    standard::{Standard, laxities},
};
use serde_json::json;

/// Publishes the next version of the organiser's standard.
pub fn publish_standard(context: &Context<'_>, organiser: &str, standard: &Standard) -> Result<StandardId> {
    if let Err(faults) = standard.check() {
        let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
        return Err(Message::new("error-standard-unsound").with("faults", said.join("; ")).into());
    }
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<PublishStandard>(context, &mut work.reader(), organiser)?;
    let programme = work.reader().programme(&permit)?.ok_or(AppError::refused("error-no-programme"))?;
    if let Some(superior) = work.reader().standard_above(permit.span())? {
        let laxer: Vec<_> =
            laxities(standard, &superior.standard).iter().map(|lax| lax.about().to_owned()).collect();
        if !laxer.is_empty() {
            return Err(Message::new("error-standard-laxer").with("items", laxer.join(", ")).into());
        }
    }
    let (id, version) = work.standard_insert(&permit, programme.id, standard)?;
    let body = serde_json::to_vec(standard).unwrap_or_default();
    let detail = json!({ "version": version, "sha256": sha256_hex(&body) });
    work.commit(&permit.event(Subject::new("standard", id.0), detail))?;
    Ok(id)
}
