//! Publish a checked draft as the next version of a round's circular. What it counts comes from the register, its
//! passages from the check; a published version never changes.

use crate::{
    AppError, Context, Result,
    circulars::{
        circular_draft::{Named, named, next_version},
        compose::{Parts, compose, must_correct},
    },
    permit_at, permit_of, permit_on,
};
use earnest_model::{
    Date,
    circulars::{
        acts::CircularsAct,
        circular::{CircularBody, Point, Polarity, Requirement, may_become},
        circular_check::{DraftStep, may_publish},
    },
    hash::sha256_hex,
    id::{CircularDraftId, CircularId, UnitId},
    message::Message,
    numbering::DocumentNumber,
    permit::{Permit, PublishCircular, ReadAssessments},
};
use earnest_store::{CircularNew, NewMention, NewObligation, RatingBrief, Reader, Work};
use jiff::ToSpan;
use std::collections::BTreeSet;

/// How many days a criticised unit has to answer in its ledger, where no requirement of the circular says another day.
const REPLY_DAYS: i64 = 30;

/// Publishes it: the first version while the round is assessed, corrections also afterwards. Every unit that is named
/// has answered or let its day pass, the office has answered every unit, and whoever stands in the table of results alone was told
/// and had up to the day of the check.
pub fn publish_circular(context: &Context<'_>, id: CircularDraftId) -> Result<CircularId> {
    let mut work = context.begin()?;
    let at = work.reader().at(id)?.ok_or(AppError::NotFound)?;
    let permit = permit_of::<PublishCircular, _>(context, at)?;
    let reading = permit_at::<ReadAssessments>(context, at.target())?;
    let stored = work.reader().circular_draft(&permit)?;
    stored.state.after(DraftStep::Publish)?;
    let (round, _) = work.reader().locate_round(stored.round)?.ok_or(AppError::NotFound)?;
    let version = next_version(&mut work.reader(), &permit, &round)?;
    may_become(&stored.draft, version, context.today)?;
    let passages = work.reader().passages(&permit)?;
    let checked: Vec<_> = passages.iter().map(|passage| (passage.state, passage.decided_on)).collect();
    let told = work.reader().rows_told(&permit)?.len();
    may_publish(&checked, told, stored.due_on.unwrap_or(context.today), context.today)?;
    let ratings = work.reader().ratings(&reading, round.id)?;
    if ratings.is_empty() {
        return Err(AppError::refused("error-round-ratings"));
    }
    let named = named(&mut work.reader(), &permit, &stored.draft)?;
    let parts =
        Parts { round: &round, draft: &stored.draft, passages: &passages, named: &named, ratings: &ratings };
    let body = compose(context, &mut work.reader(), &permit, &parts)?;
    let said = (&round, stored.draft.title.as_str(), &body);
    must_correct(context, &mut work.reader(), &permit, said)?;
    let mentions = mentions(&body, &named, context.today);
    let recipients = recipients(&mut work, &permit, &ratings, &mentions)?;
    let obligations = obligations(&body.requirements, &recipients, &mentions);
    let number = number(&mut work.reader(), &permit, context.today)?;
    let new = CircularNew {
        version,
        number: number.as_ref(),
        title: stored.draft.title.as_str(),
        body: &body,
        mentions: &mentions,
        obligations: &obligations,
        recipients: &recipients,
    };
    let circular = work.circular_publish(&permit, &new)?;
    let told = CircularsAct::CircularPublished {
        round: round.number,
        version,
        number: number.map(|number| number.text),
        title: stored.draft.title,
        sha256: sha256_hex(&serde_json::to_vec(&body).unwrap_or_default()),
        recipients: recipients.len(),
        mentions: mentions.len(),
        correction: stored.draft.correction,
    };
    work.commit(&permit.act_on(circular, told))?;
    Ok(circular)
}

/// The number that publishing a draft now would give it; none where its office numbers nothing.
///
/// # Errors
/// Whoever asks may not publish it, or its number was given to another one.
pub fn next_number(context: &Context<'_>, id: CircularDraftId) -> Result<Option<String>> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_on::<PublishCircular, _>(context, &mut reader, id)?;
    Ok(number(&mut reader, &permit, context.today)?.map(|number| number.text))
}

/// The number that the next circular of the permit's office has: running in the year, without a gap, never given twice. None where
/// the organisation sets no form, or the office has no word.
fn number(
    reader: &mut Reader<'_>,
    permit: &Permit<PublishCircular, CircularDraftId>,
    today: Date,
) -> Result<Option<DocumentNumber>> {
    let numbering = reader.organisation()?.and_then(|organisation| organisation.numbering);
    let Some(numbering) = numbering else { return Ok(None) };
    let (code, _) = reader.unit_words(&permit.of_unit())?;
    let place = reader.circular_number_next(permit, today.year())?;
    let number = numbering.number(&code, (today.year(), place));
    if let Some(number) = &number
        && reader.circular_number_given(permit, &number.text)?
    {
        return Err(AppError::Refused(
            Message::new("error-number-given").with("number", number.text.as_str()),
        ));
    }
    Ok(number)
}

/// Who is named for what. A criticism is answered by the first day that a requirement sets, or in a month.
fn mentions(body: &CircularBody, named: &Named, today: Date) -> Vec<NewMention> {
    let asked =
        body.requirements.iter().map(|requirement| requirement.due_on).filter(|day| *day > today).min();
    let due = asked.unwrap_or_else(|| today.saturating_add(REPLY_DAYS.days()));
    let of = |points: &[Point], polarity: Polarity| -> Vec<NewMention> {
        let each =
            points.iter().flat_map(|point| point.units.iter().map(move |(code, _)| (code, &point.text)));
        let mention = |(code, text): (&String, &String)| {
            let unit = named.get(code)?.0;
            let reply_due_on = (polarity == Polarity::Criticism).then_some(due);
            Some(NewMention { unit, polarity, body: text.clone(), reply_due_on })
        };
        each.filter_map(mention).collect()
    };
    let mut mentions = of(&body.went_well, Polarity::Commendation);
    mentions.extend(of(&body.problems, Polarity::Criticism));
    mentions
}

fn recipients(
    work: &mut Work<'_>,
    permit: &Permit<PublishCircular, CircularDraftId>,
    ratings: &[RatingBrief],
    mentions: &[NewMention],
) -> Result<Vec<UnitId>> {
    let mut recipients: BTreeSet<_> = work.reader().direct_units(permit)?.into_iter().collect();
    recipients.extend(ratings.iter().map(|rating| rating.unit));
    recipients.extend(mentions.iter().map(|mention| mention.unit));
    Ok(recipients.into_iter().collect())
}

fn obligations(
    requirements: &[Requirement],
    recipients: &[UnitId],
    mentions: &[NewMention],
) -> Vec<NewObligation> {
    let criticised: BTreeSet<_> = mentions
        .iter()
        .filter(|mention| mention.polarity == Polarity::Criticism)
        .map(|mention| mention.unit)
        .collect();
    let mut owed = Vec::new();
    for (place, requirement) in (0..).zip(requirements) {
        let who = recipients.iter().filter(|unit| !requirement.of_criticised || criticised.contains(*unit));
        owed.extend(who.map(|unit| NewObligation {
            unit: *unit,
            place,
            body: requirement.text.clone(),
            due_on: requirement.due_on,
        }));
    }
    owed
}
