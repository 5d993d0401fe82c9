//! The days on which what is of no round is of a programme, and whether a record's day is one of them.

use crate::{
    connection::AnyConnection,
    day::read_date,
    error::Result,
    schema::{programme, programme_step, round, round_step},
};
use diesel::{
    backend::Backend,
    dsl::min,
    expression::{AppearsOnTable, Expression, ValidGrouping, is_aggregate},
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::{Bool, HasSqlType, Text},
};
use earnest_model::{
    Date,
    id::{ProgrammeId, UnitId},
    programmes::{
        alone::{Alone, Ran, alone},
        life::ProgrammeState,
    },
};
use std::collections::HashMap;

/// Whether a record's day, in a column of text, is one of these: from each first up to, and without, each second one. None of them: no
/// day is.
#[derive(Debug, Clone)]
pub(crate) struct OnDays {
    /// The column with its table, as it is written in a query.
    column: &'static str,
    days: Vec<(String, String)>,
}

/// Those days of an organiser's programmes that are one programme's alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct AloneDays(Vec<Alone>);

impl AloneDays {
    /// The days of one of them.
    pub fn of(&self, programme: ProgrammeId, column: &'static str) -> OnDays {
        let own = self.0.iter().filter(|one| one.programme == programme);
        OnDays { column, days: own.map(between).collect() }
    }

    /// The days of any of them.
    pub fn of_any(&self, column: &'static str) -> OnDays {
        OnDays { column, days: self.0.iter().map(between).collect() }
    }
}

/// A day as text sorts after nothing and before a tilde.
fn between(alone: &Alone) -> (String, String) {
    let or = |day: Option<Date>, other: &str| day.map_or_else(|| other.to_owned(), |day| day.to_string());
    (or(alone.from, ""), or(alone.until, "~"))
}

impl Expression for OnDays {
    type SqlType = Bool;
}
impl<From: ?Sized> AppearsOnTable<From> for OnDays {}
impl<By> ValidGrouping<By> for OnDays {
    type IsAggregate = is_aggregate::Never;
}
impl QueryId for OnDays {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

/// For each engine by itself as well: it stands within statements that are made for each.
impl<DB> QueryFragment<DB> for OnDays
where
    DB: Backend + HasSqlType<Text>,
    String: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        if self.days.is_empty() {
            pass.push_sql("1 = 0");
            return Ok(());
        }
        for (place, (from, until)) in self.days.iter().enumerate() {
            pass.push_sql(if place == 0 { "((" } else { " OR (" });
            pass.push_sql(self.column);
            pass.push_sql(" >= ");
            pass.push_bind_param::<Text, _>(from)?;
            pass.push_sql(" AND ");
            pass.push_sql(self.column);
            pass.push_sql(" < ");
            pass.push_bind_param::<Text, _>(until)?;
            pass.push_sql(")");
        }
        pass.push_sql(")");
        Ok(())
    }
}

/// The days of the programmes that an organiser had begun by a day.
pub(crate) fn alone_days(connection: &mut AnyConnection, organiser: UnitId, day: Date) -> Result<AloneDays> {
    let by = day.to_string();
    let begun: Vec<(i64, Option<String>)> = round_step::table
        .inner_join(round::table.on(round::id.eq(round_step::round_id)))
        .filter(round::organiser_id.eq(organiser.0).and(round_step::taken_on.le(by.clone())))
        .group_by(round::programme_id)
        .select((round::programme_id, min(round_step::taken_on)))
        .load(connection)?;
    // Before any round has opened, whatever is done is for what was set up.
    let begun = if begun.is_empty() {
        programme::table
            .filter(programme::organiser_id.eq(organiser.0).and(programme::started_on.le(by.clone())))
            .select((programme::id, programme::started_on.nullable()))
            .load(connection)?
    } else {
        begun
    };
    let over: HashMap<i64, Option<String>> = programme_step::table
        .inner_join(programme::table)
        .filter(programme::organiser_id.eq(organiser.0).and(programme_step::taken_on.le(by)))
        .filter(programme_step::state.eq_any(ProgrammeState::keys_where(ProgrammeState::is_over)))
        .group_by(programme_step::programme_id)
        .select((programme_step::programme_id, min(programme_step::taken_on)))
        .load::<(i64, Option<String>)>(connection)?
        .into_iter()
        .collect();
    let mut ran = Vec::with_capacity(begun.len());
    for (programme, from) in begun {
        let Some(from) = from else { continue };
        let until = over.get(&programme).cloned().flatten();
        ran.push(Ran {
            programme: ProgrammeId(programme),
            from: read_date(&from)?,
            // It ran on the day on which it was ended, too: what was said of that day does not change by its end.
            until: until.map(|until| day_after(&until)).transpose()?,
        });
    }
    Ok(AloneDays(alone(&ran)))
}

fn day_after(day: &str) -> Result<Date> {
    Ok(read_date(day)?.saturating_add(jiff::Span::new().days(1)))
}
