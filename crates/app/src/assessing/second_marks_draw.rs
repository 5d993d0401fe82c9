//! Draw by lot whose materials are marked a second time, and by whom.

use crate::{
    AppError, Context, Result,
    draws::{
        certified_draw::{about_of, certified_draw, check_unused, draw_fault},
        second_mark::Pool,
    },
    permit_at, permit_on,
};
use earnest_draw::Frame;
use earnest_model::{
    assessing::acts::AssessingAct,
    draws::draw_record::Seed,
    hash::sha256_hex,
    id::{DrawId, RoundId},
    message::Message,
    permit::{DrawSecondMarks, Permit, Target},
    programmes::{round::Round, standard::DoubleMarking},
};
use earnest_store::{AskSecond, CheckedOnce, Reader, SecondLot, Work};
use std::collections::BTreeMap;

/// Draws once for a round's draw, among the units on whose materials there is one sheet: nobody knows while marking
/// whether somebody will mark after them. Gives how many sheets are asked for.
pub fn draw_second_marks(context: &Context<'_>, round: RoundId, seed: &str) -> Result<usize> {
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
    permit_at::<DrawSecondMarks>(context, organiser)?;
    let seed = Seed::parse(seed).map_err(|message| AppError::field("seed", message))?;
    round.takes_assessment()?;
    let (permit, rule) = to_draw(context, &mut work.reader(), &round, organiser)?;
    check_unused(&mut work.reader(), &permit, ("seed", &seed))?;
    let checked = work.reader().checked_once(&permit)?;
    let about = about_of(&mut work.reader(), &permit, Some(&round))?;
    let (certificate, chosen) = choose(context, &checked, &rule, &seed, about)?;
    let asked = ask(context, &mut work, &permit, organiser, &seed, &chosen)?;
    let told = AssessingAct::SecondMarksDrawn {
        round: round.number,
        seed: seed.as_str().to_owned(),
        certificate_sha256: sha256_hex(certificate.as_bytes()),
        drawn: chosen.iter().map(|unit| unit.code.clone()).collect(),
    };
    let lot = SecondLot { seed: seed.as_str().to_owned(), certificate, drawn_at: context.now.to_string() };
    work.second_marks_draw(&permit, &lot, &asked)?;
    work.commit(&permit.act(told))?;
    Ok(asked.len())
}

/// The permit for the draw whose units are marked twice, and the rule of the standard.
pub(crate) fn to_draw(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: &Round,
    organiser: Target,
) -> Result<(Permit<DrawSecondMarks, DrawId>, DoubleMarking)> {
    let permit = permit_at::<DrawSecondMarks>(context, organiser)?;
    let standard = reader.standard_of_round(round)?.ok_or(AppError::refused("error-round-standard"))?;
    let rule = standard.standard.double_marking.ok_or(AppError::refused("error-second-rule"))?;
    let draw = reader.drawn_of_round(&permit, round.id)?.ok_or(AppError::refused("error-second-draw"))?;
    let permit = permit_on::<DrawSecondMarks, _>(context, reader, draw)?;
    if reader.second_lot(&permit)?.is_some() {
        return Err(AppError::refused("error-second-twice"));
    }
    Ok((permit, rule))
}

/// The units of the lot, with its certificate.
fn choose<'c>(
    context: &Context<'_>,
    checked: &'c [CheckedOnce],
    rule: &DoubleMarking,
    seed: &Seed,
    mut about: BTreeMap<String, String>,
) -> Result<(String, Vec<&'c CheckedOnce>)> {
    if checked.is_empty() {
        return Err(AppError::refused("error-second-nothing"));
    }
    let rows = checked.iter().map(|unit| (unit.class.clone(), unit.code.clone()));
    let frame = Frame::new(rows).map_err(|fault| draw_fault(&fault))?;
    about.extend([
        ("purpose".to_owned(), "second-marks".to_owned()),
        ("drawn-at".to_owned(), context.now.to_string()),
    ]);
    let (certificate, drawn) = certified_draw(&frame, seed, rule.share, about)?;
    let codes = drawn.strata.iter().flat_map(|stratum| &stratum.drawn).map(|unit| unit.id);
    let chosen = codes.filter_map(|code| checked.iter().find(|unit| unit.code == code)).collect();
    Ok((certificate, chosen))
}

fn ask(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<DrawSecondMarks, DrawId>,
    organiser: Target,
    seed: &Seed,
    chosen: &[&CheckedOnce],
) -> Result<Vec<AskSecond>> {
    let pool = Pool::read(&mut work.reader(), permit, organiser)?;
    let units: Vec<_> =
        chosen.iter().map(|unit| (unit.code.as_str(), unit.target, vec![unit.assessor])).collect();
    let by = pool.by_lot(context, seed.as_str(), &units)?;
    let each = chosen.iter().zip(by).map(|(unit, assessor)| {
        let nobody = || Message::new("error-second-nobody").with("unit", unit.code.as_str());
        Ok(AskSecond { check: unit.check, assessor: assessor.ok_or_else(nobody)? })
    });
    each.collect()
}
