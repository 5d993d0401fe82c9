//! Freeze the frame of a draw and publish its hash, before there is a seed.

use crate::{
    AppError, Context, Result,
    burden_weigh::{Issue, guard},
    certified_draw::draw_fault,
    permit_at,
};
use earnest_draw::Frame;
use earnest_model::{
    burden::Kind,
    draw_record::{may_freeze, parse_rate},
    event::Subject,
    fraction::Fraction,
    id::{DrawId, RoundId},
    permit::FreezeFrame,
};
use earnest_store::Whose;
use serde_json::json;

/// A frame to freeze.
#[derive(Debug, Clone)]
pub struct Freeze<'a> {
    /// The round.
    pub round: RoundId,
    /// The share of every class: `20%`, `1/5`.
    pub rate: &'a str,
    /// Keys of the classes that are drawn from, each a stratum.
    pub classes: &'a [String],
}

/// Freezes all units of the classes beneath the organiser that exist today.
pub fn freeze_frame(context: &Context<'_>, request: &Freeze<'_>) -> Result<DrawId> {
    let mut work = context.store.begin(context.now)?;
    let (round, organiser) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<FreezeFrame>(context, organiser)?;
    round.takes_assessment()?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let fifth = Fraction::parse("1/5")?;
    let rate = parse_rate(request.rate, standard.standard.spot_check_rate.max(fifth))
        .map_err(|message| AppError::field("rate", message))?;
    may_freeze(&work.reader().draw_states(&permit, round.id)?)?;
    let call_up = Issue {
        kind: Kind::Materials,
        whose: Whose::Subtree,
        classes: request.classes,
        on: context.today,
        minutes: None,
    };
    guard(&mut work.reader(), &permit, &call_up)?;
    let units = work.reader().frame_units(&permit, request.classes)?;
    let count = units.len();
    let rows = units.into_iter().map(|unit| (unit.class, unit.code));
    let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
    let (csv, hash) = (frame.csv(), frame.hash());
    let id = work.draw_insert(&permit, round.id, rate, &csv, &hash)?;
    let strata: Vec<_> = frame.strata().map(|(class, ids)| json!([class, ids.len()])).collect();
    let detail = json!({
        "round": round.number, "rate": rate, "units": count, "strata": strata, "frame-sha256": hash,
    });
    work.commit(&permit.event(Subject::new("draw", id.0), detail))?;
    Ok(id)
}
