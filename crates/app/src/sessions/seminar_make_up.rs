//! Record a make-up: those who missed a session catch up. It belongs to its session and is none of its own.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    event::Subject,
    id::SeminarId,
    permit::RecordSeminar,
    sessions::seminar::{MakeUpForm, parse_make_up},
};
pub use earnest_store::SeminarHeld;
use serde_json::json;

/// The session, for whoever may record a make-up of it.
pub fn session_to_make_up(context: &Context<'_>, id: SeminarId) -> Result<SeminarHeld> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let target = reader.locate_session(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RecordSeminar>(context, target)?;
    Ok(reader.session_held(&permit, id)?)
}

/// Records it.
pub fn record_make_up(context: &Context<'_>, id: SeminarId, form: &MakeUpForm<'_>) -> Result<()> {
    let mut work = context.store.begin(context.now)?;
    let target = work.reader().locate_session(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RecordSeminar>(context, target)?;
    let mut session = work.reader().session_held(&permit, id)?.session;
    let make_up = parse_make_up(form, &session, context.today).map_err(AppError::Form)?;
    let detail = json!({ "make-up-on": make_up.held_on, "present": make_up.present });
    session.body.make_ups.push(make_up);
    work.seminar_body_write(&permit, id, &session.body)?;
    work.commit(&permit.event(Subject::new("seminar", id.0), detail))?;
    Ok(())
}
