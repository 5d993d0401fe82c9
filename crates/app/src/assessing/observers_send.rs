//! Send several people to listen in at once: all of them or nobody.

use crate::{
    AppError, Context, Result,
    assessing::{
        observer_assign::{Assign, ByLot, assign_in},
        observers_propose::{Method, Proposal, propose},
    },
    draws::certified_draw::check_unused,
    permit,
};
use earnest_model::{
    draws::draw_record::Seed,
    hash::sha256_hex,
    id::{AccountId, RoundId},
    message::{FieldErrors, Message},
    permit::AssignObserver,
};
use earnest_store::{NewLot, Work};

/// Somebody who is sent somewhere.
#[derive(Debug, Clone, Copy)]
pub struct SendOne<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// Who.
    pub assessor: AccountId,
    /// The day of the session; may be blank.
    pub session_on: &'a str,
}

/// Several of them.
#[derive(Debug, Clone)]
pub struct SendMany<'a> {
    /// The round.
    pub round: RoundId,
    /// How many are wanted for a session.
    pub each: usize,
    /// The seed of the lot that proposed them; blank if it was none.
    pub seed: &'a str,
    /// Who is sent where.
    pub rows: Vec<SendOne<'a>>,
}

/// Sends them; faults are told at `who-CODE` and `day-CODE`. If a lot proposed them its certificate is kept, and the journal says
/// of each whether the lot or a person chose.
pub fn send_observers(context: &Context<'_>, request: &SendMany<'_>) -> Result<usize> {
    if request.rows.is_empty() {
        return Err(AppError::refused("error-observers-none"));
    }
    let mut work = context.begin()?;
    let lot =
        if request.seed.trim().is_empty() { None } else { Some(keep_lot(context, &mut work, request)?) };
    let mut errors = FieldErrors::new();
    let mut events = Vec::new();
    for row in &request.rows {
        let SendOne { unit, assessor, session_on } = *row;
        let chosen = lot.as_ref().map(|(proposal, about)| said(proposal, about, row));
        let assign = Assign { round: request.round, unit, assessor, session_on };
        match assign_in(context, &mut work, &assign, chosen) {
            Ok((_, event)) => events.push(event),
            Err(AppError::Refused(message)) => errors.add(format!("who-{unit}"), message),
            Err(AppError::Form(faults)) => {
                let day = faults.iter().map(|(_, message)| message.clone()).next();
                errors.add(format!("day-{unit}"), day.unwrap_or(Message::new("error-date")));
            }
            Err(fault) => return Err(fault),
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Form(errors));
    }
    let count = events.len();
    match events.split_first() {
        Some((first, rest)) => work.commit_all(first, rest)?,
        None => return Err(AppError::refused("error-observers-none")),
    }
    Ok(count)
}

/// Draws the lot anew with the seed, and keeps its certificate. The lot is the organiser's; the permit to send somebody to the
/// first of the units opens it.
fn keep_lot(context: &Context<'_>, work: &mut Work<'_>, request: &SendMany<'_>) -> Result<(Proposal, ByLot)> {
    let seed = Seed::parse(request.seed).map_err(|message| AppError::field("seed", message))?;
    let method = Method::Lot(seed.as_str());
    let proposal = propose(context, &mut work.reader(), request.round, request.each, method)?;
    let Some(certificate) = &proposal.certificate else { return Ok((proposal, ByLot::default())) };
    let unit = request.rows.first().map(|row| row.unit).ok_or(AppError::refused("error-observers-none"))?;
    let permit = permit::<AssignObserver>(context, &mut work.reader(), unit)?;
    check_unused(&mut work.reader(), &permit, ("seed", &seed))?;
    let id = work.observer_lot_insert(&permit, request.round, NewLot { seed: seed.as_str(), certificate })?;
    let lot = (id, seed.as_str().to_owned(), sha256_hex(certificate.as_bytes()));
    Ok((proposal, ByLot { lot: Some(lot), by_hand: false }))
}

/// What the journal says of the lot: and whether a person chose somebody else.
fn said(proposal: &Proposal, about: &ByLot, row: &SendOne<'_>) -> ByLot {
    let drawn =
        proposal.units.iter().any(|unit| unit.code == row.unit && unit.proposed.contains(&row.assessor));
    ByLot { by_hand: !drawn, ..about.clone() }
}
