//! What everybody may read goes on to be read while the register is away: as it was shown last, with the moment at which it was.

use crate::{
    edge::Unread,
    frame::{
        call::Call,
        forms::filling::page_of,
        moment::moment,
        reply::{Fault, Outcome, Reply},
    },
    pages::shared::kept::Said,
};
use axum::http::StatusCode;
use earnest_app::AppError;

/// Answers a page that is the same for everybody who has no session.
pub fn answered(call: &Call<'_>, outcome: Outcome) -> Outcome {
    let asked = asked(call);
    let shown = &call.state.shown;
    match outcome {
        Ok(Reply::Page(StatusCode::OK, ref html)) => {
            shown.keep(&asked, call.now, html);
            outcome
        }
        Err(fault) if is_away(&fault) => match shown.last(&asked) {
            Some((at, html)) => {
                let tr = call.tr;
                let title = tr.fault_remembered_title(moment(call, &at.to_string()));
                let said = Said::new(call, title, tr.fault_remembered_text());
                Ok(Reply::Page(StatusCode::OK, said.put(&html)?))
            }
            None => Err(fault),
        },
        // Only what the register said shows that it is shown to everybody no more.
        Ok(_) | Err(Fault::App(AppError::NotFound | AppError::Denied(_))) => {
            shown.forget(&asked);
            outcome
        }
        fault => fault,
    }
}

/// What is asked for, of an organisation that shows so much to everybody.
fn asked(call: &Call<'_>) -> String {
    let organisation = &call.known.organisation;
    let open = (organisation.circulars, organisation.draws);
    format!("{} {open:?} {}", call.lang.tag(), page_of(call.path, call.query))
}

fn is_away(fault: &Fault) -> bool {
    match fault {
        Fault::App(AppError::Store(fault)) => fault.passes(),
        Fault::Unread(why) => matches!(why, Unread::HeldUp | Unread::Busy(_)),
        _ => false,
    }
}
