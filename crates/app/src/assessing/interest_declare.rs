//! Declare an interest because of which an assessor stays away; by the person, or by an office for one of its assessors.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    assessing::{
        acts::AssessingAct,
        interest::{InterestForm, check_interests, parse_interest},
    },
    event::Event,
    id::{AccountId, InterestId, ObservationId},
    message::{FieldErrors, Message},
    permit::{DeclareInterest, NoteInterest, Permit, Target, Writes},
};
use earnest_store::{EndsObservations, WeighsInterests, Work};

/// An interest to declare.
#[derive(Debug, Clone, Copy)]
pub struct Declare<'a> {
    /// Whose; `None` for the actor's own.
    pub of: Option<AccountId>,
    /// Code of the unit.
    pub unit: &'a str,
    /// What, how far, how long.
    pub form: InterestForm<'a>,
}

/// Declares it. The reason stays between the person and the office: the journal says that there is one.
pub fn declare_interest(context: &Context<'_>, request: &Declare<'_>) -> Result<InterestId> {
    let own = context.actor.account().ok_or(AppError::NotFound)?;
    let parsed = parse_interest(&request.form);
    let mut work = context.begin()?;
    let of = request.of.unwrap_or(own);
    let mut errors = FieldErrors::new();
    let unknown = || Message::new("error-interest-unit").with("unit", request.unit);
    if work.reader().locate(request.unit.trim())?.is_none() {
        errors.add("unit", unknown());
    }
    let new = match parsed {
        Ok(new) if errors.is_empty() => new,
        Ok(_) => return Err(AppError::Form(errors)),
        Err(faults) => {
            faults.iter().for_each(|(field, message)| errors.add(field, message.clone()));
            return Err(AppError::Form(errors));
        }
    };
    let reach = new.reach.key();
    let (assessor, first_day, last_day) = (of, new.from, new.until);
    if of == own {
        let permit = permit::<DeclareInterest>(context, &mut work.reader(), request.unit.trim())?;
        let id = work.interest_declare(&permit, &new)?;
        let ended = stays_away(context, &mut work, &permit, of)?;
        let told = AssessingAct::InterestDeclared { assessor, reach, first_day, last_day };
        work.commit_all(&permit.act_on(id, told), &ended)?;
        return Ok(id);
    }
    let permit = permit::<NoteInterest>(context, &mut work.reader(), request.unit.trim())?;
    work.reader().actor(of)?.ok_or(AppError::NotFound)?;
    let id = work.interest_note(&permit, of, &new)?;
    let ended = stays_away(context, &mut work, &permit, of)?;
    let told = AssessingAct::InterestNoted { assessor, reach, first_day, last_day };
    work.commit_all(&permit.act_on(id, told), &ended)?;
    Ok(id)
}

/// Ends what somebody was sent to and may not hear any more: from now on another one is sent there.
fn stays_away<A: EndsObservations + WeighsInterests + Writes>(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<A>,
    of: AccountId,
) -> Result<Vec<Event>> {
    let interests = work.reader().interests_of(permit, &[of])?;
    let mut owed = work.reader().observations_owed_by(permit, of)?;
    owed.retain(|(_, unit, _)| check_interests(&interests, *unit, context.today).is_err());
    let ended: Vec<_> = owed.iter().map(|(id, ..)| *id).collect();
    work.observations_recuse(permit, (of, &ended))?;
    let event = |(id, _, round): (ObservationId, Target, i32)| {
        permit.act_on(id, AssessingAct::ObserverRecused { round, assessor: of })
    };
    Ok(owed.into_iter().map(event).collect())
}
