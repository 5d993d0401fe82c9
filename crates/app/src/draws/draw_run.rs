//! Enter the seed that was made in public, and draw.

use crate::{
    AppError, Context, Result,
    draws::{
        assessed_round::assessed_round,
        certified_draw::{about_of, certified_draw, check_unused, stored_frame},
    },
    permit_on,
};
use earnest_draw::{Drawn, Frame};
use earnest_model::{
    draws::{
        acts::DrawsAct,
        draw_record::{ORIGIN, Thrown},
    },
    hash::sha256_hex,
    id::{DrawId, UnitId},
    message::Message,
    permit::{Permit, RunDraw},
};
use earnest_store::{Draw, DrawResult, NewSpotCheck, Reader, StoreError};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Draws with a seed of at least 20 digits that was not used before, and says where they come from; gives how many units were
/// drawn.
pub fn run_draw(context: &Context<'_>, id: DrawId, thrown: &Thrown<'_>) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<RunDraw, _>(context, &mut work.reader(), id)?;
    let (seed, origin) = thrown.read().map_err(AppError::Form)?;
    let frozen = work.reader().draw(&permit)?;
    let state = frozen.public.state.draw()?;
    check_unused(&mut work.reader(), &permit, ("seed", &seed))?;
    let round = assessed_round(&mut work.reader(), &frozen)?;
    let frame = stored_frame(&frozen.public)?;
    all_there(&mut work.reader(), &permit, &frame)?;
    let mut about = about_of(&mut work.reader(), &permit, Some(&round))?;
    about.insert(ORIGIN.to_owned(), origin.to_string());
    about.extend(dated(&frozen, &context.now.to_string()));
    let (certificate, drawn) = certified_draw(&frame, &seed, frozen.public.rate, about)?;
    let codes: Vec<_> =
        drawn.strata.iter().flat_map(|stratum| &stratum.drawn).map(|unit| unit.id.to_owned()).collect();
    let keys: HashMap<_, _> = work.reader().drawn_keys(&permit, &codes)?.into_iter().collect();
    let checks = checks(&drawn, &keys)?;
    let result = DrawResult { seed: seed.as_str(), certificate: &certificate, units: &checks };
    work.draw_run(&permit, state, result)?;
    let count = codes.len();
    let told = DrawsAct::UnitsDrawn {
        round: round.number,
        seed: seed.as_str().to_owned(),
        origin,
        frame_sha256: frozen.public.frame_hash,
        certificate_sha256: sha256_hex(certificate.as_bytes()),
        drawn: codes,
    };
    work.commit(&permit.act(told))?;
    Ok(count)
}

/// Refuses a frame in which units stand that were closed or went elsewhere since it was frozen: they would be drawn.
fn all_there(reader: &mut Reader<'_>, permit: &Permit<RunDraw, DrawId>, frame: &Frame) -> Result<()> {
    let codes: Vec<String> = frame.strata().flat_map(|(_, codes)| codes).cloned().collect();
    let there: HashSet<_> = reader.drawn_keys(permit, &codes)?.into_iter().map(|(code, _)| code).collect();
    let gone: Vec<&str> = codes.iter().map(String::as_str).filter(|code| !there.contains(*code)).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let named = gone.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    Err(AppError::Refused(Message::new("error-draw-gone").with("count", gone.len()).with("units", named)))
}

/// How many units a refusal names.
const NAMED: usize = 8;

/// When the frame was frozen and the seed thrown, and what was left out.
fn dated(frozen: &Draw, drawn_at: &str) -> BTreeMap<String, String> {
    let mut about = BTreeMap::from([
        ("frozen-at".to_owned(), frozen.public.frozen_at.clone()),
        ("drawn-at".to_owned(), drawn_at.to_owned()),
    ]);
    if let Some(excluded) = &frozen.exclusions {
        about.insert("excluded-sha256".to_owned(), sha256_hex(excluded.as_bytes()));
    }
    about
}

fn checks(drawn: &Drawn<'_>, keys: &HashMap<String, UnitId>) -> Result<Vec<NewSpotCheck>> {
    let mut checks = Vec::new();
    for stratum in &drawn.strata {
        for unit in &stratum.drawn {
            let gone = || StoreError::meaningless(unit.id, "the code of a unit");
            checks.push(NewSpotCheck {
                unit: *keys.get(unit.id).ok_or_else(gone)?,
                class: stratum.stratum.to_owned(),
                place: i32::try_from(unit.order).unwrap_or(i32::MAX),
                ticket: unit.ticket.to_string(),
            });
        }
    }
    Ok(checks)
}
