//! What questions look at beneath a unit: its measures and texts, what was sent out, and what is worth asking about.

use crate::Result;
use earnest_model::{
    ledger::inquiries::{
        alike::{NamedUnit, alike},
        inquiry::{InquiryKind, Seen, Worth, asked_texts, worth_asking},
    },
    permit::{Permit, ReadLedger},
};
use earnest_store::{Reader, SeenUnit, SeenUnits, SourceText};
use std::sync::Arc;

/// What was seen.
pub(super) struct Looked {
    /// Measures, texts, and what was found among them.
    pub seen: Seen,
    /// The units of which something is seen.
    pub units: SeenUnits,
    /// What the offices of the unit and above it keep as sent out.
    pub sources: Vec<SourceText>,
}

/// The most texts that are remembered of one place: some megabytes.
const MOST_REMEMBERED: usize = 20_000;

/// Looks at what stands beneath the permit's unit: all texts are held against each other, so it is done once for what was
/// written last.
pub(super) fn look(reader: &mut Reader<'_>, permit: &Permit<ReadLedger>) -> Result<Arc<Looked>> {
    let small = |looked: &Arc<Looked>| looked.seen.texts.len() <= MOST_REMEMBERED;
    reader.remembered_large("look", permit, small, |reader| look_at_all(reader, permit).map(Arc::new))
}

fn look_at_all(reader: &mut Reader<'_>, permit: &Permit<ReadLedger>) -> Result<Looked> {
    let measures = reader.seen_measures(permit)?;
    let (texts, units) = reader.seen_texts(permit)?;
    let sources = reader.sources(permit)?;
    let bodies: Vec<String> = sources.iter().map(|source| source.body.clone()).collect();
    let named = |unit: &SeenUnit| NamedUnit { name: unit.name.clone(), target: unit.target };
    let names = units.iter().map(|(id, unit)| (*id, named(unit))).collect();
    let alike = alike(&texts, &bodies, &names);
    Ok(Looked { seen: Seen { measures, texts, alike }, units, sources })
}

impl Looked {
    /// What is worth asking, each with its unit and the texts that it is about.
    pub fn worth(&self) -> Vec<(Worth, SeenUnit)> {
        let name = |unit| self.units.get(&unit).map(|unit: &SeenUnit| unit.name.clone()).unwrap_or_default();
        let with_texts = |worth: Worth| {
            let unit = self.units.get(&worth.unit)?.clone();
            let about_texts = matches!(worth.kind, InquiryKind::AlikeTexts | InquiryKind::ForeignName);
            let texts =
                if about_texts { asked_texts(&self.seen, worth.unit, worth.kind, name) } else { Vec::new() };
            Some((Worth { texts, ..worth }, unit))
        };
        worth_asking(&self.seen).into_iter().filter_map(with_texts).collect()
    }
}
