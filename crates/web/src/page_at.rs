//! A page of ours as somebody reads it, made while something else is answered.

use crate::{
    finished::finished,
    frame::{
        call::Call,
        fields::Fields,
        reply::{Outcome, Reply},
    },
    places::{self, Place},
};
use axum::http::StatusCode;

/// What answers whoever reads a page; `None` if it is not for them.
pub fn reading(call: &Call<'_>, place: &Place, (nothing, grown): (&Fields, &Fields)) -> Option<Outcome> {
    let reading = Call {
        path: &place.path,
        query: &place.query,
        parts: &place.parts,
        form: nothing,
        grown,
        files: &[],
        seen: None,
        sending: None,
        stood: None,
        draft: None,
        ..*call
    };
    place.route.need.serves(call.actor, call.today).then(|| (place.route.handler)(&reading))
}

/// The page at an address as whoever asks reads it now, with what its forms carry; `None` if there is none, or it is not for them.
/// `put` is given the page as it was made, before anything is put into it.
pub fn read_at(call: &Call<'_>, address: &str, put: &dyn Fn(&Call<'_>, String) -> String) -> Option<String> {
    let (nothing, place) = (Fields::default(), places::place(address)?);
    let Ok(Reply::Page(StatusCode::OK, html)) = reading(call, &place, (&nothing, &nothing))? else {
        return None;
    };
    // Its forms stand on that page and were sent by nobody yet.
    let there = Call {
        path: &place.path,
        query: &place.query,
        parts: &place.parts,
        form: &nothing,
        seen: None,
        filling: None,
        ..call.clone()
    };
    Some(finished(&there, StatusCode::OK, put(&there, html)))
}
