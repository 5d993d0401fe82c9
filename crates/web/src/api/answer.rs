//! What the API answers: values, pages of lists, and faults.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, Reply},
    },
    pages::fault::not_begun,
};
use axum::http::StatusCode;
use earnest_app::AppError;
use earnest_model::message::Message;
use serde_json::{Value, json};

/// Whether a path is one of the API, where faults are told in JSON.
pub fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// An answer.
pub(super) fn answer(value: &Value) -> Outcome {
    Ok(Reply::Json(StatusCode::OK, "application/json", value.to_string()))
}

/// A page of a list: its items, and the address of the next page or null.
pub(super) fn page(call: &Call<'_>, items: Vec<Value>, key: &str, next: Option<i64>) -> Outcome {
    let next = next.map(|place| call.here(&call.query.with(key, &place.to_string())));
    answer(&json!({ "items": items, "next": next }))
}

/// The most items of a page of a list.
const MOST: i64 = 200;

/// How many items are asked for: 1 to 200, 50 if nothing is said.
pub(super) fn limit(call: &Call<'_>) -> Result<i64, AppError> {
    let asked = call.asked::<i64>("limit")?.unwrap_or(50);
    if (1..=MOST).contains(&asked) {
        return Ok(asked);
    }
    let fault = Message::new("error-asked-limit").with("least", 1_i64).with("most", MOST);
    Err(AppError::field("limit", fault))
}

/// A fault as RFC 9457 has it. What is hidden and what is not there look alike.
pub fn problem(call: &Call<'_>, fault: &Fault) -> Reply {
    let (status, detail) = match fault {
        Fault::NoSession => (StatusCode::UNAUTHORIZED, None),
        Fault::App(AppError::NotFound | AppError::Denied(_)) => (StatusCode::NOT_FOUND, None),
        Fault::App(AppError::Refused(message)) => (StatusCode::CONFLICT, Some(call.words(message))),
        Fault::App(AppError::Form(errors)) => {
            // A program has no field beside which the words could stand.
            let said: Vec<_> =
                errors.iter().map(|(field, message)| format!("{field}: {}", call.words(message))).collect();
            (StatusCode::UNPROCESSABLE_ENTITY, Some(said.join(" ")))
        }
        Fault::Unread(why) => {
            let (status, _, text) = not_begun(call.tr, *why);
            (status, Some(text))
        }
        Fault::Forged | Fault::NoPost => (StatusCode::FORBIDDEN, None),
        Fault::NoSuchWay => (StatusCode::METHOD_NOT_ALLOWED, None),
        Fault::App(AppError::Store(away)) if away.passes() => {
            tracing::error!(%fault, path = call.path, "the register can't be reached");
            (StatusCode::SERVICE_UNAVAILABLE, Some(call.tr.fault_away_text().into_owned()))
        }
        other => {
            tracing::error!(fault = %other, path = call.path, "an answer of the API failed");
            (StatusCode::INTERNAL_SERVER_ERROR, None)
        }
    };
    let title = status.canonical_reason().unwrap_or_default();
    let mut problem = json!({ "type": "about:blank", "title": title, "status": status.as_u16() });
    if let (Some(object), Some(detail)) = (problem.as_object_mut(), detail) {
        object.insert("detail".to_owned(), Value::String(detail));
    }
    Reply::Json(status, "application/problem+json", problem.to_string())
}
