//! Propose who listens in where: evenly, or by lot with a public seed. A person may change it before anybody is sent.

use crate::{
    AppError, Context, Result,
    draws::{
        certified_draw::{certified_take, draw_fault},
        second_mark::Pool,
    },
    in_round, permit_at, permit_on,
};
use earnest_draw::{Frame, Take};
use earnest_model::{
    Date,
    assessing::observation::balance,
    draws::{draw_record::Seed, lot::LotPurpose},
    id::{AccountId, LotId, RoundId},
    message::Message,
    permit::{AssignObserver, Permit, ReadAssessors, ReadSector},
    programmes::round::Round,
};
pub use earnest_store::AssessorLot as UsedLot;
use earnest_store::{AssessorLot, ProposesObservers, Reader, UnitToObserve};
use std::collections::{BTreeMap, HashMap};

/// How it is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method<'a> {
    /// Whoever was sent least often.
    Balanced,
    /// By lot with this seed.
    Lot(&'a str),
}

/// The most people that are sent to one session.
pub const MOST_EACH: usize = 2;

/// A unit that somebody is to be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day that its plan names for the session.
    pub session_on: Option<Date>,
    /// Who is sent already.
    pub sent: Vec<AccountId>,
    /// Who else may be sent: nobody who must stay away.
    pub free: Vec<AccountId>,
    /// Who is proposed.
    pub proposed: Vec<AccountId>,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The round.
    pub round: Round,
    /// Units to which somebody is still to be sent.
    pub units: Vec<ProposedUnit>,
    /// The assessors, with how often each was sent in the round.
    pub people: Vec<(AccountId, String, i64)>,
    /// The certificate of the lot.
    pub certificate: Option<String>,
    /// Lots of this round that were used before.
    pub lots: Vec<AssessorLot>,
}

/// Proposes `each` people for every direct subordinate of the round's organiser; for the office of a body, its own for the
/// units of its sector.
pub fn propose_observers(
    context: &Context<'_>,
    round: RoundId,
    each: usize,
    method: Method<'_>,
) -> Result<Proposal> {
    let mut snapshot = context.store.snapshot()?;
    propose(context, &mut snapshot.reader(), round, each, method)
}

pub(crate) fn propose(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: RoundId,
    each: usize,
    method: Method<'_>,
) -> Result<Proposal> {
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let each = each.clamp(1, MOST_EACH);
    if let Ok(permit) = permit_at::<ReadAssessors>(context, organiser) {
        round.takes_assessment()?;
        let pool = Pool::read(reader, &permit, organiser)?.with_bodies(reader, &permit)?;
        let lots = reader.observer_lots(&permit, round.id)?;
        let proposal = of_pool(context, reader, &permit, (round, &pool), each, method)?;
        return Ok(Proposal { lots, ..proposal });
    }
    // The office of a body proposes its own people for its own sector; lots are the organiser's.
    let permit = permit_at::<ReadSector>(context, organiser)?;
    round.takes_assessment()?;
    if matches!(method, Method::Lot(_)) {
        return Err(AppError::field("seed", Message::new("error-lot-organiser")));
    }
    let pool = Pool::of_bodies(reader, &permit, organiser)?;
    let mut proposal = of_pool(context, reader, &permit, (round, &pool), each, method)?;
    let known =
        |id: &AccountId| proposal.units.iter().any(|unit| unit.free.contains(id) || unit.sent.contains(id));
    let people: Vec<_> = proposal.people.iter().filter(|(id, ..)| known(id)).cloned().collect();
    proposal.people = people;
    Ok(proposal)
}

/// Proposes of a pool, for the units to which the actor may send somebody.
fn of_pool<A: ProposesObservers>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A>,
    (round, pool): (Round, &Pool),
    each: usize,
    method: Method<'_>,
) -> Result<Proposal> {
    let mut load = reader.observer_load(permit, round.id)?;
    let people = pool.titles().into_iter();
    let people = people.map(|(id, title)| (id, title, load.get(&id).copied().unwrap_or(0))).collect();
    let mut found = reader.units_to_observe(permit, round.id)?;
    found.retain(|unit| {
        unit.sent.len() < each && in_round::<AssignObserver>(context, round.organiser, unit.target).is_ok()
    });
    let free: Vec<_> = found.iter().map(|unit| pool.of_unit(context, unit.target, &unit.sent)).collect();
    let (proposed, certificate) = match method {
        Method::Balanced => (balance(&free, each, &mut load), None),
        Method::Lot(seed) => by_lot(&found, &free, each, &round, seed)?,
    };
    let unit = |((unit, free), mut proposed): ((UnitToObserve, Vec<_>), Vec<_>)| {
        proposed.truncate(each.saturating_sub(unit.sent.len()));
        let UnitToObserve { code, name, session_on, sent, .. } = unit;
        ProposedUnit { code, name, session_on, sent, free, proposed }
    };
    let units = found.into_iter().zip(free).zip(proposed).map(unit).collect();
    Ok(Proposal { round, units, people, certificate, lots: Vec::new() })
}

/// By lot: the frame has a stratum for every unit, with `CODE/ACCOUNT` of everybody who may be sent there; the first
/// tickets are taken. Where fewer are free than are wanted there is nothing to draw: all of them are proposed.
fn by_lot(
    units: &[UnitToObserve],
    free: &[Vec<AccountId>],
    each: usize,
    round: &Round,
    seed: &str,
) -> Result<(Vec<Vec<AccountId>>, Option<String>)> {
    let seed = Seed::parse(seed).map_err(|message| AppError::field("seed", message))?;
    let drawable = units.iter().zip(free).filter(|(_, free)| free.len() >= each);
    let rows: Vec<_> = drawable
        .flat_map(|(unit, free)| free.iter().map(|id| (unit.code.clone(), format!("{}/{id}", unit.code))))
        .collect();
    if rows.is_empty() {
        return Ok((free.to_vec(), None));
    }
    let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
    let about = BTreeMap::from([
        ("round".to_owned(), round.number.to_string()),
        ("purpose".to_owned(), LotPurpose::Observers.key().to_owned()),
    ]);
    let (certificate, drawn) = certified_take(&frame, &seed, Take::Count(each as u64), about)?;
    let account = |id: &str| id.rsplit('/').next()?.parse().ok().map(AccountId);
    let chosen: HashMap<&str, Vec<AccountId>> = drawn
        .strata
        .iter()
        .map(|stratum| (stratum.stratum, stratum.drawn.iter().filter_map(|unit| account(unit.id)).collect()))
        .collect();
    let of_unit = |(unit, free): (&UnitToObserve, &Vec<AccountId>)| {
        chosen.get(unit.code.as_str()).cloned().unwrap_or_else(|| free.clone())
    };
    Ok((units.iter().zip(free).map(of_unit).collect(), Some(certificate)))
}

/// The certificate of a lot, for whoever may know of the assessors.
pub fn lot_certificate(context: &Context<'_>, id: LotId) -> Result<String> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadAssessors, _>(context, &mut reader, id)?;
    Ok(reader.assessor_lot(&permit)?.certificate)
}
