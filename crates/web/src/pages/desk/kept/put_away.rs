//! Putting words away.

use crate::frame::{
    call::Call,
    reply::{Outcome, see},
};
use earnest_app::{
    AppError,
    desk::form_keep::{forget_form, kept_form},
};

/// Forgets the words, and goes on to the page on which the form stands.
pub(super) fn put_away(call: &Call<'_>) -> Outcome {
    let token = call.part("token")?;
    let kept = kept_form(&call.context(), token)?.ok_or(AppError::NotFound)?;
    forget_form(&call.context(), token)?;
    see(kept.page)
}
