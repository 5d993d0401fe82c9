//! Put a case into the library.

use crate::{Context, Result, error::AppError, permit};
use earnest_model::{
    event::Subject,
    id::CaseId,
    permit::RegisterCase,
    sessions::case_study::{CaseForm, parse_case},
};
use serde_json::json;

/// Puts it in. The journal says that it came in, and nothing of a limited one's words.
pub fn register_case(context: &Context<'_>, unit: &str, form: &CaseForm<'_>) -> Result<CaseId> {
    let new = parse_case(form).map_err(AppError::Form)?;
    let mut work = context.store.begin(context.now)?;
    let permit = permit::<RegisterCase>(context, &mut work.reader(), unit)?;
    let id = work.case_insert(&permit, &new)?;
    let title = (!new.sensitive).then_some(&new.text.title);
    let detail = json!({ "title": title, "limited": new.sensitive });
    work.commit(&permit.event(Subject::new("case", id.0), detail))?;
    Ok(id)
}
