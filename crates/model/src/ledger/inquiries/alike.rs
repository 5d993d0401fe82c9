//! Which texts of units read like those of others that stood before, and whose name stands in whose text.
//!
//! What was sent to all is taken out first: the texts that an office keeps as sources, and what most units share. The
//! measure is that of `earnest_text::likeness`; here is only what it means for units and days.

use crate::{
    id::UnitId,
    span::{Span, Target},
    words::words,
};
use earnest_text::likeness::{
    Copying, Form, Join, Likeness, Names, Templates, compare, copies, foreign_names,
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    ops::Range,
};

words! {
    /// Which text of the ledger is looked at.
    TextKind, "error-text-kind" {
        /// What a problem is.
        Problem = "problem",
        /// The instance of a problem.
        Instance = "instance",
        /// What a measure does.
        Measure = "measure",
    }
}

/// A text of a unit as far as questions look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenText {
    /// Its unit.
    pub unit: UnitId,
    /// The class of the unit.
    pub class: String,
    /// Which text.
    pub kind: TextKind,
    /// The key of its problem or measure.
    pub record: i64,
    /// Since when it stands.
    pub since: Date,
    /// The text.
    pub text: String,
}

/// A unit whose name is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedUnit {
    /// Its name.
    pub name: String,
    /// Where it stands in the tree.
    pub target: Target,
}

/// A text that is alike one of another unit, which stood before it or came on the same day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The place of the text.
    pub text: usize,
    /// The place of the first of the texts like it.
    pub first: usize,
    /// The units that have it.
    pub units: BTreeSet<UnitId>,
}

/// Another unit's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The place of the text.
    pub text: usize,
    /// Whose name.
    pub unit: UnitId,
    /// The name as it is kept.
    pub name: String,
}

/// A text that many units have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedText {
    /// The place of the first of them.
    pub first: usize,
    /// How many units have it.
    pub units: u32,
    /// Whether another unit had it on the same day as the first.
    pub together: bool,
    /// Whether most have it, so that it is no sign at any of them.
    pub of_most: bool,
}

/// What was found among texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    /// Texts like those of other units, without those that most units have; in order of their places.
    pub copies: Vec<Copy>,
    /// Names of other units; in order of their texts.
    pub mentions: Vec<Mention>,
    /// What many units have, that of the most first.
    pub shared: Vec<SharedText>,
    /// How many units have a text at all.
    pub of_units: u32,
}

/// The fewest units that are many.
pub const MANY: usize = 5;

/// Looks for likeness among texts. `sources`: what was sent out. `units`: all units whose texts these are.
pub fn alike(texts: &[SeenText], sources: &[String], units: &BTreeMap<UnitId, NamedUnit>) -> Alike {
    let templates = Templates::of(sources);
    let bare: Vec<String> = texts.iter().map(|text| templates.without(&text.text)).collect();
    let (names, named) = names_of(units);
    let join = copies(&bare, &Copying::usual(&names), NonZeroUsize::MIN);
    let of_units = texts.iter().map(|text| text.unit).collect::<BTreeSet<_>>().len();
    let mut found = Alike { of_units: narrow(of_units), ..Alike::default() };
    let mut shared: BTreeMap<usize, SharedText> = BTreeMap::new();
    for family in families(texts, &join) {
        let units = family.units(texts);
        let of_most = units.len() >= MANY && units.len() * 2 > of_units;
        if units.len() >= MANY {
            let together = family.came_together(texts);
            let one = SharedText { first: family.first, units: narrow(units.len()), together, of_most };
            let known = shared.entry(family.first).or_insert_with(|| one.clone());
            known.units = known.units.max(one.units);
            known.of_most |= of_most;
            known.together |= one.together;
        }
        if !of_most {
            found.copies.extend(family.copies(texts, &units));
        }
    }
    found.copies.sort_by_key(|copy| copy.text);
    found.shared = shared.into_values().collect();
    found.shared.sort_by_key(|one| (std::cmp::Reverse(one.units), one.first));
    for (place, (text, bare)) in texts.iter().zip(&bare).enumerate() {
        found.mentions.extend(mentions(place, (text, bare), &names, (&named, units)));
    }
    found
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The names that one unit alone has, and whose they are: what several are called says of nobody who is meant.
fn names_of(units: &BTreeMap<UnitId, NamedUnit>) -> (Names, Vec<UnitId>) {
    let mut by_name: BTreeMap<&str, Vec<UnitId>> = BTreeMap::new();
    for (unit, named) in units {
        by_name.entry(&named.name).or_default().push(*unit);
    }
    let alone: Vec<(&str, UnitId)> = by_name
        .into_iter()
        .filter_map(|(name, units)| Some((name, *units.first()?)).filter(|_| units.len() == 1))
        .collect();
    let names = Names::of(alone.iter().enumerate().map(|(at, (name, _))| (at, *name)));
    (names, alone.into_iter().map(|(_, unit)| unit).collect())
}

/// The names of units in a text that are not its own, nor that of a unit above or beneath it; each unit once.
fn mentions(
    place: usize,
    (text, bare): (&SeenText, &str),
    names: &Names,
    (named, units): (&[UnitId], &BTreeMap<UnitId, NamedUnit>),
) -> Vec<Mention> {
    let span = |unit: &UnitId| units.get(unit).map(|unit| unit.target.span);
    let own = span(&text.unit);
    let in_line = |one: Span, other: Span| one.covers(other) || other.covers(one);
    let is_own = |at: usize| {
        let other = named.get(at).and_then(span);
        own.zip(other).is_none_or(|(own, other)| in_line(own, other))
    };
    let whose: BTreeSet<UnitId> =
        foreign_names(bare, names, is_own).iter().filter_map(|name| named.get(name.unit).copied()).collect();
    let name =
        |unit: UnitId| units.get(&unit).map(|named| Mention { text: place, unit, name: named.name.clone() });
    whose.into_iter().filter_map(name).collect()
}

/// Texts that are the same once they are made alike, and all that are like them.
struct Family {
    /// The texts that are the same.
    own: Vec<usize>,
    /// They and those like them.
    all: Vec<usize>,
    /// The first of all, by day and then by place.
    first: usize,
}

/// The families of texts that have any other like them.
fn families(texts: &[SeenText], join: &Join) -> Vec<Family> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for group in &join.same {
        groups.extend(group.first().map(|first| (*first, group.clone())));
    }
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for pair in &join.pairs {
        near.entry(pair.one).or_default().push(pair.other);
        near.entry(pair.other).or_default().push(pair.one);
    }
    let members = |one: usize| groups.get(&one).cloned().unwrap_or_else(|| vec![one]);
    let all: BTreeSet<usize> = groups.keys().chain(near.keys()).copied().collect();
    let family = |one: usize| {
        let own = members(one);
        let others = near.get(&one).into_iter().flatten().flat_map(|other| members(*other));
        let all: Vec<usize> = own.iter().copied().chain(others).collect();
        let first =
            all.iter().copied().min_by_key(|place| (texts.get(*place).map(|text| text.since), *place));
        Some(Family { own, first: first?, all })
    };
    all.into_iter().filter_map(family).collect()
}

impl Family {
    fn units(&self, texts: &[SeenText]) -> BTreeSet<UnitId> {
        self.all.iter().filter_map(|place| texts.get(*place)).map(|text| text.unit).collect()
    }

    /// Whether texts of several units stand since the day of the first: nobody of them had it before the others.
    fn came_together(&self, texts: &[SeenText]) -> bool {
        let Some(first) = texts.get(self.first) else { return false };
        let all = self.all.iter().filter_map(|place| texts.get(*place));
        all.filter(|text| text.since == first.since).any(|text| text.unit != first.unit)
    }

    /// Its own texts of which another unit had a like one before, or on the same day.
    fn copies(&self, texts: &[SeenText], units: &BTreeSet<UnitId>) -> Vec<Copy> {
        let key = |place: &usize| (texts.get(*place).map(|text| text.since), *place);
        let unit = |place: usize| texts.get(place).map(|text| text.unit);
        let of_another =
            self.all.iter().copied().filter(|place| unit(*place) != unit(self.first)).min_by_key(key);
        let copy = |place: usize| {
            let first = if unit(place) == unit(self.first) { of_another? } else { self.first };
            let (own, other) = (texts.get(place)?, texts.get(first)?);
            (other.since <= own.since).then(|| Copy { text: place, first, units: units.clone() })
        };
        self.own.iter().copied().filter_map(copy).collect()
    }
}

/// What a piece of a text is beside another text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// Both have it.
    Same,
    /// Only this text has it.
    Differs,
    /// It was sent out.
    Sent,
    /// Marks and blanks.
    Between,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its words.
    pub text: String,
}

/// Two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide {
    /// The one.
    pub own: Vec<Piece>,
    /// The other.
    pub other: Vec<Piece>,
    /// How alike they are with everything in them.
    pub likeness: Likeness,
}

/// Puts two texts side by side. Here numbers and names count as they are written: what was changed is to be seen.
pub fn side_by_side(own: &str, other: &str, sources: &[String]) -> SideBySide {
    let found = compare(own, other, Form::PLAIN);
    let templates = Templates::of(sources);
    let (same, others): (Vec<_>, Vec<_>) = found.same.into_iter().unzip();
    SideBySide {
        own: pieces(own, &same, &found.only_one, &templates.spans(own)),
        other: pieces(other, &others, &found.only_other, &templates.spans(other)),
        likeness: found.likeness,
    }
}

/// A text with the places of a name in it.
pub fn with_name(text: &str, name: &str) -> Vec<Piece> {
    let names = Names::of([(0, name)]);
    let spans: Vec<Range<usize>> =
        foreign_names(text, &names, |_| false).into_iter().map(|found| found.span).collect();
    pieces(text, &spans, &[], &[])
}

fn pieces(text: &str, same: &[Range<usize>], differs: &[Range<usize>], sent: &[Range<usize>]) -> Vec<Piece> {
    let within = |spans: &[Range<usize>], at: usize| spans.iter().any(|span| span.contains(&at));
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, sign) in text.char_indices() {
        let kind = if within(sent, at) {
            PieceKind::Sent
        } else if within(same, at) {
            PieceKind::Same
        } else if within(differs, at) {
            PieceKind::Differs
        } else {
            PieceKind::Between
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push(sign),
            _ => pieces.push(Piece { kind, text: sign.to_string() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TEXT: &str = "每月5日前由办公室检查台账，发现遗漏的在3个工作日内补齐。";

    fn text(unit: i64, day: i8, text: &str) -> SeenText {
        let (class, since) = ("county".into(), date(2015, 6, day));
        SeenText {
            unit: UnitId(unit),
            class,
            kind: TextKind::Measure,
            record: unit,
            since,
            text: text.into(),
        }
    }

    fn units(names: &[&str]) -> BTreeMap<UnitId, NamedUnit> {
        let named = names.iter().zip(1..).map(|(name, unit)| {
            let target = Target { unit: UnitId(unit), span: Span { lo: unit, hi: unit } };
            (UnitId(unit), NamedUnit { name: (*name).into(), target })
        });
        named.collect()
    }

    #[test]
    fn whoever_came_later_is_alike_and_whoever_was_first_is_not() {
        let changed = TEXT.replace("检查", "查验").replace("5日", "8日");
        let texts =
            [text(2, 9, &changed), text(1, 3, TEXT), text(3, 9, "每季度向群众报告一次进展，接受当场提问。")];
        let found = alike(&texts, &[], &units(&["甲县", "乙县", "丙县"]));
        let of = |copy: &Copy| (copy.text, copy.first, copy.units.len());
        assert_eq!(found.copies.iter().map(of).collect::<Vec<_>>(), [(0, 1, 2)]);
        assert_eq!((found.of_units, found.shared.len()), (3, 0));
    }

    #[test]
    fn what_was_sent_out_and_what_most_units_have_is_no_copy_and_told_with_whoever_was_first() {
        let texts: Vec<_> = (1..=6).map(|unit| text(unit, 10 - i8::try_from(unit).unwrap(), TEXT)).collect();
        let found = alike(&texts, &[], &BTreeMap::new());
        assert_eq!(found.copies, []);
        assert_eq!(found.shared, [SharedText { first: 5, units: 6, together: false, of_most: true }]);
        let found = alike(&texts, &[TEXT.replace('5', "__")], &BTreeMap::new());
        assert_eq!((found.copies.len(), found.shared.len()), (0, 0), "taken out before it is compared");
        let at_once: Vec<_> = (1..=6).map(|unit| text(unit, 9, TEXT)).collect();
        assert!(alike(&at_once, &[], &BTreeMap::new()).shared[0].together, "nobody was first");
        let four = alike(&texts[..4], &[], &BTreeMap::new());
        assert_eq!(four.copies.len(), 3, "four units are not many");
    }

    #[test]
    fn a_name_of_a_unit_that_is_neither_above_nor_beneath_is_told_once() {
        let all = units(&["青石县", "白河镇", "教育局", "教育局"]);
        let texts = [text(1, 1, "白河鎮的台账由白河镇核对，教育局参加。"), text(2, 1, "白河镇自己核对。")];
        let found = alike(&texts, &[], &all).mentions;
        assert_eq!(found, [Mention { text: 0, unit: UnitId(2), name: "白河镇".into() }]);
    }

    #[test]
    fn same_and_different_words_and_what_was_sent_are_pieces_of_the_text() {
        let sent = ["落实责任，务求实效。".to_owned()];
        let beside = side_by_side("每月检查台账3次；务求实效。", "每月检查台账5次。", &sent);
        let own: Vec<_> = beside.own.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        use PieceKind::{Between, Differs, Same, Sent};
        assert_eq!(own, [(Same, "每月检查台账"), (Differs, "3次；"), (Sent, "务求实效。")]);
        let other: Vec<_> = beside.other.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        assert_eq!(other, [(Same, "每月检查台账"), (Differs, "5次"), (Between, "。")]);
        assert_eq!(with_name("与白河鎮对账", "白河镇")[1], Piece { kind: Same, text: "白河鎮".into() });
    }
}
