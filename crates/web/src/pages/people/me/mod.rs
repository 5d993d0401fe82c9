//! What is one's own: letters, the password, and where one is signed in.

mod letters;
mod show;

use crate::frame::route::{Need, Route, get, post};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/me", Need::SignedIn, show::me),
    post("/me/letters", Need::SignedIn, show::wish).proven(),
    post("/me/password", Need::SignedIn, show::password).proven(),
    post("/me/sessions/{key}/end", Need::SignedIn, show::end).anew(),
];
