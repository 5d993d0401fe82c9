//! Who hears the organiser's own leading group: the lot says, of those whom it does not command and who have no interest in it.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    draws::certified_draw::{certified_take, check_unused, draw_fault},
    permit_at,
};
use earnest_draw::{Frame, Take};
use earnest_model::{
    Date,
    actor::Actor,
    assessing::{acts::AssessingAct, recusal::check_free_of_leaders},
    burden::budget::Kind,
    draws::{draw_record::Seed, lot::LotPurpose},
    hash::sha256_hex,
    id::{AccountId, RoundId},
    message::{FieldErrors, Message},
    permit::{HearLeaders, Permit},
    programmes::{round::Round, standard::LeadingGroup},
    text::{date, optional},
};
use earnest_store::{NewLot, NewObservation, ObservationLine, Reader};
use std::collections::BTreeMap;

/// The most people whom one lot sends.
pub const MOST_HEARERS: usize = 3;

/// Who may hear the leading group of a round's organiser, and who is sent.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// The round.
    pub round: Round,
    /// Code of the organiser.
    pub code: String,
    /// Its name.
    pub name: String,
    /// From where the standard of the round takes them.
    pub from: LeadingGroup,
    /// From whom the lot takes: account and role title, in the order of the accounts.
    pub free: Vec<(AccountId, String)>,
    /// Who is sent already.
    pub sent: Vec<ObservationLine>,
}

/// A lot.
#[derive(Debug, Clone, Copy)]
pub struct Draw<'a> {
    /// The round.
    pub round: RoundId,
    /// How many are sent.
    pub each: usize,
    /// The seed that was made in public.
    pub seed: &'a str,
    /// The day of the session, `YYYY-MM-DD`; may be blank.
    pub session_on: &'a str,
}

/// Tells of it, for the organiser's office and the one above it.
pub fn show_hearing(context: &Context<'_>, round: RoundId) -> Result<Hearing> {
    let mut snapshot = context.store.snapshot()?;
    Ok(ready(context, &mut snapshot.reader(), round, || AppError::NotFound)?.1)
}

/// Draws who hears it, and sends them: faults are told at `seed`, `each`, `session_on`. Gives how many were sent.
pub fn hear_leaders(context: &Context<'_>, request: &Draw<'_>) -> Result<usize> {
    let mut work = context.begin()?;
    let (permit, hearing) =
        ready(context, &mut work.reader(), request.round, || AppError::refused("error-leaders-none"))?;
    let mut errors = FieldErrors::new();
    let seed = errors.take("seed", Seed::parse(request.seed));
    let within = |text: &str| date(text).and_then(|day| hearing.round.holds(day));
    let session_on = errors.take("session_on", optional(request.session_on, within));
    if request.each == 0 || request.each > MOST_HEARERS || request.each > hearing.free.len() {
        let most = hearing.free.len().min(MOST_HEARERS);
        let message = Message::new("error-leaders-few").with("count", i64::try_from(most).unwrap_or(0));
        errors.add("each", message);
    }
    let (Some(seed), Some(session_on), true) = (seed, session_on, errors.is_empty()) else {
        return Err(AppError::Form(errors));
    };
    check_unused(&mut work.reader(), &permit, ("seed", &seed))?;
    let (certificate, drawn) = draw(&hearing, &seed, request.each)?;
    guard(&mut work.reader(), &permit, &Issue::to_unit(Kind::Observation, context.today))?;
    let lot = NewLot { seed: seed.as_str(), certificate: &certificate };
    let lot = work.leaders_lot_insert(&permit, request.round, lot)?;
    let certificate_sha256 = sha256_hex(certificate.as_bytes());
    let mut events = Vec::new();
    for assessor in drawn {
        let new = NewObservation { round: request.round, assessor, session_on };
        let id = work.observation_insert(&permit, &new)?;
        let told = AssessingAct::ObserverSent {
            round: hearing.round.number,
            assessor,
            session_on,
            lot: Some(lot),
            seed: Some(seed.as_str().to_owned()),
            certificate_sha256: Some(certificate_sha256.clone()),
            by_hand: None,
        };
        events.push(permit.act_on(id, told));
    }
    let Some((first, rest)) = events.split_first() else { return Err(AppError::NotFound) };
    work.commit_all(first, rest)?;
    Ok(events.len())
}

/// The frame has one stratum, the organiser, with `CODE/ACCOUNT` of everybody who may hear it.
fn draw(hearing: &Hearing, seed: &Seed, each: usize) -> Result<(String, Vec<AccountId>)> {
    let code = &hearing.code;
    let rows = hearing.free.iter().map(|(id, _)| (code.clone(), format!("{code}/{id}")));
    let frame = Frame::new(rows.collect::<Vec<_>>()).map_err(|fault| draw_fault(&fault))?;
    let about = BTreeMap::from([
        ("round".to_owned(), hearing.round.number.to_string()),
        ("purpose".to_owned(), LotPurpose::Observers.key().to_owned()),
        ("leading-group".to_owned(), hearing.from.key().to_owned()),
    ]);
    let (certificate, drawn) = certified_take(&frame, seed, Take::Count(each as u64), about)?;
    let account = |id: &str| id.rsplit('/').next()?.parse().ok().map(AccountId);
    let taken = drawn.strata.iter().flat_map(|stratum| &stratum.drawn);
    Ok((certificate, taken.filter_map(|one| account(one.id)).collect()))
}

/// Whether somebody may be sent now, and who; `apart` where by the standard the group takes no part.
fn ready(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: RoundId,
    apart: impl FnOnce() -> AppError,
) -> Result<(Permit<HearLeaders>, Hearing)> {
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<HearLeaders>(context, organiser)?;
    let standard = reader.standard_of_round(&round)?;
    let from = standard.and_then(|published| published.standard.leading_group);
    let from = from.ok_or_else(apart)?;
    round.takes_assessment()?;
    let (code, name) = reader.unit_words(&permit)?;
    let sent = reader.leaders_hearers(&permit, round.id)?;
    let free = free(reader, &permit, from, &sent, context.today)?;
    let sent = sent.into_iter().map(|(_, line)| line).collect();
    Ok((permit, Hearing { round, code, name, from, free, sent }))
}

fn free(
    reader: &mut Reader<'_>,
    permit: &Permit<HearLeaders>,
    from: LeadingGroup,
    sent: &[(AccountId, ObservationLine)],
    today: Date,
) -> Result<Vec<(AccountId, String)>> {
    let (pool, beside) = reader.leaders_pool(permit, from)?;
    let interests = reader.interests_of(permit, &pool)?;
    let mut free = Vec::new();
    for id in pool {
        let Some(person) = reader.actor(id)? else { continue };
        let leaders = (permit.target(), beside.as_slice());
        let may = check_free_of_leaders(from, &person, &interests, leaders, today).is_ok()
            && !sent.iter().any(|(known, _)| *known == id);
        let title = |person: &Actor| person.title().unwrap_or_default().to_owned();
        free.extend(may.then(|| (id, title(&person))));
    }
    Ok(free)
}
