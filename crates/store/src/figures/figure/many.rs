//! Many figures in one statement: the query of each stands in it as it stands alone.

use super::ask::Part;
use crate::{
    connection::{AnyConnection, Backend},
    error::Result,
};
use diesel::{
    QueryResult, RunQueryDsl,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::{BigInt, Text},
};
use earnest_model::{id::UnitId, span::Span, units::change::PastTree};

/// How a figure is parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Not at all.
    Whole,
    /// By the units directly beneath this one, each with all beneath it.
    Child(UnitId),
    /// By the class of the records' units.
    Class,
}

/// A count: of which query, and of which part of it.
#[derive(Debug, diesel::QueryableByName, diesel::Queryable)]
pub(super) struct Counted {
    #[diesel(sql_type = BigInt)]
    pub place: i64,
    /// Of records of which place, where it is parted by place.
    #[diesel(sql_type = BigInt)]
    pub lo: i64,
    #[diesel(sql_type = Text)]
    pub class: String,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// A query to be counted, and how it is parted: by child it is counted by place, and [`Beneath`] says whose each place is.
pub(super) struct Counting {
    pub by: By,
    pub part: Part,
}

/// The units directly beneath another one on a day, and which places were theirs.
pub(super) struct Beneath {
    children: Vec<(UnitId, Span)>,
    /// The intervals of places, by the first: first, last, which child.
    places: Vec<(i64, i64, usize)>,
}

impl Beneath {
    /// The units directly beneath in a tree.
    pub fn of(children: Vec<(UnitId, Span)>, tree: &PastTree) -> Self {
        let mut places = Vec::new();
        for (child, (_, span)) in children.iter().enumerate() {
            places.extend(tree.places_of(*span).into_iter().map(|(first, last)| (first, last, child)));
        }
        places.sort_unstable();
        Self { children, places }
    }

    /// Counts by place as counts by child, in the order of the tree; what stands beneath none of them is left out.
    pub fn parted(&self, rows: impl Iterator<Item = (i64, i64)>) -> Vec<(UnitId, Span, i64)> {
        let mut counts = vec![0; self.children.len()];
        for (lo, count) in rows {
            let place = self.places.partition_point(|(first, ..)| *first <= lo).checked_sub(1);
            let held = place.and_then(|place| self.places.get(place)).filter(|(_, last, _)| lo <= *last);
            if let Some(sum) = held.and_then(|(.., child)| counts.get_mut(*child)) {
                *sum += count;
            }
        }
        let counted = self.children.iter().zip(counts).filter(|(_, count)| *count > 0);
        counted.map(|((unit, span), count)| (*unit, *span, count)).collect()
    }
}

struct Many(Vec<Counting>);

impl QueryId for Many {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Many {
    type SqlType = (BigInt, BigInt, Text, BigInt);
}

impl RunQueryDsl<AnyConnection> for Many {}

impl QueryFragment<Backend> for Many {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        for (place, Counting { by, part }) in self.0.iter().enumerate() {
            if place > 0 {
                pass.push_sql(" UNION ALL ");
            }
            pass.push_sql(&format!("SELECT CAST({place} AS BIGINT), "));
            match by {
                By::Whole => {
                    pass.push_sql("CAST(0 AS BIGINT), '', count(*) FROM (");
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(") AS r");
                }
                By::Child(_) => {
                    pass.push_sql("r.lo, '', count(*) FROM (");
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(") AS r GROUP BY r.lo");
                }
                By::Class => {
                    pass.push_sql("CAST(0 AS BIGINT), r.class, count(*) FROM (");
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(") AS r GROUP BY r.class");
                }
            }
        }
        Ok(())
    }
}

/// Counts all of them.
pub(super) fn count(connection: &mut AnyConnection, parts: Vec<Counting>) -> Result<Vec<Counted>> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<Counted> = Many(parts).load(connection)?;
    rows.sort_by(|one, other| (one.place, one.lo, &one.class).cmp(&(other.place, other.lo, &other.class)));
    Ok(rows)
}
