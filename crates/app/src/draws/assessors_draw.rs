//! Draw by lot who assesses the materials of each drawn unit first: units and assessors are both drawn, and both lots are
//! public.

use crate::{
    AppError, Context, Result,
    draws::{
        assessed_round::assessed_round,
        certified_draw::{about_of, certified_take, check_unused, draw_fault},
        second_mark::Pool,
    },
    permit_on,
    published::{Published, must_be_open},
};
use earnest_draw::{Frame, Take};
use earnest_model::{
    draws::{acts::DrawsAct, draw_record::Seed, lot::LotPurpose},
    hash::sha256_hex,
    id::{AccountId, DrawId},
    permit::{DrawAssessors, ReadPublished},
};
pub use earnest_store::AssessorLot;
use earnest_store::{FirstMark, NewLot};
use std::collections::HashMap;

/// Draws for every unit of a draw that has no sheet and nobody drawn, or somebody who must stay away by now. The frame has a stratum for
/// every unit, with `CODE/ACCOUNT` of everybody who may assess it. Gives for how many units somebody was drawn.
pub fn draw_assessors(context: &Context<'_>, draw: DrawId, seed: &str) -> Result<usize> {
    let mut work = context.begin()?;
    let permit = permit_on::<DrawAssessors, _>(context, &mut work.reader(), draw)?;
    let seed = Seed::parse(seed).map_err(|message| AppError::field("assessor_seed", message))?;
    let drawn_from = work.reader().draw(&permit)?;
    if drawn_from.public.seed.as_deref() == Some(seed.as_str()) {
        return Err(AppError::field("assessor_seed", earnest_model::message::Message::new("error-lot-seed")));
    }
    check_unused(&mut work.reader(), &permit, ("assessor_seed", &seed))?;
    let round = assessed_round(&mut work.reader(), &drawn_from)?;
    let pool = Pool::read(&mut work.reader(), &permit, permit.target())?;
    let open = work.reader().open_checks(&permit)?;
    let mut rows = Vec::new();
    let mut waiting = HashMap::new();
    for check in &open {
        let free = pool.of_unit(context, check.target, &[]);
        if check.assessor.is_some_and(|drawn| free.contains(&drawn)) {
            continue;
        }
        rows.extend(free.iter().map(|id| (check.code.clone(), format!("{}/{id}", check.code))));
        if !free.is_empty() {
            waiting.insert(check.code.as_str(), check.id);
        }
    }
    if rows.is_empty() {
        return Err(AppError::refused("error-lot-nothing"));
    }
    let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
    let mut about = about_of(&mut work.reader(), &permit, Some(&round))?;
    about.extend([
        ("purpose".to_owned(), LotPurpose::FirstSheets.key().to_owned()),
        ("draw".to_owned(), draw.to_string()),
    ]);
    let (certificate, drawn) = certified_take(&frame, &seed, Take::Count(1), about)?;
    let chosen = drawn.strata.iter().filter_map(|stratum| {
        let check = *waiting.get(stratum.stratum)?;
        let id = stratum.drawn.first()?.id.rsplit('/').next()?.parse().ok()?;
        Some(FirstMark { check, assessor: AccountId(id) })
    });
    let chosen: Vec<_> = chosen.collect();
    let lot = NewLot { seed: seed.as_str(), certificate: &certificate };
    let lot = work.first_marks_write(&permit, lot, &chosen)?;
    let told = DrawsAct::AssessorsDrawn {
        round: round.number,
        lot,
        seed: seed.as_str().to_owned(),
        units: chosen.len(),
        certificate_sha256: sha256_hex(certificate.as_bytes()),
    };
    work.commit(&permit.act(told))?;
    Ok(chosen.len())
}

/// The lots by which assessors of a draw's units were drawn, the newest first: as public as the draw.
pub fn assessor_lots(context: &Context<'_>, draw: DrawId) -> Result<Vec<AssessorLot>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<ReadPublished, _>(context, &mut reader, draw)?;
    must_be_open(context, &mut reader, (Published::Draws, permit.target()))?;
    let mut lots = reader.first_sheet_lots(&permit)?;
    let own = draw.to_string();
    lots.retain(|lot| {
        let verified = earnest_draw::verify(lot.certificate.as_bytes());
        verified.is_ok_and(|verified| verified.about.get("draw") == Some(&own))
    });
    Ok(lots)
}
