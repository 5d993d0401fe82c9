//! The contact list: units in a leader's charge, and how they stand.

use crate::{
    Reader, Work,
    batch::next_id,
    counting::counted,
    day::read_date,
    error::{Result, StoreError},
    in_force::duty_in_force,
    ledger::measures::measure::measure_overdue,
    schema::{charge, duty, measure, plan, post, problem, unit, visit, visit_item},
    visits::{item_kinds::item_of_the_unit, state::visit_made},
};
use diesel::{
    dsl::{count_star, max},
    prelude::*,
};
use earnest_model::{
    Date,
    days::Days,
    figures::count::{Count, OfRecord},
    id::{ChargeId, PostId, UnitId},
    permit::{AssignDuty, Permit, ReadDuties, ReadFigures, Target},
    span::Span,
    visits::tour::{ChargeKind, NewCharge},
};
use std::collections::HashMap;

/// A unit in a leader's charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Its key.
    pub id: ChargeId,
    /// The post.
    pub post: PostId,
    /// Title of the post.
    pub leader: String,
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How it came into the charge.
    pub kind: ChargeKind,
    /// First day.
    pub from: Date,
    /// Last day, if it has one: that of the post, where the charge has a later one or none.
    pub until: Option<Date>,
}

impl Charge {
    /// The days on which it is in force.
    pub const fn days(&self) -> Days {
        Days::kept(self.from, self.until)
    }

    /// Whether it is in force on a day.
    pub fn holds(&self, day: Date) -> bool {
        self.days().hold(day)
    }
}

/// A leader in whose charge a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// The post, where its page may be opened.
    pub post: Option<PostId>,
    /// Title of the post.
    pub title: String,
    /// Name of the unit of the post.
    pub unit: String,
    /// How the unit came into the charge.
    pub kind: ChargeKind,
}

/// How a unit stands, for whoever answers for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitStand {
    /// Duties in force, and of these acknowledged.
    pub duties: (Count<OfRecord>, Count<OfRecord>),
    /// Word of the state of its latest plan.
    pub plan: Option<String>,
    /// Its measures that are past their day.
    pub overdue: Count<OfRecord>,
    /// What visits left and it has not answered.
    pub unanswered: Count<OfRecord>,
    /// The day of the last visit to it.
    pub visited_on: Option<Date>,
}

/// A charge with the title of its post and the words of its unit.
#[derive(Queryable)]
struct ChargeRow {
    id: i64,
    post_id: i64,
    leader: String,
    unit_id: i64,
    code: String,
    name: String,
    kind: String,
    from_on: String,
    until_on: Option<String>,
    post_until_on: Option<String>,
}

impl TryFrom<ChargeRow> for Charge {
    type Error = StoreError;
    fn try_from(row: ChargeRow) -> Result<Self> {
        Ok(Self {
            id: ChargeId(row.id),
            post: PostId(row.post_id),
            leader: row.leader,
            unit: UnitId(row.unit_id),
            code: row.code,
            name: row.name,
            kind: ChargeKind::parse(&row.kind)
                .map_err(|_| StoreError::meaningless(row.kind, "a kind of charge"))?,
            from: read_date(&row.from_on)?,
            // Nobody has a unit in charge after their time.
            until: row
                .until_on
                .iter()
                .chain(&row.post_until_on)
                .min()
                .map(|day| read_date(day))
                .transpose()?,
        })
    }
}

/// Keys of the posts of the units of a subtree.
#[diesel::dsl::auto_type(no_type_alias)]
fn posts_within(span: Span) -> _ {
    let (lo, hi): (i64, i64) = (span.lo, span.hi);
    post::table.inner_join(unit::table).filter(unit::lo.between(lo, hi)).select(post::id)
}

impl Work<'_> {
    /// Puts a unit of the permit's subtree into the charge of a leader of the subtree.
    pub fn charge_insert(
        &mut self,
        permit: &Permit<AssignDuty>,
        post: PostId,
        at: Target,
        new: &NewCharge,
    ) -> Result<ChargeId> {
        let span = permit.span();
        let connection = self.under(permit);
        let leader: Option<i64> =
            posts_within(span).filter(post::id.eq(post.0)).first(connection).optional()?;
        if leader.is_none() || !span.covers(at.span) {
            return Err(StoreError::NotFound);
        }
        let id = next_id!(connection, charge);
        diesel::insert_into(charge::table)
            .values((
                charge::id.eq(id),
                charge::post_id.eq(post.0),
                charge::unit_id.eq(at.unit.0),
                charge::kind.eq(new.kind.key()),
                charge::from_on.eq(new.from.to_string()),
                charge::until_on.eq(new.until.map(|day| day.to_string())),
            ))
            .execute(connection)?;
        Ok(ChargeId(id))
    }

    /// Sets the last day of a charge of a post of the permit's subtree.
    pub fn charge_end(&mut self, permit: &Permit<AssignDuty>, id: ChargeId, last: Date) -> Result<()> {
        let own = charge::table
            .filter(charge::id.eq(id.0).and(charge::post_id.eq_any(posts_within(permit.span()))));
        let changed =
            diesel::update(own).set(charge::until_on.eq(last.to_string())).execute(self.under(permit))?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }
}

impl Reader<'_> {
    /// The charges of the posts of the permit's unit: of one post, or of all; past ones included.
    pub fn charges(&mut self, permit: &Permit<ReadDuties>, only: Option<PostId>) -> Result<Vec<Charge>> {
        let mut query = charge::table
            .inner_join(post::table)
            .inner_join(unit::table.on(unit::id.eq(charge::unit_id)))
            .filter(post::unit_id.eq(permit.unit().0))
            .order((post::id.asc(), charge::kind.asc(), unit::lo.asc(), charge::id.asc()))
            .select((
                charge::id,
                charge::post_id,
                post::title,
                charge::unit_id,
                unit::code,
                unit::name,
                charge::kind,
                charge::from_on,
                charge::until_on,
                post::until_on,
            ))
            .into_boxed();
        if let Some(only) = only {
            query = query.filter(charge::post_id.eq(only.0));
        }
        query.load::<ChargeRow>(self.connection)?.into_iter().map(Charge::try_from).collect()
    }

    /// Whose charge the permit's unit is on a day, the contact leader first.
    pub fn leaders_of(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<Leader>> {
        let day = permit.on().to_string();
        let rows: Vec<(i64, String, String, String)> = charge::table
            .inner_join(post::table)
            .inner_join(unit::table.on(unit::id.eq(post::unit_id)))
            .filter(charge::unit_id.eq(permit.unit().0).and(charge::from_on.le(&day)))
            .filter(charge::until_on.is_null().or(charge::until_on.ge(&day)))
            .filter(post::until_on.is_null().or(post::until_on.ge(&day)))
            .order((charge::kind.asc(), charge::id.asc()))
            .select((post::id, post::title, unit::name, charge::kind))
            .load(self.connection)?;
        let leader = |(post, title, unit, kind): (i64, String, String, String)| {
            let kind =
                ChargeKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of charge"))?;
            Ok(Leader { post: Some(PostId(post)), title, unit, kind })
        };
        rows.into_iter().map(leader).collect()
    }

    /// How these units of the permit's subtree stand; one query a column.
    pub fn stands(
        &mut self,
        permit: &Permit<ReadFigures>,
        units: &[UnitId],
    ) -> Result<HashMap<UnitId, UnitStand>> {
        let keys: Vec<i64> = units.iter().map(|unit| unit.0).take(500).collect();
        let (span, day): (Span, String) = (permit.span(), permit.on().to_string());
        let within = || unit::lo.between(span.lo, span.hi).and(unit::id.eq_any(keys.clone()));
        let mut stands: HashMap<UnitId, UnitStand> = HashMap::new();
        let duties: Vec<(i64, i64, i64)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(within())
            .filter(duty_in_force(&day))
            .group_by(duty::unit_id)
            .select((duty::unit_id, count_star(), diesel::dsl::count(duty::acknowledged_on)))
            .load(self.connection)?;
        for (unit, laid, taken) in duties {
            stands.entry(UnitId(unit)).or_default().duties =
                (counted(OfRecord, laid), counted(OfRecord, taken));
        }
        let plans: Vec<(i64, String)> = plan::table
            .inner_join(unit::table.on(unit::id.eq(plan::unit_id)))
            .filter(within())
            .filter(plan::latest.eq(true))
            .order(plan::id.asc())
            .select((plan::unit_id, plan::state))
            .load(self.connection)?;
        for (unit, state) in plans {
            stands.entry(UnitId(unit)).or_default().plan = Some(state);
        }
        let overdue: Vec<(i64, i64)> = measure::table
            .inner_join(unit::table.on(unit::id.eq(measure::unit_id)))
            .inner_join(problem::table.on(problem::id.eq(measure::problem_id)))
            .filter(within())
            .filter(crate::ledger::findings::problem::counted())
            .filter(measure_overdue(&day))
            .group_by(measure::unit_id)
            .select((measure::unit_id, count_star()))
            .load(self.connection)?;
        for (unit, count) in overdue {
            stands.entry(UnitId(unit)).or_default().overdue = counted(OfRecord, count);
        }
        let unanswered: Vec<(i64, i64)> = visit_item::table
            .inner_join(unit::table.on(unit::id.eq(visit_item::unit_id)))
            .filter(within())
            .filter(visit_item::reply_due_on.is_not_null().and(visit_item::replied_on.is_null()))
            .filter(item_of_the_unit())
            .group_by(visit_item::unit_id)
            .select((visit_item::unit_id, count_star()))
            .load(self.connection)?;
        for (unit, count) in unanswered {
            stands.entry(UnitId(unit)).or_default().unanswered = counted(OfRecord, count);
        }
        let visited: Vec<(i64, Option<String>)> = visit::table
            .inner_join(unit::table.on(unit::id.eq(visit::unit_id)))
            .filter(within())
            .filter(visit_made())
            .group_by(visit::unit_id)
            .select((visit::unit_id, max(visit::visited_on)))
            .load(self.connection)?;
        for (unit, last) in visited {
            stands.entry(UnitId(unit)).or_default().visited_on =
                last.as_deref().map(read_date).transpose()?;
        }
        Ok(stands)
    }
}
