//! In which programme a request is, of several that concern whoever asks; and by which pack's words the page of a record speaks.

use crate::{about::record_of_programme, frame::state::State};
use earnest_app::units::register_load::Loaded;
use earnest_model::{Date, actor::Actor, id::ProgrammeId};

/// What programs ask.
const API: &str = "/api/";

/// The actor in the programme that is asked for by the address, or was before; the version of the pack by which they are answered,
/// if it is another than the one in use; and the programme that is to be kept from now on. One that does not concern the actor is none.
pub fn settled(
    state: &State,
    known: &Loaded,
    (actor, today): (Actor, Date),
    (asked, kept): (Option<&str>, Option<&str>),
    (path, named): (&str, &str),
) -> (Actor, Option<Loaded>, Option<ProgrammeId>) {
    let mine = known.programmes_of_reader(&actor, today);
    let own = |text: Option<&str>| {
        let id: ProgrammeId = text?.parse().ok()?;
        mine.iter().any(|one| one.programme == id).then_some(id)
    };
    if path.starts_with(API) {
        // What a program asks means the same whoever asks, and whatever they looked at before.
        let spoken = known.of_reader(&actor, today);
        return (actor, spoken, None);
    }
    let switched = own(asked);
    let first = known.unchosen_of_reader(&actor, today).map(|one| one.programme);
    // A page that is asked of a programme is read in it, and nothing is kept of that: it may have been sent by somebody.
    let chosen = switched.or_else(|| own(Some(named))).or_else(|| own(kept));
    let actor = actor.in_programme(chosen.or(first));
    let spoken = of_record(state, known, (&actor, today), (path, named));
    let spoken = spoken.or_else(|| known.of_reader(&actor, today));
    (actor, spoken, switched)
}

/// What the page of a record is spoken by: the version of its programme, where programmes speak by several. Of what is no business
/// of the actor's nothing is told, not even by the words of the page that says so.
fn of_record(
    state: &State,
    known: &Loaded,
    (actor, today): (&Actor, Date),
    (path, named): (&str, &str),
) -> Option<Loaded> {
    if !known.speaks_several() {
        return None;
    }
    let (table, key) = record_of_programme(path, named)?;
    let home = actor.holdings(today).map(|holding| holding.span).max_by_key(|span| span.hi - span.lo)?;
    let mut snapshot = state.store.snapshot().ok()?;
    let programme = snapshot.reader().programme_of_record(table, key).ok()??;
    known.of_programme(home, programme)
}
