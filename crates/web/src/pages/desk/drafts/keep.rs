//! Keeping a form while it is filled in.

use crate::frame::{
    call::Call,
    drafts::saved_words,
    forms::carried::own,
    reply::{Outcome, Reply},
};
use axum::http::StatusCode;
use earnest_app::{
    AppError,
    desk::draft_keep::{DraftEnd, Keep, keep_draft},
};
use serde_json::json;

pub(super) fn keep(call: &Call<'_>) -> Outcome {
    let body = own(call.form).encoded();
    let (form, base, token) = (call.form.get("draft"), call.form.get("base"), call.form.get("once"));
    let (status, data) = match keep_draft(&call.context(), &Keep { form, body: &body, base, token }) {
        Ok(DraftEnd::Kept) => {
            let at = call.now.to_string();
            (StatusCode::OK, json!({ "base": at, "words": saved_words(call, &at) }))
        }
        Ok(DraftEnd::Elsewhere) => (StatusCode::CONFLICT, json!({})),
        Ok(DraftEnd::Sent) => (StatusCode::GONE, json!({})),
        Err(AppError::Refused(message)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, json!({ "words": call.words(&message) }))
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(Reply::Data(status, data))
}
