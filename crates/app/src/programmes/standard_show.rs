//! Show a published version of a standard, its versions, and what changed between two: anyone may read it.

use crate::{AppError, Context, Result, permit_at, permit_on};
use earnest_model::{
    id::StandardId,
    permit::{DraftStandard, ReadPublished},
    programmes::standard::{Change, changes},
};
use earnest_store::{PublishedStandard, Signatory};

/// A standard with the name of its organiser.
#[derive(Debug, Clone)]
pub struct StandardView {
    /// The version.
    pub published: PublishedStandard,
    /// Code of the organiser.
    pub code: String,
    /// Name of the organiser.
    pub organiser: String,
    /// The programme for which it was published.
    pub programme: String,
    /// All versions of the organiser for this programme, the newest first: key, version, day of publication.
    pub versions: Vec<(StandardId, i32, String)>,
    /// The bodies that signed it with the organiser.
    pub signed_with: Vec<Signatory>,
    /// The nearest organiser's above in force: what this one must be at least as strict as.
    pub superior: Option<PublishedStandard>,
    /// Whether the actor may draft the next version.
    pub may_draft: bool,
}

/// Shows it.
pub fn show_standard(context: &Context<'_>, id: StandardId) -> Result<StandardView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let on_standard = permit_on::<ReadPublished, _>(context, &mut reader, id)?;
    let (permit, target) = (on_standard.of_unit(), on_standard.target());
    let published = reader.standard(id)?;
    let (code, organiser) = reader.unit_words(&permit)?;
    let versions = reader.standard_versions(&permit, published.programme)?;
    let programme = reader.holder(&permit, Some(published.programme))?.programme;
    Ok(StandardView {
        programme: programme.map(|programme| programme.title).unwrap_or_default(),
        superior: reader.standards_above(&permit, published.programme)?.into_iter().next(),
        versions: versions.into_iter().map(|(id, version, day)| (StandardId(id), version, day)).collect(),
        signed_with: reader.signatories(id)?,
        may_draft: permit_at::<DraftStandard>(context, target).is_ok(),
        published,
        code,
        organiser,
    })
}

/// Two standards and what changed from the one to the other.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The later one.
    pub now: StandardView,
    /// The earlier one, or the superior's.
    pub before: StandardView,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Compares a standard with another; with the version before it if none is named.
pub fn compare_standards(
    context: &Context<'_>,
    id: StandardId,
    with: Option<StandardId>,
) -> Result<Compared> {
    let now = show_standard(context, id)?;
    let place = now.versions.iter().position(|(version, ..)| *version == id);
    let earlier = place.and_then(|place| now.versions.get(place + 1)).map(|(version, ..)| *version);
    let before = show_standard(context, with.or(earlier).ok_or(AppError::NotFound)?)?;
    let changes = changes(&before.published.standard, &now.published.standard);
    Ok(Compared { now, before, changes })
}
