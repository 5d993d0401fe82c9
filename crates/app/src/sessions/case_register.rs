//! Put a case into the library.

use crate::{Context, Result, error::AppError, permit};
use earnest_model::{
    id::CaseId,
    permit::RegisterCase,
    sessions::{
        acts::SessionsAct,
        case_study::{CaseForm, parse_case},
    },
};

/// Puts it in. The journal says that it came in, and nothing of a limited one's words.
pub fn register_case(context: &Context<'_>, unit: &str, form: &CaseForm<'_>) -> Result<CaseId> {
    let new = parse_case(form).map_err(AppError::Form)?;
    let mut work = context.begin()?;
    let permit = permit::<RegisterCase>(context, &mut work.reader(), unit)?;
    let id = work.case_insert(&permit, &new)?;
    let title = (!new.sensitive).then_some(new.text.title);
    work.commit(&permit.act_on(id, SessionsAct::CaseRegistered { title, limited: new.sensitive }))?;
    Ok(id)
}
