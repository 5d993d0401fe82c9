//! Forms that were not taken and are not wanted any more.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, see},
        route::{Need, Route, post},
    },
    pages::paths,
};
use earnest_app::desk::form_keep::{forget_form, kept_form};

/// The routes.
pub const ROUTES: &[Route] = &[post("/kept/{token}/drop", Need::SignedIn, drop_it).anew()];

/// Forgets the words, and goes on to the page on which the form stands.
fn drop_it(call: &Call<'_>) -> Outcome {
    let token = call.part("token")?;
    let kept = kept_form(&call.context(), token)?;
    forget_form(&call.context(), token)?;
    see(kept.map_or_else(paths::desk::desk, |kept| kept.page))
}
