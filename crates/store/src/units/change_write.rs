//! Changing the tree: what a unit is called and where it stands, with what is kept of before.
//!
//! The places of the walk have no gaps, so a move shifts those between where the unit stood and where it stands. Its interval is
//! written to the end of the unit above; all that shifts is written in one statement.

use crate::{
    Work,
    batch::next_id,
    connection::AnyConnection,
    error::{Result, StoreError, any, one},
    schema::{unit, unit_change},
    units::unit::UnitRow,
};
use diesel::{
    dsl::{case_when, max},
    prelude::*,
};
use earnest_model::{
    id::UnitId,
    permit::{ChangeUnits, Permit},
    span::Span,
    text::Line,
    units::{
        change::{ChangeKind, Order},
        unit::{Tier, Unit},
    },
};

/// A unit to be opened.
#[derive(Debug, Clone, Copy)]
pub struct NewUnit<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a Line,
    /// Its tier.
    pub tier: Tier,
    /// Its class.
    pub class: &'a str,
    /// The unit above it.
    pub above: &'a Unit,
}

/// What is kept of a change besides its order.
#[derive(Default)]
struct Kept<'a> {
    name: (Option<&'a str>, Option<&'a str>),
    parent: (Option<UnitId>, Option<UnitId>),
    other: Option<UnitId>,
    undoes: Option<i64>,
}

impl Work<'_> {
    /// Calls a unit otherwise.
    pub fn unit_rename(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (which, name): (&Unit, &Line),
        (order, undoes): (&Order, Option<i64>),
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = within(connection, permit, which.id)?;
        one(diesel::update(unit::table.find(own.id))
            .set(unit::name.eq(name.as_str()))
            .execute(connection)?)?;
        let name = (Some(own.name.as_str()), Some(name.as_str()));
        keep(
            connection,
            permit,
            (own.id, ChangeKind::Rename, order),
            Kept { name, undoes, ..Kept::default() },
        )
    }

    /// Puts a unit with all beneath it beneath another, as the last there.
    pub fn unit_move(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (which, to): (UnitId, UnitId),
        (order, undoes): (&Order, Option<i64>),
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = within(connection, permit, which)?;
        let above = within(connection, permit, to)?;
        if own.lo <= above.lo && above.hi <= own.hi {
            return Err(StoreError::NotFound);
        }
        let lines = [line(connection, own.parent_id)?, line(connection, Some(above.id))?];
        shift(connection, (&own, &above), lines)?;
        one(diesel::update(unit::table.find(own.id))
            .set(unit::parent_id.eq(above.id))
            .execute(connection)?)?;
        let parent = (own.parent_id.map(UnitId), Some(UnitId(above.id)));
        keep(
            connection,
            permit,
            (own.id, ChangeKind::Move, order),
            Kept { parent, undoes, ..Kept::default() },
        )
    }

    /// Opens a unit as the last beneath another.
    pub fn unit_open(
        &mut self,
        permit: &Permit<ChangeUnits>,
        new: &NewUnit<'_>,
        order: &Order,
    ) -> Result<UnitId> {
        let connection = self.under(permit);
        let above = within(connection, permit, new.above.id)?;
        let line = line(connection, Some(above.id))?;
        any(diesel::update(unit::table.filter(unit::lo.gt(above.hi)))
            .set((unit::lo.eq(unit::lo + 1), unit::hi.eq(unit::hi + 1)))
            .execute(connection)?);
        any(diesel::update(unit::table.filter(unit::id.eq_any(line)))
            .set(unit::hi.eq(unit::hi + 1))
            .execute(connection)?);
        let last: Option<i64> = unit::table.select(max(unit::seq)).first(connection)?;
        let id = next_id!(connection, unit);
        let row = UnitRow {
            id,
            code: new.code.to_owned(),
            name: new.name.as_str().to_owned(),
            parent_id: Some(above.id),
            tier: new.tier.0,
            class: new.class.to_owned(),
            lo: above.hi + 1,
            hi: above.hi + 1,
            seq: last.unwrap_or(-1) + 1,
            synthetic: above.synthetic,
            opened_on: Some(order.ordered_on.to_string()),
            closed_on: None,
            entered_on: permit.on().to_string(),
        };
        diesel::insert_into(unit::table).values(&row).execute(connection)?;
        let parent = (None, Some(UnitId(above.id)));
        let name = (None, Some(new.name.as_str()));
        keep(connection, permit, (id, ChangeKind::Open, order), Kept { name, parent, ..Kept::default() })?;
        Ok(UnitId(id))
    }

    /// Closes a unit: it is there no more from the permit's day on. Another may have taken its place.
    pub fn unit_close(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (which, other): (&Unit, Option<UnitId>),
        (order, undoes): (&Order, Option<i64>),
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = within(connection, permit, which.id)?;
        one(diesel::update(unit::table.find(own.id).filter(unit::closed_on.is_null()))
            .set(unit::closed_on.eq(permit.on().to_string()))
            .execute(connection)?)?;
        let kind = if other.is_some() { ChangeKind::Merge } else { ChangeKind::Close };
        keep(connection, permit, (own.id, kind, order), Kept { other, undoes, ..Kept::default() })
    }

    /// Takes the closing of a unit back.
    pub fn unit_reopen(
        &mut self,
        permit: &Permit<ChangeUnits>,
        which: &Unit,
        (order, undoes): (&Order, Option<i64>),
    ) -> Result<()> {
        let connection = self.under(permit);
        let own = within(connection, permit, which.id)?;
        one(diesel::update(unit::table.find(own.id).filter(unit::closed_on.is_not_null()))
            .set(unit::closed_on.eq(None::<String>))
            .execute(connection)?)?;
        keep(connection, permit, (own.id, ChangeKind::Reopen, order), Kept { undoes, ..Kept::default() })
    }
}

/// The unit as it stands now, if it stands in the permit's subtree as that stands now.
fn within(connection: &mut AnyConnection, permit: &Permit<ChangeUnits>, id: UnitId) -> Result<UnitRow> {
    let read = |connection: &mut AnyConnection, id: i64| -> Result<UnitRow> {
        let row = unit::table.find(id).select(UnitRow::as_select()).first(connection).optional()?;
        row.ok_or(StoreError::NotFound)
    };
    // An act before in the same unit of work may have shifted both.
    let (reach, own) = (read(connection, permit.unit().0)?, read(connection, id.0)?);
    let span = |row: &UnitRow| Span { lo: row.lo, hi: row.hi };
    if span(&reach).covers(span(&own)) { Ok(own) } else { Err(StoreError::NotFound) }
}

/// A unit and those above it.
fn line(connection: &mut AnyConnection, from: Option<i64>) -> Result<Vec<i64>> {
    let (mut line, mut here) = (Vec::new(), from);
    while let Some(id) = here {
        line.push(id);
        let above: Option<Option<i64>> =
            unit::table.find(id).select(unit::parent_id).first(connection).optional()?;
        here = above.flatten();
    }
    Ok(line)
}

/// Gives a unit and all beneath it the places after the last beneath another, and shifts those between. `lines`: who stands
/// above it, and the other with who stands above that.
fn shift(
    connection: &mut AnyConnection,
    (own, above): (&UnitRow, &UnitRow),
    [old, new]: [Vec<i64>; 2],
) -> Result<()> {
    let (a, b, h, at) = (own.lo, own.hi, above.hi, above.lo);
    let size = b - a + 1;
    if h >= b {
        // Whoever stood after it, up to the end of the unit above, moves up; so does the end of what it leaves.
        let ends_before = || unit::hi.lt(h).or(unit::hi.eq(h).and(unit::lo.gt(at)));
        let left = unit::table.filter(unit::id.eq_any(old).and(ends_before()));
        any(diesel::update(left).set(unit::hi.eq(unit::hi - size)).execute(connection)?);
        if h > b {
            let by = h - b;
            any(diesel::update(unit::table.filter(unit::lo.between(a, h)))
                .set((
                    unit::lo.eq(case_when(unit::lo.le(b), unit::lo + by).otherwise(unit::lo - size)),
                    unit::hi.eq(case_when(unit::lo.le(b), unit::hi + by)
                        .when(ends_before(), unit::hi - size)
                        .otherwise(unit::hi)),
                ))
                .execute(connection)?);
        }
    } else {
        // Whoever stands between moves down to make room; whoever is above it no more ends where it ended.
        let by = a - h - 1;
        let grows = unit::table.filter(unit::id.eq_any(new).and(unit::hi.lt(a)));
        any(diesel::update(grows).set(unit::hi.eq(unit::hi + size)).execute(connection)?);
        // No line over what begins here is one of those that grew: they begin before.
        any(diesel::update(unit::table.filter(unit::lo.between(h + 1, b)))
            .set((
                unit::lo.eq(case_when(unit::lo.ge(a), unit::lo - by).otherwise(unit::lo + size)),
                unit::hi.eq(case_when(unit::lo.ge(a), unit::hi - by)
                    .when(unit::hi.lt(a), unit::hi + size)
                    .otherwise(unit::hi)),
            ))
            .execute(connection)?);
    }
    Ok(())
}

fn keep(
    connection: &mut AnyConnection,
    permit: &Permit<ChangeUnits>,
    (unit, kind, order): (i64, ChangeKind, &Order),
    kept: Kept<'_>,
) -> Result<()> {
    let id = next_id!(connection, unit_change);
    diesel::insert_into(unit_change::table)
        .values((
            unit_change::id.eq(id),
            unit_change::unit_id.eq(unit),
            unit_change::kind.eq(kind.key()),
            unit_change::name_before.eq(kept.name.0),
            unit_change::name_after.eq(kept.name.1),
            unit_change::parent_before.eq(kept.parent.0.map(|unit| unit.0)),
            unit_change::parent_after.eq(kept.parent.1.map(|unit| unit.0)),
            unit_change::other_id.eq(kept.other.map(|unit| unit.0)),
            unit_change::ordered_on.eq(order.ordered_on.to_string()),
            unit_change::from_on.eq(permit.on().to_string()),
            unit_change::reason.eq(order.reason.as_str()),
            unit_change::undoes_id.eq(kept.undoes),
        ))
        .execute(connection)?;
    Ok(())
}
