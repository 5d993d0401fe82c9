//! Draft a circular: begin it, write it anew while nobody was asked, give it up.

use crate::{AppError, Context, Result, permit_at, permit_on};
use earnest_model::{
    circulars::{
        acts::CircularsAct,
        circular::{CircularForm, Draft, parse_circular},
        circular_check::DraftStep,
    },
    id::{CircularDraftId, RoundId, UnitId},
    message::{FieldErrors, Message},
    permit::{DraftCircular, Permit},
    programmes::round::Round,
    text::Line,
    units::called::choose,
};
use earnest_store::{MakesCircular, Reader};
use std::collections::HashMap;

/// Units by code: key and name.
pub(crate) type Named = HashMap<String, (UnitId, String)>;

/// Begins a draft for a round, if there is no other that is neither published nor given up.
pub fn draft_circular(
    context: &Context<'_>,
    round: RoundId,
    form: &CircularForm<'_>,
) -> Result<CircularDraftId> {
    let mut work = context.begin()?;
    let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<DraftCircular>(context, organiser)?;
    if work.reader().circular_draft_pending(&permit, round.id)?.is_some() {
        return Err(AppError::refused("error-circular-draft-pending"));
    }
    let draft = parsed(&mut work.reader(), &permit, &round, form)?;
    let id = work.circular_draft_insert(&permit, round.id, &draft)?;
    let told = CircularsAct::CircularDrafted { round: round.number, title: draft.title };
    work.commit(&permit.act_on(id, told))?;
    Ok(id)
}

/// Writes a draft anew, as long as it was not sent.
pub fn rewrite_draft(context: &Context<'_>, id: CircularDraftId, form: &CircularForm<'_>) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<DraftCircular, _>(context, &mut work.reader(), id)?;
    let stored = work.reader().circular_draft(&permit)?;
    if !stored.state.is_open() {
        return Err(AppError::refused("error-circular-draft-over"));
    }
    let (round, _) = work.reader().locate_round(stored.round)?.ok_or(AppError::NotFound)?;
    let draft = parsed(&mut work.reader(), &permit, &round, form)?;
    work.circular_draft_write(&permit, &draft)?;
    let told = CircularsAct::CircularRewritten { round: round.number, title: draft.title };
    Ok(work.commit(&permit.act(told))?)
}

/// Gives a draft up; what was said about it stays. Units that were asked or told about it are told why.
pub fn withdraw_draft(context: &Context<'_>, id: CircularDraftId, reason: &str) -> Result<()> {
    let mut work = context.begin()?;
    let permit = permit_on::<DraftCircular, _>(context, &mut work.reader(), id)?;
    let stored = work.reader().circular_draft(&permit)?;
    let state = stored.state.after(DraftStep::Withdraw)?;
    let reason = stored.state.parse_given_up(reason).map_err(|message| AppError::field("reason", message))?;
    work.circular_draft_give_up(&permit, state, reason.as_ref().map(Line::as_str))?;
    let (from, to, title) = (stored.state.key(), state.key(), stored.draft.title);
    Ok(work.commit(&permit.act(CircularsAct::CircularWithdrawn { from, to, title, reason }))?)
}

/// Which version a draft of the round would become, if one may be published now: the first while the round is assessed,
/// corrections also afterwards.
pub(crate) fn next_version<A: MakesCircular, K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    round: &Round,
) -> Result<i32> {
    let version = reader.circular_version(permit, round.id)? + 1;
    round.takes_circular(version)?;
    Ok(version)
}

fn parsed<K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<DraftCircular, K>,
    round: &Round,
    form: &CircularForm<'_>,
) -> Result<Draft> {
    let version = next_version(reader, permit, round)?;
    let draft = parse_circular(form, version, permit.on()).map_err(AppError::Form)?;
    chosen(reader, permit, draft)
}

/// The draft with the codes of the units that it names, by whatever was typed for them; one that is none, or may be
/// several, is a fault of its field.
fn chosen<K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<DraftCircular, K>,
    mut draft: Draft,
) -> Result<Draft> {
    let points = draft.went_well.iter().chain(&draft.problems);
    let typed: Vec<String> = points.flat_map(|point| point.codes.clone()).collect();
    let found = reader.units_called(permit, &typed)?;
    let mut errors = FieldErrors::new();
    for (field, points) in [("went_well", &mut draft.went_well), ("problems", &mut draft.problems)] {
        for (place, point) in points.iter_mut().enumerate() {
            match choose(&point.codes, &found) {
                Ok(codes) => point.codes = codes,
                Err(fault) => errors.add(format!("{field}-{place}"), fault),
            }
        }
    }
    if errors.is_empty() { Ok(draft) } else { Err(AppError::Form(errors)) }
}

/// Finds all units that the draft names; one that the register does not know is a fault of its field.
pub(crate) fn named<A: MakesCircular, K: Copy>(
    reader: &mut Reader<'_>,
    permit: &Permit<A, K>,
    draft: &Draft,
) -> Result<Named> {
    let codes: Vec<_> =
        draft.went_well.iter().chain(&draft.problems).flat_map(|point| point.codes.clone()).collect();
    let found = reader.units_by_code(permit, &codes)?;
    let named: Named = found.into_iter().map(|(id, code, name)| (code, (id, name))).collect();
    let mut errors = FieldErrors::new();
    for (field, points) in [("went_well", &draft.went_well), ("problems", &draft.problems)] {
        for (place, point) in points.iter().enumerate() {
            if let Some(code) = point.codes.iter().find(|code| !named.contains_key(*code)) {
                let unknown = Message::new("error-unit-unknown").with("unit", code.as_str());
                errors.add(format!("{field}-{place}"), unknown);
            }
        }
    }
    if errors.is_empty() { Ok(named) } else { Err(AppError::Form(errors)) }
}
