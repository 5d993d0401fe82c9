//! Enter the seed that was made in public, draw the closed measures, and draw by the same seed who looks back at each:
//! somebody other than who verified its closure, wherever there is somebody.

use crate::{
    AppError, Context, Result,
    draws::{
        certified_draw::{certified_draw, stored_frame},
        second_mark::Pool,
    },
    permit_at,
};
use earnest_draw::Drawn;
use earnest_model::{
    draws::draw_record::Seed,
    event::Subject,
    hash::sha256_hex,
    id::LookBackDrawId,
    ledger::look_backs::look_back::LookBackState,
    permit::{Permit, RunDraw, Target},
};
use earnest_store::{Drawable, NewLookBack, StoreError, Work};
use serde_json::json;
use std::collections::BTreeMap;

/// Draws; gives how many measures were drawn.
pub fn run_look_back(context: &Context<'_>, id: LookBackDrawId, seed: &str) -> Result<usize> {
    let seed = Seed::parse(seed).map_err(|message| AppError::field("seed", message))?;
    let mut work = context.store.begin(context.now)?;
    let organiser = work.reader().locate_look_back_draw(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<RunDraw>(context, organiser)?;
    let frozen = work.reader().look_back_draw(&permit, id)?;
    frozen.public.state.draw()?;
    let frame = stored_frame(&frozen.public)?;
    let about = BTreeMap::from([
        ("purpose".to_owned(), "look-back".to_owned()),
        ("strata".to_owned(), frozen.strata.key().to_owned()),
        ("frozen-at".to_owned(), frozen.public.frozen_at.clone()),
        ("drawn-at".to_owned(), context.now.to_string()),
    ]);
    let (certificate, drawn) = certified_draw(&frame, &seed, frozen.public.rate, about)?;
    let items = items(context, &mut work, (&permit, organiser), &seed, &drawn)?;
    work.look_back_run(&permit, id, (seed.as_str(), &certificate), &items)?;
    let serials: Vec<_> = drawn.strata.iter().flat_map(|stratum| &stratum.drawn).map(|one| one.id).collect();
    let detail = json!({
        "seed": seed.as_str(), "frame-sha256": frozen.public.frame_hash,
        "certificate-sha256": sha256_hex(certificate.as_bytes()), "drawn": serials,
    });
    work.commit(&permit.event(Subject::new("look-back", id.0), detail))?;
    Ok(items.len())
}

fn items(
    context: &Context<'_>,
    work: &mut Work<'_>,
    (permit, organiser): (&Permit<RunDraw>, Target),
    seed: &Seed,
    drawn: &Drawn<'_>,
) -> Result<Vec<NewLookBack>> {
    let serials: Vec<String> =
        drawn.strata.iter().flat_map(|stratum| &stratum.drawn).map(|one| one.id.to_owned()).collect();
    let found: BTreeMap<String, Drawable> =
        work.reader().drawable(permit, &serials)?.into_iter().map(|one| (one.serial.clone(), one)).collect();
    let pool = Pool::read(&mut work.reader(), permit, organiser)?;
    let asked = |others: bool| -> Vec<_> {
        let of = |one: &Drawable| if others { one.verifier.into_iter().collect() } else { Vec::new() };
        found.values().map(|one| (one.serial.as_str(), one.target, of(one))).collect()
    };
    let others = asked(true);
    let first = pool.by_lot(context, seed.as_str(), &others)?;
    // Where nobody else is there, the verifier looks again: better than nobody.
    let second = pool.by_lot(context, seed.as_str(), &asked(false))?;
    let by: BTreeMap<&str, _> = others
        .iter()
        .zip(first.into_iter().zip(second))
        .map(|((serial, ..), (other, any))| (*serial, other.or(any)))
        .collect();
    let mut items = Vec::with_capacity(serials.len());
    for stratum in &drawn.strata {
        for one in &stratum.drawn {
            let gone = || StoreError::meaningless(one.id, "the serial of a measure");
            let measure = found.get(one.id).ok_or_else(gone)?;
            items.push(NewLookBack {
                measure: measure.measure,
                unit: measure.target.unit,
                stratum: stratum.stratum.to_owned(),
                place: i32::try_from(one.order).unwrap_or(i32::MAX),
                ticket: one.ticket.to_string(),
                assignee: by.get(one.id).copied().flatten(),
                // What was reopened between freeze and draw did not stay closed.
                state: if measure.closed { LookBackState::Drawn } else { LookBackState::Reopened },
            });
        }
    }
    Ok(items)
}
