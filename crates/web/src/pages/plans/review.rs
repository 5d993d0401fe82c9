//! The review of a plan: one of three outcomes, what is missing, remarks.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
};
use earnest_model::{message::FieldErrors, plans::plan::Outcome as ReviewOutcome, text::REASON_CHARACTERS};

/// The fields, with what was answered so far.
pub fn fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let error = |name: &str| call.fault(errors, name);
    let outcome = |one: ReviewOutcome| {
        let words = call.word_of(one);
        Choice::new(one.key(), words, call.form.get("outcome") == one.key())
    };
    let ticked: Vec<_> = call.form.all("missing").collect();
    let item = |item: &earnest_model::pack::ChecklistItem| {
        let words = tr.plan_checklist_item(item.help.get(tag), item.name.get(tag));
        Choice::new(item.key.as_str(), words, ticked.contains(&item.key.as_str()))
    };
    let outcomes = ReviewOutcome::ALL.into_iter().map(outcome).collect();
    let items = call.pack().checklist.iter().map(item).collect();
    vec![
        Field::new("outcome", tr.plan_review_outcome(), Control::One(outcomes)).error(error("outcome")),
        Field::new("missing", tr.plan_review_missing(), Control::Any(items))
            .optional(tr)
            .help(tr.plan_review_missing_help())
            .error(error("missing")),
        Field::new("remarks", tr.plan_review_remarks(), Control::Lines(5))
            .optional(tr)
            .help(tr.plan_review_remarks_help(REASON_CHARACTERS))
            .value(call.form.get("remarks"))
            .error(error("remarks")),
    ]
}
