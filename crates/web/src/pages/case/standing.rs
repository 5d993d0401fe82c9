//! What a device asks before it hands anything in: who is signed in, and whether what it keeps may stay.

use crate::frame::{
    call::Call,
    reply::{Outcome, Reply},
};
use axum::http::StatusCode;
use earnest_app::case::case_standing::{CaseStanding, case_standing};
use earnest_model::id::AccountId;
use serde_json::json;

/// Only to whoever owns the case goes the token that forms carry. Under which post is acted is told, too: what was filled in under
/// another waits.
pub(super) fn standing(call: &Call<'_>) -> Outcome {
    let owner: Option<AccountId> = call.asked::<i64>("owner")?.map(AccountId);
    let mark = call.query.get("mark");
    let standing = match owner {
        Some(owner) => case_standing(&call.context(), owner, mark)?,
        None => CaseStanding::Door,
    };
    let csrf = if standing == CaseStanding::Here { call.csrf } else { "" };
    Ok(Reply::Data(
        StatusCode::OK,
        json!({ "state": standing.key(), "csrf": csrf, "now": call.now.to_string() }),
    ))
}
