//! In which order a ledger is read, and from which of its lines on.

use crate::{
    Reader,
    error::Result,
    ledger::measures::measure::{LedgerFilter, LedgerQuery, measures_for},
    schema::measure,
};
use diesel::{
    dsl::sql,
    prelude::*,
    sql_types::{BigInt, Bool, Text},
};
use earnest_model::{
    ledger::{measures::measure::MeasureState, order::LedgerOrder},
    permit::{Permit, ReadLedger},
};

/// By what lines are ordered, as both engines read it; where two are alike, the one that was registered first stands first.
fn ordered_by(order: LedgerOrder) -> Option<String> {
    match order {
        LedgerOrder::Registered => None,
        LedgerOrder::Due => {
            let closed = MeasureState::closed_keys().join("', '");
            Some(format!(
                "(CASE WHEN measure.state IN ('{closed}') THEN '1' ELSE '0' END || \
                 coalesce(measure.due_on, '9999-12-31'))"
            ))
        }
        LedgerOrder::Unit => Some("unit.code".to_owned()),
        LedgerOrder::Owner => Some("measure.owner".to_owned()),
    }
}

impl Reader<'_> {
    /// What a filter finds in its order, from its place on.
    pub(crate) fn ledger_in_order(
        &mut self,
        permit: &Permit<ReadLedger>,
        filter: &LedgerFilter,
    ) -> Result<LedgerQuery> {
        let mut query = self.ledger_query(permit, filter);
        let Some(by) = filter.order.and_then(ordered_by) else {
            if let Some(after) = filter.after {
                let from = measure::id.gt(after);
                query = if filter.down { query.filter(measure::id.lt(after)) } else { query.filter(from) };
            }
            return Ok(if filter.down {
                query.order(measure::id.desc())
            } else {
                query.order(measure::id.asc())
            });
        };
        if let Some(after) = filter.after {
            let last: Option<String> = measures_for(permit.sight())
                .filter(measure::id.eq(after))
                .select(sql::<Text>(&by))
                .first(self.connection)
                .optional()?;
            let sign = if filter.down { '<' } else { '>' };
            query = query.filter(
                sql::<Bool>(&format!("({by}, measure.id) {sign} ("))
                    .bind::<Text, _>(last.unwrap_or_default())
                    .sql(", ")
                    .bind::<BigInt, _>(after)
                    .sql(")"),
            );
        }
        let by = sql::<Text>(&by);
        Ok(if filter.down {
            query.order((by.desc(), measure::id.desc()))
        } else {
            query.order((by.asc(), measure::id.asc()))
        })
    }
}
