//! Circulars as everybody may read them.

use crate::{
    AppError, Context, Result,
    circulars::circular_draft::next_version,
    permit_at, permit_of,
    published::{Published, must_be_open, opening},
};
use earnest_model::{
    Date,
    id::CircularId,
    permit::{AcknowledgeCircular, PublishCircular, ReadPublished},
    programmes::round::Round,
};
pub use earnest_store::{CircularBrief, CircularStored, MentionStored, PublishedStandard, ReceiptRow};

/// The list of circulars.
#[derive(Debug, Clone)]
pub struct CircularList {
    /// Latest versions, newest first.
    pub circulars: Vec<CircularBrief>,
    /// Where the next page begins.
    pub next: Option<CircularId>,
    /// Rounds on which the actor may publish now.
    pub may_publish: Vec<Round>,
}

/// Lists all circulars of the organisation.
pub fn list_circulars(context: &Context<'_>, before: Option<CircularId>, limit: i64) -> Result<CircularList> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, root)?;
    let opening = opening(context, &mut reader, Published::Circulars)?;
    let mut circulars = reader.circulars(&permit, &opening, before, limit + 1)?;
    let more = circulars.len() as i64 > limit;
    circulars.truncate(usize::try_from(limit).unwrap_or_default());
    let mut may_publish = Vec::new();
    for place in context.places::<PublishCircular>() {
        let office = permit_at::<PublishCircular>(context, place)?;
        for round in reader.rounds_of(place.unit)? {
            if next_version(&mut reader, &office, &round).is_ok() {
                may_publish.push(round);
            }
        }
    }
    Ok(CircularList { next: circulars.last().filter(|_| more).map(|last| last.id), circulars, may_publish })
}

/// A unit of the actor that got a circular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnReceipt {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// When it was read; none if not yet.
    pub read_at: Option<String>,
}

/// A version of a circular with what stands beside it.
#[derive(Debug, Clone)]
pub struct CircularShown {
    /// The version.
    pub circular: CircularStored,
    /// Its round.
    pub round: Round,
    /// The standard, for the words of the grades.
    pub standard: Option<PublishedStandard>,
    /// All versions, newest first.
    pub versions: Vec<(CircularId, i32, Date)>,
    /// Units named.
    pub mentions: Vec<MentionStored>,
    /// Units of the actor that got it.
    pub own: Vec<OwnReceipt>,
    /// Who got it, for the office that published it.
    pub receipts: Option<Vec<ReceiptRow>>,
}

/// Shows a version.
pub fn show_circular(context: &Context<'_>, id: CircularId) -> Result<CircularShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<ReadPublished, _>(context, at)?;
    must_be_open(context, &mut reader, (Published::Circulars, at.target()))?;
    let circular = reader.circular(&permit)?;
    let (round, _) = reader.locate_round(circular.round)?.ok_or(AppError::NotFound)?;
    let receipts = match permit_of::<PublishCircular, _>(context, at) {
        Ok(office) => Some(reader.receipts(&office)?),
        Err(_) => None,
    };
    let mut own: Vec<OwnReceipt> = Vec::new();
    for place in context.places::<AcknowledgeCircular>() {
        let reading = permit_at::<AcknowledgeCircular>(context, place)?;
        if let Some(read_at) = reader.receipt(&reading, id)? {
            let (code, name) = reader.unit_words(&reading)?;
            own.push(OwnReceipt { code, name, read_at });
        }
    }
    Ok(CircularShown {
        standard: reader.standard_of_round(&round)?,
        versions: reader.circular_versions(&permit, round.id)?,
        mentions: reader.mentions(&permit)?,
        circular,
        round,
        own,
        receipts,
    })
}
