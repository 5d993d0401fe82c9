//! Units: importing them, finding them, walking their tree.

use crate::{
    Reader, Work,
    batch::insert_batch,
    error::{Result, StoreError},
    schema::unit,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    permit::{Action, ImportUnits, Permit, ReadProgramme, Target},
    span::Span,
    units::unit::{Existing, Tier, Unit},
};

#[derive(Debug, Clone, Insertable, Queryable, Selectable)]
#[diesel(table_name = unit)]
pub(crate) struct UnitRow {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub parent_id: Option<i64>,
    pub tier: i32,
    pub class: String,
    pub lo: i64,
    pub hi: i64,
    pub seq: i64,
    pub synthetic: bool,
    pub opened_on: Option<String>,
    pub closed_on: Option<String>,
    pub entered_on: String,
}

/// The number of columns of the table `unit`.
const COLUMNS: usize = 13;

impl TryFrom<UnitRow> for Unit {
    type Error = StoreError;
    fn try_from(row: UnitRow) -> Result<Self> {
        Ok(Self {
            id: UnitId(row.id),
            code: row.code,
            name: row.name,
            parent: row.parent_id.map(UnitId),
            tier: Tier(row.tier),
            class: row.class,
            span: Span { lo: row.lo, hi: row.hi },
            synthetic: row.synthetic,
            opened: row.opened_on.as_deref().map(read_date).transpose()?,
            closed: row.closed_on.as_deref().map(read_date).transpose()?,
        })
    }
}

pub(crate) fn read_date(text: &str) -> Result<jiff::civil::Date> {
    text.parse().map_err(|_| StoreError::meaningless(text, "a date"))
}

/// A unit to be written by an import.
#[derive(Debug, Clone)]
pub struct UnitImport<'a> {
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// Place of the parent in the common list (existing units first).
    pub parent: Option<usize>,
    /// Tier.
    pub tier: Tier,
    /// Class as the file has it; empty where it has none.
    pub class: &'a str,
    /// Interval.
    pub span: Span,
}

/// A unit in a list beneath its parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildUnit {
    /// The unit.
    pub unit: Unit,
    /// How many units stand beneath it.
    pub beneath: i64,
    /// Its place in the order in which units came in.
    pub seq: i64,
}

impl Work<'_> {
    /// All units in the order in which they came in, to plant new ones among them.
    pub fn units_existing(&mut self, _: &Permit<ImportUnits>) -> Result<Vec<(UnitId, Span, Existing)>> {
        let rows: Vec<(i64, String, Option<i64>, i32, i64, i64)> = unit::table
            .order(unit::seq.asc())
            .select((unit::id, unit::code, unit::parent_id, unit::tier, unit::lo, unit::hi))
            .load(&mut *self.connection)?;
        let places: std::collections::HashMap<i64, usize> =
            rows.iter().enumerate().map(|(place, row)| (row.0, place)).collect();
        let existing = rows.into_iter().map(|(id, code, parent, tier, lo, hi)| {
            let parent = parent.and_then(|parent| places.get(&parent).copied());
            (UnitId(id), Span { lo, hi }, Existing { code, parent, tier: Tier(tier) })
        });
        Ok(existing.collect())
    }

    /// Writes new units after the existing ones (`existing`: their keys in order).
    pub fn units_insert(
        &mut self,
        permit: &Permit<ImportUnits>,
        existing: &[UnitId],
        units: &[UnitImport<'_>],
        mark: UnitMark,
    ) -> Result<()> {
        let first = existing.iter().map(|id| id.0).max().unwrap_or(0) + 1;
        let key_of = |place: usize| match place.checked_sub(existing.len()) {
            None => existing.get(place).map_or(0, |id| id.0),
            Some(new) => first + new as i64,
        };
        let opened_on = mark.opened.map(|date| date.to_string());
        let entered_on = permit.on().to_string();
        let mut rows = Vec::with_capacity(units.len().min(CHUNK));
        for (chunk_index, chunk) in units.chunks(CHUNK).enumerate() {
            rows.clear();
            for (index, new) in chunk.iter().enumerate() {
                let place = existing.len() + chunk_index * CHUNK + index;
                rows.push(UnitRow {
                    id: key_of(place),
                    code: new.code.to_owned(),
                    name: new.name.to_owned(),
                    parent_id: new.parent.map(key_of),
                    tier: new.tier.0,
                    class: new.class.to_owned(),
                    lo: new.span.lo,
                    hi: new.span.hi,
                    seq: place as i64,
                    synthetic: mark.synthetic,
                    opened_on: opened_on.clone(),
                    closed_on: None,
                    entered_on: entered_on.clone(),
                });
            }
            insert_batch!(self.connection, unit::table, &rows, COLUMNS);
        }
        Ok(())
    }

    /// Moves existing units to new intervals.
    pub fn units_move(&mut self, _: &Permit<ImportUnits>, moved: &[(UnitId, Span)]) -> Result<()> {
        for (id, span) in moved {
            diesel::update(unit::table.find(id.0))
                .set((unit::lo.eq(span.lo), unit::hi.eq(span.hi)))
                .execute(&mut *self.connection)?;
        }
        Ok(())
    }
}

/// What holds for all units of an import.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnitMark {
    /// Made up for a demonstration.
    pub synthetic: bool,
    /// First day of their being.
    pub opened: Option<jiff::civil::Date>,
}

/// Rows that are held in memory at a time while an import is written.
const CHUNK: usize = 20_000;

impl Reader<'_> {
    /// Where a unit stands, to ask for a permit. It tells nothing else.
    pub fn locate(&mut self, code: &str) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = unit::table
            .filter(unit::code.eq(code))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(id, lo, hi)| Target { unit: UnitId(id), span: Span { lo, hi } }))
    }

    /// Where a unit stands, by its key.
    pub fn locate_id(&mut self, id: UnitId) -> Result<Option<Target>> {
        let row: Option<(i64, i64)> =
            unit::table.find(id.0).select((unit::lo, unit::hi)).first(self.connection).optional()?;
        Ok(row.map(|(lo, hi)| Target { unit: id, span: Span { lo, hi } }))
    }

    /// Where the root of the organisation stands; `None` in an empty register.
    pub fn root(&mut self) -> Result<Option<Target>> {
        let row: Option<(i64, i64, i64)> = unit::table
            .filter(unit::parent_id.is_null())
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(|(id, lo, hi)| Target { unit: UnitId(id), span: Span { lo, hi } }))
    }

    /// The unit that the permit is for.
    pub fn unit(&mut self, permit: &Permit<ReadProgramme>) -> Result<Unit> {
        let row: Option<UnitRow> = unit::table
            .find(permit.unit().0)
            .select(UnitRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Code and name of the permit's unit, whatever the permit is for.
    pub fn unit_words<A: Action>(&mut self, permit: &Permit<A>) -> Result<(String, String)> {
        let row: Option<(String, String)> = unit::table
            .find(permit.unit().0)
            .select((unit::code, unit::name))
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)
    }

    /// The units above, from the root down to the unit's parent, climbed tier by tier: a tree has few tiers and many
    /// units. Names of units are no secret within an organisation.
    pub fn path(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<Unit>> {
        let mut line = self.line(permit)?;
        line.pop();
        Ok(line)
    }

    /// The units from the root down to the permit's unit, and that unit itself as the last.
    pub fn line(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<Unit>> {
        let mut line = Vec::new();
        let mut here = Some(permit.unit());
        while let Some(id) = here {
            let row: Option<UnitRow> =
                unit::table.find(id.0).select(UnitRow::as_select()).first(self.connection).optional()?;
            let unit = Unit::try_from(row.ok_or(StoreError::NotFound)?)?;
            here = unit.parent;
            line.push(unit);
        }
        line.reverse();
        Ok(line)
    }

    /// The units directly beneath, in the order in which they came in, after the `after`-th of them.
    pub fn children(
        &mut self,
        permit: &Permit<ReadProgramme>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<ChildUnit>> {
        let rows: Vec<UnitRow> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0))
            .filter(unit::seq.gt(after))
            .order(unit::seq.asc())
            .limit(limit)
            .select(UnitRow::as_select())
            .load(self.connection)?;
        let child = |row: UnitRow| {
            let (beneath, seq) = (row.hi - row.lo, row.seq);
            Ok(ChildUnit { unit: row.try_into()?, beneath, seq })
        };
        rows.into_iter().map(child).collect()
    }

    /// How many units stand directly beneath the permit's unit.
    pub fn children_count(&mut self, permit: &Permit<ReadProgramme>) -> Result<i64> {
        Ok(unit::table.filter(unit::parent_id.eq(permit.unit().0)).count().first(self.connection)?)
    }

    /// Codes and tiers of all units of the permit's subtree, each after the unit above it.
    pub fn units_in_tree_order(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<(String, Tier)>> {
        let span = permit.span();
        let rows: Vec<(String, i32)> = unit::table
            .filter(unit::lo.between(span.lo, span.hi))
            .order(unit::lo.asc())
            .select((unit::code, unit::tier))
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(code, tier)| (code, Tier(tier))).collect())
    }

    /// Codes of the units of a class in the permit's subtree.
    pub fn codes_of_class(&mut self, permit: &Permit<ReadProgramme>, class: &str) -> Result<Vec<String>> {
        let span = permit.span();
        Ok(unit::table
            .filter(unit::lo.between(span.lo, span.hi).and(unit::class.eq(class)))
            .order(unit::lo.asc())
            .select(unit::code)
            .load(self.connection)?)
    }

    /// The classes of the units beneath the permit's unit.
    pub fn classes_beneath(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<String>> {
        let span = permit.span();
        Ok(unit::table
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .select(unit::class)
            .distinct()
            .order(unit::class.asc())
            .load(self.connection)?)
    }

    /// How many units of each class stand directly beneath the permit's unit.
    pub fn children_by_class(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<(String, i64)>> {
        Ok(unit::table
            .filter(unit::parent_id.eq(permit.unit().0))
            .group_by(unit::class)
            .select((unit::class, diesel::dsl::count_star()))
            .order(unit::class.asc())
            .load(self.connection)?)
    }

    /// Calls `each` with `[code, name, parent_code, tier key, class]` of every unit in the order of import.
    pub fn export(
        &mut self,
        permit: &Permit<ReadProgramme>,
        mut each: impl FnMut(&str, &str, &str, Tier, &str),
    ) -> Result<()> {
        let span = permit.span();
        let parent = diesel::alias!(unit as parent);
        let mut after = -1_i64;
        loop {
            let rows: Vec<(i64, String, String, Option<String>, i32, String)> = unit::table
                .left_join(parent.on(parent.field(unit::id).nullable().eq(unit::parent_id)))
                .filter(unit::lo.between(span.lo, span.hi))
                .filter(unit::seq.gt(after))
                .order(unit::seq.asc())
                .limit(20_000)
                .select((
                    unit::seq,
                    unit::code,
                    unit::name,
                    parent.field(unit::code).nullable(),
                    unit::tier,
                    unit::class,
                ))
                .load(self.connection)?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.0;
            for (_, code, name, parent, tier, class) in &rows {
                each(code, name, parent.as_deref().unwrap_or_default(), Tier(*tier), class);
            }
        }
    }

    /// How many units there are, and the code of one whose interval does not lie within its parent's.
    pub fn tree_faults(&mut self, _: &Permit<ReadProgramme>) -> Result<(i64, Option<String>)> {
        let units: i64 = unit::table.count().first(self.connection)?;
        let parent = diesel::alias!(unit as parent);
        let broken: Option<String> = unit::table
            .inner_join(parent.on(parent.field(unit::id).nullable().eq(unit::parent_id)))
            .filter(unit::lo.le(parent.field(unit::lo)).or(unit::hi.gt(parent.field(unit::hi))))
            .select(unit::code)
            .first(self.connection)
            .optional()?;
        Ok((units, broken))
    }
}
