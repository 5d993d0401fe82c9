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

struct Many(Vec<(By, Part)>);

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
        for (place, (by, part)) in self.0.iter().enumerate() {
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
                    pass.push_sql("child.id, child.lo, child.hi, '', count(*) FROM (");
                    part.walk_ast(pass.reborrow())?;
                    pass.push_sql(") AS r JOIN unit AS child ON r.lo BETWEEN child.lo AND child.hi");
                    pass.push_sql(&format!(
                        " WHERE child.parent_id = {} GROUP BY child.id, child.lo, child.hi",
                        parent.0
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
pub(super) fn count(connection: &mut AnyConnection, parts: Vec<(By, Part)>) -> Result<Vec<Counted>> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<Counted> = Many(parts).load(connection)?;
    rows.sort_by(|one, other| (one.place, one.lo, &one.class).cmp(&(other.place, other.lo, &other.class)));
    Ok(rows)
}
