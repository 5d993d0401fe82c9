//! How the assessors of a round mark: for the office that sends them, as questions and not as verdicts.

use crate::{AppError, Context, Result, home::home, permit_at};
use earnest_model::{
    event::sha256_hex,
    fraction::Fraction,
    id::{AccountId, RoundId, StandardId},
    permit::ReadAssessors,
    round::Round,
    sheet::same_share_throughout,
};
use earnest_stats::{
    marking::{Mark, Marking, marking},
    severity::Refusal,
};
use earnest_store::{MarkedSheet, PublishedStandard, Reader};
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
    pub fn twice(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.others.is_some()).count()
    }

    /// Sheets with the same share of the points on every item.
    pub fn alike(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.alike).count()
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

/// The assessors of a round.
#[derive(Debug)]
pub struct Assessors {
    /// The round.
    pub round: Round,
    /// Assessors by role title.
    pub assessors: Vec<Assessor>,
    /// Objects scored, and how many of them by two or more.
    pub objects: (usize, usize),
    /// Krippendorff's alpha.
    pub alpha: Option<Fraction>,
    /// Its 95 % interval.
    pub alpha_interval: Option<(Fraction, Fraction)>,
    /// The seed of the bootstrap, so that anybody can repeat it.
    pub seed: u64,
    /// Why severity can't be told: the key of a sentence.
    pub refusal: Option<&'static str>,
    /// How many parts no common object connects.
    pub components: usize,
}

/// The rounds to choose from, and one of them.
#[derive(Debug)]
pub struct AssessorsPage {
    /// Key, number, topic.
    pub rounds: Vec<(RoundId, i32, String)>,
    /// What is known; `None` where no round has a sheet.
    pub found: Option<Assessors>,
}

/// Shows how the assessors of a round mark.
pub fn show_assessors(context: &Context<'_>, round: Option<RoundId>) -> Result<AssessorsPage> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let own = home(context, &mut reader)?.ok_or(AppError::NotFound)?;
    let rounds = reader.marked_rounds(&permit_at::<ReadAssessors>(context, own)?)?;
    let Some(round) = round.or(rounds.first().map(|(id, ..)| *id)) else {
        return Ok(AssessorsPage { rounds, found: None });
    };
    let (round, organiser) = reader.locate_round(round)?.ok_or(AppError::NotFound)?;
    let permit = permit_at::<ReadAssessors>(context, organiser)?;
    let sheets = reader.marked_sheets(&permit, round.id)?;
    let standards = standards(&mut reader, &sheets)?;
    Ok(AssessorsPage { rounds, found: Some(look(round, sheets, &standards)) })
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

fn look(
    round: Round,
    sheets: Vec<MarkedSheet>,
    standards: &BTreeMap<StandardId, PublishedStandard>,
) -> Assessors {
    let mut objects: BTreeMap<(&'static str, String), Vec<Fraction>> = BTreeMap::new();
    for sheet in &sheets {
        objects.entry((sheet.kind.key(), sheet.code.clone())).or_default().push(sheet.score);
    }
    let places: BTreeMap<_, u32> = objects.keys().cloned().zip(0..).collect();
    let mut assessors: Vec<Assessor> = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for sheet in sheets {
        let key = (sheet.kind.key(), sheet.code.clone());
        if assessors.last().is_none_or(|last| last.id != sheet.assessor) {
            let (id, title) = (sheet.assessor, sheet.title.clone());
            assessors.push(Assessor { id, title, sheets: Vec::new(), leaning: None });
        }
        marks.push(Mark {
            object: places.get(&key).copied().unwrap_or_default(),
            assessor: u32::try_from(assessors.len() - 1).unwrap_or_default(),
            score: (sheet.score.numerator(), sheet.score.denominator()),
        });
        let standard = standards.get(&sheet.standard).map(|published| &published.standard);
        let alike = standard.is_some_and(|standard| same_share_throughout(&sheet.marks, standard));
        let others = objects.get(&key).and_then(|scores| mean_of_others(scores, sheet.score));
        if let Some(last) = assessors.last_mut() {
            last.sheets.push(SheetSeen { sheet, others, alike });
        }
    }
    let seed = seed(round.id);
    let seen = marking(&marks, objects.len(), assessors.len(), seed);
    tell(round, assessors, &seen, seed)
}

/// The mean of all scores of an object but one.
fn mean_of_others(scores: &[Fraction], own: Fraction) -> Option<Fraction> {
    let place = scores.iter().position(|score| *score == own)?;
    let others: Vec<Fraction> =
        scores.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, score)| *score).collect();
    Fraction::mean(&others)
}

fn tell(round: Round, mut assessors: Vec<Assessor>, seen: &Marking, seed: u64) -> Assessors {
    let exact = |thousandths: i64| Fraction::new(thousandths, 1000).unwrap_or(Fraction::ZERO);
    if let Ok(leanings) = &seen.leanings {
        for (assessor, leaning) in assessors.iter_mut().zip(leanings) {
            assessor.leaning = Some(Leaning { effect: exact(leaning.effect), sd: exact(leaning.sd) });
        }
    }
    Assessors {
        round,
        assessors,
        objects: (seen.objects, seen.twice),
        alpha: seen.alpha.map(exact),
        alpha_interval: seen.alpha_interval.map(|(low, high)| (exact(low), exact(high))),
        seed,
        refusal: seen.leanings.as_ref().err().map(why),
        components: seen.components,
    }
}

/// The key of the sentence that says why severity can't be told.
fn why(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Constant | Refusal::NoResidual => "severity-refused-constant",
        Refusal::SingleAssessor => "severity-refused-assessor",
        Refusal::SingleUnit | Refusal::OneScorePerUnit => "severity-refused-unit",
        Refusal::OneScorePerAssessor | Refusal::OneUnitPerAssessor => "severity-refused-few",
        Refusal::Length | Refusal::TooLarge(_) => "severity-refused-large",
    }
}
