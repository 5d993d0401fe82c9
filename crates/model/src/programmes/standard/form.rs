//! A standard as a form sends it: every answer a text, so that a draft may be incomplete and nothing is lost.

use super::{
    Block, DoubleMarking, Grade, Item, LEAST_DRAWN, LeadingGroup, LocalName, Part, PartKind, PlanScore,
    SeverityRule, SheetKind, Standard, StandardFault, Veto,
};
use crate::{
    fraction::{Fraction, plain, plain_share},
    message::{FieldErrors, Message},
    text::Line,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A name in the product's languages; one of them is enough, the others then say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameForm {
    /// Simplified Chinese.
    pub zh_hans: String,
    /// Traditional Chinese.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

impl NameForm {
    fn of(name: &LocalName) -> Self {
        Self { zh_hans: name.zh_hans.clone(), zh_hant: name.zh_hant.clone(), en: name.en.clone() }
    }

    /// Whether no language has anything.
    pub fn is_blank(&self) -> bool {
        [&self.zh_hans, &self.zh_hant, &self.en].into_iter().all(|text| text.trim().is_empty())
    }

    fn parse(&self) -> Result<LocalName, Message> {
        let texts = [&self.zh_hans, &self.zh_hant, &self.en];
        let said = texts.into_iter().find(|text| !text.trim().is_empty());
        let said = Line::parse(said.map_or("", String::as_str))?;
        let line = |text: &String| match text.trim() {
            "" => Ok(said.as_str().to_owned()),
            text => Line::parse(text).map(String::from),
        };
        Ok(LocalName { zh_hans: line(&self.zh_hans)?, zh_hant: line(&self.zh_hant)?, en: line(&self.en)? })
    }
}

/// An item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemForm {
    /// Its key; empty until it is kept for the first time.
    pub key: String,
    /// What is looked for.
    pub name: NameForm,
    /// Its points.
    pub points: String,
    /// Whether it is marked speaker by speaker.
    #[serde(default)]
    pub each: bool,
    /// Whether it is to be taken out.
    pub dropped: bool,
}

/// A block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockForm {
    /// Its key.
    pub key: String,
    /// Its heading.
    pub name: NameForm,
    /// Where the evidence stands.
    pub evidence: NameForm,
    /// Words of the sheets on which it is scored.
    pub sheets: Vec<String>,
    /// Its items.
    pub items: Vec<ItemForm>,
}

/// A grade, with its least score; or a veto ground, without.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedForm {
    /// Its key.
    pub key: String,
    /// Its words.
    pub name: NameForm,
    /// The least score.
    pub at_least: String,
    /// Whether it is to be taken out.
    pub dropped: bool,
}

/// A whole standard as texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardForm {
    /// The rubric. The points of a block are those of its items.
    pub blocks: Vec<BlockForm>,
    /// Weights of the parts in their order.
    pub weights: Vec<String>,
    /// A plan as submitted, with remarks, less for every return, never below.
    pub plan: [String; 4],
    /// Grades from the best to the worst.
    pub grades: Vec<NamedForm>,
    /// Veto grounds.
    pub vetoes: Vec<NamedForm>,
    /// The least share drawn of every class.
    pub spot_check_rate: String,
    /// The least attendance.
    pub attendance_floor: String,
    /// The least share observed of every class; blank if none is asked for.
    #[serde(default)]
    pub observed_share: String,
    /// The word of who hears the organiser's own leading group; blank if it takes no part.
    #[serde(default)]
    pub leading_group: String,
    /// Which score counts.
    pub severity: String,
    /// The share marked twice; blank if none is.
    pub twice_share: String,
    /// The spread that asks for a third sheet.
    pub twice_limit: String,
}

impl StandardForm {
    /// The form of a standard.
    pub fn of(standard: &Standard) -> Self {
        let item = |item: &Item| ItemForm {
            key: item.key.clone(),
            name: NameForm::of(&item.name),
            points: plain(item.points),
            each: item.per_speaker,
            dropped: false,
        };
        let block = |block: &Block| BlockForm {
            key: block.key.clone(),
            name: NameForm::of(&block.name),
            evidence: NameForm::of(&block.evidence),
            sheets: block.sheets.iter().map(|sheet| sheet.key().to_owned()).collect(),
            items: block.items.iter().map(item).collect(),
        };
        let named = |key: &String, name: &LocalName, at_least: String| NamedForm {
            key: key.clone(),
            name: NameForm::of(name),
            at_least,
            dropped: false,
        };
        let plan = &standard.plan;
        let twice = standard.double_marking.as_ref();
        Self {
            blocks: standard.blocks.iter().map(block).collect(),
            weights: PartKind::ALL.into_iter().map(|part| plain_share(standard.weight(part))).collect(),
            plan: [plan.approved, plan.remarks, plan.per_return, plan.floor].map(plain),
            grades: standard
                .grades
                .iter()
                .map(|grade| named(&grade.key, &grade.name, plain(grade.at_least)))
                .collect(),
            vetoes: standard.vetoes.iter().map(|veto| named(&veto.key, &veto.name, String::new())).collect(),
            spot_check_rate: plain_share(standard.spot_check_rate),
            attendance_floor: plain_share(standard.attendance_floor),
            observed_share: plain_share(standard.observed_share),
            leading_group: standard.leading_group.map_or("", LeadingGroup::key).to_owned(),
            severity: standard.severity.key().to_owned(),
            twice_share: twice.map(|rule| plain_share(rule.share)).unwrap_or_default(),
            twice_limit: twice.map(|rule| plain(rule.spread_limit)).unwrap_or_default(),
        }
    }

    /// Takes out what is dropped or was never filled in, and gives what is new a key of this version.
    pub fn tidy(&mut self, version: i32) {
        for block in &mut self.blocks {
            block
                .items
                .retain(|item| !(item.dropped || item.name.is_blank() && item.points.trim().is_empty()));
        }
        self.blocks.retain(|block| !(block.name.is_blank() && block.items.is_empty()));
        self.grades.retain(|one| !(one.dropped || one.name.is_blank() && one.at_least.trim().is_empty()));
        self.vetoes.retain(|one| !one.dropped && !one.name.is_blank());
        let mut taken: BTreeSet<String> = self.keys().map(|key| key.clone()).collect();
        let mut next = 1;
        for key in self.keys().filter(|key| key.is_empty()) {
            while !taken.insert(format!("v{version}-{next}")) {
                next += 1;
            }
            *key = format!("v{version}-{next}");
        }
    }

    fn keys(&mut self) -> impl Iterator<Item = &mut String> {
        let of_blocks = self.blocks.iter_mut().flat_map(|block| {
            std::iter::once(&mut block.key).chain(block.items.iter_mut().map(|item| &mut item.key))
        });
        let named = self.grades.iter_mut().chain(&mut self.vetoes).map(|one| &mut one.key);
        of_blocks.chain(named)
    }

    /// Adds what the superior's standard has and this form lacks: items into their blocks, vetoes, grades.
    pub fn take_over(&mut self, superior: &Standard) {
        let theirs = Self::of(superior);
        for block in theirs.blocks {
            let own: BTreeSet<_> =
                self.blocks.iter().flat_map(|own| own.items.iter().map(|item| item.key.clone())).collect();
            let missing = block.items.iter().filter(|item| !own.contains(&item.key)).cloned();
            match self.blocks.iter_mut().find(|own| own.key == block.key) {
                Some(mine) => mine.items.extend(missing),
                None => {
                    let items: Vec<_> = missing.collect();
                    if !items.is_empty() {
                        self.blocks.push(BlockForm { items, ..block });
                    }
                }
            }
        }
        for (mine, theirs) in [(&mut self.vetoes, theirs.vetoes), (&mut self.grades, theirs.grades)] {
            for one in theirs {
                if !mine.iter().any(|own| own.key == one.key) {
                    mine.push(one);
                }
            }
        }
        let least = |grade: &NamedForm| Fraction::parse(&grade.at_least).unwrap_or(Fraction::ZERO);
        self.grades.sort_by_key(|grade| std::cmp::Reverse(least(grade)));
    }

    /// Parses the standard; everything wrong is told at its field, what concerns all of it at `total`.
    pub fn parse(&self) -> Result<Standard, FieldErrors> {
        let mut errors = FieldErrors::new();
        let blocks = self.parse_blocks(&mut errors);
        let [approved, remarks, per_return, floor] = &self.plan;
        let plan = PlanScore {
            approved: number("plan-approved", approved, &mut errors),
            remarks: number("plan-remarks", remarks, &mut errors),
            per_return: number("plan-per_return", per_return, &mut errors),
            floor: number("plan-floor", floor, &mut errors),
        };
        let weights = PartKind::ALL.into_iter().zip(&self.weights);
        let parts = weights
            .map(|(part, text)| Part {
                part,
                weight: number(&format!("weight-{}", part.key()), text, &mut errors),
            })
            .filter(|part| part.weight != Fraction::ZERO)
            .collect();
        let grades = self.parse_grades(&mut errors);
        let vetoes = self.vetoes.iter().enumerate().filter_map(|(place, veto)| {
            let name = errors.take(&format!("v{place}-name"), veto.name.parse())?;
            Some(Veto { key: veto.key.clone(), name })
        });
        let vetoes = vetoes.collect();
        let severity = match self.severity.as_str() {
            "raw" => SeverityRule::Raw,
            _ => SeverityRule::Adjusted,
        };
        let standard = Standard {
            blocks,
            parts,
            plan,
            grades,
            vetoes,
            spot_check_rate: number("spot_check_rate", &self.spot_check_rate, &mut errors),
            attendance_floor: number("attendance_floor", &self.attendance_floor, &mut errors),
            observed_share: match self.observed_share.trim() {
                "" => Fraction::ZERO,
                share => number("observed_share", share, &mut errors),
            },
            leading_group: match self.leading_group.trim() {
                "" => None,
                word => errors.take("leading_group", LeadingGroup::parse(word)),
            },
            severity,
            double_marking: self.parse_twice(&mut errors),
        };
        for fault in standard.check().err().unwrap_or_default() {
            let (field, message) = self.told(&fault);
            errors.add(field, message);
        }
        if errors.is_empty() { Ok(standard) } else { Err(errors) }
    }

    fn parse_blocks(&self, errors: &mut FieldErrors) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (place, block) in self.blocks.iter().enumerate() {
            let mut items = Vec::new();
            for (within, item) in block.items.iter().enumerate() {
                let at = format!("b{place}-i{within}");
                let name = errors.take(&format!("{at}-name"), item.name.parse());
                let points = number(&format!("{at}-points"), &item.points, errors);
                let key = item.key.clone();
                items.extend(name.map(|name| Item { key, name, points, per_speaker: item.each }));
            }
            let name = errors.take(&format!("b{place}-name"), block.name.parse());
            let evidence = errors.take(&format!("b{place}-evidence"), block.evidence.parse());
            let (Some(name), Some(evidence)) = (name, evidence) else { continue };
            blocks.push(Block {
                key: block.key.clone(),
                name,
                points: items.iter().map(|item| item.points).sum(),
                evidence,
                sheets: block.sheets.iter().filter_map(|sheet| SheetKind::parse(sheet)).collect(),
                items,
            });
        }
        blocks
    }

    fn parse_grades(&self, errors: &mut FieldErrors) -> Vec<Grade> {
        let mut grades = Vec::new();
        for (place, grade) in self.grades.iter().enumerate() {
            let name = errors.take(&format!("g{place}-name"), grade.name.parse());
            let at_least = number(&format!("g{place}-at_least"), &grade.at_least, errors);
            grades.extend(name.map(|name| Grade { key: grade.key.clone(), name, at_least }));
        }
        grades
    }

    fn parse_twice(&self, errors: &mut FieldErrors) -> Option<DoubleMarking> {
        if self.twice_share.trim().is_empty() {
            return None;
        }
        let share = number("twice-share", &self.twice_share, errors);
        Some(DoubleMarking { share, spread_limit: number("twice-limit", &self.twice_limit, errors) })
    }

    /// At which field a fault is told, and how.
    fn told(&self, fault: &StandardFault) -> (String, Message) {
        match fault {
            StandardFault::Item(key) => {
                (self.item_field(key, "points"), Message::new("error-standard-points"))
            }
            StandardFault::PerSpeaker(key) => {
                (self.item_field(key, "each"), Message::new("error-standard-each"))
            }
            StandardFault::Unscored(key) => {
                let place = self.blocks.iter().position(|block| block.key == *key).unwrap_or_default();
                (format!("b{place}-sheets"), Message::new("error-standard-unscored"))
            }
            StandardFault::Weights(sum) => {
                let message = Message::new("error-standard-weights").with("sum", plain_share(*sum));
                (format!("weight-{}", PartKind::PlanReview.key()), message)
            }
            StandardFault::Part(part) => (format!("weight-{part}"), Message::new("error-standard-part")),
            StandardFault::PlanScores => {
                ("plan-approved".to_owned(), Message::new("error-standard-plan-scores"))
            }
            StandardFault::Grades => ("g0-at_least".to_owned(), Message::new("error-standard-grades")),
            StandardFault::EmptySheet(_) => ("total".to_owned(), Message::new("error-standard-empty-sheet")),
            StandardFault::Rate(_) => (
                "spot_check_rate".to_owned(),
                Message::new("error-standard-rate").with("floor", plain_share(LEAST_DRAWN)),
            ),
            StandardFault::SpreadLimit(_) => {
                ("twice-limit".to_owned(), Message::new("error-standard-spread-limit"))
            }
            StandardFault::Share(name) => {
                let field = if *name == "double_marking.share" { "twice-share" } else { name };
                (field.to_owned(), Message::new("error-standard-share"))
            }
            StandardFault::Total(sum) => {
                ("total".to_owned(), Message::new("error-standard-total").with("sum", plain(*sum)))
            }
            // The form makes both itself: only a form that was tampered with has them.
            StandardFault::DoubleKey(_) | StandardFault::BlockSum { .. } => {
                ("total".to_owned(), Message::new("error-standard-keys"))
            }
        }
    }

    /// The field of an item; `total` if the form doesn't have it.
    pub fn item_field(&self, key: &str, what: &str) -> String {
        for (place, block) in self.blocks.iter().enumerate() {
            if let Some(within) = block.items.iter().position(|item| item.key == key) {
                return format!("b{place}-i{within}-{what}");
            }
        }
        "total".to_owned()
    }
}

/// A number of a field; nought where it is none, with the fault noted.
fn number(field: &str, text: &str, errors: &mut FieldErrors) -> Fraction {
    let text = text.trim();
    if text.is_empty() {
        errors.add(field, Message::new("error-text-empty"));
        return Fraction::ZERO;
    }
    errors.take(field, Fraction::parse(text)).unwrap_or(Fraction::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shipped() -> Standard {
        crate::pack::shipped().standard.unwrap()
    }

    #[test]
    fn the_form_of_a_standard_reads_back_as_the_same_standard() {
        let standard = shipped();
        assert_eq!(StandardForm::of(&standard).parse().unwrap(), standard);
        assert_eq!(plain(Fraction::new(1, 3).unwrap()), "1/3");
        assert_eq!(plain_share(Fraction::new(1, 8).unwrap()), "12.5%");
        assert_eq!(plain_share(Fraction::new(1, 3).unwrap()), "1/3");
    }

    #[test]
    fn what_is_new_gets_a_key_and_what_is_blank_or_dropped_goes() {
        let mut form = StandardForm::of(&shipped());
        let name = NameForm { en: "own summary".into(), ..NameForm::default() };
        form.blocks[0].items[0].points = "5".into();
        form.blocks[0].items.push(ItemForm { name, points: "1".into(), ..ItemForm::default() });
        form.blocks[0].items.push(ItemForm::default());
        form.blocks.push(BlockForm { items: vec![ItemForm::default()], ..BlockForm::default() });
        form.vetoes[0].dropped = true;
        form.tidy(2);
        let read = form.parse().unwrap();
        assert_eq!(read.blocks.len(), 5);
        let item = read.blocks[0].items.last().unwrap();
        assert_eq!((item.key.as_str(), item.name.zh_hans.as_str()), ("v2-1", "own summary"));
        assert_eq!(read.vetoes.len(), 3);
        let before = form.clone();
        form.tidy(2);
        assert_eq!(form, before, "keys stay");
    }

    #[test]
    fn faults_are_told_at_their_fields() {
        let mut form = StandardForm::of(&shipped());
        form.blocks[1].items[2].points = "0".into();
        form.blocks[2].sheets.clear();
        form.weights[0] = "30%".into();
        form.spot_check_rate = "19%".into();
        form.grades[1].at_least = "95".into();
        form.twice_limit = "many".into();
        let errors = form.parse().unwrap_err();
        for field in [
            "b1-i2-points",
            "b2-sheets",
            "weight-plan-review",
            "spot_check_rate",
            "g0-at_least",
            "twice-limit",
            "total",
        ] {
            assert!(errors.at(field).is_some(), "{field}: {errors:?}");
        }
    }

    #[test]
    fn what_the_superior_asks_for_is_taken_over_once() {
        let superior = shipped();
        let mut form = StandardForm::of(&superior);
        form.blocks[2].items.remove(1);
        form.blocks.remove(0);
        form.vetoes.remove(2);
        form.grades.remove(1);
        form.take_over(&superior);
        let read = form.parse().unwrap();
        assert_eq!(super::super::laxities(&read, &superior), []);
        let before = form.clone();
        form.take_over(&superior);
        assert_eq!(form, before);
    }

    proptest! {
        #[test]
        fn a_plain_number_reads_back(n in 0_i64..2_000, d in 1_i64..500) {
            let fraction = Fraction::new(n, d).unwrap();
            prop_assert_eq!(Fraction::parse(&plain(fraction)).unwrap(), fraction);
            prop_assert_eq!(Fraction::parse(&plain_share(fraction)).unwrap(), fraction);
        }
    }
}
