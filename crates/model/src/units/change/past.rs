//! Where units stood on a past day, said in the places of today's tree.
//!
//! Today's tree has an interval for every unit. Of the tree of an earlier day those units alone are known that stood elsewhere;
//! what lay beneath a unit then is a few intervals of today's places, so that a figure of that day costs what one of today does.

use crate::{id::UnitId, span::Span};

/// A unit that stood elsewhere on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The unit.
    pub unit: UnitId,
    /// Its interval today.
    pub span: Span,
    /// The unit beneath which it stood.
    pub above: UnitId,
    /// That unit's place today.
    pub above_at: i64,
}

/// The tree of a past day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastTree(Vec<Elsewhere>);

impl PastTree {
    /// The tree in which these units stood elsewhere.
    pub fn new(elsewhere: Vec<Elsewhere>) -> Self {
        Self(elsewhere)
    }

    /// Whether every unit stood where it stands today.
    pub fn is_todays(&self) -> bool {
        self.0.is_empty()
    }

    /// Beneath which unit a unit stood, if it stood elsewhere.
    pub fn above(&self, unit: UnitId) -> Option<UnitId> {
        self.0.iter().find(|one| one.unit == unit).map(|one| one.above)
    }

    /// The units that stood elsewhere.
    pub fn elsewhere(&self) -> &[Elsewhere] {
        &self.0
    }

    /// Today's places of the units that stood at and beneath a unit with this interval today: intervals in order that neither
    /// touch nor overlap.
    pub fn places_of(&self, span: Span) -> Vec<(i64, i64)> {
        let mut places = self.kept(span);
        let mut left: Vec<&Elsewhere> = self.0.iter().filter(|one| one.span != span).collect();
        // What stood beneath it, then what stood beneath that: each round takes in those whose unit above is in already.
        loop {
            let before = left.len();
            left.retain(|one| {
                let taken = holds(&places, one.above_at);
                if taken {
                    places.extend(self.kept(one.span));
                    places.sort_unstable();
                }
                !taken
            });
            if left.len() == before {
                return joined(places);
            }
        }
    }

    /// What of a unit's interval was there then already: without those that stood elsewhere.
    fn kept(&self, span: Span) -> Vec<(i64, i64)> {
        let mut gone: Vec<Span> =
            self.0.iter().map(|one| one.span).filter(|one| span.strictly_covers(*one)).collect();
        gone.sort_unstable_by_key(|one| one.lo);
        let (mut kept, mut from) = (Vec::new(), span.lo);
        for one in gone {
            if one.lo > from {
                kept.push((from, one.lo - 1));
            }
            from = from.max(one.hi + 1);
        }
        if from <= span.hi {
            kept.push((from, span.hi));
        }
        kept
    }
}

/// Whether a place lies in one of the intervals, which are in order.
fn holds(places: &[(i64, i64)], at: i64) -> bool {
    let before = places.partition_point(|(lo, _)| *lo <= at);
    before.checked_sub(1).and_then(|place| places.get(place)).is_some_and(|(_, hi)| at <= *hi)
}

/// Intervals that touch are one.
fn joined(mut places: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    places.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(places.len());
    for (lo, hi) in places {
        match joined.last_mut() {
            Some(last) if lo <= last.1 + 1 => last.1 = last.1.max(hi),
            _ => joined.push((lo, hi)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The intervals of a tree of parents, in a walk of it.
    fn walk(parents: &[Option<usize>]) -> Vec<Span> {
        fn visit(at: usize, parents: &[Option<usize>], spans: &mut Vec<Span>, next: &mut i64) {
            let lo = *next;
            *next += 1;
            for child in (0..parents.len()).filter(|child| parents[*child] == Some(at)) {
                visit(child, parents, spans, next);
            }
            spans[at] = Span { lo, hi: *next - 1 };
        }
        let mut spans = vec![Span { lo: 0, hi: 0 }; parents.len()];
        visit(0, parents, &mut spans, &mut 0);
        spans
    }

    fn is_beneath(mut unit: usize, above: usize, parents: &[Option<usize>]) -> bool {
        loop {
            if unit == above {
                return true;
            }
            match parents[unit] {
                Some(parent) => unit = parent,
                None => return false,
            }
        }
    }

    proptest! {
        #[test]
        fn what_lay_beneath_a_unit_on_a_past_day_is_told_in_todays_places(
            first in proptest::collection::vec(0_usize..30, 1..25),
            moves in proptest::collection::vec((1_usize..25, 0_usize..25), 0..12),
        ) {
            let mut then: Vec<Option<usize>> = vec![None];
            then.extend(first.iter().enumerate().map(|(before, parent)| Some(parent % (before + 1))));
            let mut now = then.clone();
            for (unit, above) in moves {
                let (unit, above) = (unit % now.len(), above % now.len());
                if unit > 0 && !is_beneath(above, unit, &now) {
                    now[unit] = Some(above);
                }
            }
            let spans = walk(&now);
            let key = |unit: usize| UnitId(unit as i64 + 1);
            let elsewhere = (1..now.len()).filter(|unit| now[*unit] != then[*unit]).map(|unit| {
                let above = then[unit].unwrap();
                Elsewhere { unit: key(unit), span: spans[unit], above: key(above), above_at: spans[above].lo }
            });
            let tree = PastTree::new(elsewhere.collect());
            for (unit, span) in spans.iter().enumerate() {
                let places = tree.places_of(*span);
                prop_assert!(places.windows(2).all(|two| two[0].1 + 1 < two[1].0), "{places:?}");
                for (other, at) in spans.iter().enumerate() {
                    prop_assert_eq!(holds(&places, at.lo), is_beneath(other, unit, &then));
                }
            }
        }
    }
}
