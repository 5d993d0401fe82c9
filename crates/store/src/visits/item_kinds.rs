//! Who owes what a visit left.

use crate::schema::visit_item;
use diesel::prelude::*;
use earnest_model::visits::visit::ItemKind;

/// Help that was offered: owed by whoever offered it.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_of_help() -> _ {
    let help: Vec<&'static str> = ItemKind::keys_where(|kind| !kind.is_owed_by_the_unit());
    visit_item::kind.eq_any(help)
}

/// What the visited unit owes an answer to, once it has a day.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn item_of_the_unit() -> _ {
    let owed: Vec<&'static str> = ItemKind::keys_where(ItemKind::is_owed_by_the_unit);
    visit_item::kind.eq_any(owed)
}
