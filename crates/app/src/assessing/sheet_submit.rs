//! Hand in a score sheet: on a session that was observed, or on materials that were called up.

use crate::{
    AppError, Context, Result,
    draws::second_mark::Pool,
    in_round, permit_on,
    stay_away::{check_free, check_free_of_leaders},
};
use earnest_model::{
    assessing::{
        acts::AssessingAct,
        second_mark::asks_for_third,
        sheet::{Hearable, Sheet, SheetForm, minutes_since, parse_sheet},
    },
    id::{AccountId, ObservationId, SheetId, SpotCheckId},
    permit::{FillSheet, Permit, Target},
    programmes::{round::Round, standard::DoubleMarking},
};
pub use earnest_store::Occasion;
use earnest_store::{CallUp, NewSheet, PublishedStandard, Reader, Work};

/// What a form for a sheet needs to be drawn.
#[derive(Debug, Clone)]
pub struct BlankSheet {
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub name: String,
    /// The round.
    pub round: Round,
    /// The standard in force.
    pub standard: PublishedStandard,
    /// Sessions that can have been heard, for the sheet of an observer.
    pub hearable: Hearable,
    /// What was called up from the unit, and where it said that it is.
    pub call_up: Option<CallUp>,
}

/// The permit to fill a sheet, for its occasion.
enum Filling {
    /// A session that was observed.
    Observation(Permit<FillSheet, ObservationId>),
    /// Materials that were called up.
    SpotCheck(Permit<FillSheet, SpotCheckId>),
}

impl Filling {
    /// The same permission for the unit.
    fn of_unit(&self) -> Permit<FillSheet> {
        match self {
            Self::Observation(permit) => permit.of_unit(),
            Self::SpotCheck(permit) => permit.of_unit(),
        }
    }
}

/// The blank sheet for an occasion, if the actor may fill it.
pub fn blank_sheet(context: &Context<'_>, occasion: Occasion) -> Result<BlankSheet> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (filling, round, _) = may_fill(context, &mut reader, occasion)?;
    let standard = reader.standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let (code, name) = reader.unit_words(&filling.of_unit())?;
    let call_up = match &filling {
        Filling::SpotCheck(permit) => reader.call_up(permit)?,
        Filling::Observation(_) => None,
    };
    let hearable = match &filling {
        Filling::Observation(permit) => hearable(&mut reader, permit, &round)?,
        Filling::SpotCheck(_) => Hearable::default(),
    };
    Ok(BlankSheet { code, name, round, standard, hearable, call_up })
}

/// The sessions of the unit that the observer can have heard.
fn hearable(
    reader: &mut Reader<'_>,
    permit: &Permit<FillSheet, ObservationId>,
    round: &Round,
) -> Result<Hearable> {
    Ok(Hearable {
        recorded: reader.sessions_to_hear(permit, round.id)?,
        sent_for: reader.observation(permit)?.session_on,
        opened_on: Some(round.opens_on),
        told: reader.sessions_told(permit, round.id)?,
    })
}

/// Hands a sheet in.
pub fn submit_sheet(context: &Context<'_>, occasion: Occasion, form: &SheetForm<'_>) -> Result<SheetId> {
    let mut work = context.begin()?;
    let (filling, round, organiser) = may_fill(context, &mut work.reader(), occasion)?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let on = match &filling {
        Filling::Observation(permit) => {
            Some(hearable(&mut work.reader(), permit, &round)?.read(form, context.today)).transpose()
        }
        Filling::SpotCheck(_) => Ok(None),
    };
    let mut sheet = match (parse_sheet(form, occasion.kind(), &standard.standard), on) {
        (Ok(sheet), Ok(on)) => Sheet { on, ..sheet },
        (sheet, on) => {
            let mut errors = sheet.err().unwrap_or_default();
            for (field, message) in on.err().unwrap_or_default().iter() {
                errors.add(field, message.clone());
            }
            return Err(AppError::Form(errors));
        }
    };
    sheet.minutes = minutes_since(form.opened, context.now);
    let new = NewSheet { round: round.id, standard: standard.id, sheet: &sheet };
    let (id, third) = match &filling {
        Filling::Observation(permit) => (hand_in_session(&mut work, permit, &new)?, None),
        Filling::SpotCheck(permit) => {
            let id = hand_in_materials(&mut work, permit, &new)?;
            let rule = standard.standard.double_marking.as_ref();
            let third = rule.map(|rule| ask_for_third(context, &mut work, permit, organiser, rule));
            (id, third.transpose()?.flatten())
        }
    };
    let told = AssessingAct::SheetSubmitted {
        kind: sheet.kind.key(),
        round: round.number,
        standard: standard.version,
        score: sheet.score,
        vetoes: sheet.vetoes,
        minutes: sheet.minutes,
        third,
    };
    work.commit(&filling.of_unit().act_on(id, told))?;
    Ok(id)
}

fn hand_in_session(
    work: &mut Work<'_>,
    permit: &Permit<FillSheet, ObservationId>,
    new: &NewSheet<'_>,
) -> Result<SheetId> {
    let state = work.reader().observation(permit)?.state.submit()?;
    let id = work.sheet_insert(permit, new)?;
    work.observation_state_write(permit, state)?;
    Ok(id)
}

fn hand_in_materials(
    work: &mut Work<'_>,
    permit: &Permit<FillSheet, SpotCheckId>,
    new: &NewSheet<'_>,
) -> Result<SheetId> {
    let state = work.reader().spot_check(permit)?.state.assess()?;
    let id = work.sheet_insert(permit, new)?;
    work.spot_check_state_write(permit, state)?;
    work.second_mark_done(permit, id)?;
    Ok(id)
}

/// Asks a third assessor where two scores on the same materials are too far apart: by lot with the seed of the draw that
/// the unit came from. Where nobody is free the page of assessors shows the spread, and the office sees to it.
fn ask_for_third(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<FillSheet, SpotCheckId>,
    organiser: Target,
    rule: &DoubleMarking,
) -> Result<Option<AccountId>> {
    let (assessors, scores): (Vec<_>, Vec<_>) = work.reader().scores_of_check(permit)?.into_iter().unzip();
    if !asks_for_third(&scores, rule) {
        return Ok(None);
    }
    let seed = work.reader().seed_of_check(permit)?;
    let (code, _) = work.reader().unit_words(&permit.of_unit())?;
    let pool = Pool::read(&mut work.reader(), permit, organiser)?;
    let third =
        pool.by_lot(context, &seed, &[(&code, permit.target(), assessors)])?.into_iter().flatten().next();
    if let Some(assessor) = third {
        work.third_mark_ask(permit, assessor)?;
    }
    Ok(third)
}

/// Whether the actor may fill the sheet now: sent there (or from above, for materials), not recused, not done yet. With the round and its
/// organiser.
fn may_fill(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    occasion: Occasion,
) -> Result<(Filling, Round, Target)> {
    let (filling, round) = match occasion {
        Occasion::Observation(id) => {
            let permit = permit_on::<FillSheet, _>(context, reader, id)?;
            let observation = reader.observation(&permit)?;
            if permit.account() != Some(observation.assessor) {
                return Err(AppError::refused("error-sheet-not-yours"));
            }
            observation.state.submit()?;
            (Filling::Observation(permit), observation.round)
        }
        Occasion::SpotCheck(id) => {
            let permit = permit_on::<FillSheet, _>(context, reader, id)?;
            let check = reader.spot_check(&permit)?;
            let drawn = reader.first_assessor(&permit)?;
            let (_, organiser) = reader.locate_round(check.round)?.ok_or(AppError::NotFound)?;
            // Whoever was drawn was chosen by the organiser.
            if drawn.is_none() || drawn != permit.account() {
                in_round::<FillSheet>(context, organiser.unit, permit.target())?;
            }
            check.state.assess()?;
            if check.state.is_waiting() && drawn.is_some() && drawn != permit.account() {
                return Err(AppError::refused("error-sheet-drawn"));
            }
            if reader.assessed_by_me(&permit)? {
                return Err(AppError::refused("error-sheet-twice"));
            }
            (Filling::SpotCheck(permit), check.round)
        }
    };
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    round.takes_assessment()?;
    let permit = filling.of_unit();
    if permit.unit() == organiser.unit {
        // The organiser's own leading group: whom the lot sent, and not by a post beneath it that would bar from others.
        check_free_of_leaders(context, reader, &permit, (&round, organiser))?;
        return Ok((filling, round, organiser));
    }
    check_free(context, reader, &permit, context.actor, (organiser, permit.target()))?;
    Ok((filling, round, organiser))
}
