//! Duties: laid on units, acknowledged, handed over.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    day::read_date,
    duties::duty_tally::{Change, Share, duty_shares, tally_changes},
    error::{Result, StoreError, one},
    in_force::duty_in_force,
    locate::located,
    schema::{duty, post, unit},
    units::unit::units_within,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    duties::duty::{DutyKind, FirstTerm, NewDuty, PostKind},
    id::{DutyId, PostId, ProgrammeId, UnitId},
    permit::{AcknowledgeDuty, AssignDuty, Permit, ReadDuties},
};
use std::collections::{HashMap, HashSet};

/// A duty of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its key.
    pub id: DutyId,
    /// The unit that carries it.
    pub unit: UnitId,
    /// Its kind.
    pub kind: DutyKind,
    /// The post, for a personal one.
    pub carrier: Option<PostId>,
    /// Title of the post, for a personal one.
    pub post: Option<String>,
    /// The last day of that post, if it has one.
    pub post_until: Option<Date>,
    /// The programme in which it was laid on.
    pub programme: Option<ProgrammeId>,
    /// The day it was laid on.
    pub laid_on: Date,
    /// By when it is to be acknowledged.
    pub due_on: Option<Date>,
    /// The day it was acknowledged.
    pub acknowledged_on: Option<Date>,
    /// The day on which it no longer holds.
    pub ended_on: Option<Date>,
}

/// A duty to be laid on a unit of which the key is known.
#[derive(Debug, Clone)]
pub struct DutyToLay {
    /// The unit.
    pub unit: UnitId,
    /// Kind.
    pub kind: DutyKind,
    /// The post that carries it, if it is there already.
    pub post: Option<PostId>,
    /// Title of the post that carries it, if it is to be registered.
    pub post_title: Option<String>,
    /// When it was acknowledged, if it was.
    pub acknowledged_on: Option<Date>,
}

impl DutyToLay {
    /// A duty of a register that came up from a tier.
    pub fn of(unit: UnitId, new: &NewDuty) -> Self {
        let (post_title, acknowledged_on) = (new.post.clone(), new.acknowledged_on);
        Self { unit, kind: new.kind, post: None, post_title, acknowledged_on }
    }
}

/// What holds for all duties that are laid on in one act.
#[derive(Debug, Clone, Copy)]
pub struct LaidHow {
    /// The programme, if there is one.
    pub programme: Option<ProgrammeId>,
    /// The day from which they hold.
    pub laid_on: Date,
    /// By when they are to be acknowledged.
    pub due_on: Option<Date>,
}

#[derive(Insertable)]
#[diesel(table_name = duty)]
struct DutyRow {
    id: i64,
    unit_id: i64,
    kind: &'static str,
    post_id: Option<i64>,
    laid_by: i64,
    laid_on: String,
    acknowledged_on: Option<String>,
    programme_id: Option<i64>,
    due_on: Option<String>,
    entered_on: String,
}

#[derive(Insertable)]
#[diesel(table_name = post)]
struct PostRow<'a> {
    id: i64,
    unit_id: i64,
    kind: &'static str,
    title: &'a str,
    from_on: String,
}

/// A duty with the title and the last day of its post.
#[derive(Queryable)]
struct SelectedDuty {
    id: i64,
    unit_id: i64,
    kind: String,
    carrier: Option<i64>,
    post: Option<String>,
    post_until: Option<String>,
    programme: Option<i64>,
    laid_on: String,
    due_on: Option<String>,
    acknowledged_on: Option<String>,
    ended_on: Option<String>,
}

impl TryFrom<SelectedDuty> for Duty {
    type Error = StoreError;
    fn try_from(row: SelectedDuty) -> Result<Self> {
        let day = |text: Option<String>| text.as_deref().map(read_date).transpose();
        Ok(Self {
            id: DutyId(row.id),
            unit: UnitId(row.unit_id),
            kind: DutyKind::parse(&row.kind)
                .map_err(|_| StoreError::meaningless(row.kind, "a kind of duty"))?,
            carrier: row.carrier.map(PostId),
            post: row.post,
            post_until: day(row.post_until)?,
            programme: row.programme.map(ProgrammeId),
            laid_on: read_date(&row.laid_on)?,
            due_on: day(row.due_on)?,
            acknowledged_on: day(row.acknowledged_on)?,
            ended_on: day(row.ended_on)?,
        })
    }
}

located!(DutyId, |key| {
    duty::table.inner_join(unit::table.on(unit::id.eq(duty::unit_id))).filter(duty::id.eq(key)).select((
        unit::id,
        unit::lo,
        unit::hi,
    ))
});

/// The kind of post that carries a kind of duty.
fn post_kind(kind: DutyKind) -> PostKind {
    match kind {
        DutyKind::First | DutyKind::Principal => PostKind::Chief,
        DutyKind::Dual => PostKind::PortfolioLead,
        DutyKind::Organising => PostKind::Office,
    }
}

impl Work<'_> {
    /// Lays duties on units of the permit's subtree, and registers the posts that are to carry them. The tallies
    /// of the units above follow in the same unit of work.
    pub fn duties_insert(
        &mut self,
        permit: &Permit<AssignDuty>,
        new: &[DutyToLay],
        how: LaidHow,
    ) -> Result<DutyId> {
        self.reader().all_within(permit, new)?;
        let connection = self.under(permit);
        let first = next_id!(connection, duty);
        let mut next_post = next_id!(connection, post);
        let (mut duties, mut posts) = (Vec::with_capacity(new.len()), Vec::new());
        for (id, new) in (first..).zip(new) {
            let made = new.post_title.as_deref().map(|title| {
                let kind = post_kind(new.kind).key();
                posts.push(PostRow {
                    id: next_post,
                    unit_id: new.unit.0,
                    kind,
                    title,
                    from_on: how.laid_on.to_string(),
                });
                next_post += 1;
                next_post - 1
            });
            duties.push(DutyRow {
                id,
                unit_id: new.unit.0,
                kind: new.kind.key(),
                post_id: new.post.map(|post| post.0).or(made),
                laid_by: permit.unit().0,
                laid_on: how.laid_on.to_string(),
                acknowledged_on: new.acknowledged_on.map(|day| day.to_string()),
                programme_id: how.programme.map(|id| id.0),
                due_on: how.due_on.map(|day| day.to_string()),
                entered_on: permit.on().to_string(),
            });
        }
        let changes = shares_after(connection, new)?;
        insert_batch!(connection, post::table, &posts, 5);
        insert_batch!(connection, duty::table, &duties, 10);
        let last = new.iter().filter_map(|new| new.acknowledged_on).max();
        let touched = last.map_or(how.laid_on, |last| last.max(how.laid_on)).max(permit.on());
        tally_changes(connection, &changes, &touched.to_string())?;
        Ok(DutyId(first))
    }

    /// Marks the permit's duty as acknowledged: one that is in force.
    pub fn duty_acknowledge(&mut self, permit: &Permit<AcknowledgeDuty, DutyId>) -> Result<()> {
        let (unit, day) = (permit.unit().0, permit.on().to_string());
        let connection = self.under(permit);
        let before = share_of(connection, unit)?;
        let open = duty::table
            .filter(duty::id.eq(permit.key().0).and(duty::unit_id.eq(unit)))
            .filter(duty::acknowledged_on.is_null().and(duty_in_force(&day)));
        if diesel::update(open).set(duty::acknowledged_on.eq(&day)).execute(connection)? != 1 {
            return Err(StoreError::NotFound);
        }
        // What is counted is how it stands once all that is entered has come: of a duty whose end is known nothing changes.
        let after = share_of(connection, unit)?;
        tally_changes(connection, &[(unit, before, after)], &day)
    }

    /// Calls a duty off of which the first day has not come, and lets whoever handed it over carry on.
    pub fn duty_call_off(&mut self, permit: &Permit<AssignDuty>, id: DutyId) -> Result<()> {
        let (span, day) = (permit.span(), permit.on().to_string());
        let connection = self.under(permit);
        let found: Option<(i64, String, String, Option<i64>)> = duty::table
            .filter(duty::id.eq(id.0).and(duty::ended_on.is_null()).and(duty::laid_on.gt(&day)))
            .filter(duty::unit_id.eq_any(units_within(span)))
            .select((duty::unit_id, duty::kind, duty::laid_on, duty::programme_id))
            .first(connection)
            .optional()?;
        let (unit, kind, from, programme) = found.ok_or(StoreError::NotFound)?;
        let before = share_of(connection, unit)?;
        one(diesel::update(duty::table.find(id.0))
            .set((duty::ended_on.eq(&from), duty::end_entered_on.eq(&day)))
            .execute(connection)?)?;
        let mut handed_over: Vec<(i64, Option<i64>)> = duty::table
            .filter(duty::unit_id.eq(unit).and(duty::kind.eq(&kind)).and(duty::id.ne(id.0)))
            .filter(duty::ended_on.eq(&from).and(duty::laid_on.lt(&from)))
            .order(duty::id.desc())
            .select((duty::id, duty::programme_id))
            .load(connection)?;
        handed_over.retain(|(_, of)| *of == programme);
        if let Some((one_before, _)) = handed_over.first() {
            one(diesel::update(duty::table.find(*one_before))
                .set((duty::ended_on.eq(None::<String>), duty::end_entered_on.eq("")))
                .execute(connection)?)?;
        }
        let after = share_of(connection, unit)?;
        tally_changes(connection, &[(unit, before, after)], &day)
    }

    /// Ends a duty in force within the permit's subtree: from this day on it no longer holds.
    pub fn duty_end(&mut self, permit: &Permit<AssignDuty>, id: DutyId, ended_on: Date) -> Result<UnitId> {
        let connection = self.under(permit);
        let found: Option<(i64, Option<String>)> = duty::table
            .filter(duty::id.eq(id.0).and(duty::ended_on.is_null()))
            .filter(duty::unit_id.eq_any(units_within(permit.span())))
            .select((duty::unit_id, duty::acknowledged_on))
            .first(connection)
            .optional()?;
        let (unit, acknowledged) = found.ok_or(StoreError::NotFound)?;
        let before = share_of(connection, unit)?;
        one(diesel::update(duty::table.find(id.0))
            .set((duty::ended_on.eq(ended_on.to_string()), duty::end_entered_on.eq(permit.on().to_string())))
            .execute(connection)?)?;
        let after = Share {
            laid: before.laid - 1,
            acknowledged: before.acknowledged - i64::from(acknowledged.is_some()),
        };
        // The count is other than before from today on, whatever day the end is dated.
        tally_changes(connection, &[(unit, before, after)], &permit.on().max(ended_on).to_string())?;
        Ok(UnitId(unit))
    }
}

/// The duties in force of one unit.
fn share_of(connection: &mut AnyConnection, unit: i64) -> Result<Share> {
    Ok(duty_shares(connection, &[unit])?.get(&unit).copied().unwrap_or_default())
}

/// What the units carry before and after these duties are laid on.
fn shares_after(connection: &mut AnyConnection, new: &[DutyToLay]) -> Result<Vec<Change>> {
    let mut added: HashMap<i64, Share> = HashMap::new();
    for new in new {
        let share = added.entry(new.unit.0).or_default();
        share.laid += 1;
        share.acknowledged += i64::from(new.acknowledged_on.is_some());
    }
    let units: Vec<i64> = added.keys().copied().collect();
    let before = duty_shares(connection, &units)?;
    let change = |(unit, added): (i64, Share)| {
        let before = before.get(&unit).copied().unwrap_or_default();
        let after =
            Share { laid: before.laid + added.laid, acknowledged: before.acknowledged + added.acknowledged };
        (unit, before, after)
    };
    Ok(added.into_iter().map(change).collect())
}

impl Reader<'_> {
    /// Whether the permit reaches every unit on which duties are to be laid.
    fn all_within(&mut self, permit: &Permit<AssignDuty>, new: &[DutyToLay]) -> Result<()> {
        let mut units: Vec<i64> = new.iter().map(|new| new.unit.0).collect();
        units.sort_unstable();
        units.dedup();
        let span = permit.span();
        for chunk in units.chunks(500) {
            let within: i64 = unit::table
                .filter(unit::id.eq_any(chunk.iter().copied()).and(unit::lo.between(span.lo, span.hi)))
                .count()
                .first(self.connection)?;
            if usize::try_from(within) != Ok(chunk.len()) {
                return Err(StoreError::NotFound);
            }
        }
        Ok(())
    }

    /// When somebody was or is first responsible for each of these units of the permit's subtree in a programme: key
    /// and days.
    pub fn first_terms(
        &mut self,
        permit: &Permit<AssignDuty>,
        units: &[UnitId],
        programme: Option<ProgrammeId>,
    ) -> Result<HashMap<UnitId, Vec<(DutyId, FirstTerm)>>> {
        let mut terms: HashMap<UnitId, Vec<_>> = HashMap::new();
        for chunk in units.chunks(500) {
            let mut query = duty::table
                .filter(duty::unit_id.eq_any(chunk.iter().map(|unit| unit.0)))
                .filter(duty::unit_id.eq_any(units_within(permit.span())))
                .filter(duty::kind.eq(DutyKind::First.key()))
                .order(duty::id.asc())
                .select((duty::id, duty::unit_id, duty::laid_on, duty::ended_on))
                .into_boxed();
            query = match programme {
                Some(programme) => query.filter(duty::programme_id.eq(programme.0)),
                None => query.filter(duty::programme_id.is_null()),
            };
            let rows: Vec<(i64, i64, String, Option<String>)> = query.load(self.connection)?;
            for (id, unit, from, ended) in rows {
                let ended = ended.as_deref().map(read_date).transpose()?;
                let term = FirstTerm { from: read_date(&from)?, ended };
                terms.entry(UnitId(unit)).or_default().push((DutyId(id), term));
            }
        }
        Ok(terms)
    }

    /// Which of these units of the permit's subtree carry a duty of a kind now; by one post, if one is named.
    pub fn carry_already(
        &mut self,
        permit: &Permit<AssignDuty>,
        units: &[UnitId],
        (kind, post): (DutyKind, Option<PostId>),
        programme: Option<ProgrammeId>,
    ) -> Result<HashSet<UnitId>> {
        let mut found = HashSet::new();
        for chunk in units.chunks(500) {
            let mut query = duty::table
                .filter(duty::unit_id.eq_any(chunk.iter().map(|unit| unit.0)))
                .filter(duty::unit_id.eq_any(units_within(permit.span())))
                .filter(duty::kind.eq(kind.key()).and(duty::ended_on.is_null()))
                .select(duty::unit_id)
                .into_boxed();
            if let Some(post) = post {
                query = query.filter(duty::post_id.eq(post.0));
            }
            query = match programme {
                Some(programme) => query.filter(duty::programme_id.eq(programme.0)),
                None => query.filter(duty::programme_id.is_null()),
            };
            let rows: Vec<i64> = query.load(self.connection)?;
            found.extend(rows.into_iter().map(UnitId));
        }
        Ok(found)
    }

    /// Keys of the units with these codes within the permit's subtree, in the order of the codes; `None` where there is none.
    pub fn units_of_codes(
        &mut self,
        permit: &Permit<AssignDuty>,
        codes: &[&str],
    ) -> Result<Vec<Option<UnitId>>> {
        let span = permit.span();
        let mut found = HashMap::new();
        for chunk in codes.chunks(500) {
            let rows: Vec<(String, i64)> = unit::table
                .filter(unit::code.eq_any(chunk.iter().copied()))
                .filter(unit::lo.between(span.lo, span.hi))
                .select((unit::code, unit::id))
                .load(self.connection)?;
            found.extend(rows);
        }
        Ok(codes.iter().map(|code| found.get(*code).copied().map(UnitId)).collect())
    }

    /// Units beneath the permit's unit: those directly beneath it, or all of a class however deep.
    pub fn units_to_charge(
        &mut self,
        permit: &Permit<AssignDuty>,
        class: Option<&str>,
    ) -> Result<Vec<UnitId>> {
        let span = permit.span();
        let query =
            unit::table.filter(unit::closed_on.is_null()).select(unit::id).order(unit::lo.asc()).into_boxed();
        let query = match class {
            Some(class) => query
                .filter(unit::class.eq(class.to_owned()).and(unit::lo.gt(span.lo)).and(unit::lo.le(span.hi))),
            None => query.filter(unit::parent_id.eq(permit.unit().0)),
        };
        let rows: Vec<i64> = query.load(self.connection)?;
        Ok(rows.into_iter().map(UnitId).collect())
    }

    /// The duties of the permit's unit itself; those that have ended, too, if `past`.
    pub fn duties(&mut self, permit: &Permit<ReadDuties>, past: bool) -> Result<Vec<Duty>> {
        let mut query = duty::table
            .left_join(post::table)
            .filter(duty::unit_id.eq(permit.unit().0))
            .order((duty::kind.asc(), duty::id.asc()))
            .select((
                duty::id,
                duty::unit_id,
                duty::kind,
                duty::post_id,
                post::title.nullable(),
                post::until_on.nullable(),
                duty::programme_id,
                duty::laid_on,
                duty::due_on,
                duty::acknowledged_on,
                duty::ended_on,
            ))
            .into_boxed();
        if !past {
            query = query.filter(duty_in_force(&permit.on().to_string()));
        }
        query.load::<SelectedDuty>(self.connection)?.into_iter().map(Duty::try_from).collect()
    }
}
