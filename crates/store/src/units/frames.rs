//! Frozen frames that a change of the tree takes units out of.

use crate::{
    Reader,
    error::Result,
    schema::{draw, unit},
};
use diesel::prelude::*;
use earnest_model::{
    permit::{ChangeUnits, Permit},
    units::unit::Unit,
};
use std::collections::HashSet;

/// A change as frames feel it.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// The unit that is changed.
    pub unit: &'a Unit,
    /// Whether it is there no more afterwards.
    pub is_closed: bool,
    /// Beneath which unit what stood beneath it, or the unit itself, stands afterwards.
    pub to: Option<&'a Unit>,
}

/// A frozen draw: the places of its organiser, its frame.
type Frozen = (i64, i64, String);

impl Reader<'_> {
    /// How many frozen draws name a unit that is closed, or leaves the organiser's area, by a change within the permit's subtree:
    /// nothing is drawn from such a frame. A unit that goes elsewhere within the area, or is called otherwise, stays in it.
    pub fn frames_left(&mut self, permit: &Permit<ChangeUnits>, leaving: Leaving<'_>) -> Result<i64> {
        let (own, within) = (leaving.unit.span, permit.span());
        let frozen: Vec<Frozen> = draw::table
            .inner_join(unit::table)
            .filter(draw::state.eq("frozen").and(unit::lo.lt(own.lo)).and(unit::hi.ge(own.hi)))
            .select((unit::lo, unit::hi, draw::frame))
            .load(self.connection)?;
        if frozen.is_empty() {
            return Ok(0);
        }
        let codes: HashSet<String> = unit::table
            .filter(unit::lo.between(own.lo.max(within.lo), own.hi.min(within.hi)))
            .select(unit::code)
            .load(self.connection)?
            .into_iter()
            .collect();
        let is_left = |(lo, hi, frame): &&Frozen| {
            let stays = leaving.to.is_none_or(|to| *lo <= to.span.lo && to.span.hi <= *hi);
            // Class and code are the cells of a line; no class is called as a unit.
            frame.lines().filter_map(|line| line.split(',').next_back()).any(|code| {
                codes.contains(code) && (!stays || leaving.is_closed && code == leaving.unit.code)
            })
        };
        Ok(i64::try_from(frozen.iter().filter(is_left).count()).unwrap_or(i64::MAX))
    }
}
