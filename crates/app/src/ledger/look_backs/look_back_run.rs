//! Enter the seed that was made in public, draw the closed measures, and draw by the same seed who looks back at each:
//! somebody other than who verified its closure, wherever there is somebody.

use crate::{
    AppError, Context, Result,
    draws::{
        certified_draw::{about_of, certified_draw, check_unused, stored_frame},
        second_mark::Pool,
    },
    permit_on,
};
use earnest_draw::Drawn;
use earnest_model::{
    draws::draw_record::{ORIGIN, Seed, Thrown},
    hash::sha256_hex,
    id::LookBackDrawId,
    ledger::{acts::LedgerAct, look_backs::look_back::LookBackState},
    permit::{Permit, RunDraw},
};
use earnest_store::{ClosedDrawn, Drawable, NewLookBack, StoreError, Work};
use std::collections::BTreeMap;

/// Draws with a seed that was not used before, and says where its digits come from; gives how many measures were drawn.
pub fn run_look_back(context: &Context<'_>, id: LookBackDrawId, thrown: &Thrown<'_>) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<RunDraw, _>(context, &mut work.reader(), id)?;
    let (seed, origin) = thrown.read().map_err(AppError::Form)?;
    let frozen = work.reader().look_back_draw(&permit)?;
    frozen.public.state.draw()?;
    check_unused(&mut work.reader(), &permit, ("seed", &seed))?;
    let frame = stored_frame(&frozen.public)?;
    let mut about = about_of(&mut work.reader(), &permit, None)?;
    about.extend([
        ("purpose".to_owned(), "look-back".to_owned()),
        (ORIGIN.to_owned(), origin.to_string()),
        ("strata".to_owned(), frozen.strata.key().to_owned()),
        ("frozen-at".to_owned(), frozen.public.frozen_at.clone()),
        ("drawn-at".to_owned(), context.now.to_string()),
    ]);
    let (certificate, drawn) = certified_draw(&frame, &seed, frozen.public.rate, about)?;
    let items = items(context, &mut work, &permit, &seed, &drawn)?;
    let run = ClosedDrawn { seed: seed.as_str(), certificate: &certificate, drawn: &items };
    work.look_back_run(&permit, &run)?;
    let told = LedgerAct::LookBackDrawn {
        seed: seed.as_str().to_owned(),
        origin,
        frame_sha256: frozen.public.frame_hash,
        certificate_sha256: sha256_hex(certificate.as_bytes()),
        drawn: serials(&drawn),
    };
    work.commit(&permit.act(told))?;
    Ok(items.len())
}

/// The serials of what was drawn, stratum by stratum.
fn serials(drawn: &Drawn<'_>) -> Vec<String> {
    drawn.strata.iter().flat_map(|stratum| &stratum.drawn).map(|one| one.id.to_owned()).collect()
}

fn items(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<RunDraw, LookBackDrawId>,
    seed: &Seed,
    drawn: &Drawn<'_>,
) -> Result<Vec<NewLookBack>> {
    let serials = serials(drawn);
    let found: BTreeMap<String, Drawable> =
        work.reader().drawable(permit, &serials)?.into_iter().map(|one| (one.serial.clone(), one)).collect();
    let pool = Pool::read(&mut work.reader(), &permit.of_unit(), permit.target())?;
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
