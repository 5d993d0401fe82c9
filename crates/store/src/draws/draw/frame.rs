//! The units of a frame, and from the codes of a frame back to units.

use crate::{
    Reader,
    day::there,
    error::Result,
    opens::opens,
    schema::{round_step, unit},
};
use diesel::{
    dsl::{count_star, min},
    prelude::*,
};
use earnest_model::{
    id::{DrawId, RoundId, UnitId},
    permit::{FreezeFrame, Permit},
};
use std::collections::BTreeMap;

/// A unit of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameUnit {
    /// The unit.
    pub id: UnitId,
    /// Its code, which goes into the draw to the letter.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class: the stratum.
    pub class: String,
}

opens! {
    /// What turns codes of a frame into units.
    OpensFrame: RunDraw, ReplaceDrawn
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct FrameRow {
    id: i64,
    code: String,
    name: String,
    class: String,
}

impl From<FrameRow> for FrameUnit {
    fn from(row: FrameRow) -> Self {
        Self { id: UnitId(row.id), code: row.code, name: row.name, class: row.class }
    }
}

/// A class of the units beneath an organiser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassBeneath {
    /// Its key.
    pub class: String,
    /// How many units of it there are.
    pub units: u64,
    /// Whether one of them stands directly beneath the organiser.
    pub direct: bool,
}

impl Reader<'_> {
    /// The classes of all units beneath the organiser that exist on the permit's day, by their keys. `round`: without units that were
    /// opened after it had opened; they owe nothing to it.
    pub fn frame_classes(
        &mut self,
        permit: &Permit<FreezeFrame>,
        round: Option<RoundId>,
    ) -> Result<Vec<ClassBeneath>> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let began = self.opened_by(round, &day)?;
        let rows: Vec<(String, Option<i64>, i64)> = unit::table
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .filter(there(&day).and(unit::entered_on.le(&began)))
            .group_by((unit::class, unit::parent_id))
            .select((unit::class, unit::parent_id, count_star()))
            .load(self.connection)?;
        let mut classes: BTreeMap<String, (u64, bool)> = BTreeMap::new();
        for (class, parent, count) in rows {
            let (units, direct) = classes.entry(class).or_default();
            *units += u64::try_from(count).unwrap_or_default();
            *direct |= parent == Some(permit.unit().0);
        }
        let class = |(class, (units, direct))| ClassBeneath { class, units, direct };
        Ok(classes.into_iter().map(class).collect())
    }

    /// The day by which a unit must have been there to be of a round: that on which the round opened, or today where it has not or
    /// none is named.
    fn opened_by(&mut self, round: Option<RoundId>, today: &str) -> Result<String> {
        let Some(round) = round else { return Ok(today.to_owned()) };
        let opened: Option<String> = round_step::table
            .filter(round_step::round_id.eq(round.0))
            .select(min(round_step::taken_on))
            .first(self.connection)?;
        Ok(opened.unwrap_or_else(|| today.to_owned()))
    }

    /// Units of the given classes beneath the organiser that exist on the permit's day and were there when the round opened, in
    /// the order of the tree.
    pub fn frame_units(
        &mut self,
        permit: &Permit<FreezeFrame>,
        round: RoundId,
        classes: &[String],
    ) -> Result<Vec<FrameUnit>> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let began = self.opened_by(Some(round), &day)?;
        let rows: Vec<FrameRow> = unit::table
            .filter(unit::class.eq_any(classes))
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .filter(there(&day).and(unit::entered_on.le(&began)))
            .order(unit::lo.asc())
            .select(FrameRow::as_select())
            .load(self.connection)?;
        Ok(rows.into_iter().map(FrameUnit::from).collect())
    }

    /// Keys of the units beneath the organiser of the permit's draw, by code, of the classes that a frame names. Who was closed or
    /// went elsewhere since the frame was frozen is not among them.
    pub fn drawn_keys<A: OpensFrame>(
        &mut self,
        permit: &Permit<A, DrawId>,
        codes: &[String],
    ) -> Result<Vec<(String, UnitId)>> {
        let span = permit.span();
        let mut found = Vec::with_capacity(codes.len());
        // SQLite takes at most 32,766 parameters in a statement.
        for some in codes.chunks(10_000) {
            let rows: Vec<(String, i64)> = unit::table
                .filter(unit::code.eq_any(some))
                .filter(unit::lo.between(span.lo, span.hi).and(unit::closed_on.is_null()))
                .select((unit::code, unit::id))
                .load(self.connection)?;
            found.extend(rows.into_iter().map(|(code, id)| (code, UnitId(id))));
        }
        Ok(found)
    }
}
