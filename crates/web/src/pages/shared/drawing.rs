//! What follows from the acts of a draw, before they are done.

use crate::{
    frame::{call::Call, reply::Fault, weighed::Weighed},
    pages::paths,
};
use earnest_app::{draws::draw_show::show_draw, ledger::look_backs::look_back_show::show_look_back};
use earnest_model::{
    draws::draw_record::{Seed, Thrown},
    id::{DrawId, LookBackDrawId},
};

/// Freezing the frame of a round, or of closed measures.
pub(crate) fn freeze(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let tr = call.tr;
    let measures = call.path == paths::ledger::look_backs();
    let back = if measures { paths::ledger::look_backs() } else { paths::draws::draws() };
    Ok(Some(Weighed {
        title: tr.sure_freeze().into_owned(),
        follows: vec![tr.sure_freeze_follows().into_owned()],
        missing: Vec::new(),
        never: vec![tr.sure_freeze_never().into_owned()],
        digits: None,
        back,
    }))
}

/// The seed of a draw of units.
pub(crate) fn seed(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let id: DrawId = call.id("id")?;
    let shown = show_draw(&call.context(), id)?;
    let quota: u64 = shown.classes.iter().map(|class| class.quota).sum();
    let follows = call.tr.sure_seed_follows(shown.frame(), quota);
    Ok(seeded(call, follows, paths::draws::draw(id)))
}

/// The seed of a draw of closed measures.
pub(crate) fn seed_of_look_back(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let id: LookBackDrawId = call.id("id")?;
    show_look_back(&call.context(), id)?;
    Ok(seeded(call, call.tr.sure_seed_measures().into_owned(), paths::ledger::look_back(id)))
}

/// The digits as they were typed, to be compared; none where they are no seed or nothing says where they come from,
/// which the act itself says.
fn seeded(call: &Call<'_>, follows: String, back: String) -> Option<Weighed> {
    let thrown = Thrown { digits: call.form.get("seed"), origin: call.form.get("origin") };
    let (seed, _) = thrown.read().ok()?;
    Some(Weighed {
        title: call.tr.sure_seed().into_owned(),
        follows: vec![call.tr.sure_seed_compare().into_owned(), follows],
        missing: Vec::new(),
        never: vec![call.tr.sure_seed_never().into_owned()],
        digits: Some(seed.as_str().to_owned()),
        back,
    })
}

/// Declaring a draw of units void.
pub(crate) fn void(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    Ok(voided(call, paths::draws::draw(call.id("id")?)))
}

/// Declaring a draw of closed measures void.
pub(crate) fn void_of_look_back(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    Ok(voided(call, paths::ledger::look_back(call.id("id")?)))
}

/// What follows from declaring a draw void; nothing without a reason, which the act itself asks for.
fn voided(call: &Call<'_>, back: String) -> Option<Weighed> {
    let tr = call.tr;
    (!call.form.get("reason").trim().is_empty()).then(|| Weighed {
        title: tr.sure_void().into_owned(),
        follows: vec![tr.sure_void_follows().into_owned()],
        missing: Vec::new(),
        never: vec![tr.sure_void_never().into_owned()],
        digits: None,
        back,
    })
}

/// Drawing by lot who assesses.
pub(crate) fn assessors(call: &Call<'_>) -> Result<Option<Weighed>, Fault> {
    let id: DrawId = call.id("id")?;
    let Ok(seed) = Seed::parse(call.form.get("assessor_seed")) else { return Ok(None) };
    let tr = call.tr;
    Ok(Some(Weighed {
        title: tr.sure_assessors().into_owned(),
        follows: vec![tr.sure_seed_compare().into_owned(), tr.sure_assessors_follows().into_owned()],
        missing: Vec::new(),
        never: vec![tr.sure_seed_never().into_owned()],
        digits: Some(seed.as_str().to_owned()),
        back: paths::draws::draw(id),
    }))
}
