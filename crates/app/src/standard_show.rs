//! Show a published version of a standard: anyone may read it.

use crate::{Context, Result, permit_at};
use earnest_model::{id::StandardId, permit::ReadPublished};
use earnest_store::PublishedStandard;

/// A standard with the name of its organiser.
#[derive(Debug, Clone)]
pub struct StandardView {
    /// The version.
    pub published: PublishedStandard,
    /// Code of the organiser.
    pub code: String,
    /// Name of the organiser.
    pub organiser: String,
}

/// Shows it.
pub fn show_standard(context: &Context<'_>, id: StandardId) -> Result<StandardView> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let published = reader.standard(id)?;
    let target = reader.locate_id(published.organiser)?.ok_or(crate::AppError::NotFound)?;
    let (code, organiser) = reader.unit_words(&permit_at::<ReadPublished>(context, target)?)?;
    Ok(StandardView { published, code, organiser })
}
