//! Register a catalogue of typical manifestations. They are no problems and are never counted as such.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    event::Subject,
    ledger::acts::LedgerAct,
    message::{FieldErrors, Message},
    permit::ListManifestations,
    record::RecordKind,
    text::Line,
};

/// Registers `(aspect, text)` pairs for a unit: all or nothing.
pub fn list_manifestations(
    context: &Context<'_>,
    unit: &str,
    list: &[(&str, &str)],
    aspects: &[String],
) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit::<ListManifestations>(context, &mut work.reader(), unit)?;
    let mut errors = FieldErrors::new();
    let mut good = Vec::new();
    for (place, (aspect, text)) in list.iter().enumerate() {
        if !aspects.iter().any(|known| known == aspect) {
            errors.add(format!("{place}-aspect"), Message::new("error-aspect"));
        }
        if let Some(text) = errors.take(&format!("{place}-text"), Line::parse(text)) {
            good.push(((*aspect).to_owned(), text.to_string()));
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    work.manifestations_insert(&permit, &good)?;
    let told = LedgerAct::ManifestationsListed { manifestations: good.len() };
    work.commit(&permit.act_on(Subject::many(RecordKind::Manifestation), told))?;
    Ok(good.len())
}
