//! Publish a version of a round's circular. What it counts comes from the register; a published version never changes.

use crate::{AppError, Context, Result, permit_at};
use earnest_model::{
    Date,
    circular::{
        CircularBody, CircularForm, ClassFacts, Draft, DraftPoint, Point, Polarity, ResultRow, parse_circular,
    },
    event::{Subject, sha256_hex},
    id::{CircularId, RoundId, UnitId},
    message::{FieldErrors, Message},
    permit::{AdvanceRound, Permit, PublishCircular, ReadAssessments, Target},
    round::{Round, RoundState},
};
use earnest_store::{CircularNew, RatingBrief, Work};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// Units by code: key and name.
type Named = HashMap<String, (UnitId, String)>;

/// Publishes the next version: the first while the round is assessed, corrections also afterwards.
pub fn publish_circular(
    context: &Context<'_>,
    round: RoundId,
    form: &CircularForm<'_>,
) -> Result<CircularId> {
    let mut work = context.store.begin(context.now)?;
    let (round, organiser) = work.reader().locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<PublishCircular>(context, organiser)?;
    let version = work.reader().circular_version(&permit, round.id)? + 1;
    let open = round.state == RoundState::Assessing || (version > 1 && round.state == RoundState::Circulated);
    if !open {
        return Err(AppError::refused("error-circular-state"));
    }
    let draft = parse_circular(form, version).map_err(AppError::Form)?;
    let named = named(&mut work, &permit, &draft)?;
    let ratings = work.reader().ratings(&permit, round.id)?;
    if ratings.is_empty() {
        return Err(AppError::refused("error-round-ratings"));
    }
    let counted = count(context, &mut work, &permit, organiser, &round)?;
    let body = body(&draft, &named, &ratings, counted);
    let mentions = mentions(&draft, &named);
    let mut recipients: BTreeSet<_> = work.reader().direct_units(&permit)?.into_iter().collect();
    recipients.extend(ratings.iter().map(|rating| rating.unit));
    recipients.extend(mentions.iter().map(|(unit, ..)| *unit));
    let recipients: Vec<_> = recipients.into_iter().collect();
    let title = draft.title.as_str();
    let (body, mentions, recipients) = (&body, &*mentions, &*recipients);
    let new = CircularNew { round: round.id, version, title, body, mentions, recipients };
    let id = work.circular_insert(&permit, &new)?;
    let hash = sha256_hex(&serde_json::to_vec(body).unwrap_or_default());
    let detail = json!({
        "round": round.number, "version": version, "title": draft.title, "sha256": hash,
        "recipients": recipients.len(), "mentions": mentions.len(), "correction": draft.correction,
    });
    work.commit(&permit.event(Subject::new("circular", id.0), detail))?;
    Ok(id)
}

/// Finds all units that the draft names; one that the register does not know is a fault of its field.
fn named(work: &mut Work<'_>, permit: &Permit<PublishCircular>, draft: &Draft) -> Result<Named> {
    let codes: Vec<_> =
        draft.went_well.iter().chain(&draft.problems).flat_map(|point| point.codes.clone()).collect();
    let found = work.reader().units_by_code(permit, &codes)?;
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

/// What the register counts of a round, for the basic facts.
struct Counted {
    period: (Date, Date),
    plans: (u64, u64),
    observed: u64,
    classes: Vec<ClassFacts>,
    issuer: String,
}

fn count(
    context: &Context<'_>,
    work: &mut Work<'_>,
    permit: &Permit<PublishCircular>,
    organiser: Target,
    round: &Round,
) -> Result<Counted> {
    let gates_permit = permit_at::<AdvanceRound>(context, organiser)?;
    let gates = work.reader().gates(&gates_permit, round)?;
    let reading = permit_at::<ReadAssessments>(context, organiser)?;
    let known = work.reader().known_units(&reading, round.id)?;
    Ok(Counted {
        period: (round.opens_on, round.ends_on),
        plans: (gates.plans_due, gates.plans_reviewed),
        observed: known.iter().filter(|unit| !unit.known.observed.sheets.is_empty()).count() as u64,
        classes: work.reader().class_facts(permit, round.id)?,
        issuer: work.reader().unit_words(permit)?.1,
    })
}

fn body(draft: &Draft, named: &Named, ratings: &[RatingBrief], counted: Counted) -> CircularBody {
    let result = |rating: &RatingBrief| ResultRow {
        class: rating.class.clone(),
        unit: rating.code.clone(),
        name: rating.name.clone(),
        score: rating.score.filter(|_| rating.veto.is_none()),
        grade: rating.grade.clone(),
    };
    CircularBody {
        recipients: draft.recipients.to_string(),
        grounds: draft.grounds.to_string(),
        period: counted.period,
        plans: counted.plans,
        observed: counted.observed,
        classes: counted.classes,
        went_well: points(&draft.went_well, named),
        problems: points(&draft.problems, named),
        requirements: draft.requirements.clone(),
        results: ratings.iter().map(result).collect(),
        issuer: counted.issuer,
        correction: draft.correction.as_ref().map(ToString::to_string),
    }
}

fn points(points: &[DraftPoint], named: &Named) -> Vec<Point> {
    let unit = |code: &String| named.get(code).map(|(_, name)| (code.clone(), name.clone()));
    let point = |point: &DraftPoint| Point {
        text: point.text.clone(),
        units: point.codes.iter().filter_map(unit).collect(),
    };
    points.iter().map(point).collect()
}

fn mentions(draft: &Draft, named: &Named) -> Vec<(UnitId, Polarity, String)> {
    let of = |points: &[DraftPoint], polarity: Polarity| -> Vec<_> {
        let each = points.iter().flat_map(|point| point.codes.iter().map(move |code| (code, &point.text)));
        each.filter_map(|(code, text)| Some((named.get(code)?.0, polarity, text.clone()))).collect()
    };
    let mut mentions = of(&draft.went_well, Polarity::Commendation);
    mentions.extend(of(&draft.problems, Polarity::Criticism));
    mentions
}
