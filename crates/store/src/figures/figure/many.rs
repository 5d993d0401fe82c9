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
use earnest_model::id::UnitId;
use std::fmt::Write as _;

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
    #[diesel(sql_type = BigInt)]
    pub unit: i64,
    #[diesel(sql_type = BigInt)]
    pub lo: i64,
    #[diesel(sql_type = BigInt)]
    pub hi: i64,
    #[diesel(sql_type = Text)]
    pub class: String,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// A query to be counted, and how it is parted.
pub(super) struct Counting {
    pub by: By,
    pub part: Part,
    /// The units directly beneath on a day on which some stood elsewhere, each with one of the intervals of its places; `None`
    /// for those that stand there today.
    pub then: Option<Vec<(i64, (i64, i64))>>,
}

struct Many(Vec<Counting>);

/// The units directly beneath and their places as a table.
fn children(parent: UnitId, then: Option<&[(i64, (i64, i64))]>) -> String {
    let Some(then) = then else {
        return format!("(SELECT id, lo, hi FROM unit WHERE parent_id = {})", parent.0);
    };
    let mut table = "(SELECT id, lo, hi FROM unit WHERE 1 = 0".to_owned();
    for (id, (lo, hi)) in then {
        let _ = write!(table, " UNION ALL SELECT {id}, {lo}, {hi}");
    }
    table.push(')');
    table
}

impl QueryId for Many {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Many {
    type SqlType = (BigInt, BigInt, BigInt, BigInt, Text, BigInt);
}

impl RunQueryDsl<AnyConnection> for Many {}

impl QueryFragment<Backend> for Many {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        for (place, Counting { by, part, then }) in self.0.iter().enumerate() {
            if place > 0 {
                pass.push_sql(" UNION ALL ");
            }
            pass.push_sql(&format!("SELECT CAST({place} AS BIGINT), "));
            match by {
                By::Whole => {
                    pass.push_sql(
                        "CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), '', count(*) FROM (",
                    );
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(") AS r");
                }
                By::Child(parent) => {
                    let children = children(*parent, then.as_deref());
                    pass.push_sql("child.id, min(child.lo), max(child.hi), '', count(*) FROM (");
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(&format!(
                        ") AS r JOIN {children} AS child ON r.lo BETWEEN child.lo AND child.hi GROUP BY child.id"
                    ));
                }
                By::Class => {
                    pass.push_sql(
                        "CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), r.class, count(*) FROM (",
                    );
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
