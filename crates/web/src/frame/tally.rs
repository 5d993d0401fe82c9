//! How much waits for whoever asks, as it was counted last: nothing waits or ends without an act, so it is counted anew after
//! the next act alone.

use earnest_model::{
    Date,
    actor::{Actor, Role},
    id::{AccountId, UnitId},
};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// So many people's numbers are remembered; then it is begun anew.
const MOST: usize = 10_000;

/// Who it was counted for: somebody under all of their posts, or under one.
type Key = (AccountId, Option<(UnitId, Role)>);

/// What was counted last.
#[derive(Debug, Default)]
pub struct Tallies(Mutex<HashMap<Key, Tally>>);

/// A number with the day and the act after which it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tally {
    day: Date,
    act: i64,
    count: i64,
}

impl Tallies {
    /// How much waits for an actor on a day after an act: as it was counted then, or counted now.
    pub fn of<E>(
        &self,
        actor: &Actor,
        (day, act): (Date, i64),
        count: impl FnOnce() -> Result<i64, E>,
    ) -> Result<i64, E> {
        let Some(account) = actor.account() else { return Ok(0) };
        let key = (account, actor.chosen_post().map(|post| (post.unit, post.role)));
        let known = self.kept().get(&key).copied();
        if let Some(tally) = known.filter(|tally| (tally.day, tally.act) == (day, act)) {
            return Ok(tally.count);
        }
        let count = count()?;
        let mut kept = self.kept();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Tally { day, act, count });
        Ok(count)
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Key, Tally>> {
        // Whoever broke off while holding it left whole values.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn it_is_counted_once_after_each_act_and_on_each_day() {
        let tallies = Tallies::default();
        let actor = earnest_testkit::actor(AccountId(1), "role", Vec::new());
        let (day, next) = (date(2015, 6, 1), date(2015, 6, 2));
        let counted = std::cell::Cell::new(0);
        let ask = |at| {
            tallies.of(&actor, at, || {
                counted.set(counted.get() + 1);
                Ok::<i64, ()>(counted.get())
            })
        };
        assert_eq!(
            [ask((day, 7)), ask((day, 7)), ask((day, 8)), ask((next, 8))],
            [Ok(1), Ok(1), Ok(2), Ok(3)]
        );
        assert_eq!(tallies.of(&Actor::PUBLIC, (day, 7), || Err(())), Ok(0), "nothing waits for a stranger");
    }
}
