//! Who owes what a visit left.

use crate::schema::{origin, problem, visit_item};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    ledger::findings::{origin::OriginKind, problem::ProblemState},
    visits::visit::ItemKind,
};

/// Help that was offered: owed by whoever offered it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_of_help() -> _ {
    let help: Vec<&'static str> = ItemKind::keys_where(ItemKind::is_help);
    visit_item::kind.eq_any(help).and(visit_item::withdrawn_on.is_null())
}

/// What the visited unit owes an answer to, once it has a day.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_of_the_unit() -> _ {
    let owed: Vec<&'static str> = ItemKind::keys_where(ItemKind::is_owed_by_the_unit);
    visit_item::kind.eq_any(owed).and(visit_item::withdrawn_on.is_null())
}

/// What asks for an answer: what has a day, and every finding.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_asks() -> _ {
    let finding: &'static str = ItemKind::Finding.key();
    visit_item::reply_due_on.is_not_null().or(visit_item::kind.eq(finding))
}

/// What no problem answers yet: it stands in no ledger, or its unit's head has not signed there, or has returned it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_not_taken_up() -> _ {
    let kind: &'static str = OriginKind::VisitItem.key();
    let answering: Vec<&'static str> = ProblemState::keys_where(ProblemState::answers);
    not(exists(
        origin::table
            .inner_join(problem::table)
            .filter(origin::kind.eq(kind).and(origin::record_id.eq(visit_item::id)))
            .filter(origin::undone_on.is_null().and(problem::state.eq_any(answering))),
    ))
}
