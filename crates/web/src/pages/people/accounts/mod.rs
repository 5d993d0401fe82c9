//! Accounts: the list, opening one, its posts, and the link with which a person sets a password.

mod import;
mod invitation;
mod invitations;
mod list;
mod open;
mod post_fields;
mod show;

use crate::frame::route::{Need, Route, get, post, upload};
use earnest_model::permit::ActionKind;

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/accounts", Need::May(ActionKind::ReadAccounts), list::list),
    get("/accounts/new", Need::May(ActionKind::ManageAccounts), open::ask),
    post("/accounts/new", Need::May(ActionKind::ManageAccounts), open::open).anew(),
    get("/accounts/import", Need::May(ActionKind::ManageAccounts), import::ask),
    upload("/accounts/import", Need::May(ActionKind::ManageAccounts), import::send).anew(),
    get("/accounts/roll", Need::May(ActionKind::ReadAccounts), import::give),
    get("/accounts/invitations", Need::May(ActionKind::ManageAccounts), invitations::ask),
    post("/accounts/invitations", Need::May(ActionKind::ManageAccounts), invitations::make).anew(),
    get("/accounts/{id}", Need::May(ActionKind::ReadAccounts), show::show),
    post("/accounts/{id}/posts", Need::May(ActionKind::ManageAccounts), show::give),
    post("/accounts/{id}/correct", Need::May(ActionKind::ManageAccounts), show::correct),
    post("/accounts/{id}/end", Need::May(ActionKind::ManageAccounts), show::end),
    post("/accounts/{id}/off", Need::May(ActionKind::ManageAccounts), show::off),
    post("/accounts/{id}/on", Need::May(ActionKind::ManageAccounts), show::on),
    post("/accounts/{id}/invite", Need::May(ActionKind::ManageAccounts), invitation::invite),
    get("/invitations/{token}", Need::Public, invitation::ask),
    post("/invitations/{token}", Need::Public, invitation::accept).anew(),
];
