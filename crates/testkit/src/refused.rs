//! What a use case answered that did not do what it was asked.
//!
//! ```no_run
//! use earnest_testkit::refused::{hidden, refused, refused_at};
//! # use earnest_app::AppError;
//! # fn submit() -> Result<(), AppError> { Ok(()) }
//! # fn show() -> Result<(), AppError> { Ok(()) }
//! assert_eq!(refused(submit()), "error-plan-closed");
//! assert_eq!(refused_at("topic", submit()), "error-text-empty");
//! assert!(hidden(show()));
//! ```

use crate::give_up;
use earnest_app::AppError;
use std::fmt::Debug;

/// The key of why it was refused: of the refusal, or of the form's first fault in the order of its fields. Who may not is
/// told `denied`, and who may not know of the record `not found`.
///
/// # Panics
/// When it was done, or when something failed instead of being refused.
#[track_caller]
pub fn refused(end: Result<impl Debug, AppError>) -> &'static str {
    let key = match &end {
        Err(AppError::Refused(message)) => Some(message.key),
        Err(AppError::Form(errors)) => errors.iter().next().map(|(_, message)| message.key),
        Err(AppError::Denied(_)) => Some("denied"),
        Err(AppError::NotFound) => Some("not found"),
        _ => None,
    };
    key.unwrap_or_else(|| give_up("not refused", &format!("{end:?}")))
}

/// The key of what is wrong with a field of a form.
///
/// # Panics
/// When the form was taken, or nothing is wrong with that field.
#[track_caller]
pub fn refused_at(field: &str, end: Result<impl Debug, AppError>) -> &'static str {
    let message = match &end {
        Err(AppError::Form(errors)) => errors.at(field),
        _ => None,
    };
    message.map_or_else(|| give_up(&format!("no fault at `{field}`"), &format!("{end:?}")), |it| it.key)
}

/// All that is wrong with a form, by field.
///
/// # Panics
/// When the form was taken, or it was refused as a whole.
#[track_caller]
pub fn faults(end: Result<impl Debug, AppError>) -> Vec<(String, &'static str)> {
    let Err(AppError::Form(errors)) = &end else { give_up("no form with faults", &format!("{end:?}")) };
    errors.iter().map(|(field, message)| (field.to_owned(), message.key)).collect()
}

/// True if the actor is not told whether there is such a record, or may not.
///
/// # Panics
/// When it was done.
#[track_caller]
pub fn hidden(end: Result<impl Debug, AppError>) -> bool {
    match &end {
        Ok(done) => give_up("not hidden", &format!("{done:?}")),
        Err(fault) => matches!(fault, AppError::NotFound | AppError::Denied(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use earnest_model::message::{FieldErrors, Message};

    fn form() -> Result<(), AppError> {
        let mut errors = FieldErrors::new();
        errors.add("until", Message::new("error-day"));
        errors.add("from", Message::new("error-text-empty"));
        Err(AppError::Form(errors))
    }

    fn closed() -> Result<(), AppError> {
        Err(AppError::refused("error-closed"))
    }

    #[test]
    fn a_refusal_is_told_by_its_key() {
        assert_eq!(refused(closed()), "error-closed");
        assert_eq!(refused(form()), "error-text-empty");
        assert_eq!(refused(Err::<(), _>(AppError::NotFound)), "not found");
        assert_eq!(refused_at("until", form()), "error-day");
        assert_eq!(
            faults(form()),
            [("from".to_owned(), "error-text-empty"), ("until".to_owned(), "error-day")]
        );
    }

    #[test]
    fn what_may_not_be_known_is_hidden_and_what_is_wrong_is_not() {
        assert!(hidden(Err::<(), _>(AppError::NotFound)));
        assert!(!hidden(form()));
    }

    #[test]
    #[should_panic(expected = "not refused: Ok(7)")]
    fn what_was_done_was_not_refused() {
        refused(Ok(7));
    }

    #[test]
    #[should_panic(expected = "no fault at `from`")]
    fn a_refusal_is_no_fault_of_a_field() {
        refused_at("from", closed());
    }
}
