//! Circulars as everybody may read them.

use crate::{
    AppError, Context, Result,
    circulars::{circular_draft::next_version, compose::FACTS},
    figures::gates::of_round,
    nearest::{OfList, listed},
    permit_at, permit_of,
    published::{Published, must_be_open, opening},
};
use earnest_model::{
    Date,
    figures::{
        figure::{Trace, Traced},
        figure_name::FigureName,
        scope::OfProgramme,
    },
    id::CircularId,
    permit::{AcknowledgeCircular, PublishCircular, ReadFigures, ReadProgramme, ReadPublished, Target},
    programmes::round::Round,
};
use earnest_store::{By, Holder, Listed, Reader};
pub use earnest_store::{CircularBrief, CircularStored, MentionStored, PublishedStandard, ReceiptRow};

/// The list of circulars.
#[derive(Debug, Clone)]
pub struct CircularList {
    /// Latest versions, newest first.
    pub circulars: Vec<CircularBrief>,
    /// Where the next page begins.
    pub next: Option<CircularId>,
    /// Rounds on which the actor may publish now, each with the version that it would be.
    pub may_publish: Vec<(Round, i32)>,
}

/// Lists the circulars of the organisation, of the programme that is named or in which the actor is; where the actor is in none, all:
/// what is published stays in its list. On what the actor may write is of all programmes.
pub fn list_circulars(
    context: &Context<'_>,
    asked: impl Into<OfList<CircularId>>,
    limit: i64,
) -> Result<CircularList> {
    let asked: OfList<_> = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let root = reader.root()?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadPublished>(context, root)?;
    let opening = opening(context, &mut reader, Published::Circulars)?;
    let of = listed(context, &mut reader, (asked.of(), Listed::Of(OfProgramme::All)))?;
    let mut circulars = reader.circulars(&permit, (&opening, of), asked.before, limit + 1)?;
    let more = circulars.len() as i64 > limit;
    circulars.truncate(usize::try_from(limit).unwrap_or_default());
    let mut may_publish = Vec::new();
    for place in context.places::<PublishCircular>() {
        let office = permit_at::<PublishCircular>(context, place)?;
        for round in reader.rounds_of(place.unit)? {
            if let Ok(version) = next_version(&mut reader, &office, &round) {
                may_publish.push((round, version));
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
    /// Whose round it is.
    pub organiser: Holder,
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
    /// Its basic facts as the register counts them of the day on which it was published, for whoever reads figures there.
    pub counted: Option<CountedFacts>,
}

/// The basic facts of a circular as figures.
#[derive(Debug, Clone)]
pub struct CountedFacts {
    /// Code of the organiser.
    pub organiser: String,
    /// The whole ones.
    pub figures: Vec<Traced>,
    /// Drawn and assessed, class by class.
    pub classes: Vec<Traced>,
}

impl CountedFacts {
    /// A figure of a class.
    pub fn of_class(&self, name: FigureName, class: &str) -> Option<&Traced> {
        let of = |figure: &&Traced| figure.name() == name && figure.scope().class.as_deref() == Some(class);
        self.classes.iter().find(of)
    }
}

/// Counts the basic facts of a published circular once more, of its day.
fn counted(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    (round, organiser): (&Round, Target),
    day: Date,
) -> Result<Option<CountedFacts>> {
    let Ok(permit) = permit_at::<ReadFigures>(context, organiser) else { return Ok(None) };
    let of = |name, by| (Trace { day, ..of_round(&permit, round, name) }, by);
    let mut asked: Vec<_> = FACTS.iter().map(|name| of(*name, By::Whole)).collect();
    asked.extend([FigureName::SpotChecks, FigureName::SpotChecksAssessed].map(|name| of(name, By::Class)));
    let mut counted = reader.figures_by(&permit, &asked)?;
    let classes = counted.split_off(FACTS.len().min(counted.len())).into_iter().flatten().collect();
    let (organiser, _) = reader.unit_words(&permit_at::<ReadProgramme>(context, organiser)?)?;
    Ok(Some(CountedFacts { organiser, figures: counted.into_iter().flatten().collect(), classes }))
}

/// Shows a version.
pub fn show_circular(context: &Context<'_>, id: CircularId) -> Result<CircularShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let at = reader.at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<ReadPublished, _>(context, at)?;
    must_be_open(context, &mut reader, (Published::Circulars, at.target()))?;
    let circular = reader.circular(&permit)?;
    let (round, organiser) = reader.locate_round(circular.round)?.ok_or(AppError::NotFound)?;
    let counted = counted(context, &mut reader, (&round, organiser), circular.published_on)?;
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
        organiser: reader.holder(&permit, Some(round.programme))?,
        circular,
        round,
        own,
        receipts,
        counted,
    })
}
