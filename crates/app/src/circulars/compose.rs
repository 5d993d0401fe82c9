//! What a draft becomes: the document as it is published, and as its page shows it before that.

mod passages;

use crate::{
    Context, Result,
    circulars::{
        circular_draft::Named,
        result_rows::{latest, latest_version, results},
    },
    figures::gates::{figures_of, of_round},
    permit_at, permit_on,
};
use earnest_model::{
    Date,
    circulars::circular::{CircularBody, ClassFacts, Draft, Point, ResultRow},
    figures::{figure::Traced, figure_name::FigureName},
    id::CircularDraftId,
    message::Message,
    permit::{Permit, ReadAssessments, ReadFigures, ReadProgramme, Target},
    programmes::{exception::Exception, round::Round},
};
use earnest_store::{By, MakesCircular, OpensDrawToTell, PassageStored, RatingBrief, Reader};

/// The figures that a circular's basic facts are: the published one counts the same.
pub(crate) const FACTS: [FigureName; 6] = [
    FigureName::PlansDue,
    FigureName::PlansApproved,
    FigureName::UnitsObserved,
    FigureName::SpotChecks,
    FigureName::SpotChecksAssessed,
    FigureName::UnitsRated,
];

/// What the register has for a draft.
pub(crate) struct Parts<'a> {
    /// The round.
    pub round: &'a Round,
    /// What was written.
    pub draft: &'a Draft,
    /// What the units that it names were asked and said.
    pub passages: &'a [PassageStored],
    /// The units that it names.
    pub named: &'a Named,
    /// The ratings of the round.
    pub ratings: &'a [RatingBrief],
}

/// The document. What it counts comes from the register, its passages from the check.
pub(crate) fn compose<A: MakesCircular + OpensDrawToTell>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, CircularDraftId>,
    parts: &Parts<'_>,
) -> Result<CircularBody> {
    let organiser = permit.target();
    let earlier = earlier(context, reader, organiser, parts.round)?;
    let points = passages::points(parts.draft, parts.named, parts.passages, &earlier);
    let appeals = reader.appeals(&permit_at::<ReadAssessments>(context, organiser)?, parts.round.id)?;
    let counted = count(context, reader, permit, parts.round)?;
    Ok(body(parts.draft, points, results(parts.ratings, &appeals), counted))
}

/// Refuses a correction that corrects nothing: what it would say, and what it would be called, is what stands published already.
pub(crate) fn must_correct<A: MakesCircular + OpensDrawToTell>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, CircularDraftId>,
    (round, title, body): (&Round, &str, &CircularBody),
) -> Result<()> {
    let Some(latest) = latest_version(context, reader, permit.target(), round.id)? else { return Ok(()) };
    if latest.title == title && body.says_the_same(&latest.body) {
        let nothing =
            Message::new("error-circular-nothing-corrected").with("version", i64::from(latest.version));
        return Err(nothing.into());
    }
    Ok(())
}

/// The points of the latest version: a correction repeats the replies of passages that did not change.
fn earlier(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    organiser: Target,
    round: &Round,
) -> Result<Vec<Point>> {
    let body = latest(context, reader, organiser, round.id)?;
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

fn count<A: MakesCircular + OpensDrawToTell>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, CircularDraftId>,
    round: &Round,
) -> Result<Counted> {
    let signed_with = match reader.standard_of_round(round)? {
        Some(standard) => reader.signatories(standard.id)?.into_iter().map(|one| one.name).collect(),
        None => Vec::new(),
    };
    let facts = figures_of(context, reader, permit.target(), round, &FACTS)?;
    let value = |name| facts.iter().find(|figure| figure.name() == name).map_or(0, Traced::value);
    let reading = permit_on::<ReadProgramme, _>(context, reader, round.id)?;
    let drawn = reader.draw_to_tell(permit, round.id)?;
    Ok(Counted {
        digits: drawn.and_then(|draw| draw.origin().and_then(|origin| Some((draw.seed?, origin)))),
        exceptions: reader.exceptions(&reading)?,
        period: (round.opens_on, round.ends_on),
        plans: (value(FigureName::PlansDue), value(FigureName::PlansApproved)),
        observed: value(FigureName::UnitsObserved),
        classes: classes(context, reader, permit, round)?,
        issuer: reader.unit_words(&permit_at::<ReadProgramme>(context, permit.target())?)?.1,
        signed_with,
    })
}

/// Frame, drawn and assessed by class: the frame as it was frozen, the others as their figures count.
fn classes<A: MakesCircular + OpensDrawToTell>(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    permit: &Permit<A, CircularDraftId>,
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
