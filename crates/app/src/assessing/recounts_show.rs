//! What was counted anew at the spot checks of a round, and what it says about the figures of all units.

use crate::{
    AppError, Context, Result,
    assessing::estimates_show::{FLOOR, Ranged, ranged},
    draws::drawn_round::{DrawnRound, Frame},
    home::home,
    nearest::WhichRound,
    permit_at,
};
use earnest_model::{
    assessing::recount::Reported,
    fraction::Fraction,
    id::{RecountId, SpotCheckId},
    permit::{ActionKind, ReadAssessments, may_somewhere},
    programmes::round::Round,
    span::Span,
};
use earnest_stats::sample::{Domain, DrawnUnit, Sample};
pub use earnest_store::RecountLine;
use earnest_store::{RoundName, SampledUnit};
use std::collections::HashMap;

/// Most units in the list of those that nobody has counted at.
const WAITING: usize = 50;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The round; the latest with a live draw by default.
    pub round: WhichRound,
    /// Which figure.
    pub kind: Reported,
    /// The class of which units are listed; all by default.
    pub class: Option<&'a str>,
    /// After which recount the list goes on.
    pub after: Option<RecountId>,
    /// How many units are listed.
    pub limit: usize,
}

/// A class, or all of them, with what was counted anew there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// Key of the class; empty for all together.
    pub class: String,
    /// Units of the frame: N.
    pub frame: u64,
    /// Units drawn.
    pub drawn: usize,
    /// Of them, counted at: n.
    pub counted: usize,
    /// Records that these claimed, that were checked, that were confirmed.
    pub sums: [u64; 3],
    /// Confirmed over checked for all units; `None` below the floor.
    pub factor: Option<Ranged>,
}

/// A drawn unit at which the figure was not counted anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncounted {
    /// The spot check.
    pub check: SpotCheckId,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
}

/// The recounts of a round.
#[derive(Debug)]
pub struct Recounts {
    /// The round.
    pub round: Round,
    /// All classes together.
    pub all: Factor,
    /// Class by class.
    pub classes: Vec<Factor>,
    /// The units, each with claimed, checked, confirmed.
    pub lines: Vec<RecountLine>,
    /// Where the list goes on.
    pub next: Option<RecountId>,
    /// Where the actor could count next, beneath their own unit.
    pub uncounted: Vec<Uncounted>,
}

/// The rounds to choose from, and the recounts of one.
#[derive(Debug)]
pub struct RecountsPage {
    /// Rounds with a live draw.
    pub rounds: Vec<RoundName>,
    /// What was counted anew; `None` where no round has a completed draw.
    pub found: Option<Recounts>,
}

/// Shows claimed, checked and confirmed, and estimates the verification factor.
pub fn show_recounts(context: &Context<'_>, asked: Asked<'_>) -> Result<RecountsPage> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let rounds = reader.checked_rounds(&permit_at::<ReadAssessments>(context, own)?)?;
    let Some(round) = asked.round.of_records(context, &mut reader, (&rounds, own))? else {
        return Ok(RecountsPage { rounds, found: None });
    };
    let Some(found) = DrawnRound::find(context, &mut reader, round, None)? else {
        return Ok(RecountsPage { rounds, found: None });
    };
    let drawn = found.sample(&mut reader)?;
    let mut lines = reader.recounts(&found.permit, found.draw, asked.kind)?;
    let frame = found.frame(&mut reader, &[])?;
    let (all, classes) =
        factors(&frame, &drawn, &lines).ok_or_else(|| AppError::refused("error-estimate-design"))?;
    let may = may_somewhere(ActionKind::RecountFigures, context.actor, context.today);
    let open = may && found.round.takes_assessment().is_ok();
    let uncounted = if open { uncounted(&drawn, &lines, found.permit.span()) } else { Vec::new() };
    lines.retain(|line| asked.class.is_none_or(|class| line.class == class));
    lines.retain(|line| asked.after.is_none_or(|after| line.id > after));
    let more = lines.len() > asked.limit;
    lines.truncate(asked.limit);
    let next = lines.last().filter(|_| more).map(|line| line.id);
    Ok(RecountsPage {
        rounds,
        found: Some(Recounts { round: found.round, all, classes, lines, next, uncounted }),
    })
}

fn uncounted(drawn: &[SampledUnit], lines: &[RecountLine], span: Span) -> Vec<Uncounted> {
    let counted: std::collections::HashSet<SpotCheckId> = lines.iter().map(|line| line.check).collect();
    drawn
        .iter()
        .filter(|unit| unit.lo.is_some_and(|lo| span.lo < lo) && !counted.contains(&unit.check))
        .take(WAITING)
        .map(|unit| Uncounted { check: unit.check, name: unit.name.clone(), class: unit.class.clone() })
        .collect()
}

/// All together and class by class; `None` if frame and sample contradict each other.
fn factors(frame: &Frame, drawn: &[SampledUnit], lines: &[RecountLine]) -> Option<(Factor, Vec<Factor>)> {
    let by_check: HashMap<SpotCheckId, &RecountLine> = lines.iter().map(|line| (line.check, line)).collect();
    let found: Vec<Option<&RecountLine>> =
        drawn.iter().map(|unit| by_check.get(&unit.check).copied()).collect();
    let units: Option<Vec<DrawnUnit>> = drawn
        .iter()
        .map(|unit| {
            let stratum = frame.classes.iter().position(|(class, _)| *class == unit.class)?;
            let stratum = u32::try_from(stratum).ok()?;
            Some(DrawnUnit { stratum, score: None, grade: None, part: unit.lo.map(|_| 0) })
        })
        .collect();
    let mut sample = Sample::new(&frame.classes, &units?).ok()?;
    let column = |pick: fn(&RecountLine) -> u32| -> Vec<_> {
        found.iter().map(|line| line.map(|line| (i128::from(pick(line)), 1))).collect()
    };
    let (above, below) = (column(|line| line.counts.confirmed), column(|line| line.counts.checked));
    let mut factor = |class: &str, domain: Domain, size: u64| {
        let mine = |unit: &SampledUnit| unit.lo.is_some() && (class.is_empty() || unit.class == class);
        let here: Vec<&RecountLine> =
            drawn.iter().zip(&found).filter(|(unit, _)| mine(unit)).filter_map(|(_, line)| *line).collect();
        let sum = |pick: fn(&RecountLine) -> u32| here.iter().map(|line| u64::from(pick(line))).sum();
        let sums =
            [sum(|line| line.counts.claimed), sum(|line| line.counts.checked), sum(|l| l.counts.confirmed)];
        let known = !here.is_empty() && u64::try_from(here.len()).is_ok_and(|counted| counted == size);
        let estimated = || ranged(sample.ratio(domain, &above, &below)).map(within);
        Factor {
            class: class.to_owned(),
            frame: size,
            drawn: drawn.iter().filter(|unit| mine(unit)).count(),
            counted: here.len(),
            sums,
            factor: if known { counted(sums) } else { (here.len() >= FLOOR).then(estimated).flatten() },
        }
    };
    let size = |class: &str| frame.within.get(class).copied().unwrap_or_default();
    let whole = frame.classes.iter().map(|(class, _)| size(class)).sum();
    let all = factor("", Domain::Whole, whole);
    let classes = frame.classes.iter().zip(0..).filter(|((class, _), _)| size(class) > 0);
    Some((all, classes.map(|((class, _), code)| factor(class, Domain::Stratum(code), size(class))).collect()))
}

/// Every unit was counted at: nothing is left to the draw.
fn counted([_, checked, confirmed]: [u64; 3]) -> Option<Ranged> {
    let value = Fraction::new(i64::try_from(confirmed).ok()?, i64::try_from(checked).ok()?)?;
    Some(Ranged { estimate: value, interval: Some((value, value)) })
}

/// No more than everything and no less than nothing can be confirmed.
fn within(found: Ranged) -> Ranged {
    let ends = |(low, high): (Fraction, Fraction)| (low.max(Fraction::ZERO), high.min(Fraction::ONE));
    Ranged { interval: found.interval.map(ends), ..found }
}
