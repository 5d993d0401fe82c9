//! Posts and duties.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    error::{Result, StoreError},
    schema::{duty, post, unit},
    unit::read_date,
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    duty::{DutyKind, NewDuty, PostKind},
    id::{DutyId, UnitId},
    permit::{AcknowledgeDuty, AssignDuty, Permit, ReadDuties, Target},
    span::Span,
};

/// A duty of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Its key.
    pub id: DutyId,
    /// The unit that carries it.
    pub unit: UnitId,
    /// Its kind.
    pub kind: DutyKind,
    /// Title of the post, for a personal one.
    pub post: Option<String>,
    /// The day it was laid on.
    pub laid_on: Date,
    /// The day it was acknowledged.
    pub acknowledged_on: Option<Date>,
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

fn post_kind(kind: DutyKind) -> PostKind {
    match kind {
        DutyKind::First | DutyKind::Principal => PostKind::Chief,
        DutyKind::Dual => PostKind::PortfolioLead,
        DutyKind::Organising => PostKind::Office,
    }
}

impl Work<'_> {
    /// Lays duties on units of the permit's subtree, and registers the posts that carry them.
    /// `units` are the keys of the units in the order of `new`.
    pub fn duties_insert(
        &mut self,
        permit: &Permit<AssignDuty>,
        new: &[(UnitId, NewDuty)],
        laid_on: Date,
    ) -> Result<()> {
        let connection = &mut *self.connection;
        let (mut next_duty, mut next_post) = (next_id!(connection, duty), next_id!(connection, post));
        let (mut duties, mut posts) = (Vec::with_capacity(new.len()), Vec::new());
        for (unit, new) in new {
            let post_id = new.post.as_deref().map(|title| {
                let kind = post_kind(new.kind).key();
                posts.push(PostRow {
                    id: next_post,
                    unit_id: unit.0,
                    kind,
                    title,
                    from_on: laid_on.to_string(),
                });
                next_post += 1;
                next_post - 1
            });
            duties.push(DutyRow {
                id: next_duty,
                unit_id: unit.0,
                kind: new.kind.key(),
                post_id,
                laid_by: permit.unit().0,
                laid_on: laid_on.to_string(),
                acknowledged_on: new.acknowledged_on.map(|day| day.to_string()),
            });
            next_duty += 1;
        }
        insert_batch!(connection, post::table, &posts, 5);
        insert_batch!(connection, duty::table, &duties, 7);
        Ok(())
    }

    /// Marks a duty of the permit's unit as acknowledged.
    pub fn duty_acknowledge(&mut self, permit: &Permit<AcknowledgeDuty>, id: DutyId) -> Result<()> {
        let open = duty::table.filter(
            duty::id.eq(id.0).and(duty::unit_id.eq(permit.unit().0)).and(duty::acknowledged_on.is_null()),
        );
        let changed = diesel::update(open)
            .set(duty::acknowledged_on.eq(permit.on().to_string()))
            .execute(&mut *self.connection)?;
        if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
    }

    /// Keys of the units with these codes within the permit's subtree, in the order of the codes; `None` where there is none.
    pub fn units_by_code(
        &mut self,
        permit: &Permit<AssignDuty>,
        codes: &[&str],
    ) -> Result<Vec<Option<UnitId>>> {
        let span = permit.span();
        let mut found = std::collections::HashMap::new();
        for chunk in codes.chunks(500) {
            let rows: Vec<(String, i64)> = unit::table
                .filter(unit::code.eq_any(chunk.iter().copied()))
                .filter(unit::lo.between(span.lo, span.hi))
                .select((unit::code, unit::id))
                .load(&mut *self.connection)?;
            found.extend(rows);
        }
        Ok(codes.iter().map(|code| found.get(*code).copied().map(UnitId)).collect())
    }
}

/// What is selected of a duty: key, unit, kind, post, laid on, acknowledged on.
type Selected = (i64, i64, String, Option<String>, String, Option<String>);

impl Reader<'_> {
    /// Where the unit of a duty stands, to ask for a permit.
    pub fn locate_duty(&mut self, id: DutyId) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = duty::table
            .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
            .filter(duty::id.eq(id.0))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(unit, lo, hi)| Target { unit: UnitId(unit), span: Span { lo, hi } }))
    }

    /// The duties of the permit's unit itself.
    pub fn duties(&mut self, permit: &Permit<ReadDuties>) -> Result<Vec<Duty>> {
        let rows: Vec<Selected> = duty::table
            .left_join(post::table)
            .filter(duty::unit_id.eq(permit.unit().0))
            .order((duty::kind.asc(), duty::id.asc()))
            .select((
                duty::id,
                duty::unit_id,
                duty::kind,
                post::title.nullable(),
                duty::laid_on,
                duty::acknowledged_on,
            ))
            .load(self.connection)?;
        let read =
            |(id, unit, kind, post, laid_on, acknowledged_on): (_, _, String, _, String, Option<String>)| {
                Ok(Duty {
                    id: DutyId(id),
                    unit: UnitId(unit),
                    kind: DutyKind::parse(&kind)
                        .map_err(|_| StoreError::meaningless(kind, "a kind of duty"))?,
                    post,
                    laid_on: read_date(&laid_on)?,
                    acknowledged_on: acknowledged_on.as_deref().map(read_date).transpose()?,
                })
            };
        rows.into_iter().map(read).collect()
    }
}
