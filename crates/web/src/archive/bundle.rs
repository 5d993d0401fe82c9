//! The public bundle of a circular: what anybody may read of it, and what it needs to be checked.

use super::{
    ask::{Place, Reader},
    index::{Index, index},
    members::{Members, zip},
    round::{draws, put_circular, put_draw},
};
use crate::frame::{
    call::Call,
    reply::{Fault, Outcome},
    state::State,
};
use earnest_app::{
    anchor::{
        archive_check::{DRAWS, INDEX},
        proof_make::keep_circular,
    },
    circulars::circular_show::show_circular,
};
use earnest_model::{actor::Actor, draws::draw_record::DrawState, id::CircularId, organisation::Publicity};

/// The bundle of a version.
pub(super) fn file(call: &Call<'_>) -> Outcome {
    let id: CircularId = call.id("id")?;
    Ok(zip(format!("circular-{id}.zip"), archive(&Reader::of(call), id)?))
}

/// Makes it: the same for everybody who may read the circular.
///
/// # Errors
/// There is no such circular for whoever asks, or its paper can't be set.
pub(super) fn archive(reader: &Reader<'_>, id: CircularId) -> Result<Vec<u8>, Fault> {
    let shown = show_circular(&reader.context(), id)?;
    let kept = keep_circular(&reader.context(), id)?;
    let state = State { mail: None, address: None, ..reader.state.clone() };
    // What anybody may read is read as a stranger does, so that all get the same.
    let open = reader.known.organisation.circulars == Publicity::Public;
    let actor = if open { Actor::PUBLIC } else { reader.actor.clone() };
    let reader = &Reader { state: &state, actor, ..reader.clone() };
    let mut members = Members::default();
    put_circular(reader, id, &mut members)?;
    // The acts of a draw are not in it: its certificate is checked by computing it anew.
    // Draws may be for fewer eyes than circulars.
    let open = reader.known.organisation.draws == Publicity::Public;
    for draw in if open { draws(reader, shown.circular.round)? } else { Vec::new() } {
        if draw.state == DrawState::Drawn {
            put_draw(reader, &draw, (DRAWS, &mut members))?;
        }
    }
    reader.with(Place::nowhere(), |call| {
        let tr = call.tr;
        members
            .put_journal(&kept, (tr.archive_is_act().into_owned(), tr.archive_is_checkpoint().into_owned()));
        let facts = [
            (tr.circular_issuer(), shown.organiser.name.clone()),
            (tr.circular_version_head(), tr.circular_version(i64::from(shown.circular.version))),
            (tr.circular_day(), tr.date_long(shown.circular.published_on)),
        ];
        let number = shown.circular.number.iter().map(|number| (tr.circular_number(), number.clone()));
        let facts: Vec<_> =
            facts.into_iter().chain(number).map(|(term, says)| (term.into_owned(), says)).collect();
        let page = Index { title: shown.circular.title.as_str(), facts: &facts, left_out: None, kept: &kept };
        let page = index(call, &page, &members)?;
        members.put(INDEX, "", page);
        Ok::<(), Fault>(())
    })?;
    members.pack()
}
