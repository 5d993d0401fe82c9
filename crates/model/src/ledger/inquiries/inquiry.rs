//! Inquiries, not verdicts: what of a unit's ledger is unlike that of the other units of its class. A question has its
//! base rate beside it, and the unit's reply; it has no score.

use crate::{
    id::{InquiryId, UnitId},
    likeness::Runs,
    words::words,
};
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
        /// The measures read nearly like those of other units.
        AlikeTexts = "alike-texts",
    }
}

/// A measure as far as questions look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMeasure {
    /// Its unit.
    pub unit: UnitId,
    /// The class of the unit.
    pub class: String,
    /// What is done.
    pub body: String,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// The unit.
    pub unit: UnitId,
    /// What about.
    pub kind: InquiryKind,
    /// How it is at the unit.
    pub here: Share,
    /// How it is at the other units of its class: the base rate.
    pub elsewhere: Share,
}

/// The fewest measures about which something is asked.
pub const LEAST: u32 = 3;
/// How many times the base rate makes a question.
pub const TIMES: u32 = 2;
/// The last days before the day.
const LAST_DAYS: i64 = 3;
/// Different texts that are compared with each other; a scope with more asks nothing about texts.
pub const MOST_TEXTS: usize = 3_000;

/// What is worth asking about: at least three measures, and at least twice the base rate of the other units of the class.
/// Where there are no others there is no base rate, and no question.
pub fn worth_asking(all: &[SeenMeasure]) -> Vec<Worth> {
    let (shared, alike) = (shared_files(all), alike_texts(all));
    let mut shares: BTreeMap<(InquiryKind, &str), BTreeMap<UnitId, Share>> = BTreeMap::new();
    for (place, measure) in all.iter().enumerate() {
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
        if let Some(alike) = &alike {
            note(InquiryKind::AlikeTexts, alike.contains(&place));
        }
    }
    let mut found: Vec<Worth> = Vec::new();
    for ((kind, _), units) in &shares {
        let sum = |share: fn(&Share) -> u32| units.values().map(share).sum::<u32>();
        let (count, of) = (sum(|share| share.count), sum(|share| share.of));
        for (unit, here) in units {
            let elsewhere = Share { count: count - here.count, of: of - here.of };
            let often = u64::from(here.count) * u64::from(elsewhere.of)
                >= u64::from(TIMES) * u64::from(elsewhere.count) * u64::from(here.of);
            if here.count >= LEAST && elsewhere.of > 0 && often {
                found.push(Worth { unit: *unit, kind: *kind, here: *here, elsewhere });
            }
        }
    }
    found.sort_by_key(|one| (one.unit, one.kind));
    found
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

/// The places of measures that read nearly like one of another unit; `None` if there are too many texts to compare.
fn alike_texts(all: &[SeenMeasure]) -> Option<BTreeSet<usize>> {
    let mut texts: BTreeMap<Runs, Vec<usize>> = BTreeMap::new();
    for (place, measure) in all.iter().enumerate() {
        if let Some(runs) = Runs::of(&measure.body) {
            texts.entry(runs).or_default().push(place);
        }
    }
    if texts.len() > MOST_TEXTS {
        return None;
    }
    let texts: Vec<(Runs, Vec<usize>)> = texts.into_iter().collect();
    let unit = |place: &usize| all.get(*place).map(|measure| measure.unit);
    let units = |places: &[usize]| places.iter().filter_map(unit).collect::<BTreeSet<_>>();
    let owners: Vec<BTreeSet<UnitId>> = texts.iter().map(|(_, places)| units(places)).collect();
    let mut alike = BTreeSet::new();
    for (at, ((runs, places), own)) in texts.iter().zip(&owners).enumerate() {
        if own.len() > 1 {
            alike.extend(places);
        }
        for ((other, theirs), of_them) in texts.iter().zip(&owners).skip(at + 1) {
            if runs.is_near(other) {
                let elsewhere = |place: &&usize, units: &BTreeSet<UnitId>| {
                    unit(place).is_some_and(|mine| units.iter().any(|one| *one != mine))
                };
                alike.extend(places.iter().filter(|place| elsewhere(place, of_them)));
                alike.extend(theirs.iter().filter(|place| elsewhere(place, own)));
            }
        }
    }
    Some(alike)
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
    /// When it was asked.
    pub asked_on: Date,
    /// What the unit says.
    pub reply: Option<String>,
    /// When it said so.
    pub replied_on: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn measure(unit: i64, body: &str) -> SeenMeasure {
        SeenMeasure {
            unit: UnitId(unit),
            class: "county".into(),
            body: body.into(),
            due_on: Some(date(2015, 9, 1)),
            requested_on: Some(date(2015, 7, 1)),
            closed: true,
            files: Vec::new(),
        }
    }

    /// Four measures of each of three units, each unlike the others.
    fn plain() -> Vec<SeenMeasure> {
        let texts =
            ["甲乙丙丁戊己庚辛壬癸子丑", "abcdefghijklmno", "1234567890123456", "春夏秋冬东西南北上下左右"];
        let all = (1..=3).flat_map(|unit| {
            texts.map(|text| measure(unit, &format!("{text}{unit}{unit}{unit}{unit}{unit}{unit}")))
        });
        all.enumerate().map(|(at, one)| SeenMeasure { files: vec![at.to_string()], ..one }).collect()
    }

    fn asked(all: &[SeenMeasure]) -> Vec<(i64, InquiryKind)> {
        worth_asking(all).into_iter().map(|one| (one.unit.0, one.kind)).collect()
    }

    #[test]
    fn nothing_is_asked_where_all_units_are_alike_or_where_there_is_no_other() {
        assert_eq!(asked(&plain()), []);
        let mut late = plain();
        late.iter_mut().for_each(|one| one.requested_on = Some(date(2015, 8, 31)));
        assert_eq!(asked(&late), [], "everybody does it: no question of one unit");
        late.retain(|one| one.unit == UnitId(1));
        assert_eq!(asked(&late), [], "no base rate");
    }

    #[test]
    fn closures_bunched_before_the_day_are_a_question_with_their_base_rate() {
        let mut all = plain();
        for one in all.iter_mut().filter(|one| one.unit == UnitId(2)) {
            one.requested_on = Some(date(2015, 8, 30));
        }
        all[0].requested_on = Some(date(2015, 9, 1));
        let found = worth_asking(&all);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].unit, found[0].kind), (UnitId(2), InquiryKind::Bunched));
        assert_eq!(
            (found[0].here, found[0].elsewhere),
            (Share { count: 4, of: 4 }, Share { count: 1, of: 8 })
        );
        for one in &mut all {
            one.requested_on = Some(date(2014, 9, 1));
        }
        assert_eq!(asked(&all), [], "a year before is not bunched");
    }

    #[test]
    fn words_alone_one_file_for_all_and_copied_texts_are_questions() {
        let mut all = plain();
        for one in all.iter_mut().filter(|one| one.unit == UnitId(1)) {
            one.files.clear();
        }
        assert_eq!(asked(&all), [(1, InquiryKind::WordsOnly)]);
        let mut all = plain();
        for one in all.iter_mut().filter(|one| one.unit == UnitId(3)) {
            one.files = vec!["same".into()];
        }
        assert_eq!(asked(&all), [(3, InquiryKind::SameFile)]);
        let mut all = plain();
        let copied: Vec<_> = all.iter().filter(|one| one.unit == UnitId(1)).cloned().collect();
        let another = |one: SeenMeasure, unit| SeenMeasure { unit: UnitId(unit), ..one };
        all.extend(copied.iter().cloned().map(|one| another(one, 4)));
        let copies = asked(&all);
        assert!(
            copies.contains(&(4, InquiryKind::AlikeTexts)) && copies.contains(&(1, InquiryKind::AlikeTexts))
        );
    }
}
