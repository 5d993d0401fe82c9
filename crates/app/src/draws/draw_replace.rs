//! Put the next unit of the same order in the place of a drawn one that can't be checked; the reason is published.

use crate::{
    AppError, Context, Result,
    draws::{
        assessed_round::assessed_round,
        certified_draw::{draw_fault, stored_frame},
    },
    permit_on,
};
use earnest_draw::{RateError, Seed, Take, draw};
use earnest_model::{
    draws::acts::DrawsAct,
    id::SpotCheckId,
    message::Message,
    permit::{ReadPublished, ReplaceDrawn},
    text::Line,
};
use earnest_store::{DrawnUnit, NewSpotCheck, Replacement};
use std::collections::HashMap;

/// Replaces it; gives the new spot check. The frame and the seed decide who is next, and nobody else.
pub fn replace_check(context: &Context<'_>, check: SpotCheckId, reason: &str) -> Result<SpotCheckId> {
    let mut work = context.begin()?;
    let published = permit_on::<ReadPublished, _>(context, &mut work.reader(), check)?;
    let id = work.reader().draw_of_check(&published)?;
    let permit = permit_on::<ReplaceDrawn, _>(context, &mut work.reader(), id)?;
    let reason = Line::parse_reason(reason).map_err(|message| AppError::field("why", message))?;
    let found = work.reader().draw(&permit)?;
    let round = assessed_round(&mut work.reader(), &found)?;
    let units = work.reader().drawn_units(&permit)?;
    let unit = units.iter().find(|unit| unit.id == check).ok_or(AppError::NotFound)?;
    if !unit.state.is_waiting() {
        return Err(AppError::refused("error-replace-state"));
    }
    let seed = found.public.seed.as_deref().ok_or(AppError::refused("error-replace-state"))?;
    let frame = stored_frame(&found.public)?;
    let seed = Seed::new(seed).map_err(|fault| draw_fault(&fault))?;
    let whole = "100%".parse().map_err(|fault: RateError| draw_fault(&fault))?;
    let order = draw(&frame, &seed, Take::Rate(whole)).map_err(|fault| draw_fault(&fault))?;
    let last = last_place(&units, &unit.class);
    let stratum = order.strata.iter().find(|stratum| stratum.stratum == unit.class);
    let rest = stratum.and_then(|stratum| stratum.drawn.get(last..)).unwrap_or_default();
    // Who was closed or went elsewhere since can't be checked: the next one in order takes the place.
    let codes: Vec<String> = rest.iter().map(|next| next.id.to_owned()).collect();
    let there: HashMap<_, _> = work.reader().drawn_keys(&permit, &codes)?.into_iter().collect();
    let next = rest.iter().find_map(|next| Some((next, *there.get(next.id)?)));
    let none = || Message::new("error-replace-none").with("class", unit.class.as_str());
    let (next, key) = next.ok_or_else(none)?;
    let code = next.id.to_owned();
    let new = NewSpotCheck {
        unit: key,
        class: unit.class.clone(),
        place: i32::try_from(next.order).unwrap_or(i32::MAX),
        ticket: next.ticket.to_string(),
    };
    let replacement =
        work.check_replace(&permit, &Replacement { check, reason: reason.as_str(), next: &new })?;
    let told = DrawsAct::DrawnReplaced { round: round.number, from: unit.code.clone(), to: code, reason };
    work.commit(&permit.act_on(check, told))?;
    Ok(replacement)
}

/// The greatest place of a class that was drawn or has replaced another: whoever comes after it is next.
fn last_place(units: &[DrawnUnit], class: &str) -> usize {
    let places = units.iter().filter(|unit| unit.class == class).map(|unit| unit.place);
    usize::try_from(places.max().unwrap_or(0)).unwrap_or(0)
}
