//! Accounts: the list, opening one, its posts, and the link with which a person sets a password.

mod invitation;
mod list;
mod open;
mod show;

use crate::{
    frame::{
        call::Call,
        route::{Need, Route, get, post},
    },
    look::{Choice, Control, Field},
};
use earnest_model::{actor::Role, message::FieldErrors, permit::ActionKind};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/accounts", Need::May(ActionKind::ReadAccounts), list::list),
    get("/accounts/new", Need::May(ActionKind::ManageAccounts), open::ask),
    post("/accounts/new", Need::May(ActionKind::ManageAccounts), open::open),
    get("/accounts/{id}", Need::May(ActionKind::ReadAccounts), show::show),
    post("/accounts/{id}/posts", Need::May(ActionKind::ManageAccounts), show::give),
    post("/accounts/{id}/end", Need::May(ActionKind::ManageAccounts), show::end),
    post("/accounts/{id}/off", Need::May(ActionKind::ManageAccounts), show::off),
    post("/accounts/{id}/on", Need::May(ActionKind::ManageAccounts), show::on),
    post("/accounts/{id}/invite", Need::May(ActionKind::ManageAccounts), invitation::invite),
    get("/invitations/{token}", Need::Public, invitation::ask),
    post("/invitations/{token}", Need::Public, invitation::accept),
];

/// Role, unit and first day of a post.
fn post_fields(call: &Call<'_>, errors: &FieldErrors) -> Vec<Field> {
    let tr = call.tr;
    let chosen = call.form.get("role");
    let choice = |role: Role| {
        Choice::new(role.key(), call.word(&format!("role-{}", role.key())), role.key() == chosen)
    };
    // No role is chosen beforehand: the first one of the list would be the mightiest.
    let mut roles = vec![Choice::new("", tr.common_not_yet(), chosen.is_empty())];
    roles.extend(Role::ALL.into_iter().map(choice));
    let from = call.form.find("from").map_or_else(|| call.today.to_string(), str::to_owned);
    vec![
        Field::new("role", tr.account_role(), Control::List(roles)).error(call.fault(errors, "role")),
        Field::line("unit", tr.account_unit()).value(call.form.get("unit")).error(call.fault(errors, "unit")),
        Field::new("from", tr.account_from(), Control::Line("date"))
            .value(from)
            .error(call.fault(errors, "from")),
    ]
}
