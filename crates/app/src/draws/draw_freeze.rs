//! Freeze the frame of a draw and publish its hash, before there is a seed.

use crate::{
    AppError, Context, Result,
    burden::burden_weigh::{Issue, guard},
    draws::certified_draw::draw_fault,
    figures::gates::gates,
    permit_at,
};
use earnest_draw::Frame;
use earnest_model::{
    burden::budget::Kind,
    draws::{
        acts::DrawsAct,
        draw_record::{may_freeze, parse_rate},
        exclusion::{Excluded, ToLeaveOut, exclusions_csv, parse_exclusions},
    },
    hash::sha256_hex,
    id::{DrawId, RoundId},
    message::{FieldErrors, Message},
    permit::FreezeFrame,
    programmes::gates::Gate,
    text::{Line, enough},
};
pub use earnest_store::ClassBeneath;
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

/// What a frame names and leaves out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Without<'a> {
    /// Keys of the classes from which is drawn wherever they are.
    pub named: &'a [String],
    /// Units that are left out: a line for each, its code and the reason.
    pub units: &'a str,
    /// Classes that are left out, each with the reason.
    pub classes: &'a [(String, String)],
}

/// Freezes all units of the classes beneath the organiser that exist today.
pub fn freeze_frame(context: &Context<'_>, request: &Freeze<'_>) -> Result<DrawId> {
    freeze_frame_without(context, request, &Without::default())
}

/// The same without some units or classes. They are published with the frame, each with its reason; a class from which is
/// to be drawn is not left out without one.
pub fn freeze_frame_without(
    context: &Context<'_>,
    request: &Freeze<'_>,
    without: &Without<'_>,
) -> Result<DrawId> {
    let left_out = parse_exclusions(without.units).map_err(|message| AppError::field("excluded", message))?;
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(request.round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<FreezeFrame>(context, organiser)?;
    round.takes_assessment()?;
    gates(context, &mut work.reader(), organiser, &round)?.0.reach(Gate::Draw)?;
    let standard =
        work.reader().standard_of_round(&round)?.ok_or(AppError::refused("error-round-standard"))?;
    let rate = parse_rate(request.rate, standard.standard.least_drawn())
        .map_err(|message| AppError::field("rate", message))?;
    may_freeze(&work.reader().draw_states(&permit, round.id)?)?;
    let beneath = work.reader().frame_classes(&permit, Some(round.id))?;
    let classes_out = classes_left_out(&asked_of(&beneath, without.named), request.classes, without.classes)
        .map_err(AppError::Form)?;
    let materials = Issue::to_unit(Kind::Materials, context.today);
    let call_up = Issue { whose: Whose::Subtree, classes: request.classes, ..materials };
    guard(&mut work.reader(), &permit, &call_up)?;
    let units = work.reader().frame_units(&permit, round.id, request.classes)?;
    let (units, mut excluded) =
        leave_out(units, &left_out).map_err(|message| AppError::field("excluded", message))?;
    if units.is_empty() {
        return Err(AppError::field("classes", Message::new("error-draw-classes")));
    }
    excluded.extend(classes_out);
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
        excluded: excluded.into_iter().map(Excluded::what).collect(),
        excluded_sha256: exclusions_hash,
    };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// Parts the units of the classes: those of the frame, and those that are left out. No class is left without a unit.
fn leave_out(
    mut units: Vec<FrameUnit>,
    left_out: &[ToLeaveOut],
) -> std::result::Result<(Vec<FrameUnit>, Vec<Excluded>), Message> {
    let mut excluded = Vec::new();
    for line in left_out {
        let (code, reason) = line.meant(units.iter().map(|unit| (unit.code.as_str(), unit.name.as_str())))?;
        enough(reason.as_str())?;
        let unknown = || Message::new("error-exclude-unit").with("unit", code.as_str());
        let place = units.iter().position(|unit| unit.code == code).ok_or_else(unknown)?;
        let FrameUnit { class, code, name, .. } = units.remove(place);
        if !units.iter().any(|unit| unit.class == class) {
            return Err(Message::new("error-exclude-class").with("unit", code));
        }
        excluded.push(Excluded { class, code, name, reason: reason.as_str().to_owned() });
    }
    Ok((units, excluded))
}

/// The classes from which a frame is drawn, of those that there are beneath its organiser: those that the frame names;
/// where none of them is there, those of its direct subordinates.
pub(crate) fn asked_of<'c>(beneath: &'c [ClassBeneath], named: &[String]) -> Vec<&'c ClassBeneath> {
    let of_those: Vec<_> = beneath.iter().filter(|class| named.contains(&class.class)).collect();
    if of_those.is_empty() && !named.is_empty() {
        beneath.iter().filter(|class| class.direct).collect()
    } else {
        of_those
    }
}

/// The classes that are asked for and not drawn from, with their reasons; every one without a reason is told at its field.
fn classes_left_out(
    asked: &[&ClassBeneath],
    drawn: &[String],
    reasons: &[(String, String)],
) -> std::result::Result<Vec<Excluded>, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut out = Vec::new();
    for class in asked.iter().filter(|class| !drawn.contains(&class.class)) {
        let given = reasons.iter().find(|(key, _)| *key == class.class);
        let reason = given.map(|(_, reason)| reason.trim()).unwrap_or_default();
        let field = format!("left-out-{}", class.class);
        if reason.is_empty() {
            errors.add(field, Message::new("error-draw-class-left-out"));
        } else if let Some(reason) = errors.take(&field, Line::parse_reason(reason)) {
            out.push(Excluded::whole(&class.class, reason.as_str()));
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(errors) }
}
