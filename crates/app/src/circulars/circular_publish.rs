//! Publish a checked draft as the next version of a round's circular. What it counts comes from the register, its
//! passages from the check; a published version never changes.

mod passages;

use crate::{
    AppError, Context, Result,
    circulars::{
        circular_draft::{Named, named, next_version},
        circular_draft_show::FACTS,
        result_rows::{latest, results},
    },
    figures::gates::{figures_of, of_round},
    permit_at, permit_of, permit_on,
};
use earnest_model::{
    Date,
    circulars::{
        acts::CircularsAct,
        circular::{CircularBody, ClassFacts, Draft, Point, Polarity, Requirement, ResultRow, may_become},
        circular_check::{DraftStep, may_publish},
    },
    figures::figure::{FigureName, Traced},
    hash::sha256_hex,
    id::{CircularDraftId, CircularId, UnitId},
    permit::{Permit, PublishCircular, ReadAssessments, ReadFigures, ReadProgramme, Target},
    programmes::{exception::Exception, round::Round},
};
use earnest_store::{By, CircularNew, NewMention, NewObligation, RatingBrief, Reader, Work};
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
    let earlier = earlier(context, &mut work, at.target(), &round)?;
    let points = passages::points(&stored.draft, &named, &passages, &earlier);
    let appeals = work.reader().appeals(&reading, round.id)?;
    let counted = count(context, &mut work, &permit, &round)?;
    let body = body(&stored.draft, points, results(&ratings, &appeals), counted);
    let mentions = mentions(&body, &named, context.today);
    let recipients = recipients(&mut work, &permit, &ratings, &mentions)?;
    let obligations = obligations(&body.requirements, &recipients, &mentions);
    let new = CircularNew {
        version,
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
        title: stored.draft.title,
        sha256: sha256_hex(&serde_json::to_vec(&body).unwrap_or_default()),
        recipients: recipients.len(),
        mentions: mentions.len(),
        correction: stored.draft.correction,
    };
    work.commit(&permit.act_on(circular, told))?;
    Ok(circular)
}

/// The points of the latest version: a correction repeats the replies of passages that did not change.
fn earlier(
    context: &Context<'_>,
    work: &mut Work<'_>,
    organiser: Target,
    round: &Round,
) -> Result<Vec<Point>> {
    let body = latest(context, &mut work.reader(), organiser, round.id)?;
    Ok(body.map(|body| body.went_well.into_iter().chain(body.problems).collect()).unwrap_or_default())
}

/// What the register counts of a round, for the basic facts.
struct Counted {
    period: (Date, Date),
    plans: (u64, u64),
    observed: u64,
    classes: Vec<ClassFacts>,
    issuer: String,
    signed_with: Vec<String>,
    exceptions: Vec<Exception>,
    digits: Option<(String, String)>,
}

fn count(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<PublishCircular, CircularDraftId>,
    round: &Round,
) -> Result<Counted> {
    let mut reader = work.reader();
    let signed_with = match reader.standard_of_round(round)? {
        Some(standard) => reader.signatories(standard.id)?.into_iter().map(|one| one.name).collect(),
        None => Vec::new(),
    };
    let facts = figures_of(context, &mut reader, permit.target(), round, &FACTS)?;
    let value = |name| facts.iter().find(|figure| figure.name() == name).map_or(0, Traced::value);
    let reading = permit_on::<ReadProgramme, _>(context, &mut reader, round.id)?;
    let drawn = reader.draw_to_tell(permit, round.id)?;
    Ok(Counted {
        digits: drawn.and_then(|draw| draw.origin().and_then(|origin| Some((draw.seed?, origin)))),
        exceptions: reader.exceptions(&reading)?,
        period: (round.opens_on, round.ends_on),
        plans: (value(FigureName::PlansDue), value(FigureName::PlansApproved)),
        observed: value(FigureName::UnitsObserved),
        classes: classes(context, &mut reader, permit, round)?,
        issuer: reader.unit_words(&permit.of_unit())?.1,
        signed_with,
    })
}

/// Frame, drawn and assessed by class: the frame as it was frozen, the others as their figures count.
fn classes(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<PublishCircular, CircularDraftId>,
    round: &Round,
) -> Result<Vec<ClassFacts>> {
    let figures = permit_at::<ReadFigures>(context, permit.target())?;
    let asked = [FigureName::SpotChecks, FigureName::SpotChecksAssessed]
        .map(|name| (of_round(&figures, round, name), By::Class));
    let counted = reader.figures_by(&figures, &asked)?;
    let of = |place: usize, class: &str| {
        let found = counted.get(place)?.iter().find(|figure| figure.scope().class.as_deref() == Some(class));
        found.map(Traced::value)
    };
    let facts = |(class, frame): (String, u64)| ClassFacts {
        drawn: of(0, &class).unwrap_or_default(),
        assessed: of(1, &class).unwrap_or_default(),
        class,
        frame,
    };
    Ok(reader.frame_by_class(permit, round.id)?.into_iter().map(facts).collect())
}

fn body(
    draft: &Draft,
    (went_well, problems): (Vec<Point>, Vec<Point>),
    results: Vec<ResultRow>,
    counted: Counted,
) -> CircularBody {
    CircularBody {
        recipients: draft.recipients.to_string(),
        grounds: draft.grounds.to_string(),
        period: counted.period,
        plans: counted.plans,
        observed: counted.observed,
        classes: counted.classes,
        digits: counted.digits,
        went_well,
        problems,
        requirements: draft.requirements.clone(),
        results,
        issuer: counted.issuer,
        signed_with: counted.signed_with,
        exceptions: counted.exceptions,
        correction: draft.correction.as_ref().map(ToString::to_string),
    }
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
