//! Record a make-up: those who missed a session catch up. It belongs to its session and is none of its own.

use crate::{
    AppError, Context, Result, permit_on,
    sessions::seminar_record::{lead_came, roll_of},
};
use earnest_model::{
    id::SeminarId,
    permit::RecordSeminar,
    sessions::{
        acts::SessionsAct,
        seminar::{MakeUpForm, parse_make_up},
    },
};
pub use earnest_store::SeminarHeld;

/// The session, for whoever may record a make-up of it.
pub fn session_to_make_up(context: &Context<'_>, id: SeminarId) -> Result<SeminarHeld> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<RecordSeminar, _>(context, &mut reader, id)?;
    Ok(reader.seminar(&permit)?)
}

/// Records it.
pub fn record_make_up(context: &Context<'_>, id: SeminarId, form: &MakeUpForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<RecordSeminar, _>(context, &mut work.reader(), id)?;
    let held = work.reader().seminar(&permit)?;
    if !held.standing.stands() {
        return Err(AppError::refused("error-session-gone"));
    }
    let mut session = held.session;
    let make_up = parse_make_up(form, &session, context.today).map_err(AppError::Form)?;
    let told = SessionsAct::SessionMadeUp { make_up_on: make_up.held_on, present: make_up.present };
    session.make_up(make_up);
    let roll = roll_of(context, &mut work.reader(), permit.target())?;
    work.seminar_body_write(&permit, (&session.body, lead_came(&roll, &session)))?;
    work.commit(&permit.act(told))?;
    Ok(())
}
