//! What requests cost and how much may be asked: written by an office, read by everyone who weighs a request.

use crate::{
    Reader, Work,
    burden::WeighsRequests,
    error::{Result, StoreError},
    schema::{burden_budget, burden_minutes, unit},
};
use diesel::prelude::*;
use earnest_model::{
    burden::budget::{Budget, Kind, OfficeRules, OnExcess},
    permit::{Permit, SetBurden},
    span::Span,
};
use std::collections::BTreeMap;

#[derive(Queryable)]
struct MinutesRow {
    unit: i64,
    lo: i64,
    hi: i64,
    kind: String,
    minutes: i32,
}

#[derive(Queryable)]
struct BudgetRow {
    unit: i64,
    lo: i64,
    hi: i64,
    tier: i32,
    week: i32,
    month: i32,
    on_excess: String,
}

impl Reader<'_> {
    /// The rules of all offices at and above the permit's unit, and of those beneath it.
    pub fn burden_rules<A: WeighsRequests>(&mut self, permit: &Permit<A>) -> Result<Vec<OfficeRules>> {
        let span = permit.span();
        // Whoever stands neither in the line nor beneath has nothing to say here.
        let near = || unit::lo.le(span.hi).and(unit::hi.ge(span.lo));
        let minutes: Vec<MinutesRow> = burden_minutes::table
            .inner_join(unit::table)
            .filter(near())
            .select((unit::id, unit::lo, unit::hi, burden_minutes::kind, burden_minutes::minutes))
            .load(self.connection)?;
        let budgets: Vec<BudgetRow> = burden_budget::table
            .inner_join(unit::table)
            .filter(near())
            .select((
                unit::id,
                unit::lo,
                unit::hi,
                burden_budget::tier,
                burden_budget::week,
                burden_budget::month,
                burden_budget::on_excess,
            ))
            .load(self.connection)?;
        let mut offices: BTreeMap<i64, OfficeRules> = BTreeMap::new();
        for row in minutes {
            let kind =
                Kind::parse(&row.kind).map_err(|_| StoreError::meaningless(row.kind, "a kind of request"))?;
            let office = offices.entry(row.unit).or_default();
            office.span = Some(Span { lo: row.lo, hi: row.hi });
            office.minutes.insert(kind, row.minutes);
        }
        for row in budgets {
            let on_excess = OnExcess::parse(&row.on_excess)
                .map_err(|_| StoreError::meaningless(row.on_excess, "what excess means"))?;
            let office = offices.entry(row.unit).or_default();
            office.span = Some(Span { lo: row.lo, hi: row.hi });
            office.budgets.insert(row.tier, Budget { week: row.week, month: row.month, on_excess });
        }
        Ok(offices.into_values().collect())
    }
}

impl Work<'_> {
    /// Writes the rules of the permit's unit in place of those before.
    pub fn burden_rules_write(&mut self, permit: &Permit<SetBurden>, rules: &OfficeRules) -> Result<()> {
        let connection = self.under(permit);
        let office = permit.unit().0;
        diesel::delete(burden_minutes::table.filter(burden_minutes::unit_id.eq(office)))
            .execute(connection)?;
        diesel::delete(burden_budget::table.filter(burden_budget::unit_id.eq(office))).execute(connection)?;
        // A dozen kinds and a handful of tiers.
        for (kind, minutes) in &rules.minutes {
            diesel::insert_into(burden_minutes::table)
                .values((
                    burden_minutes::unit_id.eq(office),
                    burden_minutes::kind.eq(kind.key()),
                    burden_minutes::minutes.eq(*minutes),
                ))
                .execute(connection)?;
        }
        for (tier, budget) in &rules.budgets {
            diesel::insert_into(burden_budget::table)
                .values((
                    burden_budget::unit_id.eq(office),
                    burden_budget::tier.eq(*tier),
                    burden_budget::week.eq(budget.week),
                    burden_budget::month.eq(budget.month),
                    burden_budget::on_excess.eq(budget.on_excess.key()),
                ))
                .execute(connection)?;
        }
        Ok(())
    }
}
