//! What stands at the door for everybody.

use crate::{
    frame::{
        call::Call,
        reply::{Fault, Outcome, page, see},
    },
    look::Shell,
    pages::paths,
};
use askama::Template;
use earnest_app::{AppError, circulars::circular_show::list_circulars, draws::draw_show::list_draws};

/// A member of staff finds the desk; anyone else what is public.
pub(super) fn home(call: &Call<'_>) -> Outcome {
    if call.actor.account().is_some() { see(paths::desk::desk()) } else { page(&welcome(call)?) }
}

#[derive(Template)]
#[template(path = "pages/people/sign_in/welcome.html")]
struct Welcome {
    shell: Shell,
    circulars: Vec<(String, String)>,
    draws: Vec<(String, String)>,
}

/// Circulars and draws on the first page.
const LATEST: i64 = 5;

fn welcome(call: &Call<'_>) -> Result<Welcome, Fault> {
    let tr = call.tr;
    let (circulars, draws) =
        match (list_circulars(&call.context(), None, LATEST), list_draws(&call.context(), None, LATEST)) {
            (Ok(circulars), Ok(draws)) => (circulars.circulars, draws.draws),
            // A register without units has nothing to show, and still a door.
            (Err(AppError::NotFound), _) | (_, Err(AppError::NotFound)) => (Vec::new(), Vec::new()),
            (Err(fault), _) | (_, Err(fault)) => return Err(fault.into()),
        };
    let circulars = circulars.iter().map(|it| {
        (format!("{} · {}", it.title, tr.date_iso(it.published_on)), paths::circulars::circular(it.id))
    });
    let draws = draws.iter().map(|it| {
        let round = tr.draw_round_topic(i64::from(it.round), it.topic.as_str());
        (format!("{} · {round}", tr.nav_draws()), paths::draws::draw(it.id))
    });
    Ok(Welcome {
        circulars: circulars.collect(),
        draws: draws.collect(),
        shell: call.shell(None, tr.home_title()).lede(tr.home_lede()),
    })
}
