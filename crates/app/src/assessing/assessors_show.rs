//! How the assessors of a round mark: for the office that sends them, as questions and not as verdicts.

use crate::{
    AppError, Context, Result,
    assessing::{second_marks_draw, severity::why},
    home::home,
    nearest::WhichRound,
    permit_at, permit_on,
};
use earnest_model::{
    assessing::sheet::same_share_throughout,
    figures::count::{Count, Listed},
    fraction::Fraction,
    hash::sha256_hex,
    id::{AccountId, DrawId, RoundId, StandardId},
    permit::{ReadAssessors, Target},
    programmes::{round::Round, standard::DoubleMarking},
};
use earnest_stats::marking::{Mark, Marks, agreement, marking};
use earnest_store::{MarkedSheet, PublishedStandard, Reader, RoundName};
pub use earnest_store::{SecondLot, SecondMark};
use std::collections::BTreeMap;

/// The severity of an assessor in points, with its standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaning {
    /// Positive: gives higher scores than the others.
    pub effect: Fraction,
    /// How uncertain that is.
    pub sd: Fraction,
}

/// An assessor with their sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// Who.
    pub id: AccountId,
    /// The role title.
    pub title: String,
    /// The sheets with, for each, the mean of the others on the same object and whether it is marked alike throughout.
    pub sheets: Vec<SheetSeen>,
    /// The severity, where it can be told.
    pub leaning: Option<Leaning>,
}

impl Assessor {
    /// Sheets of whose object somebody else filled one, too.
    pub fn twice(&self) -> Count<Listed> {
        Count::of_those(&self.sheets, |sheet| sheet.others.is_some())
    }

    /// The median of the minutes that their sheets took, of those that are known; of an even number the upper one.
    pub fn median_minutes(&self) -> Option<i32> {
        let mut minutes: Vec<i32> = self.sheets.iter().filter_map(|seen| seen.sheet.minutes).collect();
        minutes.sort_unstable();
        minutes.get(minutes.len() / 2).copied()
    }

    /// Sheets with the same share of the points on every item.
    pub fn alike(&self) -> Count<Listed> {
        Count::of_those(&self.sheets, |sheet| sheet.alike)
    }
}

/// A sheet beside those of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSeen {
    /// The sheet.
    pub sheet: MarkedSheet,
    /// The mean score of the others on the same object.
    pub others: Option<Fraction>,
    /// Whether every item got the same share of its points.
    pub alike: bool,
}

/// How far the assessors agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Objects that somebody scored.
    pub objects: usize,
    /// Of them, scored by two or more.
    pub twice: usize,
    /// Krippendorff's alpha.
    pub alpha: Option<Fraction>,
    /// Its 95 % interval.
    pub interval: Option<(Fraction, Fraction)>,
    /// The seed of the bootstrap, so that anybody can repeat it.
    pub seed: u64,
}

/// The assessors of a round.
#[derive(Debug)]
pub struct Assessors {
    /// The round.
    pub round: Round,
    /// Assessors by role title.
    pub assessors: Vec<Assessor>,
    /// How far they agree.
    pub agreement: Agreement,
    /// How many parts no common object connects, or why severity can't be told: the key of a sentence.
    pub components: std::result::Result<usize, &'static str>,
    /// What is marked twice.
    pub second: Second,
}

/// What is marked twice in a round.
#[derive(Debug)]
pub struct Second {
    /// The rule of the standard, if it has one.
    pub rule: Option<DoubleMarking>,
    /// The lot, once it is drawn.
    pub lot: Option<SecondLot>,
    /// Sheets that were asked for beside the first, each with all scores on the same materials.
    pub marks: Vec<(SecondMark, Vec<Fraction>)>,
    /// Whether the actor may draw the lot now.
    pub may_draw: bool,
}

fn second(
    context: &Context<'_>,
    reader: &mut Reader<'_>,
    round: &Round,
    organiser: Target,
) -> Result<Second> {
    let permit = permit_at::<ReadAssessors>(context, organiser)?;
    let standard = reader.standard_of_round(round)?;
    let rule = standard.and_then(|published| published.standard.double_marking);
    let draw = reader.drawn_of_round(&permit, round.id)?;
    let lot = match draw {
        Some(draw) => {
            let permit = permit_on::<ReadAssessors, _>(context, reader, draw)?;
            reader.second_lot(&permit)?
        }
        None => None,
    };
    let scores = reader.second_scores(&permit, round.id)?;
    let marks = reader.second_marks(&permit, round.id)?.into_iter();
    let marks = marks.map(|mark| {
        let all = scores.get(&mark.check).cloned().unwrap_or_default();
        (mark, all)
    });
    let may_draw = round.takes_assessment().is_ok()
        && second_marks_draw::to_draw(context, reader, round, organiser).is_ok();
    Ok(Second { rule, lot, marks: marks.collect(), may_draw })
}

/// The certificate of a round's lot, as its bytes were written, and the draw whose checks it is of.
pub fn second_certificate(context: &Context<'_>, round: RoundId) -> Result<(DrawId, String)> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessors>(context, organiser)?;
    let draw = reader.drawn_of_round(&permit, round.id)?.ok_or(AppError::NotFound)?;
    let permit = permit_on::<ReadAssessors, _>(context, &mut reader, draw)?;
    Ok((draw, reader.second_lot(&permit)?.ok_or(AppError::NotFound)?.certificate))
}

/// The rounds to choose from, and one of them.
#[derive(Debug)]
pub struct AssessorsPage {
    /// Rounds with a sheet.
    pub rounds: Vec<RoundName>,
    /// What is known; `None` where no round has a sheet.
    pub found: Option<Assessors>,
}

/// Shows how the assessors of a round mark.
pub fn show_assessors(context: &Context<'_>, asked: impl Into<WhichRound>) -> Result<AssessorsPage> {
    let asked: WhichRound = asked.into();
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let rounds = reader.marked_rounds(&permit_at::<ReadAssessors>(context, own)?)?;
    let Some(round) = asked.of_records(context, &mut reader, (&rounds, own))? else {
        return Ok(AssessorsPage { rounds, found: None });
    };
    let (round, organiser, mut seen) = seen(context, &mut reader, round)?;
    let components = seen.lean();
    let second = second(context, &mut reader, &round, organiser)?;
    let (agreement, assessors) = (seen.agreement(round.id), seen.assessors);
    Ok(AssessorsPage { rounds, found: Some(Assessors { round, assessors, agreement, components, second }) })
}

/// Shows how one of them marks.
pub fn show_assessor(context: &Context<'_>, round: RoundId, id: AccountId) -> Result<Assessor> {
    let mut snapshot = context.store.snapshot()?;
    let (_, _, mut seen) = seen(context, &mut snapshot.reader(), round)?;
    // Why severity can't be told is said on the page of all.
    let _ = seen.lean();
    seen.assessors.into_iter().find(|assessor| assessor.id == id).ok_or(AppError::NotFound)
}

fn seen(context: &Context<'_>, reader: &mut Reader<'_>, round: RoundId) -> Result<(Round, Target, Seen)> {
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessors>(context, organiser)?;
    let sheets = reader.marked_sheets(&permit, round.id)?;
    let standards = standards(reader, &sheets)?;
    Ok((round, organiser, Seen::new(sheets, &standards)))
}

fn standards(
    reader: &mut Reader<'_>,
    sheets: &[MarkedSheet],
) -> Result<BTreeMap<StandardId, PublishedStandard>> {
    let mut found = BTreeMap::new();
    for sheet in sheets {
        if let std::collections::btree_map::Entry::Vacant(place) = found.entry(sheet.standard) {
            place.insert(reader.standard(sheet.standard)?);
        }
    }
    Ok(found)
}

/// The bootstrap's seed: the first 16 hexadecimal digits of the SHA-256 of `alpha:` and the round's key.
fn seed(round: RoundId) -> u64 {
    let hash = sha256_hex(format!("alpha:{round}").as_bytes());
    hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

/// The sheets of a round by assessor, with the marks as `stats` takes them.
struct Seen {
    assessors: Vec<Assessor>,
    marks: Vec<Mark>,
    objects: usize,
}

impl Seen {
    fn new(sheets: Vec<MarkedSheet>, standards: &BTreeMap<StandardId, PublishedStandard>) -> Self {
        let mut objects: BTreeMap<Object, Vec<(AccountId, Fraction)>> = BTreeMap::new();
        for sheet in &sheets {
            objects.entry(object(sheet)).or_default().push((sheet.assessor, sheet.score));
        }
        let places: BTreeMap<_, u32> = objects.keys().cloned().zip(0..).collect();
        let mut seen = Self { assessors: Vec::new(), marks: Vec::new(), objects: objects.len() };
        for sheet in sheets {
            let key = object(&sheet);
            if seen.assessors.last().is_none_or(|last| last.id != sheet.assessor) {
                let (id, title) = (sheet.assessor, sheet.title.clone());
                seen.assessors.push(Assessor { id, title, sheets: Vec::new(), leaning: None });
            }
            let mark = Mark {
                object: places.get(&key).copied().unwrap_or_default(),
                assessor: u32::try_from(seen.assessors.len() - 1).unwrap_or_default(),
                score: (sheet.score.numerator(), sheet.score.denominator()),
            };
            // Nobody counts as two: of several sheets of one person on the same, the first is told.
            let one = |known: &Mark| (known.object, known.assessor) == (mark.object, mark.assessor);
            if !seen.marks.iter().rev().take_while(|known| known.assessor == mark.assessor).any(one) {
                seen.marks.push(mark);
            }
            let standard = standards.get(&sheet.standard).map(|published| &published.standard);
            let alike = standard.is_some_and(|standard| same_share_throughout(&sheet.marks, standard));
            let others = objects.get(&key).and_then(|scores| mean_of_others(scores, sheet.assessor));
            if let Some(last) = seen.assessors.last_mut() {
                last.sheets.push(SheetSeen { sheet, others, alike });
            }
        }
        seen
    }

    fn marks(&self) -> Marks<'_> {
        Marks { marks: &self.marks, objects: self.objects, assessors: self.assessors.len() }
    }

    /// Gives every assessor their severity; how many parts no common object connects, or why it can't be told.
    fn lean(&mut self) -> std::result::Result<usize, &'static str> {
        let found = marking(self.marks()).map_err(|refusal| why(&refusal))?;
        for (assessor, leaning) in self.assessors.iter_mut().zip(&found.leanings) {
            assessor.leaning = Some(Leaning {
                effect: Fraction::thousandths(leaning.effect),
                sd: Fraction::thousandths(leaning.sd),
            });
        }
        Ok(found.components)
    }

    fn agreement(&self, round: RoundId) -> Agreement {
        let seed = seed(round);
        let found = agreement(self.marks(), seed);
        Agreement {
            objects: self.objects,
            twice: found.twice,
            alpha: found.alpha.map(Fraction::thousandths),
            interval: found
                .interval
                .map(|(low, high)| (Fraction::thousandths(low), Fraction::thousandths(high))),
            seed,
        }
    }
}

/// What a sheet is on: materials of a unit, or its session of a day. Two sessions of a round are two.
type Object = (&'static str, String, Option<String>);

fn object(sheet: &MarkedSheet) -> Object {
    (sheet.kind.key(), sheet.code.clone(), sheet.heard_on.clone())
}

/// The mean of the scores that others gave to an object.
fn mean_of_others(scores: &[(AccountId, Fraction)], own: AccountId) -> Option<Fraction> {
    let others: Vec<Fraction> =
        scores.iter().filter(|(who, _)| *who != own).map(|(_, score)| *score).collect();
    Fraction::mean(&others)
}
