//! The questions for a post.

use crate::{
    frame::call::Call,
    look::{Choice, Control, Field},
    pages::shared::unit_field::unit_field,
};
use earnest_model::{actor::Role, message::FieldErrors};

/// Role, unit and first day of a post.
pub(super) fn post_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let chosen = call.form.get("role");
    let choice = |role: Role| Choice::new(role.key(), call.word_of(role), role.key() == chosen);
    // No role is chosen beforehand: the first one of the list would be the mightiest.
    let mut roles = vec![Choice::new("", tr.common_not_yet(), chosen.is_empty())];
    roles.extend(Role::ALL.into_iter().map(choice));
    let from = call.form.find("from").map_or_else(|| call.today.to_string(), str::to_owned);
    vec![
        Field::new("role", tr.account_role(), Control::List(roles)).error(call.fault(errors, "role")),
        unit_field(call, errors, ("unit", "unit"), tr.account_unit()),
        Field::new("from", tr.account_from(), Control::Line("date"))
            .value(from)
            .error(call.fault(errors, "from")),
    ]
}
