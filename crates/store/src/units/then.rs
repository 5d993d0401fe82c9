//! The tree of a past day in queries: where units stood then, said in today's places.

use crate::{
    Reader,
    connection::Backend,
    error::Result,
    schema::{unit, unit_change},
};
use diesel::{
    expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate},
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Bool},
};
use earnest_model::{
    Date,
    id::UnitId,
    permit::{Permit, ReadFigures},
    span::Span,
    units::change::{ChangeKind, Elsewhere, PastTree},
};
use std::collections::{HashMap, HashSet};

/// Whether a query's unit stands in one of these intervals of places; none narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct Within(pub Vec<(i64, i64)>);

/// Whether a query's unit stood directly beneath another.
#[derive(Debug, Clone)]
pub(crate) struct DirectlyBeneath {
    parent: i64,
    came: Vec<i64>,
    gone: Vec<i64>,
}

impl DirectlyBeneath {
    /// Directly beneath a unit in the tree of a day.
    pub fn of(parent: UnitId, tree: &PastTree) -> Self {
        let (there, elsewhere): (Vec<&Elsewhere>, Vec<&Elsewhere>) =
            tree.elsewhere().iter().partition(|one| one.above == parent);
        let keys = |units: Vec<&Elsewhere>| units.into_iter().map(|one| one.unit.0).collect();
        Self { parent: parent.0, came: keys(elsewhere), gone: keys(there) }
    }
}

/// A condition on the table `unit` of whatever query it stands in.
macro_rules! condition {
    ($name:ident) => {
        impl Expression for $name {
            type SqlType = Bool;
        }
        impl<From: ?Sized> AppearsOnTable<From> for $name {}
        impl<By> ValidGrouping<By> for $name {
            type IsAggregate = is_aggregate::Never;
        }
        impl QueryId for $name {
            type QueryId = ();
            const HAS_STATIC_QUERY_ID: bool = false;
        }
    };
}
condition!(Within);
condition!(DirectlyBeneath);

impl QueryFragment<Backend> for Within {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        if self.0.is_empty() {
            pass.push_sql("1 = 1");
            return Ok(());
        }
        for (place, (lo, hi)) in self.0.iter().enumerate() {
            pass.push_sql(if place == 0 { "(" } else { " OR " });
            pass.push_sql("\"unit\".\"lo\" BETWEEN ");
            pass.push_bind_param::<BigInt, _>(lo)?;
            pass.push_sql(" AND ");
            pass.push_bind_param::<BigInt, _>(hi)?;
        }
        pass.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Backend> for DirectlyBeneath {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        pass.push_sql("((\"unit\".\"parent_id\" = ");
        pass.push_bind_param::<BigInt, _>(&self.parent)?;
        if !self.came.is_empty() {
            pass.push_sql(" AND \"unit\".\"id\" NOT IN ");
            list(&self.came, pass.reborrow())?;
        }
        pass.push_sql(")");
        if !self.gone.is_empty() {
            pass.push_sql(" OR \"unit\".\"id\" IN ");
            list(&self.gone, pass.reborrow())?;
        }
        pass.push_sql(")");
        Ok(())
    }
}

fn list<'b>(keys: &'b [i64], mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
    for (place, key) in keys.iter().enumerate() {
        pass.push_sql(if place == 0 { "(" } else { ", " });
        pass.push_bind_param::<BigInt, _>(key)?;
    }
    pass.push_sql(")");
    Ok(())
}

impl Reader<'_> {
    /// The tree as it was at the end of a day; today's is asked for without a query.
    pub(crate) fn tree_of(&mut self, day: Date, today: Date) -> Result<PastTree> {
        if day >= today {
            return Ok(PastTree::default());
        }
        let moves: Vec<(i64, i64, i64, Option<i64>)> = unit_change::table
            .inner_join(unit::table.on(unit::id.eq(unit_change::unit_id)))
            .filter(unit_change::from_on.gt(day.to_string()))
            .filter(unit_change::kind.eq(ChangeKind::Move.key()))
            .order(unit_change::id.asc())
            .select((unit::id, unit::lo, unit::hi, unit_change::parent_before))
            .load(self.connection)?;
        // Where a unit stood on the day is where it stood before it was moved first since.
        let mut seen = HashSet::new();
        let mut first: Vec<(UnitId, Span, i64)> = Vec::new();
        for (id, lo, hi, before) in moves {
            if let Some(before) = before
                && seen.insert(id)
            {
                first.push((UnitId(id), Span { lo, hi }, before));
            }
        }
        let mut places: Vec<(i64, i64)> = Vec::new();
        let mut wanted: Vec<i64> = first.iter().map(|(.., above)| *above).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for some in wanted.chunks(10_000) {
            let found: Vec<(i64, i64)> = unit::table
                .filter(unit::id.eq_any(some))
                .order(unit::id.asc())
                .select((unit::id, unit::lo))
                .load(self.connection)?;
            places.extend(found);
        }
        let at = |key: i64| {
            let place = places.binary_search_by_key(&key, |(id, _)| *id).ok()?;
            places.get(place).map(|(_, lo)| *lo)
        };
        let elsewhere = first.into_iter().filter_map(|(unit, span, above)| {
            Some(Elsewhere { unit, span, above: UnitId(above), above_at: at(above)? })
        });
        Ok(PastTree::new(elsewhere.collect()))
    }

    /// What units were called at the end of a day that are called otherwise since; today's names are asked for without a query.
    pub(crate) fn names_then(&mut self, day: Date, today: Date) -> Result<HashMap<UnitId, String>> {
        if day >= today {
            return Ok(HashMap::new());
        }
        let renamed: Vec<(i64, Option<String>)> = unit_change::table
            .filter(unit_change::from_on.gt(day.to_string()))
            .filter(unit_change::kind.eq(ChangeKind::Rename.key()))
            .order(unit_change::id.desc())
            .select((unit_change::unit_id, unit_change::name_before))
            .load(self.connection)?;
        // The first change after the day says what it was called on it: it comes last here and stays.
        Ok(renamed.into_iter().filter_map(|(unit, name)| Some((UnitId(unit), name?))).collect())
    }

    /// The same for whoever reads figures of the day.
    pub fn names_on(&mut self, permit: &Permit<ReadFigures>, day: Date) -> Result<HashMap<UnitId, String>> {
        self.names_then(day, permit.on())
    }

    /// The units at and above a unit in the tree of a day, from that unit up.
    pub(crate) fn line_then(&mut self, unit: UnitId, tree: &PastTree) -> Result<Vec<UnitId>> {
        let mut line = vec![unit];
        let mut here = unit;
        loop {
            let above = match tree.above(here) {
                Some(above) => Some(above),
                None => {
                    let parent: Option<Option<i64>> =
                        unit::table.find(here.0).select(unit::parent_id).first(self.connection).optional()?;
                    parent.flatten().map(UnitId)
                }
            };
            let Some(above) = above else { return Ok(line) };
            line.push(above);
            here = above;
        }
    }

    /// The units that stood directly beneath a unit in the tree of a day, each with its interval today.
    pub(crate) fn children_then(&mut self, parent: UnitId, tree: &PastTree) -> Result<Vec<(UnitId, Span)>> {
        let rows: Vec<(i64, i64, i64)> = unit::table
            .filter(DirectlyBeneath::of(parent, tree))
            .order(unit::lo.asc())
            .select((unit::id, unit::lo, unit::hi))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(id, lo, hi)| (UnitId(id), Span { lo, hi })).collect())
    }
}
