//! Inquiries, not verdicts: what of a unit's ledger is unlike that of the other units of its class. A question has its
//! base rate beside it, and the unit's reply; it has no score.

use super::alike::{Alike, SeenText, TextKind};
use crate::{
    id::{InquiryId, UnitId},
    words::words,
};
use earnest_text::likeness::{Form, compare};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// What is asked about.
    InquiryKind, "error-inquiry-kind" {
        /// Closures were asked for in the last three days before the day, or on it.
        Bunched = "bunched",
        /// Closures stand on words alone, without a file.
        WordsOnly = "words-only",
        /// The same file is evidence for several measures.
        SameFile = "same-file",
        /// Texts read nearly like those of other units that stood before.
        AlikeTexts = "alike-texts",
        /// The name of another unit stands in texts.
        ForeignName = "foreign-name",
    }
}

/// A measure as far as questions look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMeasure {
    /// Its unit.
    pub unit: UnitId,
    /// The class of the unit.
    pub class: String,
    /// By when.
    pub due_on: Option<Date>,
    /// When its closure was last asked for.
    pub requested_on: Option<Date>,
    /// Whether it is closed.
    pub closed: bool,
    /// The hashes of its files.
    pub files: Vec<String>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// So many.
    pub count: u32,
    /// Of so many.
    pub of: u32,
}

impl Share {
    fn add(&mut self, has: bool) {
        self.of += 1;
        self.count += u32::from(has);
    }

    /// In whole percent, rounded down.
    pub fn percent(self) -> u32 {
        (self.count * 100).checked_div(self.of).unwrap_or_default()
    }
}

/// Something worth asking a unit about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    /// The unit.
    pub unit: UnitId,
    /// What about.
    pub kind: InquiryKind,
    /// How it is at the unit.
    pub here: Share,
    /// How it is at the other units of its class: the base rate.
    pub elsewhere: Share,
    /// The texts that the question is about, where it is about texts.
    pub texts: Vec<AskedText>,
}

/// A text that a question is about, and what it is held against; as they stood when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedText {
    /// Which text.
    pub kind: TextKind,
    /// The key of its problem or measure.
    pub record: i64,
    /// The text.
    pub body: String,
    /// The unit that had the like of it first, or whose name stands in it.
    pub other: UnitId,
    /// Its name.
    pub other_name: String,
    /// Its text, or its name again.
    pub other_body: String,
    /// Since when that stood.
    pub other_since: Date,
    /// In how many units the like of it stands.
    pub units: u32,
    /// Of how many that have any text.
    pub of: u32,
}

/// What questions look at.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The measures.
    pub measures: Vec<SeenMeasure>,
    /// The texts.
    pub texts: Vec<SeenText>,
    /// What was found among the texts.
    pub alike: Alike,
}

/// The fewest measures about which something is asked.
pub const LEAST: u32 = 3;
/// How many times the base rate makes a question.
pub const TIMES: u32 = 2;
/// The last days before the day.
const LAST_DAYS: i64 = 3;

type Shares<'a> = BTreeMap<(InquiryKind, &'a str), BTreeMap<UnitId, Share>>;

/// What is worth asking about: at least three measures or texts, and at least twice the base rate of the other units of the
/// class. Where there are no others there is no base rate, and no question. With texts, the few units that share them are no
/// others; where the class has none besides, all other units are the base rate; where nobody else has any text, the question
/// stands without one. What more than half of all units share with each other is custom, and those units stand in the base
/// rate. One name of another unit is enough.
pub fn worth_asking(seen: &Seen) -> Vec<Worth> {
    let mut shares = Shares::new();
    of_measures(&seen.measures, &mut shares);
    let partners = of_texts(seen, &mut shares);
    let mut found: Vec<Worth> = Vec::new();
    for ((kind, _), units) in &shares {
        let about_texts = matches!(kind, InquiryKind::AlikeTexts | InquiryKind::ForeignName);
        let least = if *kind == InquiryKind::ForeignName { 1 } else { LEAST };
        for (unit, here) in units.iter().filter(|(_, here)| here.count >= least) {
            // The unit itself is among them.
            let few = |of: &&BTreeSet<UnitId>| of.len().saturating_sub(1) * 2 <= seen.alike.of_units as usize;
            let clique = partners.get(unit).filter(|_| about_texts).filter(few);
            let shares_it = |other: &UnitId| clique.is_some_and(|of| of.contains(other));
            let is_other = |other: &UnitId| other != unit && !shares_it(other);
            let mut elsewhere = sum(units.iter().filter(|(other, _)| is_other(other)));
            if elsewhere.of == 0 && about_texts {
                let all = shares.iter().filter(|((other, _), _)| other == kind).flat_map(|(_, units)| units);
                elsewhere = sum(all.filter(|(other, _)| is_other(other)));
            }
            let often = u64::from(here.count) * u64::from(elsewhere.of)
                >= u64::from(TIMES) * u64::from(elsewhere.count) * u64::from(here.of);
            if often && (elsewhere.of > 0 || about_texts) {
                found.push(Worth { unit: *unit, kind: *kind, here: *here, elsewhere, texts: Vec::new() });
            }
        }
    }
    found.sort_by_key(|one| (one.unit, one.kind));
    found
}

fn sum<'a>(shares: impl Iterator<Item = (&'a UnitId, &'a Share)>) -> Share {
    shares.fold(Share::default(), |sum, (_, share)| Share {
        count: sum.count + share.count,
        of: sum.of + share.of,
    })
}

fn of_measures<'a>(all: &'a [SeenMeasure], shares: &mut Shares<'a>) {
    let shared = shared_files(all);
    for measure in all {
        let mut note = |kind, has| {
            let of_class = shares.entry((kind, measure.class.as_str())).or_default();
            of_class.entry(measure.unit).or_default().add(has);
        };
        if let (Some(asked), Some(due)) = (measure.requested_on, measure.due_on) {
            let before = asked.until(due).map_or(0, |span| i64::from(span.get_days()));
            note(InquiryKind::Bunched, (0..=LAST_DAYS).contains(&before));
        }
        if measure.closed {
            note(InquiryKind::WordsOnly, measure.files.is_empty());
        }
        if !measure.files.is_empty() {
            note(InquiryKind::SameFile, measure.files.iter().any(|file| shared.contains(file.as_str())));
        }
    }
}

/// Counts the texts, and tells which units have some in common.
fn of_texts<'a>(seen: &'a Seen, shares: &mut Shares<'a>) -> BTreeMap<UnitId, BTreeSet<UnitId>> {
    let copied: BTreeSet<usize> = seen.alike.copies.iter().map(|copy| copy.text).collect();
    let naming: BTreeSet<usize> = seen.alike.mentions.iter().map(|mention| mention.text).collect();
    for (place, text) in seen.texts.iter().enumerate() {
        for (kind, found) in [(InquiryKind::AlikeTexts, &copied), (InquiryKind::ForeignName, &naming)] {
            let of_class = shares.entry((kind, text.class.as_str())).or_default();
            of_class.entry(text.unit).or_default().add(found.contains(&place));
        }
    }
    let mut partners: BTreeMap<UnitId, BTreeSet<UnitId>> = BTreeMap::new();
    for copy in &seen.alike.copies {
        if let Some(text) = seen.texts.get(copy.text) {
            partners.entry(text.unit).or_default().extend(&copy.units);
        }
    }
    partners
}

/// The texts that a question is about, those that weigh most first: by how alike they are, how long, and how rare.
pub fn asked_texts(
    seen: &Seen,
    unit: UnitId,
    kind: InquiryKind,
    name: impl Fn(UnitId) -> String,
) -> Vec<AskedText> {
    let own = |place: usize| seen.texts.get(place).filter(|text| text.unit == unit);
    let asked = |text: &SeenText, other: UnitId, other_body: String, other_since, units| AskedText {
        kind: text.kind,
        record: text.record,
        body: text.text.clone(),
        other,
        other_name: name(other),
        other_body,
        other_since,
        units,
        of: seen.alike.of_units,
    };
    let of_copies = seen.alike.copies.iter().filter(|_| kind == InquiryKind::AlikeTexts).filter_map(|copy| {
        let (text, first) = (own(copy.text)?, seen.texts.get(copy.first)?);
        let units = u32::try_from(copy.units.len()).unwrap_or(u32::MAX);
        Some(asked(text, first.unit, first.text.clone(), first.since, units))
    });
    let of_names =
        seen.alike.mentions.iter().filter(|_| kind == InquiryKind::ForeignName).filter_map(|mention| {
            let text = own(mention.text)?;
            Some(asked(text, mention.unit, mention.name.clone(), text.since, 1))
        });
    let mut all: Vec<AskedText> = of_copies.chain(of_names).collect();
    all.sort_by_cached_key(|text| std::cmp::Reverse(weight(text)));
    all
}

/// Likeness in hundredths × characters × how many units have no such text for each that has.
fn weight(text: &AskedText) -> u64 {
    let likeness = compare(&text.body, &text.other_body, Form::PLAIN).likeness;
    let hundredths = likeness.common.saturating_mul(100) / likeness.all.max(1);
    let length = u64::try_from(text.body.chars().count()).unwrap_or(u64::MAX);
    let rarity = u64::from(text.of.max(1)) * 10 / u64::from(text.units.max(1));
    hundredths.saturating_mul(length).saturating_mul(rarity)
}

/// Hashes that more than one measure gives as its evidence.
fn shared_files(all: &[SeenMeasure]) -> BTreeSet<&str> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for measure in all {
        let own: BTreeSet<&str> = measure.files.iter().map(String::as_str).collect();
        for file in own {
            *seen.entry(file).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(file, _)| file).collect()
}

/// A question that was asked, with the figures of its day and the unit's reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedInquiry {
    /// Its key.
    pub id: InquiryId,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// The unit.
    pub unit: UnitId,
    /// What about.
    pub kind: InquiryKind,
    /// How it was at the unit.
    pub here: Share,
    /// How it was at the other units of its class.
    pub elsewhere: Share,
    /// The texts that it is about.
    pub texts: Vec<AskedText>,
    /// When it was asked.
    pub asked_on: Date,
    /// What the unit says.
    pub reply: Option<String>,
    /// When it said so.
    pub replied_on: Option<Date>,
}

#[cfg(test)]
mod tests;
