//! What taking a record back leaves behind: whether sheets may count no more, and what becomes of what was resolved.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_app::sessions::seminar_page::SeminarView;
use earnest_model::{message::FieldErrors, sessions::resolution::OfWithdrawn};

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

/// What becomes of the open resolutions of a session: by rule they end with it, and the unit may say that they stand.
pub(super) fn follow(call: &Call<'_>, view: &SeminarView, errors: &FieldErrors) -> Option<Field> {
    let tr = call.tr;
    let open = view.resolutions.iter().filter(|one| one.state.is_open()).count();
    if open == 0 {
        return None;
    }
    let chosen = call.form.find("resolutions").unwrap_or(OfWithdrawn::End.key());
    let words = |of: &OfWithdrawn| match of {
        OfWithdrawn::End => tr.seminar_resolutions_end(),
        OfWithdrawn::Stand => tr.seminar_resolutions_stand(),
    };
    let choices = OfWithdrawn::ALL.iter().map(|of| Choice::new(of.key(), words(of), of.key() == chosen));
    let label = tr.seminar_resolutions_open(open);
    let field = Field::new("resolutions", label, Control::One(choices.collect()));
    Some(field.error(call.fault(errors, "resolutions")))
}

/// Says that problems from its speeches stay on the list when a record is taken back.
pub(super) fn stays(call: &Call<'_>, view: &SeminarView) -> Option<String> {
    let problems = view.commitments.len();
    (problems > 0).then(|| call.tr.seminar_problems_stay(problems))
}
