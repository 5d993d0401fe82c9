//! To which programme belongs what was done in no round: to the one that its organiser ran on the day, if it ran no other.
//!
//! A record that names no round or programme can be said to be of one without a guess only where there was nobody else's that it
//! could be. So days are parted by the programmes that had begun (a round of theirs had opened) and were not over: on days with one
//! alone it is that one's; before any had begun it is the first one's, between two it is still the last one's; on days with several it
//! is none's. What begins later changes nothing of days before it.

use crate::id::ProgrammeId;
use jiff::civil::Date;

/// When a programme of an organiser ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ran {
    /// Which.
    pub programme: ProgrammeId,
    /// The day on which a round of it opened first.
    pub from: Date,
    /// The day from which on it was over.
    pub until: Option<Date>,
}

/// Days on which what is of no round is of one programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// Whose.
    pub programme: ProgrammeId,
    /// The first of them; none where there was none before.
    pub from: Option<Date>,
    /// The day after the last of them; none where there is no other so far.
    pub until: Option<Date>,
}

/// Parts all days among programmes of one organiser; days of which nothing is said are nobody's. No order is asked.
pub fn alone(ran: &[Ran]) -> Vec<Alone> {
    let mut turns: Vec<Date> = ran.iter().flat_map(|one| [Some(one.from), one.until]).flatten().collect();
    turns.sort_unstable();
    turns.dedup();
    let starts = std::iter::once(None).chain(turns.iter().copied().map(Some));
    let ends = turns.iter().copied().map(Some).chain([None]);
    let mut parted: Vec<Alone> = Vec::new();
    for (from, until) in starts.zip(ends) {
        let Some(programme) = of_day(ran, from) else { continue };
        match parted.last_mut() {
            Some(last) if last.programme == programme && last.until == from && from.is_some() => {
                last.until = until;
            }
            _ => parted.push(Alone { programme, from, until }),
        }
    }
    parted
}

/// Whose a day is; `None` stands for a day before all others.
fn of_day(ran: &[Ran], day: Option<Date>) -> Option<ProgrammeId> {
    let began = |one: &&Ran| day.is_some_and(|day| one.from <= day);
    let over = |one: &&Ran| one.until.is_some_and(|until| day.is_some_and(|day| until <= day));
    let mut running = ran.iter().filter(began).filter(|one| !over(one));
    match (running.next(), running.next()) {
        (Some(one), None) => return Some(one.programme),
        (Some(_), Some(_)) => return None,
        (None, _) => {}
    }
    let last = ran.iter().filter(began).max_by_key(|one| (one.until, one.programme));
    let first = ran.iter().min_by_key(|one| (one.from, one.programme));
    let found = last.or(first)?;
    // Two that opened first on one day: of what was before them nobody can tell.
    let same = |one: &Ran| one.from == found.from && one.programme != found.programme;
    (last.is_some() || !ran.iter().any(same)).then_some(found.programme)
}

#[cfg(test)]
mod tests {
    use super::{Alone, Ran, alone};
    use crate::id::ProgrammeId;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    const MAY: Date = date(2015, 5, 4);
    const JULY: Date = date(2015, 7, 1);
    const AUGUST: Date = date(2015, 8, 1);
    const NEXT: Date = date(2016, 5, 4);

    fn ran(programme: i64, from: Date, until: Option<Date>) -> Ran {
        Ran { programme: ProgrammeId(programme), from, until }
    }

    fn of(programme: i64, from: Option<Date>, until: Option<Date>) -> Alone {
        Alone { programme: ProgrammeId(programme), from, until }
    }

    #[test]
    fn all_days_are_those_of_the_only_one() {
        assert_eq!(alone(&[ran(1, MAY, None)]), [of(1, None, None)]);
        assert_eq!(alone(&[ran(1, MAY, Some(AUGUST))]), [of(1, None, None)]);
        assert_eq!(alone(&[]), []);
    }

    #[test]
    fn days_with_two_are_of_none_and_those_of_one_after_the_other_are_parted() {
        let both = alone(&[ran(1, MAY, Some(AUGUST)), ran(2, JULY, None)]);
        assert_eq!(both, [of(1, None, Some(JULY)), of(2, Some(AUGUST), None)]);
        let after = alone(&[ran(2, NEXT, None), ran(1, MAY, Some(AUGUST))]);
        assert_eq!(after, [of(1, None, Some(NEXT)), of(2, Some(NEXT), None)]);
        let at_once = alone(&[ran(1, MAY, None), ran(2, MAY, Some(JULY))]);
        assert_eq!(at_once, [of(1, Some(JULY), None)]);
    }

    proptest! {
        #[test]
        fn no_day_is_of_two_and_what_begins_later_changes_no_day_before(
            spans in prop::collection::vec((0_i16..30, 0_i16..30), 1..5),
            later in 0_i16..40,
        ) {
            let day = |number: i16| MAY.saturating_add(jiff::Span::new().days(number));
            let all: Vec<Ran> = spans
                .iter()
                .zip(1..)
                .map(|((from, length), id)| ran(id, day(*from), (*length < 20).then(|| day(from + length))))
                .collect();
            let parted = alone(&all);
            for pair in parted.windows(2) {
                prop_assert!(pair[0].until.is_some() && pair[0].until <= pair[1].from);
            }
            let known: Vec<Ran> = all.iter().copied().filter(|one| one.from <= day(later)).collect();
            let whose = |parted: &[Alone], on: Date| {
                parted
                    .iter()
                    .find(|one| one.from.is_none_or(|from| from <= on) && one.until.is_none_or(|until| on < until))
                    .map(|one| one.programme)
            };
            if !known.is_empty() {
                let then = alone(&known);
                for number in 0..=later {
                    prop_assert_eq!(whose(&parted, day(number)), whose(&then, day(number)));
                }
            }
        }
    }
}
