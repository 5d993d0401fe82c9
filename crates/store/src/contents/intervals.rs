//! The intervals of units, which no act tells of, held against the tree from which they follow.

use crate::schema::unit;
use diesel::prelude::*;
use std::collections::HashMap;

/// A unit's place in the walk of the tree.
#[derive(Debug, Clone, Copy, Queryable, Selectable)]
#[diesel(table_name = unit)]
pub(super) struct Interval {
    pub id: i64,
    pub parent_id: Option<i64>,
    pub lo: i64,
    pub hi: i64,
}

/// Units whose interval is not what a walk of the tree gives, in the order of `lo`. Where the units stand as the acts on
/// them left them (`is_as_told`), their parents say how many units each interval must hold, so that the one that was changed
/// is named and not its neighbour.
pub(super) fn out_of_place(rows: &[Interval], is_as_told: bool) -> Vec<&Interval> {
    if is_as_told {
        let wrong = of_another_length(rows);
        if !wrong.is_empty() {
            return wrong;
        }
    }
    off_the_walk(rows)
}

/// Units whose interval does not hold as many units as stand in and beneath them.
fn of_another_length(rows: &[Interval]) -> Vec<&Interval> {
    let at: HashMap<i64, usize> = rows.iter().zip(0..).map(|(row, place)| (row.id, place)).collect();
    let above = |row: &Interval| row.parent_id.and_then(|parent| at.get(&parent).copied());
    let mut waiting = vec![0_usize; rows.len()];
    for parent in rows.iter().filter_map(above) {
        if let Some(children) = waiting.get_mut(parent) {
            *children += 1;
        }
    }
    let mut sizes = vec![1_i64; rows.len()];
    let mut ready: Vec<usize> =
        (0..).zip(&waiting).filter(|(_, children)| **children == 0).map(|(place, _)| place).collect();
    while let Some(place) = ready.pop() {
        let size = sizes.get(place).copied().unwrap_or_default();
        let Some(parent) = rows.get(place).and_then(above) else { continue };
        if let (Some(sum), Some(children)) = (sizes.get_mut(parent), waiting.get_mut(parent)) {
            *sum += size;
            *children -= 1;
            if *children == 0 {
                ready.push(parent);
            }
        }
    }
    let holds = |row: &Interval| row.hi.checked_sub(row.lo).and_then(|between| between.checked_add(1));
    let wrong = rows.iter().zip(&sizes).filter(|&(row, size)| holds(row) != Some(*size));
    wrong.map(|(row, _)| row).collect()
}

/// Units that do not stand where a walk comes by: places without a gap, each unit within its parent, and each ending with
/// the last unit beneath it.
fn off_the_walk(rows: &[Interval]) -> Vec<&Interval> {
    let mut wrong = Vec::new();
    let mut above: Vec<&Interval> = Vec::new();
    for (place, row) in (0_i64..).zip(rows) {
        while let Some(ended) = above.pop_if(|open| open.hi < place) {
            if ended.hi != place - 1 {
                wrong.push(ended);
            }
        }
        if row.lo != place || row.parent_id != above.last().map(|open| open.id) {
            wrong.push(row);
        }
        above.push(row);
    }
    let last = rows.len() as i64 - 1;
    wrong.extend(above.into_iter().filter(|open| open.hi != last));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A tree from a list that says for each unit how far up from the last one its parent is.
    fn walk(ups: &[usize]) -> Vec<Interval> {
        let mut rows = vec![Interval { id: 100, parent_id: None, lo: 0, hi: 0 }];
        let mut path = vec![0_usize];
        for (place, up) in (1_usize..).zip(ups) {
            path.truncate((path.len() - up % path.len()).max(1));
            let parent = rows[*path.last().unwrap()].id;
            rows.push(Interval {
                id: 100 + place as i64,
                parent_id: Some(parent),
                lo: place as i64,
                hi: place as i64,
            });
            for open in &path {
                rows[*open].hi = place as i64;
            }
            path.push(place);
        }
        rows
    }

    proptest! {
        #[test]
        fn a_walk_of_a_tree_is_in_place_and_the_unit_with_a_changed_number_is_named(
            ups in proptest::collection::vec(0_usize..4, 1..20), which in 0_usize..20, by in 1_i64..5, low in any::<bool>()
        ) {
            let rows = walk(&ups);
            prop_assert!(out_of_place(&rows, true).is_empty());
            prop_assert!(out_of_place(&rows, false).is_empty());
            let mut changed = rows.clone();
            let which = which % rows.len();
            if low { changed[which].lo += by } else { changed[which].hi += by }
            let own = changed[which].id;
            changed.sort_by_key(|row| (row.lo, row.id));
            let named: Vec<i64> = out_of_place(&changed, true).iter().map(|row| row.id).collect();
            prop_assert_eq!(named, [own], "the one that was changed, and no neighbour");
            prop_assert!(!out_of_place(&changed, false).is_empty());
        }
    }
}
