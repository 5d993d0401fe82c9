//! What requests cost and how much may be asked: written by an office, read by everyone who weighs a request. What was set
//! before stays, with the day until which it stood.

use crate::{
    Reader, Work,
    burden::WeighsRequests,
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError, one},
    schema::{burden_budget, burden_minutes, burden_past, burden_past_budget, burden_past_minutes, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    burden::budget::{Budget, Kind, OfficeInTime, OfficeRules, OnExcess},
    permit::{Permit, SetBurden},
    span::Span,
};
use std::collections::BTreeMap;

/// What a request of a kind costs or cost: the office, its kind, minutes.
type MinutesRow = (i64, String, i32);
/// A budget: the office, tier, week, month, what excess means.
type BudgetRow = (i64, i32, i32, i32, String);

/// An office, and the day until which what it had set stood; none for what stands now.
type Version = (i64, Option<Date>);

/// Rules by office and version.
#[derive(Default)]
struct Versions(BTreeMap<Version, OfficeRules>);

impl Versions {
    fn minutes(&mut self, (office, kind, minutes): MinutesRow, until: Option<Date>) -> Result<()> {
        let kind = Kind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of request"))?;
        self.0.entry((office, until)).or_default().minutes.insert(kind, minutes);
        Ok(())
    }

    fn budget(
        &mut self,
        (office, tier, week, month, on_excess): BudgetRow,
        until: Option<Date>,
    ) -> Result<()> {
        let on_excess = OnExcess::parse(&on_excess)
            .map_err(|_| StoreError::meaningless(on_excess, "what excess means"))?;
        let budget = Budget { week, month, on_excess };
        self.0.entry((office, until)).or_default().budgets.insert(tier, budget);
        Ok(())
    }

    fn offices(self, spans: &BTreeMap<i64, Span>) -> Vec<OfficeInTime> {
        let mut offices: BTreeMap<i64, OfficeInTime> = BTreeMap::new();
        for ((office, until), mut rules) in self.0 {
            rules.span = spans.get(&office).copied();
            let known = offices.entry(office).or_default();
            match until {
                None => known.now = rules,
                Some(day) => known.past.push((day, rules)),
            }
        }
        offices.into_values().collect()
    }
}

impl Reader<'_> {
    /// The rules of all offices at and above the permit's unit, and of those beneath it, now and before.
    pub fn burden_rules<A: WeighsRequests>(&mut self, permit: &Permit<A>) -> Result<Vec<OfficeInTime>> {
        let target = permit.target();
        self.remembered("burden_rules", &target, |reader| reader.burden_rules_around(target.span))
    }

    fn burden_rules_around(&mut self, span: Span) -> Result<Vec<OfficeInTime>> {
        // Whoever stands neither in the line nor beneath has nothing to say here. Few offices set anything: their rows are
        // read first, and no engine walks through the units to look for them (`+ 0` is in the way of that).
        let near = || unit::lo.le(span.hi).and(unit::hi.ge(span.lo));
        let mut versions = Versions::default();
        let minutes: Vec<MinutesRow> = burden_minutes::table
            .inner_join(unit::table.on(unit::id.eq(burden_minutes::unit_id + 0)))
            .filter(near())
            .select((unit::id, burden_minutes::kind, burden_minutes::minutes))
            .load(self.connection)?;
        for row in minutes {
            versions.minutes(row, None)?;
        }
        let budgets: Vec<BudgetRow> = burden_budget::table
            .inner_join(unit::table.on(unit::id.eq(burden_budget::unit_id + 0)))
            .filter(near())
            .select((
                unit::id,
                burden_budget::tier,
                burden_budget::week,
                burden_budget::month,
                burden_budget::on_excess,
            ))
            .load(self.connection)?;
        for row in budgets {
            versions.budget(row, None)?;
        }
        let set_anew: Vec<(i64, String)> = burden_past::table
            .inner_join(unit::table.on(unit::id.eq(burden_past::unit_id + 0)))
            .filter(near())
            .select((unit::id, burden_past::until_on))
            .load(self.connection)?;
        for (office, until) in &set_anew {
            versions.0.entry((*office, Some(read_date(until)?))).or_default();
        }
        let offices: Vec<i64> = versions.0.keys().map(|(office, _)| *office).collect();
        if !set_anew.is_empty() {
            self.before(&offices, &mut versions)?;
        }
        let spans: Vec<(i64, i64, i64)> = unit::table
            .filter(unit::id.eq_any(offices))
            .select((unit::id, unit::lo, unit::hi))
            .load(self.connection)?;
        let spans = spans.into_iter().map(|(id, lo, hi)| (id, Span { lo, hi })).collect();
        Ok(versions.offices(&spans))
    }

    /// Adds what offices had set before.
    fn before(&mut self, offices: &[i64], versions: &mut Versions) -> Result<()> {
        let minutes: Vec<(MinutesRow, String)> = burden_past_minutes::table
            .filter(burden_past_minutes::unit_id.eq_any(offices.to_vec()))
            .select((
                (burden_past_minutes::unit_id, burden_past_minutes::kind, burden_past_minutes::minutes),
                burden_past_minutes::until_on,
            ))
            .load(self.connection)?;
        for (row, until) in minutes {
            versions.minutes(row, Some(read_date(&until)?))?;
        }
        let budgets: Vec<(BudgetRow, String)> = burden_past_budget::table
            .filter(burden_past_budget::unit_id.eq_any(offices.to_vec()))
            .select((
                (
                    burden_past_budget::unit_id,
                    burden_past_budget::tier,
                    burden_past_budget::week,
                    burden_past_budget::month,
                    burden_past_budget::on_excess,
                ),
                burden_past_budget::until_on,
            ))
            .load(self.connection)?;
        for (row, until) in budgets {
            versions.budget(row, Some(read_date(&until)?))?;
        }
        Ok(())
    }
}

/// Keeps what an office had set until a day, unless it set it anew on that very day already.
fn keep(connection: &mut AnyConnection, office: i64, day: &str) -> Result<()> {
    let kept: i64 = burden_past::table
        .filter(burden_past::unit_id.eq(office).and(burden_past::until_on.eq(day)))
        .count()
        .get_result(connection)?;
    if kept > 0 {
        return Ok(());
    }
    let head = (burden_past::unit_id.eq(office), burden_past::until_on.eq(day));
    one(diesel::insert_into(burden_past::table).values(head).execute(connection)?)?;
    let minutes: Vec<(String, i32)> = burden_minutes::table
        .filter(burden_minutes::unit_id.eq(office))
        .select((burden_minutes::kind, burden_minutes::minutes))
        .load(connection)?;
    for (kind, minutes) in minutes {
        diesel::insert_into(burden_past_minutes::table)
            .values((
                burden_past_minutes::unit_id.eq(office),
                burden_past_minutes::until_on.eq(day),
                burden_past_minutes::kind.eq(kind),
                burden_past_minutes::minutes.eq(minutes),
            ))
            .execute(connection)?;
    }
    let budgets: Vec<(i32, i32, i32, String)> = burden_budget::table
        .filter(burden_budget::unit_id.eq(office))
        .select((burden_budget::tier, burden_budget::week, burden_budget::month, burden_budget::on_excess))
        .load(connection)?;
    for (tier, week, month, on_excess) in budgets {
        diesel::insert_into(burden_past_budget::table)
            .values((
                burden_past_budget::unit_id.eq(office),
                burden_past_budget::until_on.eq(day),
                burden_past_budget::tier.eq(tier),
                burden_past_budget::week.eq(week),
                burden_past_budget::month.eq(month),
                burden_past_budget::on_excess.eq(on_excess),
            ))
            .execute(connection)?;
    }
    Ok(())
}

impl Work<'_> {
    /// Writes the rules of the permit's unit in place of those before, which stood until today.
    pub fn burden_rules_write(&mut self, permit: &Permit<SetBurden>, rules: &OfficeRules) -> Result<()> {
        let connection = self.under(permit);
        let office = permit.unit().0;
        keep(connection, office, &permit.on().to_string())?;
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
