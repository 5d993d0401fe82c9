//! The year itself.

use super::{laws::Laws, trouble::Trouble};
use crate::figures::laws::{Act, World};
use earnest_app::units::unit_change::{ChangeForm, change_unit};
use earnest_store::Store;
use earnest_testkit::{
    OPERATOR,
    chance::Chance,
    register::{Register, tiers},
};
use jiff::Span;
use std::{collections::BTreeMap, mem};

/// Acts on a day, at most.
const ACTS: usize = 5;
/// A unit in which nothing else happens, and where it is moved to and back.
const MOVED: (&str, [&str; 2]) = ("A3", ["B", "A"]);

/// A year that is played.
pub struct Year {
    world: World,
    chance: Chance,
    laws: Laws,
    /// The other server over the same register.
    other: Store,
    moves: usize,
    /// How often each trouble came.
    troubles: BTreeMap<Trouble, u32>,
    acts: u32,
    days: u32,
    last: Vec<String>,
}

impl Year {
    /// The year of a number, in an organisation that has just begun.
    pub fn begin(register: Register, seed: u64) -> Self {
        let other = register.open_again();
        let world = World::new(register);
        Self {
            world,
            chance: Chance::new(seed),
            laws: Laws::default(),
            other,
            moves: 0,
            troubles: BTreeMap::new(),
            acts: 0,
            days: 0,
            last: Vec::new(),
        }
    }

    /// Plays it to its end.
    pub fn play(&mut self, days: u32) -> Result<(), String> {
        self.days(days)?;
        self.laws.at_the_end(&mut self.world, &mut self.chance)
    }

    /// Plays some days of it.
    pub fn days(&mut self, days: u32) -> Result<(), String> {
        for _ in 0..days {
            self.last.clear();
            let set_back = self.day();
            self.laws.in_the_evening(&mut self.world, &mut self.chance, &self.other)?;
            self.later(1 + set_back);
            self.days += 1;
        }
        Ok(())
    }

    /// A day; gives by how many days the clock was set back on it.
    fn day(&mut self) -> i64 {
        let mut set_back = 0;
        for _ in 0..self.chance.below(ACTS) {
            let act = Act {
                what: u8::try_from(1 + self.chance.below(10)).unwrap_or(1),
                place: u8::try_from(self.chance.below(256)).unwrap_or_default(),
                chance: u16::try_from(self.chance.below(65_536)).unwrap_or_default(),
            };
            let trouble = Trouble::next(&mut self.chance);
            self.last.push(format!("{act:?} {trouble:?}"));
            if let Some(trouble) = trouble {
                *self.troubles.entry(trouble).or_default() += 1;
            }
            self.acts += 1;
            match trouble {
                Some(Trouble::Twice) => {
                    self.world.act(&act);
                    self.world.act(&act);
                }
                Some(Trouble::Killed) => {
                    self.killed();
                    self.world.act(&act);
                }
                Some(Trouble::OtherServer) => {
                    mem::swap(&mut self.world.register.store, &mut self.other);
                    self.world.act(&act);
                }
                // Only once a day: it is put right the next morning.
                Some(Trouble::ClockBack) if set_back == 0 => {
                    set_back = i64::try_from(self.chance.below(3)).unwrap_or_default();
                    self.later(-set_back);
                    self.world.act(&act);
                }
                Some(Trouble::Reorganised) => self.reorganised(),
                Some(Trouble::Late | Trouble::ClockBack) | None => {
                    self.world.act(&act);
                }
            }
        }
        set_back
    }

    fn later(&self, days: i64) {
        let today = &self.world.register.today;
        today.set(today.get().saturating_add(Span::new().days(days)));
    }

    /// A unit of work is begun and never ended, and whoever began it is gone.
    fn killed(&mut self) {
        let register = &mut self.world.register;
        let begun = register.context(&OPERATOR).begin();
        drop(begun);
        register.store = register.open_again();
    }

    /// The unit goes to the other place, or gets another name.
    fn reorganised(&mut self) {
        let register = &self.world.register;
        let day = register.today.get().to_string();
        let (code, places) = MOVED;
        let name = format!("A3 as of {day}");
        let form =
            ChangeForm { code, day: &day, reason: "an order of the province", ..ChangeForm::default() };
        let parent = places.iter().cycle().nth(self.moves).copied().unwrap_or_default();
        let form = match self.chance.one_in(1, 3) {
            true => ChangeForm { change: "rename", name: &name, ..form },
            false => ChangeForm { change: "move", parent, ..form },
        };
        let changed = change_unit(&register.context(&OPERATOR), &form, &tiers());
        if changed.is_ok() && form.change == "move" {
            self.moves += 1;
        }
    }

    /// Words of the journal's acts.
    pub fn journal(&self) -> Vec<String> {
        self.world.register.journal()
    }

    /// How much was done, and what was done last.
    pub fn told(&self) -> String {
        format!(
            "{} days, {} acts tried, {:?}, {} numbers held; last: {}",
            self.days,
            self.acts,
            self.troubles,
            self.laws.held,
            self.last.join(", ")
        )
    }
}
