//! What waits for a person, of whichever kind: the first lines, and how many there are in all.

use crate::{
    connection::{AnyConnection, Backend},
    error::Result,
};
use diesel::{
    QueryResult, RunQueryDsl,
    dsl::sql,
    expression::SqlLiteral,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    query_dsl::methods::LoadQuery,
    sql_types::{BigInt, Integer, Nullable, Text},
};

/// A thing that waits.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Waiting {
    /// Key of the record.
    pub id: i64,
    /// Number of the round, or how many, where the kind has one.
    pub number: Option<i32>,
    /// What tells it from its like.
    pub label: Option<String>,
    /// What it is about, in the words of its record.
    pub text: Option<String>,
    /// By when, or since when it waits: which of both, its kind says.
    pub due: Option<String>,
    /// Code of the unit.
    pub code: String,
    /// Name of the unit.
    pub unit: String,
}

/// What waits of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backlog {
    /// The first of them, the most urgent before the others.
    pub first: Vec<Waiting>,
    /// How many there are.
    pub all: i64,
}

impl Backlog {
    /// All of them.
    pub(crate) fn whole(lines: Vec<Waiting>) -> Self {
        Self { all: i64::try_from(lines.len()).unwrap_or(i64::MAX), first: lines }
    }

    /// With those of another backlog behind them.
    pub fn append(&mut self, other: Self) {
        self.first.extend(other.first);
        self.all += other.all;
    }
}

/// The column of a kind that has no words there.
pub(crate) fn no_words() -> SqlLiteral<Nullable<Text>> {
    sql("CAST(NULL AS TEXT)")
}

/// The column of a kind that has no number.
pub(crate) fn no_number() -> SqlLiteral<Nullable<Integer>> {
    sql("CAST(NULL AS INTEGER)")
}

/// A query cut off after some rows, each of which tells how many there are.
pub(crate) struct Counting<Q> {
    query: Q,
    most: i64,
}

impl<Q> QueryId for Counting<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Counting<Q> {
    type SqlType = (Q::SqlType, BigInt);
}

impl<Q> RunQueryDsl<AnyConnection> for Counting<Q> {}

impl<Q: QueryFragment<Backend>> QueryFragment<Backend> for Counting<Q> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        pass.unsafe_to_cache_prepared();
        pass.push_sql("SELECT *, COUNT(*) OVER () FROM (");
        self.query.walk_ast(pass.reborrow())?;
        pass.push_sql(") AS waiting LIMIT ");
        pass.push_bind_param::<BigInt, _>(&self.most)
    }
}

/// The first lines of an ordered query, and how many it has.
pub(crate) fn backlog<'query, Q>(connection: &mut AnyConnection, query: Q, most: i64) -> Result<Backlog>
where
    Counting<Q>: LoadQuery<'query, AnyConnection, (Waiting, i64)>,
{
    let rows: Vec<(Waiting, i64)> = Counting { query, most: most.max(1) }.load(connection)?;
    let all = rows.first().map_or(0, |(_, all)| *all);
    Ok(Backlog { first: rows.into_iter().map(|(line, _)| line).collect(), all })
}

/// What a desk tells of a plan, with the key of the record that it leads to and the day that counts: until which the unit
/// has time, or since when it waits.
macro_rules! plan_line {
    ($key:expr, $day:expr) => {
        (
            $key,
            round::number.nullable(),
            plan::state.nullable(),
            round::topic.nullable(),
            $day.nullable(),
            unit::code,
            unit::name,
        )
    };
}

/// What a desk tells of a measure, with the day that counts: until which the unit has time, or since when it waits.
macro_rules! measure_line {
    ($day:expr) => {
        (
            measure::id,
            $crate::waiting::no_number(),
            measure::serial.nullable(),
            measure::body.nullable(),
            $day,
            unit::code,
            unit::name,
        )
    };
}

pub(crate) use {measure_line, plan_line};
