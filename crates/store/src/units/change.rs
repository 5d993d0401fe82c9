//! What was changed in the tree, and what an order needs to know of it.

use crate::{
    Reader,
    day::read_date,
    error::{Result, StoreError},
    locate::{Place, target},
    schema::{journal, round_owing, unit, unit_change, written},
    units::unit::UnitRow,
};
use diesel::{
    dsl::{exists, max, not},
    prelude::*,
};
use earnest_model::{
    Date,
    action::ActionKind,
    id::UnitId,
    permit::{ChangeUnits, Permit, ReadProgramme, Target},
    span::Span,
    units::{change::ChangeKind, unit::Unit},
};

/// A change of a unit, as its page tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChange {
    /// Its key.
    pub id: i64,
    /// What was done.
    pub kind: ChangeKind,
    /// Code of the unit.
    pub code: String,
    /// What the unit is called today.
    pub name: String,
    /// What it was called before, if it is called otherwise since.
    pub name_before: Option<String>,
    /// What it was called from then on.
    pub name_after: Option<String>,
    /// Code and name of the unit beneath which it stood.
    pub from: Option<(String, String)>,
    /// Code and name of the unit beneath which it stood from then on.
    pub to: Option<(String, String)>,
    /// Code and name of the unit that took its place.
    pub other: Option<(String, String)>,
    /// The day of the order.
    pub ordered_on: Date,
    /// The day from which it holds.
    pub from_on: Date,
    /// Why.
    pub reason: String,
    /// Whether it takes the one before it back.
    pub undoes: bool,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    unit: i64,
    kind: String,
    name_before: Option<String>,
    name_after: Option<String>,
    parent_before: Option<i64>,
    parent_after: Option<i64>,
    other: Option<i64>,
    ordered_on: String,
    from_on: String,
    reason: String,
    undoes: Option<i64>,
}

/// The last change of a unit, to be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    /// Its key.
    pub id: i64,
    /// What was done.
    pub kind: ChangeKind,
    /// What the unit was called before.
    pub name_before: Option<String>,
    /// Code of the unit beneath which it stood before.
    pub parent_before: Option<String>,
    /// Whether anything was done at the unit or beneath it since.
    pub is_acted_on: bool,
}

/// Where a unit gets a name.
#[derive(Debug, Clone, Copy)]
pub enum NamedAt<'a> {
    /// It is opened beneath this one.
    Beneath(&'a Unit),
    /// It is this one, which is called otherwise.
    Beside(&'a Unit),
}

diesel::alias!(unit_change as undoing: Undoing);

/// A change as it is read to be taken back: key, kind, name and unit above before, day.
type Before = (i64, String, Option<String>, Option<i64>, String);

impl Reader<'_> {
    /// The lowest unit whose interval holds all places from one to another: whoever may change units there may change all of
    /// them.
    pub fn reach(&mut self, first: i64, last: i64) -> Result<Option<Target>> {
        let row: Option<Place> = unit::table
            .filter(unit::lo.le(first).and(unit::hi.ge(last)))
            .order(unit::lo.desc())
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(target))
    }

    /// A unit of the permit's subtree by its code.
    pub fn unit_to_change(&mut self, permit: &Permit<ChangeUnits>, code: &str) -> Result<Option<Unit>> {
        let within = permit.span();
        let row: Option<UnitRow> = unit::table
            .filter(unit::code.eq(code).and(unit::lo.between(within.lo, within.hi)))
            .select(UnitRow::as_select())
            .first(self.connection)
            .optional()?;
        row.map(Unit::try_from).transpose()
    }

    /// Codes of units by their keys, within the permit's subtree.
    pub fn code_to_change(&mut self, permit: &Permit<ChangeUnits>, id: UnitId) -> Result<Option<String>> {
        let within = permit.span();
        Ok(unit::table
            .find(id.0)
            .filter(unit::lo.between(within.lo, within.hi))
            .select(unit::code)
            .first(self.connection)
            .optional()?)
    }

    /// The codes of the register that look like one, besides itself.
    pub fn codes_alike(&mut self, _: &Permit<ChangeUnits>, code: &str) -> Result<Option<String>> {
        use earnest_model::signs::look_of_code;
        let look = look_of_code(code);
        let codes: Vec<String> = unit::table.select(unit::code).load(self.connection)?;
        Ok(codes.into_iter().find(|known| look_of_code(known) == look))
    }

    /// Whether another unit that is there has this name where a unit of the permit's subtree gets it, directly beneath the same one.
    /// That a name is taken, and no more, is said of a neighbour outside the subtree, too.
    pub fn is_name_taken(
        &mut self,
        permit: &Permit<ChangeUnits>,
        (place, name): (NamedAt<'_>, &str),
    ) -> Result<bool> {
        let (within, parent, but) = match place {
            NamedAt::Beneath(above) => (above, Some(above.id), -1),
            NamedAt::Beside(unit) => (unit, unit.parent, unit.id.0),
        };
        if !permit.span().covers(within.span) {
            return Err(StoreError::NotFound);
        }
        let alike = unit::table
            .filter(unit::parent_id.eq(parent.map(|parent| parent.0)).and(unit::name.eq(name)))
            .filter(unit::closed_on.is_null().and(unit::id.ne(but)));
        Ok(diesel::select(exists(alike)).get_result(self.connection)?)
    }

    /// The open units directly beneath a unit of the permit's subtree.
    pub fn open_children(&mut self, permit: &Permit<ChangeUnits>, of: UnitId) -> Result<Vec<Unit>> {
        let within = permit.span();
        let rows: Vec<UnitRow> = unit::table
            .filter(unit::parent_id.eq(of.0).and(unit::closed_on.is_null()))
            .filter(unit::lo.between(within.lo, within.hi))
            .order(unit::lo.asc())
            .select(UnitRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Unit::try_from).collect()
    }

    /// The last change of a unit of the permit's subtree that was neither taken back nor takes one back itself.
    pub fn last_change(&mut self, permit: &Permit<ChangeUnits>, of: &Unit) -> Result<Option<LastChange>> {
        if !permit.span().covers(of.span) {
            return Err(StoreError::NotFound);
        }
        let back = undoing.filter(undoing.field(unit_change::undoes_id).eq(unit_change::id.nullable()));
        let row: Option<Before> = unit_change::table
            .filter(unit_change::unit_id.eq(of.id.0))
            .filter(unit_change::undoes_id.is_null().and(not(exists(back))))
            .order(unit_change::id.desc())
            .select((
                unit_change::id,
                unit_change::kind,
                unit_change::name_before,
                unit_change::parent_before,
                unit_change::from_on,
            ))
            .first(self.connection)
            .optional()?;
        let Some((id, kind, name_before, parent, from_on)) = row else { return Ok(None) };
        let is_acted_on = self.acted_on(of.span, id, &from_on)?;
        let parent_before = match parent {
            Some(parent) => unit::table.find(parent).select(unit::code).first(self.connection).optional()?,
            None => None,
        };
        Ok(Some(LastChange { id, kind: read_kind(kind)?, name_before, parent_before, is_acted_on }))
    }

    /// Whether anything was done at units of an interval since a change, or they came to owe a round.
    fn acted_on(&mut self, span: Span, change: i64, from_on: &str) -> Result<bool> {
        let at: Option<i64> = written::table
            .filter(written::record.eq("unit_change").and(written::record_key.eq(change.to_string())))
            .select(max(written::place))
            .first(self.connection)?;
        let act: Option<i64> = journal::table
            .inner_join(unit::table.on(unit::id.eq(journal::unit_id)))
            .filter(unit::lo.between(span.lo, span.hi))
            .filter(journal::place.gt(at.unwrap_or_default()))
            .filter(journal::action.ne(ActionKind::ChangeUnits.key()))
            .select(journal::place)
            .first(self.connection)
            .optional()?;
        let owed: Option<i64> = round_owing::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi).and(round_owing::from_on.gt(from_on)))
            .select(round_owing::unit_id)
            .first(self.connection)
            .optional()?;
        Ok(act.is_some() || owed.is_some())
    }

    /// What was changed of the permit's unit, and what was taken into it: the newest first.
    pub fn changes_of_unit(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<UnitChange>> {
        let own = permit.unit().0;
        let rows: Vec<Row> = unit_change::table
            .filter(unit_change::unit_id.eq(own).or(unit_change::other_id.eq(own)))
            .order(unit_change::id.desc())
            .limit(200)
            .select((
                unit_change::id,
                unit_change::unit_id,
                unit_change::kind,
                unit_change::name_before,
                unit_change::name_after,
                unit_change::parent_before,
                unit_change::parent_after,
                unit_change::other_id,
                unit_change::ordered_on,
                unit_change::from_on,
                unit_change::reason,
                unit_change::undoes_id,
            ))
            .load(self.connection)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let named = |row: &Row| [Some(row.unit), row.parent_before, row.parent_after, row.other];
        let keys: Vec<i64> = rows.iter().flat_map(named).flatten().collect();
        let names: Vec<(i64, String, String)> = unit::table
            .filter(unit::id.eq_any(keys))
            .select((unit::id, unit::code, unit::name))
            .load(self.connection)?;
        let words = |key: Option<i64>| {
            let found = names.iter().find(|(id, ..)| Some(*id) == key);
            found.map(|(_, code, name)| (code.clone(), name.clone()))
        };
        let change = |row: Row| {
            let (code, name) = words(Some(row.unit)).unwrap_or_default();
            Ok(UnitChange {
                id: row.id,
                kind: read_kind(row.kind)?,
                code,
                name,
                name_before: row.name_before,
                name_after: row.name_after,
                from: words(row.parent_before),
                to: words(row.parent_after),
                other: words(row.other),
                ordered_on: read_date(&row.ordered_on)?,
                from_on: read_date(&row.from_on)?,
                reason: row.reason,
                undoes: row.undoes.is_some(),
            })
        };
        rows.into_iter().map(change).collect()
    }
}

fn read_kind(word: String) -> Result<ChangeKind> {
    ChangeKind::parse(&word).map_err(|_| StoreError::meaningless(word, "a change of a unit"))
}
