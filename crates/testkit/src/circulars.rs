//! A circular as tests need it: drafted, checked by everybody it names, published.

#![expect(clippy::expect_used, reason = "only tests use this crate, and this is how a test fails")]

use crate::register::Register;
use earnest_app::circulars::{
    circular_check_send::send_check, circular_draft::draft_circular, circular_draft_show::show_draft,
    circular_publish::publish_circular, passage_check::check_passage,
};
use earnest_model::{
    actor::{Actor, Role},
    circulars::circular::CircularForm,
    id::{CircularDraftId, CircularId, RoundId},
};

/// Drafts a circular, lets every unit named accept its passage, and publishes it: today, or the day after the check where other
/// units stand in its table of results, who have their day; it is that day then.
pub fn publish_checked(
    register: &Register,
    office: &Actor,
    round: RoundId,
    form: &CircularForm<'_>,
) -> CircularId {
    let context = register.context(office);
    let draft = draft_circular(&context, round, form).expect("a draft");
    publish_checked_draft(register, office, draft)
}

/// A draft whose check is over: it can be published.
pub fn checked_draft(
    register: &Register,
    office: &Actor,
    round: RoundId,
    form: &CircularForm<'_>,
) -> CircularDraftId {
    let draft = draft_circular(&register.context(office), round, form).expect("a draft");
    check_draft(register, office, draft);
    draft
}

/// The same of a draft that was begun.
pub fn publish_checked_draft(register: &Register, office: &Actor, draft: CircularDraftId) -> CircularId {
    check_draft(register, office, draft);
    publish_circular(&register.context(office), draft).expect("the circular is published")
}

/// Brings a draft through its check.
fn check_draft(register: &Register, office: &Actor, draft: CircularDraftId) {
    let context = register.context(office);
    let due_on = register.today.get().tomorrow().expect("a day").to_string();
    send_check(&context, draft, &due_on).expect("the draft is sent");
    let sent = show_draft(&context, draft).expect("the draft shows");
    for passage in sent.passages {
        let officer = register.actor(Role::UnitOfficer, &passage.code);
        check_passage(&register.context(&officer), passage.id, "accept", "", false)
            .expect("the passage is accepted");
    }
    if !sent.told.is_empty() {
        let due_on = sent.stored.due_on.expect("the day of the check");
        register.today.set(due_on.tomorrow().expect("a day"));
    }
}
