//! Freeze the frame of a draw and publish its hash, before there is a seed.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    draws::certified_draw::draw_fault,
    permit_at,
};
use earnest_draw::Frame;
use earnest_model::{
    burden::budget::Kind,
    draws::{
        acts::DrawsAct,
        draw_record::{may_freeze, parse_rate},
        exclusion::{Excluded, exclusions_csv, parse_exclusions},
    },
    fraction::Fraction,
    hash::sha256_hex,
    id::{DrawId, RoundId},
    message::Message,
    permit::FreezeFrame,
    text::Line,
};
use earnest_store::{FrameUnit, NewDraw, Whose};

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
    freeze_frame_without(context, request, "")
}

/// The same without some units: a line for each, its code and the reason. They are published with the frame.
pub fn freeze_frame_without(context: &Context<'_>, request: &Freeze<'_>, excluded: &str) -> Result<DrawId> {
    let left_out = parse_exclusions(excluded).map_err(|message| AppError::field("excluded", message))?;
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<FreezeFrame>(context, organiser)?;
    round.takes_assessment()?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let fifth = Fraction::parse("1/5")?;
    let rate = parse_rate(request.rate, standard.standard.spot_check_rate.max(fifth))
        .map_err(|message| AppError::field("rate", message))?;
    may_freeze(&work.reader().draw_states(&permit, round.id)?)?;
    let materials = Issue::to_unit(Kind::Materials, context.today);
    let call_up = Issue { whose: Whose::Subtree, classes: request.classes, ..materials };
    guard(&mut work.reader(), &permit, &call_up)?;
    let units = work.reader().frame_units(&permit, request.classes)?;
    let (units, excluded) =
        leave_out(units, &left_out).map_err(|message| AppError::field("excluded", message))?;
    let exclusions = (!excluded.is_empty()).then(|| exclusions_csv(&excluded));
    let exclusions_hash = exclusions.as_ref().map(|text| sha256_hex(text.as_bytes()));
    let count = units.len();
    let rows = units.into_iter().map(|unit| (unit.class, unit.code));
    let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
    let (csv, hash) = (frame.csv(), frame.hash());
    let new = NewDraw { round: round.id, rate, frame: &csv, frame_hash: &hash, exclusions };
    let id = work.draw_insert(&permit, new)?;
    let told = DrawsAct::FrameFrozen {
        round: round.number,
        rate,
        units: count,
        strata: frame.strata().map(|(class, ids)| (class.to_owned(), ids.len())).collect(),
        frame_sha256: hash,
        excluded: excluded.into_iter().map(|unit| unit.code).collect(),
        excluded_sha256: exclusions_hash,
    };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// Parts the units of the classes: those of the frame, and those that are left out. No class is left without a unit.
fn leave_out(
    mut units: Vec<FrameUnit>,
    left_out: &[(String, Line)],
) -> std::result::Result<(Vec<FrameUnit>, Vec<Excluded>), Message> {
    let mut excluded = Vec::new();
    for (code, reason) in left_out {
        let unknown = || Message::new("error-exclude-unit").with("unit", code.as_str());
        let place = units.iter().position(|unit| unit.code == *code).ok_or_else(unknown)?;
        let FrameUnit { class, code, name, .. } = units.remove(place);
        if !units.iter().any(|unit| unit.class == class) {
            return Err(Message::new("error-exclude-class").with("unit", code));
        }
        excluded.push(Excluded { class, code, name, reason: reason.as_str().to_owned() });
    }
    Ok((units, excluded))
}
