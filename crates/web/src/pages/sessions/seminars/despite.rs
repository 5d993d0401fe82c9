//! The question whether sheets may count no more.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_model::message::FieldErrors;

/// Whether sheets may count no more: asked as soon as there are some.
pub(super) fn despite(call: &Call<'_>, errors: &FieldErrors) -> Option<Field> {
    let ticked = !call.form.get("despite").is_empty();
    let tr = call.tr;
    (ticked || errors.at("despite").is_some()).then(|| {
        let yes = Choice::new("yes", tr.seminar_despite_yes(), ticked);
        Field::new("despite", tr.seminar_despite(), Control::Any(vec![yes]))
            .error(call.fault(errors, "despite"))
            .optional(tr)
    })
}
