//! Show drafts of circulars: one with its passages and its facts, those that are open, and what a new one begins with.

use crate::{
    AppError, Context, Result,
    circulars::{
        circular_draft::Named,
        compose::{FACTS, Parts, compose},
    },
    figures::{
        gates::{GateFigures, figures_of, gates},
        lost::{Lost, lost},
    },
    permit_at, permit_on,
};
use earnest_model::{
    circulars::{
        circular::{CircularBody, Polarity, may_become},
        circular_check::{DraftState, may_publish},
    },
    figures::figure::Traced,
    id::{CircularDraftId, CircularId, RoundId},
    message::Message,
    permit::{DraftCircular, ReadAssessments, ReadCircularDrafts, ReadPublished, Target},
    programmes::{
        round::{Round, RoundState},
        standard::Grade,
    },
};
pub use earnest_store::{DraftBrief, DraftStored, PassageStored, RowTold};
use earnest_store::{PublishedStandard, RatingBrief, Reader};
use std::collections::BTreeMap;

/// The most units that a new draft proposes to name for one thing. Of more it names none: a point that names some of those to
/// whom it applies is false.
const PROPOSED: usize = 100;

/// A draft with what stands beside it.
#[derive(Debug, Clone)]
pub struct DraftShown {
    /// The draft.
    pub stored: DraftStored,
    /// Its round.
    pub round: Round,
    /// Code of the organiser.
    pub organiser: String,
    /// Its passages, point by point; none before it was sent.
    pub passages: Vec<PassageStored>,
    /// Who was told of its row in the table of results alone; nobody before it was sent.
    pub told: Vec<RowTold>,
    /// Appeals in its round that nobody decided yet.
    pub appeals: usize,
    /// The standard that the round is rated by: what its grades are called.
    pub standard: Option<PublishedStandard>,
    /// Names of the units that it names, by code.
    pub names: BTreeMap<String, String>,
    /// Its basic facts.
    pub facts: Vec<Traced>,
    /// What it leaves out: owed still, or seen and not rated. `None` where nothing is, and once it is out.
    pub lacking: Option<Lacking>,
    /// Why it can't be sent or published now; `None` if it can.
    pub waits: Option<Message>,
    /// Which version it would become.
    pub version: i32,
    /// The document as it would be published now; nothing of a draft that is over.
    pub body: Option<CircularBody>,
}

/// Shows a draft to the office that writes it, and to whoever runs the program.
pub fn show_draft(context: &Context<'_>, id: CircularDraftId) -> Result<DraftShown> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadCircularDrafts, _>(context, &mut reader, id)?;
    let stored = reader.circular_draft(&permit)?;
    let (round, _) = reader.locate_round(stored.round)?.ok_or(AppError::NotFound)?;
    let passages = reader.passages(&permit)?;
    let checked: Vec<_> = passages.iter().map(|passage| (passage.state, passage.decided_on)).collect();
    let told = reader.rows_told(&permit)?;
    let version = reader.circular_version(&permit, round.id)? + 1;
    let never =
        round.takes_circular(version).and_then(|()| may_become(&stored.draft, version, context.today)).err();
    let waits = match (stored.state, stored.due_on) {
        (DraftState::Writing, _) => never,
        (DraftState::Checking, Some(due)) => {
            never.or_else(|| may_publish(&checked, told.len(), due, context.today).err())
        }
        _ => None,
    };
    let points = stored.draft.went_well.iter().chain(&stored.draft.problems);
    let codes: Vec<_> = points.flat_map(|point| point.codes.clone()).collect();
    let named = reader.units_by_code(&permit, &codes)?;
    let named: Named = named.into_iter().map(|(id, code, name)| (code, (id, name))).collect();
    let body = match stored.state.is_pending() {
        true => {
            let reading = permit_at::<ReadAssessments>(context, permit.target())?;
            let ratings = reader.ratings(&reading, round.id)?;
            let (draft, passages) = (&stored.draft, passages.as_slice());
            let parts = Parts { round: &round, draft, passages, named: &named, ratings: &ratings };
            Some(compose(context, &mut reader, &permit, &parts)?)
        }
        false => None,
    };
    Ok(DraftShown {
        names: named.into_iter().map(|(code, (_, name))| (code, name)).collect(),
        facts: facts(context, &mut reader, permit.target(), &round)?,
        lacking: match stored.state.is_pending() {
            true => lacking(context, &mut reader, permit.target(), &round)?,
            false => None,
        },
        appeals: undecided(context, &mut reader, permit.target(), round.id)?,
        standard: reader.standard_of_round(&round)?,
        organiser: reader.unit_words(&permit.of_unit())?.0,
        told,
        stored,
        round,
        passages,
        waits,
        version,
        body,
    })
}

/// Appeals in a round that nobody decided; nothing for whoever reads no assessments.
fn undecided(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: RoundId,
) -> Result<usize> {
    let Ok(reading) = permit_at::<ReadAssessments>(context, organiser) else { return Ok(0) };
    Ok(reader.appeals(&reading, round)?.iter().filter(|appeal| appeal.state.is_open()).count())
}

/// What a circular leaves out, with the figures of its round.
#[derive(Debug, Clone)]
pub struct Lacking {
    /// What is owed still, and who is not rated.
    pub lost: Lost,
    /// The figures of the round.
    pub figures: GateFigures,
}

fn lacking(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
) -> Result<Option<Lacking>> {
    if !matches!(round.state, RoundState::Assessing) {
        return Ok(None);
    }
    let (gates, figures) = gates(context, reader, organiser, round)?;
    let lost = lost(context, reader, (organiser, round), &gates, &figures)?;
    Ok((!lost.is_empty()).then_some(Lacking { lost, figures }))
}

fn facts(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
) -> Result<Vec<Traced>> {
    figures_of(context, reader, organiser, round, &FACTS)
}

/// Lists the open drafts of the offices that the actor holds.
pub fn open_drafts(context: &Context<'_>) -> Result<Vec<DraftBrief>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let mut drafts = Vec::new();
    for place in context.places::<DraftCircular>() {
        drafts.extend(reader.circular_drafts(&permit_at::<DraftCircular>(context, place)?)?);
    }
    Ok(drafts)
}

/// What a new draft begins with: the round, its facts, and units to name by their grades.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The round.
    pub round: Round,
    /// Code of the organiser.
    pub organiser: String,
    /// What these units are called, by code.
    pub names: BTreeMap<String, String>,
    /// A draft of the round that is neither published nor given up: no other is begun beside it.
    pub pending: Option<CircularDraftId>,
    /// The latest version of the round's circular: another draft is its correction, and begins with its words.
    pub latest: Option<CircularId>,
    /// Why a correction can't be published, where it can't: nobody types one for nothing.
    pub too_late: Option<Message>,
    /// The basic facts.
    pub facts: Vec<Traced>,
    /// What it would leave out.
    pub lacking: Option<Lacking>,
    /// The best grade and the codes of the units that have it.
    pub best: Option<(String, Vec<String>)>,
    /// The worst grade and the codes of the units that have it.
    pub worst: Option<(String, Vec<String>)>,
    /// The organiser's own leading group, if it has the best or the worst grade: for what, the grade and its code. It is told
    /// apart from the units beneath.
    pub leading: Option<(Polarity, String, String)>,
}

/// Proposes it.
pub fn propose_circular(context: &Context<'_>, round: RoundId) -> Result<Proposal> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<DraftCircular>(context, organiser)?;
    let ratings = reader.ratings(&permit_at::<ReadAssessments>(context, organiser)?, round.id)?;
    let versions = reader.circular_versions(&permit_at::<ReadPublished>(context, organiser)?, round.id)?;
    let standard = reader.standard_of_round(&round)?;
    let grades = standard.map(|published| published.standard.grades).unwrap_or_default();
    let of = |grade: Option<&Grade>| {
        let grade = grade?.key.clone();
        let codes = codes(&ratings, &grade);
        (!codes.is_empty()).then_some((grade, codes))
    };
    Ok(Proposal {
        facts: facts(context, &mut reader, organiser, &round)?,
        lacking: lacking(context, &mut reader, organiser, &round)?,
        organiser: reader.unit_words(&permit)?.0,
        names: ratings.iter().map(|rating| (rating.code.clone(), rating.name.clone())).collect(),
        pending: reader.circular_draft_pending(&permit, round.id)?,
        latest: versions.first().map(|(id, ..)| *id),
        too_late: (!versions.is_empty()).then(|| round.takes_circular(2).err()).flatten(),
        best: of(grades.first()),
        worst: of(grades.last().filter(|_| grades.len() > 1)),
        leading: leading(&ratings, &grades),
        round,
    })
}

/// The organiser's own leading group, if it has the best or the worst of several grades.
fn leading(ratings: &[RatingBrief], grades: &[Grade]) -> Option<(Polarity, String, String)> {
    let found = ratings.iter().find(|rating| rating.leads)?;
    let is = |grade: Option<&Grade>| grade.is_some_and(|grade| grade.key == found.grade);
    let polarity = match (is(grades.first()), is(grades.last())) {
        (true, _) => Polarity::Commendation,
        (false, true) => Polarity::Criticism,
        (false, false) => return None,
    };
    Some((polarity, found.grade.clone(), found.code.clone()))
}

fn codes(ratings: &[RatingBrief], grade: &str) -> Vec<String> {
    let of = ratings.iter().filter(|rating| !rating.leads && rating.grade == grade);
    let codes: Vec<String> = of.map(|rating| rating.code.clone()).collect();
    if codes.len() > PROPOSED { Vec::new() } else { codes }
}
