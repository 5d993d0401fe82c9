//! Declare an interest because of which an assessor stays away; by the person, or by an office for one of its assessors.

use crate::{AppError, Context, Result, permit};
use earnest_model::{
    assessing::interest::{InterestForm, NewInterest, parse_interest},
    event::Subject,
    id::{AccountId, InterestId},
    message::{FieldErrors, Message},
    permit::{Action, DeclareInterest, NoteInterest, Permit},
};
use earnest_store::Work;
use serde_json::json;

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
    let mut work = context.store.begin(context.now)?;
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
    if of == own {
        let permit = permit::<DeclareInterest>(context, &mut work.reader(), request.unit.trim())?;
        return write(work, &permit, of, &new);
    }
    let permit = permit::<NoteInterest>(context, &mut work.reader(), request.unit.trim())?;
    work.reader().actor(of)?.ok_or(AppError::NotFound)?;
    write(work, &permit, of, &new)
}

fn write<A: Action>(
    mut work: Work<'_>,
    permit: &Permit<A>,
    of: AccountId,
    new: &NewInterest,
) -> Result<InterestId> {
    let id = work.interest_insert(permit, of, new)?;
    let detail = json!({
        "assessor": of, "reach": new.reach.key(),
        "first-day": new.from.to_string(), "last-day": new.until.map(|day| day.to_string()),
    });
    work.commit(&permit.event(Subject::new("interest", id.0), detail))?;
    Ok(id)
}
