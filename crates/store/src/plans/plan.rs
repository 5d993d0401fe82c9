//! Plans and their reviews.

use crate::{
    Reader, Work,
    batch::next_id,
    day::read_date,
    error::{Result, StoreError, any},
    locate::located,
    opens::opens,
    plans::plan_draft::ReadsDraft,
    programmes::round::round_running,
    schema::{plan, plan_review, round, round_owing, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    action::Writes,
    id::{AccountId, PlanId, PlanReviewId, RoundId, UnitId},
    permit::{Permit, ReadPlans, SignPlan},
    plans::plan::{Plan, PlanBody, PlanState, Review},
};
use std::collections::HashMap;

/// A review as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReview {
    /// Its key.
    pub id: PlanReviewId,
    /// The plan's version that was reviewed.
    pub plan: PlanId,
    /// The word of the outcome.
    pub outcome: String,
    /// Keys of the checklist that were missing.
    pub missing: Vec<String>,
    /// Remarks.
    pub remarks: String,
    /// When (RFC 3339, UTC).
    pub reviewed_at: String,
    /// By whom.
    pub reviewer: Option<AccountId>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan_review)]
struct ReviewRow {
    id: i64,
    plan_id: i64,
    outcome: String,
    missing: String,
    remarks: String,
    reviewed_at: String,
    reviewer_id: Option<i64>,
}

impl TryFrom<ReviewRow> for PlanReview {
    type Error = StoreError;
    fn try_from(row: ReviewRow) -> Result<Self> {
        Ok(Self {
            id: PlanReviewId(row.id),
            plan: PlanId(row.plan_id),
            outcome: row.outcome,
            missing: serde_json::from_str(&row.missing)
                .map_err(|_| StoreError::meaningless(row.missing, "a list"))?,
            remarks: row.remarks,
            reviewed_at: row.reviewed_at,
            reviewer: row.reviewer_id.map(AccountId),
        })
    }
}

/// A direct subordinate of an organiser and how its plan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCoverage {
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Its latest plan: key, version, state, when it was submitted.
    pub plan: Option<(PlanId, i32, PlanState, String)>,
    /// Whether it was closed or stands beneath another unit since: it counts as one that owed, and nobody waits for it.
    pub gone: bool,
    /// Whether its pages are open to the reader: it stands in the reader's part of the tree.
    pub opens: bool,
}

impl PlanCoverage {
    /// Whether somebody waits for its plan: there is none that was approved, and the unit is there.
    pub fn is_waited_for(&self) -> bool {
        !self.gone && self.plan.as_ref().is_none_or(|(_, _, state, _)| !state.is_approved())
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = plan)]
struct PlanRow {
    id: i64,
    round_id: i64,
    unit_id: i64,
    version: i32,
    state: String,
    latest: bool,
    session_on: Option<String>,
    body: String,
    submitted_at: String,
    submitted_by: Option<i64>,
    signed_by: Option<i64>,
}

/// A unit that owes a plan.
#[derive(Queryable, Selectable)]
#[diesel(table_name = unit)]
struct OwingRow {
    id: i64,
    code: String,
    name: String,
    class: String,
    lo: i64,
    parent_id: Option<i64>,
    closed_on: Option<String>,
}

/// How the latest version of a plan stands.
#[derive(Queryable, Selectable)]
#[diesel(table_name = plan)]
struct StandRow {
    unit_id: i64,
    id: i64,
    version: i32,
    state: String,
    submitted_at: String,
}

/// A version that its head signed.
#[derive(Debug, Clone, Copy)]
pub struct SignedPlan<'a> {
    /// Version, from 1.
    pub version: i32,
    /// What it says.
    pub body: &'a PlanBody,
    /// The day of the session that it plans.
    pub session_on: Date,
    /// Who sent it to the head.
    pub submitted_by: Option<AccountId>,
}

located!(PlanId, plan);

opens! {
    /// Opens a plan: to read it, or to judge it.
    OpensPlan: ReadPlans, ReviewPlan, ReviewLeadersPlan
}

opens! {
    /// Reviews a plan: from above, or, where nobody there would, the one of the organiser's own leading group.
    JudgesPlan: ReviewPlan, ReviewLeadersPlan
}

opens! {
    /// Opens all versions of a unit's plan with their reviews: to read them, or as the unit's own people to write the next.
    OpensPlans: ReadPlans, DraftPlan, SubmitPlan, SignPlan, SendPlanBack
}

pub(crate) fn read_state(text: &str) -> Result<PlanState> {
    PlanState::parse(text).ok_or_else(|| StoreError::meaningless(text, "a state of a plan"))
}

impl TryFrom<PlanRow> for Plan {
    type Error = StoreError;
    fn try_from(row: PlanRow) -> Result<Self> {
        Ok(Self {
            id: PlanId(row.id),
            round: RoundId(row.round_id),
            unit: UnitId(row.unit_id),
            version: row.version,
            state: read_state(&row.state)?,
            latest: row.latest,
            session_on: row.session_on.as_deref().map(read_date).transpose()?,
            body: serde_json::from_str(&row.body).map_err(|_| StoreError::meaningless(row.body, "a plan"))?,
            submitted_at: row.submitted_at,
            submitted_by: row.submitted_by.map(AccountId),
            signed_by: row.signed_by.map(AccountId),
        })
    }
}

/// Plans that their superior approved.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn plan_approved() -> _ {
    let states: Vec<&'static str> = PlanState::keys_where(PlanState::is_approved);
    plan::state.eq_any(states)
}

/// Plans that wait for their review: the latest version alone does.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn plan_waiting() -> _ {
    let submitted: &'static str = PlanState::Submitted.key();
    plan::latest.eq(true).and(plan::state.eq(submitted))
}

/// Plans that were returned.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn plan_returned() -> _ {
    let returned: &'static str = PlanState::Returned.key();
    plan::state.eq(returned)
}

/// Which direct subordinates owe a plan on a day: all that exist.
#[diesel::dsl::auto_type]
pub(crate) fn owes_plan<'a>(day: &'a str) -> _ {
    let opened = unit::opened_on.is_null().or(unit::opened_on.le(day));
    let closed = unit::closed_on.is_not_null();
    opened.and(diesel::dsl::not(closed))
}

impl Work<'_> {
    /// Writes a version of a plan of the permit's unit; earlier versions are no longer the latest.
    pub fn plan_insert(
        &mut self,
        permit: &Permit<SignPlan>,
        round: RoundId,
        new: &SignedPlan<'_>,
    ) -> Result<PlanId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let id = next_id!(connection, plan);
        let unit = permit.unit().0;
        any(diesel::update(plan::table.filter(plan::round_id.eq(round.0).and(plan::unit_id.eq(unit))))
            .set(plan::latest.eq(false))
            .execute(connection)?);
        let body = serde_json::to_string(new.body)
            .map_err(|fault| StoreError::meaningless(fault.to_string(), "a plan"))?;
        diesel::insert_into(plan::table)
            .values((
                plan::id.eq(id),
                plan::round_id.eq(round.0),
                plan::unit_id.eq(unit),
                plan::version.eq(new.version),
                plan::state.eq(PlanState::Submitted.key()),
                plan::latest.eq(true),
                plan::session_on.eq(new.session_on.to_string()),
                plan::body.eq(body),
                plan::submitted_at.eq(at),
                plan::entered_on.eq(permit.on().to_string()),
                plan::submitted_by.eq(new.submitted_by.map(|account| account.0)),
                plan::signed_by.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(PlanId(id))
    }

    /// Writes a review and the plan's state after it.
    pub fn plan_review_insert<A: JudgesPlan + Writes>(
        &mut self,
        permit: &Permit<A, PlanId>,
        state: PlanState,
        review: &Review,
    ) -> Result<PlanReviewId> {
        let at = self.at().to_string();
        let connection = self.under(permit);
        let own = plan::table.filter(plan::id.eq(permit.key().0).and(plan::unit_id.eq(permit.unit().0)));
        if diesel::update(own).set(plan::state.eq(state.key())).execute(connection)? != 1 {
            return Err(StoreError::NotFound);
        }
        let id = next_id!(connection, plan_review);
        let missing = serde_json::Value::from(review.missing.clone()).to_string();
        diesel::insert_into(plan_review::table)
            .values((
                plan_review::id.eq(id),
                plan_review::plan_id.eq(permit.key().0),
                plan_review::unit_id.eq(permit.unit().0),
                plan_review::outcome.eq(review.outcome.key()),
                plan_review::missing.eq(missing),
                plan_review::remarks.eq(&review.remarks),
                plan_review::reviewed_at.eq(at),
                plan_review::entered_on.eq(permit.on().to_string()),
                plan_review::reviewer_id.eq(permit.account().map(|account| account.0)),
            ))
            .execute(connection)?;
        Ok(PlanReviewId(id))
    }
}

impl Reader<'_> {
    /// The permit's plan.
    pub fn plan<A: OpensPlan>(&mut self, permit: &Permit<A, PlanId>) -> Result<Plan> {
        let row: Option<PlanRow> = plan::table
            .filter(plan::id.eq(permit.key().0).and(plan::unit_id.eq(permit.unit().0)))
            .select(PlanRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Whether the permit's unit stands directly beneath another: only then does it owe that unit a plan.
    pub fn directly_beneath<A: ReadsDraft>(&mut self, permit: &Permit<A>, above: UnitId) -> Result<bool> {
        let found: i64 = unit::table
            .filter(unit::id.eq(permit.unit().0).and(unit::parent_id.eq(above.0)))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// Whether the permit's unit is the organiser of a round whose own leading group owes its plan as the others do.
    pub fn leaders_owe<A: ReadsDraft>(&mut self, permit: &Permit<A>, round: RoundId) -> Result<bool> {
        let found: i64 = round_owing::table
            .inner_join(round::table)
            .filter(round_owing::round_id.eq(round.0).and(round_owing::unit_id.eq(permit.unit().0)))
            .filter(round::organiser_id.eq(permit.unit().0))
            .count()
            .first(self.connection)?;
        Ok(found > 0)
    }

    /// How the plan of the organiser's own leading group stands, where it owes the round of the permit's unit one.
    pub fn leaders_plan(
        &mut self,
        permit: &Permit<ReadPlans>,
        round: RoundId,
    ) -> Result<Option<PlanCoverage>> {
        let own: Option<OwingRow> = round_owing::table
            .inner_join(round::table)
            .inner_join(unit::table)
            .filter(round_owing::round_id.eq(round.0).and(round_owing::unit_id.eq(permit.unit().0)))
            .filter(round::organiser_id.eq(permit.unit().0))
            .select(OwingRow::as_select())
            .first(self.connection)
            .optional()?;
        let Some(OwingRow { id, code, name, class, closed_on, .. }) = own else { return Ok(None) };
        let plan = self.plan_versions(permit, round)?.into_iter().next();
        let plan = plan.map(|plan| (plan.id, plan.version, plan.state, plan.submitted_at));
        let gone = closed_on.is_some();
        Ok(Some(PlanCoverage { unit: UnitId(id), code, name, class, plan, gone, opens: true }))
    }

    /// All versions of the permit's unit's plan for a round, the newest first.
    pub fn plan_versions<A: OpensPlans>(&mut self, permit: &Permit<A>, round: RoundId) -> Result<Vec<Plan>> {
        let rows: Vec<PlanRow> = plan::table
            .filter(plan::round_id.eq(round.0).and(plan::unit_id.eq(permit.unit().0)))
            .order(plan::version.desc())
            .select(PlanRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Plan::try_from).collect()
    }

    /// All plans of the permit's unit, the newest round first.
    pub fn plans_of_unit(&mut self, permit: &Permit<ReadPlans>) -> Result<Vec<Plan>> {
        let rows: Vec<PlanRow> = plan::table
            .filter(plan::unit_id.eq(permit.unit().0))
            .order((plan::round_id.desc(), plan::version.desc()))
            .limit(100)
            .select(PlanRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Plan::try_from).collect()
    }

    /// Plans of the permit's unit's direct subordinates for a round that wait for their review, the oldest first.
    pub fn plans_waiting(&mut self, permit: &Permit<ReadPlans>, round: RoundId) -> Result<Vec<PlanId>> {
        let ids: Vec<i64> = plan::table
            .inner_join(unit::table)
            .inner_join(round::table)
            .filter(unit::parent_id.eq(permit.unit().0).and(plan::round_id.eq(round.0)))
            .filter(plan_waiting().and(round_running()))
            .order((plan::submitted_at.asc(), plan::id.asc()))
            .select(plan::id)
            .load(self.connection)?;
        Ok(ids.into_iter().map(PlanId).collect())
    }

    /// The reviews of the permit's unit's plans for a round, the newest first.
    pub fn plan_reviews<A: OpensPlans>(
        &mut self,
        permit: &Permit<A>,
        round: RoundId,
    ) -> Result<Vec<PlanReview>> {
        let rows: Vec<ReviewRow> = plan_review::table
            .inner_join(plan::table)
            .filter(plan::round_id.eq(round.0).and(plan::unit_id.eq(permit.unit().0)))
            .order(plan_review::id.desc())
            .select(ReviewRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(PlanReview::try_from).collect()
    }

    /// How the plans of the organiser's direct subordinates stand: every one that owes a plan, with or without.
    /// The permit is for the organiser, who sees all of them, wherever they stand today; who sees a part of its subtree alone sees
    /// that part.
    pub fn plan_coverage(
        &mut self,
        permit: &Permit<ReadPlans>,
        organiser: UnitId,
        round: RoundId,
    ) -> Result<Vec<PlanCoverage>> {
        let day = permit.on().to_string();
        let span = permit.span();
        // Once it has opened a round keeps who owes it; whoever comes later owes it nothing.
        // The organiser's own leading group is told apart.
        let owing: Vec<i64> = round_owing::table
            .filter(round_owing::round_id.eq(round.0).and(round_owing::unit_id.ne(organiser.0)))
            .select(round_owing::unit_id)
            .load(self.connection)?;
        let mut query = unit::table.order(unit::seq.asc()).select(OwingRow::as_select()).into_boxed();
        if permit.unit() != organiser || owing.is_empty() {
            query = query.filter(unit::lo.between(span.lo, span.hi));
        }
        query = if owing.is_empty() {
            query.filter(unit::parent_id.eq(organiser.0).and(owes_plan(&day)))
        } else {
            query.filter(unit::id.eq_any(owing))
        };
        let units: Vec<OwingRow> = query.load(self.connection)?;
        let plans: Vec<StandRow> = plan::table
            .filter(plan::round_id.eq(round.0).and(plan::latest.eq(true)))
            .filter(plan::unit_id.eq_any(units.iter().map(|row| row.id)))
            .select(StandRow::as_select())
            .load(self.connection)?;
        let mut plans: HashMap<i64, StandRow> = plans.into_iter().map(|row| (row.unit_id, row)).collect();
        let covered = |row: OwingRow| {
            let plan = plans.remove(&row.id).map(|plan| {
                let state = read_state(&plan.state)?;
                Ok::<_, StoreError>((PlanId(plan.id), plan.version, state, plan.submitted_at))
            });
            let OwingRow { id, code, name, class, lo, parent_id, closed_on } = row;
            let gone = closed_on.is_some() || parent_id != Some(organiser.0);
            let opens = (span.lo..=span.hi).contains(&lo);
            Ok(PlanCoverage { unit: UnitId(id), code, name, class, plan: plan.transpose()?, gone, opens })
        };
        units.into_iter().map(covered).collect()
    }
}
