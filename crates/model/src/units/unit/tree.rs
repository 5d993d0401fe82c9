//! From rows to a tree: checks them all and gives every unit its pre-order interval.

use super::{
    Tier, Tiers,
    csv::FAULT_LIMIT,
    import::{ImportFault, ImportFaultKind as Kind, ImportRow},
};
use crate::{
    signs::{is_blank, look_of_code, shown, stray},
    span::Span,
    text::Line,
};
use std::collections::HashMap;

/// How many characters of a faulty name are shown.
const SHOWN: usize = 60;

/// A unit that the register has already, in the order in which it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Its code.
    pub code: String,
    /// Place of its parent in the list; `None` for the root.
    pub parent: Option<usize>,
    /// Its tier.
    pub tier: Tier,
}

/// Where a unit stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planted {
    /// Place of the parent in the common list (existing units first, then the rows); `None` for the root.
    pub parent: Option<usize>,
    /// Its tier.
    pub tier: Tier,
    /// Its interval.
    pub span: Span,
}

/// Plants `rows` beneath what exists: one [`Planted`] for every existing unit and then for every row,
/// or every fault with its line. Children stand in the order in which they came in.
pub fn plant(
    existing: &[Existing],
    rows: &[ImportRow],
    tiers: &Tiers,
) -> Result<Vec<Planted>, Vec<ImportFault>> {
    let mut planter = Planter { existing, rows, tiers, faults: Vec::new() };
    let places = planter.places();
    let parents = planter.parents(&places);
    let kinds = planter.tiers_of_all();
    let spans = spans(&parents);
    planter.check_cycles(&parents, &spans);
    planter.check_tiers(&parents, &kinds, &spans);
    if planter.faults.is_empty() {
        let planted = parents.into_iter().zip(kinds).zip(spans);
        return Ok(planted.map(|((parent, tier), span)| Planted { parent, tier, span }).collect());
    }
    planter.faults.sort_by_key(|fault| fault.line);
    planter.faults.truncate(FAULT_LIMIT);
    Err(planter.faults)
}

struct Planter<'a> {
    existing: &'a [Existing],
    rows: &'a [ImportRow],
    tiers: &'a Tiers,
    faults: Vec<ImportFault>,
}

impl<'a> Planter<'a> {
    fn fault(&mut self, line: u64, kind: Kind) {
        self.faults.push(ImportFault::new(line, kind));
    }

    /// Code → place in the common list; notes bad and double codes on the way.
    fn places(&mut self) -> HashMap<&'a str, usize> {
        let before = self.existing.len();
        let mut places = HashMap::with_capacity(before + self.rows.len());
        for (place, unit) in self.existing.iter().enumerate() {
            places.insert(unit.code.as_str(), place);
        }
        self.check_shapes();
        for (place, row) in self.rows.iter().enumerate() {
            self.check_row(row);
            if let Some(first) = places.insert(row.code.as_str(), before + place) {
                let first_line =
                    first.checked_sub(before).and_then(|first| self.rows.get(first)).map(|row| row.line);
                places.insert(row.code.as_str(), first);
                self.fault(
                    row.line,
                    match first_line {
                        Some(first) => Kind::DuplicateCode { code: row.code.clone(), first },
                        None => Kind::CodeInRegister(row.code.clone()),
                    },
                );
            }
        }
        places
    }

    /// Codes that people or spreadsheet programs take for each other.
    fn check_shapes(&mut self) {
        let mut shapes: HashMap<String, (&'a str, Option<u64>)> = HashMap::new();
        let existing = self.existing.iter().map(|unit| (unit.code.as_str(), None));
        let all = existing.chain(self.rows.iter().map(|row| (row.code.as_str(), Some(row.line))));
        for (code, line) in all.filter(|(code, _)| !code.is_empty()) {
            let (other, first) = *shapes.entry(look_of_code(code)).or_insert((code, line));
            if other != code
                && let Some(line) = line
            {
                let where_ =
                    first.map_or_else(|| " in the register".to_owned(), |first| format!(" at line {first}"));
                self.fault(line, Kind::LooksAlike { code: shown(code), other: shown(other), where_ });
            }
        }
    }

    fn check_row(&mut self, row: &ImportRow) {
        if row.code.is_empty() {
            self.fault(row.line, Kind::EmptyCode);
        } else if super::parse_code(&row.code).is_err() {
            self.fault(row.line, Kind::BadCode(shown(&row.code)));
        }
        if is_blank(&row.name) {
            self.fault(row.line, Kind::EmptyName);
        } else if stray(&row.name, false).is_some() || row.name.chars().count() > Line::LIMIT {
            let begin: String = row.name.chars().take(SHOWN).collect();
            self.fault(row.line, Kind::BadName(shown(&begin)));
        }
        if !row.class.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            self.fault(row.line, Kind::BadClass(row.class.clone()));
        }
    }

    fn parents(&mut self, places: &HashMap<&str, usize>) -> Vec<Option<usize>> {
        let mut parents: Vec<_> = self.existing.iter().map(|unit| unit.parent).collect();
        parents.reserve(self.rows.len());
        let mut root = self.existing.iter().find(|unit| unit.parent.is_none()).map(|unit| unit.code.as_str());
        for row in self.rows {
            if row.parent_code.is_empty() {
                if let Some(root) = root {
                    self.fault(row.line, Kind::SecondRoot(root.to_owned()));
                }
                root = root.or(Some(&row.code));
                parents.push(None);
                continue;
            }
            let parent = places.get(row.parent_code.as_str()).copied();
            if parent.is_none() {
                self.fault(row.line, Kind::UnknownParent(shown(&row.parent_code)));
            }
            parents.push(parent);
        }
        parents
    }

    fn tiers_of_all(&mut self) -> Vec<Tier> {
        let mut kinds: Vec<_> = self.existing.iter().map(|unit| unit.tier).collect();
        kinds.reserve(self.rows.len());
        for row in self.rows {
            let tier = self.tiers.find(&row.tier);
            if tier.is_none() {
                let known = self.tiers.keys().join(", ");
                self.fault(row.line, Kind::UnknownTier { found: row.tier.clone(), known });
            } else if let Some(known) = self.tiers.classes_instead(&row.tier, &row.class)
                && !row.class.is_empty()
            {
                let (found, tier, known) = (row.class.clone(), row.tier.clone(), known.join(", "));
                self.fault(row.line, Kind::UnknownClass { found, tier, known });
            }
            kinds.push(tier.unwrap_or(Tier(0)));
        }
        kinds
    }

    fn check_tiers(&mut self, parents: &[Option<usize>], kinds: &[Tier], spans: &[Span]) {
        for (index, row) in self.rows.iter().enumerate() {
            let place = self.existing.len() + index;
            if spans.get(place) == Some(&UNREACHED) {
                continue; // told as a cycle: its tiers can't be in order either
            }
            let parent = parents.get(place).copied().flatten();
            let (Some(parent_tier), Some(tier)) =
                (parent.and_then(|parent| kinds.get(parent)), kinds.get(place))
            else {
                continue;
            };
            if parent_tier >= tier && self.tiers.find(&row.tier).is_some() {
                let parent_tier = self.tiers.key(*parent_tier).unwrap_or_default().to_owned();
                let kind = Kind::TierOrder {
                    tier: row.tier.clone(),
                    parent_code: row.parent_code.clone(),
                    parent_tier,
                };
                self.fault(row.line, kind);
            }
        }
    }

    /// Units that the walk from the root never reached hang on a cycle; those on it are told.
    fn check_cycles(&mut self, parents: &[Option<usize>], spans: &[Span]) {
        let unreached = |place: usize| spans.get(place) == Some(&UNREACHED);
        let mut walk_of = vec![usize::MAX; parents.len()];
        for start in (0..parents.len()).filter(|place| unreached(*place)) {
            let mut here = start;
            while let Some(walk) = walk_of.get_mut(here).filter(|walk| **walk == usize::MAX) {
                *walk = start;
                let Some(parent) = parents.get(here).copied().flatten() else { break };
                here = parent;
            }
            if walk_of.get(here) == Some(&start) {
                self.tell_cycle(parents, here);
            }
        }
    }

    fn tell_cycle(&mut self, parents: &[Option<usize>], on_it: usize) {
        let mut here = on_it;
        loop {
            let row = here.checked_sub(self.existing.len()).and_then(|index| self.rows.get(index));
            if let Some(row) = row {
                self.fault(row.line, Kind::Cycle(row.code.clone()));
            }
            match parents.get(here).copied().flatten() {
                Some(parent) if parent != on_it => here = parent,
                _ => break,
            }
        }
    }
}

const UNREACHED: Span = Span { lo: -1, hi: -1 };

/// Pre-order intervals, without recursion: a first child and a next sibling for each, then one walk.
fn spans(parents: &[Option<usize>]) -> Vec<Span> {
    let mut first_child: Vec<Option<usize>> = vec![None; parents.len()];
    let mut next_sibling: Vec<Option<usize>> = vec![None; parents.len()];
    let mut roots = Vec::new();
    for (place, parent) in parents.iter().enumerate().rev() {
        match parent {
            None => roots.push(place),
            Some(parent) => {
                let Some(first) = first_child.get_mut(*parent) else { continue };
                if let Some(next) = next_sibling.get_mut(place) {
                    *next = *first;
                }
                *first = Some(place);
            }
        }
    }
    let mut spans = vec![UNREACHED; parents.len()];
    let mut counter = 0;
    let at = |list: &[Option<usize>], place: usize| list.get(place).copied().flatten();
    for root in roots.into_iter().rev() {
        let mut path = vec![root];
        open(&mut spans, root, &mut counter);
        while let Some(&here) = path.last() {
            if let Some(child) = at(&first_child, here).filter(|child| spans.get(*child) == Some(&UNREACHED))
            {
                open(&mut spans, child, &mut counter);
                path.push(child);
                continue;
            }
            if let Some(span) = spans.get_mut(here) {
                span.hi = counter - 1;
            }
            path.pop();
            if let Some(sibling) = at(&next_sibling, here).filter(|_| !path.is_empty()) {
                open(&mut spans, sibling, &mut counter);
                path.push(sibling);
            }
        }
    }
    spans
}

fn open(spans: &mut [Span], place: usize, counter: &mut i64) {
    if let Some(span) = spans.get_mut(place) {
        span.lo = *counter;
    }
    *counter += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tiers() -> Tiers {
        Tiers::new(["province", "prefecture", "county", "township", "village"].map(str::to_owned).to_vec())
    }

    fn rows(rows: &[(&str, &str, &str)]) -> Vec<ImportRow> {
        let numbered = rows.iter().enumerate();
        numbered
            .map(|(index, (code, parent, tier))| ImportRow {
                line: index as u64 + 2,
                code: (*code).to_owned(),
                name: format!("unit {code}"),
                parent_code: (*parent).to_owned(),
                tier: (*tier).to_owned(),
                class: String::new(),
            })
            .collect()
    }

    fn kinds(faults: Vec<ImportFault>) -> Vec<(u64, Kind)> {
        faults.into_iter().map(|fault| (fault.line, fault.kind)).collect()
    }

    #[test]
    fn a_subtree_is_a_range_whatever_the_order_of_the_rows() {
        let table = rows(&[
            ("a1", "a", "county"),
            ("r", "", "province"),
            ("a", "r", "prefecture"),
            ("b", "r", "prefecture"),
        ]);
        let spans: Vec<_> =
            plant(&[], &table, &tiers()).unwrap().iter().map(|p| (p.span.lo, p.span.hi)).collect();
        assert_eq!(spans, [(2, 2), (0, 3), (1, 2), (3, 3)]);
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let table = rows(&[
            ("r", "", "province"),
            ("a", "nowhere", "prefecture"),
            ("b", "r", "county"),
            ("b", "r", "county"),
            ("c", "b", "prefecture"),
            ("d", "r", "parish"),
            ("x", "y", "county"),
            ("y", "x", "township"),
            ("z", "y", "village"),
            ("s", "", "province"),
        ]);
        let faults = kinds(plant(&[], &table, &tiers()).unwrap_err());
        assert_eq!(faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 5, 6, 7, 8, 9, 11]);
        assert!(matches!(&faults[0].1, Kind::UnknownParent(code) if code == "nowhere"));
        assert!(matches!(&faults[1].1, Kind::DuplicateCode { first: 4, .. }));
        assert!(matches!(&faults[2].1, Kind::TierOrder { .. }));
        assert!(matches!(&faults[3].1, Kind::UnknownTier { .. }));
        assert!(matches!(&faults[4].1, Kind::Cycle(code) if code == "x"));
        assert!(matches!(&faults[6].1, Kind::SecondRoot(code) if code == "r"));
    }

    #[test]
    fn a_unit_that_is_its_own_parent_is_a_cycle() {
        let faults =
            kinds(plant(&[], &rows(&[("r", "", "province"), ("a", "a", "county")]), &tiers()).unwrap_err());
        assert_eq!(faults, [(3, Kind::Cycle("a".into()))]);
    }

    #[test]
    fn new_units_hang_beneath_those_of_the_register() {
        let existing = [
            Existing { code: "r".into(), parent: None, tier: Tier(0) },
            Existing { code: "a".into(), parent: Some(0), tier: Tier(1) },
        ];
        let planted =
            plant(&existing, &rows(&[("a1", "a", "county"), ("b", "r", "prefecture")]), &tiers()).unwrap();
        assert_eq!(
            planted.iter().map(|p| (p.span.lo, p.span.hi)).collect::<Vec<_>>(),
            [(0, 3), (1, 2), (2, 2), (3, 3)]
        );
        let faults = plant(&existing, &rows(&[("a", "r", "prefecture")]), &tiers()).unwrap_err();
        assert_eq!(kinds(faults), [(2, Kind::CodeInRegister("a".into()))]);
    }

    proptest! {
        #[test]
        fn ranges_hold_exactly_the_descendants(choices in proptest::collection::vec(any::<prop::sample::Index>(), 1..60)) {
            // Unit i hangs beneath an earlier one; tiers are as deep as needed.
            let mut parents: Vec<Option<usize>> = vec![None];
            for choice in &choices {
                parents.push(Some(choice.index(parents.len())));
            }
            let spans = spans(&parents);
            let above = |mut here: usize, top: usize| loop {
                if here == top { return true; }
                match parents[here] { Some(parent) => here = parent, None => return false }
            };
            for top in 0..parents.len() {
                for unit in 0..parents.len() {
                    prop_assert_eq!(spans[top].covers(spans[unit]), above(unit, top));
                }
            }
        }
    }
}
