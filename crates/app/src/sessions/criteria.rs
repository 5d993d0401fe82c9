//! What the standard in force for a round asks of each speech.

use crate::Result;
use earnest_model::{
    programmes::{round::Round, standard::LocalName},
    sessions::seminar::CRITERIA,
};
use earnest_store::Reader;

/// Criteria of a speech, as a standard names them: key of the item and its name.
pub type Criteria = Vec<(String, LocalName)>;

/// What the standard in force for a round asks of each speech; none where it asks nothing speaker by speaker.
pub(crate) fn criteria_of(reader: &mut Reader<'_>, round: &Round) -> Result<Option<Criteria>> {
    let Some(published) = reader.standard_of_round(round)? else { return Ok(None) };
    let items = published.standard.per_speaker().map(|item| (item.key.clone(), item.name.clone()));
    let criteria: Criteria = items.collect();
    Ok(Some(criteria).filter(|criteria| !criteria.is_empty()))
}

/// The keys of the criteria of a session of a round, in their order: those of the standard, or the usual ones.
pub(super) fn keys_of(reader: &mut Reader<'_>, round: Option<&Round>) -> Result<Vec<String>> {
    let named = round.map(|round| criteria_of(reader, round)).transpose()?.flatten();
    let usual = || CRITERIA.iter().map(|key| (*key).to_owned()).collect();
    Ok(named.map_or_else(usual, |criteria| criteria.into_iter().map(|(key, _)| key).collect()))
}
