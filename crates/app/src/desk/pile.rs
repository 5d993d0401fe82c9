//! What waits of a kind: the first of it, and how much there is.

use super::owed::{Owed, OwedKind};
use crate::{AppError, Result};
use earnest_model::{Date, id::UnitId};
use earnest_store::{Backlog, Colleague, StoreError, Waiting};
use std::collections::BTreeMap;

/// What waits of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pile {
    /// Which kind.
    pub kind: OwedKind,
    /// The first of them, by day; what has no day comes last.
    pub first: Vec<Owed>,
    /// How many there are in all.
    pub all: i64,
    /// To whom one of them can be handed on: whoever else is asked for this kind at the unit.
    pub colleagues: Vec<Colleague>,
}

impl Pile {
    pub(super) fn of(kind: OwedKind) -> Self {
        Self { kind, first: Vec::new(), all: 0, colleagues: Vec::new() }
    }

    /// Adds what waits.
    pub(super) fn add(&mut self, waiting: Backlog) -> Result<()> {
        self.all += waiting.all;
        for line in waiting.first {
            self.first.push(Owed::read(self.kind, line)?);
        }
        Ok(())
    }

    /// Adds one.
    pub(super) fn push(&mut self, owed: Owed) {
        self.first.push(owed);
        self.all += 1;
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.all == 0
    }
}

/// A pile of each kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Piles(BTreeMap<OwedKind, Pile>);

impl Piles {
    /// The pile of a kind.
    pub(super) fn of(&mut self, kind: OwedKind) -> &mut Pile {
        self.0.entry(kind).or_insert_with(|| Pile::of(kind))
    }

    /// Adds those of others.
    pub(super) fn take_in(&mut self, others: Self) {
        for (kind, pile) in others.0 {
            let own = self.of(kind);
            own.all += pile.all;
            own.first.extend(pile.first);
        }
    }

    /// What came since the last unit is asked of whoever holds a post at this one.
    pub(super) fn asked_at(&mut self, unit: UnitId) {
        for owed in self.0.values_mut().flat_map(|pile| &mut pile.first) {
            owed.at.get_or_insert(unit);
        }
    }

    /// How much waits in all.
    pub(super) fn count(&self) -> i64 {
        self.0.values().map(|pile| pile.all).sum()
    }

    /// Those of which something waits, each by day and with as many as are wanted; the kind of which something is due first
    /// before the others.
    pub(super) fn sorted(self, most: i64) -> Vec<Pile> {
        let mut piles: Vec<_> = self.0.into_values().filter(|pile| !pile.is_empty()).collect();
        for pile in &mut piles {
            pile.first.sort_by_key(by_day);
            pile.first.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        }
        piles.sort_by_key(|pile| (pile.first.first().map(by_day), pile.kind));
        piles
    }
}

/// What has no day comes last; what was handed on stands where it came in.
pub(super) fn by_day(owed: &Owed) -> (bool, Option<Date>) {
    let day = owed.due_on.or(owed.since);
    (day.is_none(), day)
}

impl Owed {
    /// What a line of the register tells.
    pub(super) fn read(kind: OwedKind, line: Waiting) -> Result<Self> {
        let day = line
            .due
            .map(|text| text.parse().map_err(|_| AppError::Store(StoreError::meaningless(text, "a date"))))
            .transpose()?;
        let since = kind.waits_since();
        Ok(Self {
            kind,
            id: line.id,
            number: line.number.unwrap_or_default().into(),
            label: line.label.unwrap_or_default(),
            text: line.text,
            part: None,
            due_on: day.filter(|_| !since),
            since: day.filter(|_| since),
            unit_code: line.code,
            unit: line.unit,
            at: None,
            taken: None,
            whose: None,
        })
    }
}
