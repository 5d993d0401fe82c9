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
mod tests {
    use super::super::alike::alike;
    use super::*;
    use jiff::civil::date;

    fn measure(unit: i64) -> SeenMeasure {
        SeenMeasure {
            unit: UnitId(unit),
            class: "county".into(),
            due_on: Some(date(2015, 9, 1)),
            requested_on: Some(date(2015, 7, 1)),
            closed: true,
            files: Vec::new(),
        }
    }

    /// Four measures of each of three units, each with a file of its own.
    fn plain() -> Vec<SeenMeasure> {
        let all = (1..=3).flat_map(|unit| [measure(unit), measure(unit), measure(unit), measure(unit)]);
        all.enumerate().map(|(at, one)| SeenMeasure { files: vec![at.to_string()], ..one }).collect()
    }

    fn asked(all: &[SeenMeasure]) -> Vec<(i64, InquiryKind)> {
        worth(all).into_iter().map(|one| (one.unit.0, one.kind)).collect()
    }

    fn worth(all: &[SeenMeasure]) -> Vec<Worth> {
        worth_asking(&Seen { measures: all.to_vec(), ..Seen::default() })
    }

    /// Texts of units with the day from which each stands.
    fn texts(all: &[(i64, i8, &str)]) -> Seen {
        let text = |&(unit, day, text): &(i64, i8, &str)| SeenText {
            unit: UnitId(unit),
            class: "county".into(),
            kind: TextKind::Measure,
            record: unit,
            since: date(2015, 6, day),
            text: text.into(),
        };
        let texts: Vec<_> = all.iter().map(text).collect();
        let alike = alike(&texts, &[], &BTreeMap::new());
        Seen { measures: Vec::new(), texts, alike }
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
        let found = worth(&all);
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
    }

    const TEXTS: [&str; 3] = [
        "每月5日前由办公室检查台账，发现遗漏的当天补齐",
        "窗口办理事项一律限时7天，超过时限的说明原因",
        "校车发车前由司机核对学生人数，途中停靠不超过6站",
    ];

    #[test]
    fn of_two_units_with_the_same_texts_the_later_one_is_asked_with_the_texts_side_by_side() {
        let all: Vec<_> = TEXTS.iter().flat_map(|text| [(1, 3, *text), (2, 8, *text)]).collect();
        let seen = texts(&all);
        let found = worth_asking(&seen);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].unit, found[0].kind), (UnitId(2), InquiryKind::AlikeTexts));
        assert_eq!(
            (found[0].here, found[0].elsewhere),
            (Share { count: 3, of: 3 }, Share { count: 0, of: 0 })
        );
        let shown = asked_texts(&seen, UnitId(2), InquiryKind::AlikeTexts, |unit| unit.to_string());
        let first =
            (shown[0].other, shown[0].other_name.as_str(), shown[0].other_since, shown[0].units, shown[0].of);
        assert_eq!((shown.len(), first), (3, (UnitId(1), "1", date(2015, 6, 3), 2, 2)));
        assert_eq!(worth_asking(&texts(&all[..4])), [], "two texts are not three");
    }

    #[test]
    fn a_clique_is_asked_beside_the_others_of_the_class_and_what_all_share_is_not_asked_about() {
        let copied = [(1, 3, TEXTS[0]), (1, 3, TEXTS[1]), (1, 3, TEXTS[2])];
        let again = |unit| copied.map(|(_, _, text)| (unit, 9, text));
        let own = [
            (4, 5, "群众来信逐件登记，答复前请来信人到场听取意见"),
            (4, 5, "清理没有依据的证明材料，名单张榜"),
        ];
        let all: Vec<_> = copied.into_iter().chain(again(2)).chain(again(3)).chain(own).collect();
        let found = worth_asking(&texts(&all));
        assert_eq!(
            found.iter().map(|one| (one.unit.0, one.elsewhere.of)).collect::<Vec<_>>(),
            [(2, 2), (3, 2)]
        );
        let all: Vec<_> = copied.into_iter().chain((2..=6).flat_map(again)).collect();
        assert_eq!(worth_asking(&texts(&all)), []);
    }

    #[test]
    fn what_units_share_all_round_is_custom_and_the_base_rate_is_of_all_where_the_class_has_nobody_else() {
        const POOL: [&str; 9] = [
            "井盖由养护班每周掀开查看，松动的当天换新",
            "路灯坏了两天没人修的，镇长到场说明原因",
            "药柜钥匙交护士长保管，取药双人签字",
            "鱼塘承包合同张贴在村口，租金去向一并写明",
            "校门口早晚各派一名干部疏导接送车辆",
            "锅炉房值班记录由厂长逐页签名存档",
            "老人饭堂菜价每月听取食客意见后再定",
            "码头磅秤请计量所当众校准，误差公布",
            "果园用水按亩轮灌，次序抓阄决定",
        ];
        let of = |at: usize| POOL.get(at).copied().unwrap_or_default();
        // Each unit shares each of its texts with some other, in ever other company.
        let company =
            |unit: i64| (0..4_i64).map(move |at| (unit, 9, usize::try_from((unit + at) % 9).unwrap()));
        let all: Vec<(i64, i8, &str)> =
            (1..=9_i64).flat_map(company).map(|(unit, day, at)| (unit, day, of(at))).collect();
        assert_eq!(worth_asking(&texts(&all)), [], "what everybody does is no question of one");
        // Two prefectures alone in their class, and a county with texts of its own.
        let copied = TEXTS.iter().flat_map(|text| [(1, 3, *text), (2, 8, *text)]);
        let mut seen = texts(
            &copied
                .chain([(3, 3, "水库巡查员每晚八点报告水位"), (3, 3, "渡口限载十二人并备救生衣")])
                .collect::<Vec<_>>(),
        );
        for text in seen.texts.iter_mut().filter(|text| text.unit != UnitId(3)) {
            text.class = "prefecture".into();
        }
        let found = worth_asking(&seen);
        assert_eq!(
            found.iter().map(|one| (one.unit.0, one.elsewhere)).collect::<Vec<_>>(),
            [(2, Share { count: 0, of: 2 })]
        );
    }
}
