//! Units directly beneath a unit.

use crate::{
    Reader,
    error::Result,
    schema::unit,
    units::{
        then::DirectlyBeneath,
        unit::{ChildUnit, UnitRow},
    },
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    permit::{Permit, ReadProgramme},
};

impl Reader<'_> {
    /// The units directly beneath, in the order in which they came in, after the `after`-th of them.
    pub fn children(
        &mut self,
        permit: &Permit<ReadProgramme>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChildUnit>> {
        self.children_of(permit, (None, permit.on()), after, limit)
    }

    /// Those of a class, if one is named, that stood there on a day and were known by it.
    pub fn children_of(
        &mut self,
        permit: &Permit<ReadProgramme>,
        (class, day): (Option<&str>, Date),
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChildUnit>> {
        self.remembered("children_of", &(permit, class, day, after, limit), |reader| {
            reader.children_of_now(permit, (class, day), after, limit)
        })
    }

    fn children_of_now(
        &mut self,
        permit: &Permit<ReadProgramme>,
        (class, day): (Option<&str>, Date),
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChildUnit>> {
        let tree = self.tree_of(day, permit.on())?;
        let mut query = unit::table
            .filter(DirectlyBeneath::of(permit.unit(), &tree))
            .filter(unit::entered_on.le(day.to_string()))
            .filter(unit::seq.gt(after))
            .order(unit::seq.asc())
            .limit(limit)
            .select(UnitRow::as_select())
            .into_boxed();
        if let Some(class) = class {
            query = query.filter(unit::class.eq(class.to_owned()));
        }
        let rows: Vec<UnitRow> = query.load(self.connection)?;
        let child = |row: UnitRow| {
            let (beneath, seq) = (row.hi - row.lo, row.seq);
            Ok(ChildUnit { unit: row.try_into()?, beneath, seq })
        };
        rows.into_iter().map(child).collect()
    }

    /// How many units stood directly beneath the permit's unit on a day; of a class, if one is named.
    pub fn children_count(
        &mut self,
        permit: &Permit<ReadProgramme>,
        (class, day): (Option<&str>, Date),
    ) -> Result<i64> {
        self.remembered("children_count", &(permit, class, day), |reader| {
            reader.children_count_now(permit, (class, day))
        })
    }

    fn children_count_now(
        &mut self,
        permit: &Permit<ReadProgramme>,
        (class, day): (Option<&str>, Date),
    ) -> Result<i64> {
        let tree = self.tree_of(day, permit.on())?;
        let mut query = unit::table
            .filter(DirectlyBeneath::of(permit.unit(), &tree))
            .filter(unit::entered_on.le(day.to_string()))
            .into_boxed();
        if let Some(class) = class {
            query = query.filter(unit::class.eq(class.to_owned()));
        }
        Ok(query.count().first(self.connection)?)
    }

    /// How many units of each class stand directly beneath the permit's unit.
    pub fn children_by_class(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<(String, i64)>> {
        Ok(unit::table
            .filter(unit::parent_id.eq(permit.unit().0))
            .group_by(unit::class)
            .select((unit::class, diesel::dsl::count_star()))
            .order(unit::class.asc())
            .load(self.connection)?)
    }
}
