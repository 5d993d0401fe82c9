//! Circulars as everybody may read them.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    actor::Role,
    id::CircularId,
    permit::{AcknowledgeCircular, PublishCircular, ReadPublished, Target, decide},
    programmes::round::{Round, RoundState},
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
    let mut circulars = reader.circulars(&permit, before, limit + 1)?;
    let more = circulars.len() as i64 > limit;
    circulars.truncate(usize::try_from(limit).unwrap_or_default());
    let mut may_publish = Vec::new();
    for office in context.actor.holdings(context.today).filter(|holding| holding.role == Role::Office) {
        let rounds = reader.rounds_of(office.unit)?.into_iter();
        may_publish.extend(
            rounds.filter(|round| matches!(round.state, RoundState::Assessing | RoundState::Circulated)),
        );
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
    let organiser = reader.locate_circular(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, organiser)?;
    let circular = reader.circular(&permit, id)?;
    let (round, _) = reader.locate_round(circular.round)?.ok_or(AppError::NotFound)?;
    let receipts = match decide::<PublishCircular>(context.actor, organiser, context.today) {
        Ok(office) => Some(reader.receipts(&office, id)?),
        Err(_) => None,
    };
    let mut own: Vec<OwnReceipt> = Vec::new();
    for holding in context.actor.holdings(context.today) {
        let target = Target { unit: holding.unit, span: holding.span };
        let Ok(reading) = decide::<AcknowledgeCircular>(context.actor, target, context.today) else {
            continue;
        };
        let (code, name) = reader.unit_words(&reading)?;
        if let Some(read_at) = reader.receipt(&reading, id)?
            && own.iter().all(|seen| seen.code != code)
        {
            own.push(OwnReceipt { code, name, read_at });
        }
    }
    Ok(CircularShown {
        standard: reader.standard_of_round(&round)?,
        versions: reader.circular_versions(&permit, round.id)?,
        mentions: reader.mentions(&permit, id)?,
        circular,
        round,
        own,
        receipts,
    })
}
