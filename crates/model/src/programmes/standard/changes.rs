//! What changed from one standard to another: between two versions, or between a superior's and one's own.

use super::{Item, LocalName, PartKind, SheetKind, Standard};
use crate::fraction::Fraction;

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The points of an item.
    Points(LocalName),
    /// The words of an item, a grade or a veto.
    Words(LocalName),
    /// On which sheets the items of a block are scored.
    Sheets(LocalName),
    /// The least score of a grade.
    Grade(LocalName),
    /// A veto ground.
    Veto(LocalName),
    /// The weight of a part.
    Weight(PartKind),
    /// A number of the scoring of plans: `approved`, `remarks`, `per-return`, `floor`.
    Plan(&'static str),
    /// The share drawn of every class.
    Rate,
    /// The least attendance.
    Attendance,
    /// The share observed of every class.
    Observed,
    /// Who hears the organiser's own leading group.
    LeadingGroup,
    /// Which score counts.
    Severity,
    /// The share of materials marked twice.
    TwiceShare,
    /// The spread that asks for a third sheet.
    TwiceLimit,
}

/// How it was, or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Points.
    Points(Fraction),
    /// A share of the whole.
    Share(Fraction),
    /// It is there.
    There,
    /// Words.
    Words(LocalName),
    /// Keys of words: of sheets, of the rule of severity, of who hears the leading group.
    Keys(Vec<&'static str>),
}

/// A change. Where there is no `before` it is new, where there is no `now` it was taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub about: About,
    /// How it was.
    pub before: Option<Value>,
    /// How it is now.
    pub now: Option<Value>,
}

/// Everything that changed, in the order in which a standard is read.
pub fn changes(before: &Standard, now: &Standard) -> Vec<Change> {
    let mut found = Vec::new();
    let mut add = |about: About, before: Option<Value>, now: Option<Value>| {
        if before != now {
            found.push(Change { about, before, now });
        }
    };
    items(before, now, &mut add);
    for (key, name) in named(now.grades.iter().chain(&before.grades).map(|grade| (&grade.key, &grade.name))) {
        let least =
            |standard: &Standard| standard.grade_named(key).map(|grade| Value::Points(grade.at_least));
        add(About::Grade(name.clone()), least(before), least(now));
    }
    for (key, name) in named(now.vetoes.iter().chain(&before.vetoes).map(|veto| (&veto.key, &veto.name))) {
        let there = |standard: &Standard| standard.veto(key).map(|_| Value::There);
        add(About::Veto(name.clone()), there(before), there(now));
    }
    for part in PartKind::ALL {
        let weight = |standard: &Standard| Some(Value::Share(standard.weight(part)));
        add(About::Weight(part), weight(before), weight(now));
    }
    rules(before, now, &mut add);
    found
}

type Add<'a> = &'a mut dyn FnMut(About, Option<Value>, Option<Value>);

/// Keys with their names, each key once.
fn named<'a>(all: impl Iterator<Item = (&'a String, &'a LocalName)>) -> Vec<(&'a str, &'a LocalName)> {
    let mut once: Vec<(&str, &LocalName)> = Vec::new();
    for (key, name) in all {
        if !once.iter().any(|(known, _)| known == key) {
            once.push((key, name));
        }
    }
    once
}

fn find<'a>(standard: &'a Standard, key: &str) -> Option<(&'a Item, &'a [SheetKind])> {
    let items = standard
        .blocks
        .iter()
        .flat_map(|block| block.items.iter().map(|item| (item, block.sheets.as_slice())));
    items.into_iter().find(|(item, _)| item.key == key)
}

fn items(before: &Standard, now: &Standard, add: Add<'_>) {
    let all = now.blocks.iter().chain(&before.blocks).flat_map(|block| &block.items);
    for (key, name) in named(all.map(|item| (&item.key, &item.name))) {
        let (was, is) = (find(before, key), find(now, key));
        let points = |found: Option<(&Item, _)>| found.map(|(item, _)| Value::Points(item.points));
        add(About::Points(name.clone()), points(was), points(is));
        let (Some((old, old_sheets)), Some((new, sheets))) = (was, is) else { continue };
        let words = |item: &Item| Some(Value::Words(item.name.clone()));
        add(About::Words(name.clone()), words(old), words(new));
        let keys = |sheets: &[SheetKind]| Some(Value::Keys(sheets.iter().map(|kind| kind.key()).collect()));
        add(About::Sheets(name.clone()), keys(old_sheets), keys(sheets));
    }
}

fn rules(before: &Standard, now: &Standard, add: Add<'_>) {
    let plans = [&before.plan, &now.plan].map(|plan| {
        [
            ("approved", plan.approved),
            ("remarks", plan.remarks),
            ("per-return", plan.per_return),
            ("floor", plan.floor),
        ]
    });
    let [old, new] = plans;
    for ((name, was), (_, is)) in old.into_iter().zip(new) {
        add(About::Plan(name), Some(Value::Points(was)), Some(Value::Points(is)));
    }
    let share = |share| Some(Value::Share(share));
    add(About::Rate, share(before.spot_check_rate), share(now.spot_check_rate));
    add(About::Attendance, share(before.attendance_floor), share(now.attendance_floor));
    add(About::Observed, share(before.observed_share), share(now.observed_share));
    let heard = |standard: &Standard| standard.leading_group.map(|from| Value::Keys(vec![from.key()]));
    add(About::LeadingGroup, heard(before), heard(now));
    let rule = |standard: &Standard| Some(Value::Keys(vec![standard.severity.key()]));
    add(About::Severity, rule(before), rule(now));
    let [was, is] = [before, now].map(|standard| standard.double_marking.as_ref());
    add(About::TwiceShare, was.map(|rule| Value::Share(rule.share)), is.map(|rule| Value::Share(rule.share)));
    add(
        About::TwiceLimit,
        was.map(|rule| Value::Points(rule.spread_limit)),
        is.map(|rule| Value::Points(rule.spread_limit)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told_with_both_sides() {
        let before = crate::pack::shipped().standard.unwrap();
        assert_eq!(changes(&before, &before), []);
        let mut now = before.clone();
        now.spot_check_rate = Fraction::new(1, 4).unwrap();
        now.blocks[0].items[0].points = Fraction::whole(5);
        let name = now.vetoes.remove(0).name;
        now.double_marking = None;
        let found = changes(&before, &now);
        let item = now.blocks[0].items[0].name.clone();
        assert_eq!(
            found.first().unwrap(),
            &Change {
                about: About::Points(item),
                before: Some(Value::Points(Fraction::whole(6))),
                now: Some(Value::Points(Fraction::whole(5)))
            }
        );
        let veto = Change { about: About::Veto(name), before: Some(Value::There), now: None };
        assert!(found.contains(&veto));
        assert_eq!(found.len(), 5, "points, veto, rate, and both numbers of double marking");
    }
}
