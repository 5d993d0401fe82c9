//! Units: importing them, finding them, walking their tree.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    day::read_date,
    error::{Result, StoreError},
    locate::{Place, located, target},
    opens::opens,
    schema::unit,
};
use diesel::prelude::*;
use earnest_model::{
    id::UnitId,
    permit::{ImportUnits, Permit, ReadProgramme, Target},
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

located!(UnitId, |key| unit::table.find(key).select((unit::id, unit::lo, unit::hi)));

opens! {
    /// Opens what a unit is called: for whoever reads the tree or what is published, and for whoever does something there
    /// that names it.
    OpensWords: ReadProgramme, ReadPublished, ReadFigures, ReadCircularDrafts, AcknowledgeCircular, AnswerCallUp, AssignObserver, HearLeaders,
        DraftCircular, FillSheet, FollowUpCircular, PlanTour, PublishCircular, RecountFigures, RegisterCase, SendTask
}

/// Keys of the units of a subtree, to narrow what belongs to units.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn units_within(span: Span) -> _ {
    let (lo, hi): (i64, i64) = (span.lo, span.hi);
    unit::table.filter(unit::lo.between(lo, hi)).select(unit::id)
}

impl Work<'_> {
    /// Writes new units after the existing ones of the permit's subtree, of which alone they can be children.
    pub fn units_insert(
        &mut self,
        permit: &Permit<ImportUnits>,
        units: &[UnitImport<'_>],
        mark: UnitMark,
    ) -> Result<()> {
        let connection = self.under(permit);
        let unit = permit.unit().0;
        // The root stands where it stood, and has grown by what is written now.
        let now: Option<Place> =
            unit::table.find(unit).select((unit::id, unit::lo, unit::hi)).first(connection).optional()?;
        let span = now.map_or(permit.span(), |place| target(place).span);
        let existing: Vec<i64> = unit::table
            .filter(unit::lo.between(span.lo, span.hi))
            .order(unit::seq.asc())
            .select(unit::id)
            .load(connection)?;
        let first = next_id!(connection, unit);
        let key_of = |place: usize| match place.checked_sub(existing.len()) {
            None => existing.get(place).copied().unwrap_or_default(),
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
            insert_batch!(connection, unit::table, &rows, COLUMNS);
        }
        Ok(())
    }

    /// Moves existing units of the permit's subtree to new intervals.
    pub fn units_move(&mut self, permit: &Permit<ImportUnits>, moved: &[(UnitId, Span)]) -> Result<()> {
        let (within, connection) = (permit.span(), self.under(permit));
        for (id, span) in moved {
            let own = unit::table.find(id.0).filter(unit::lo.between(within.lo, within.hi));
            let changed =
                diesel::update(own).set((unit::lo.eq(span.lo), unit::hi.eq(span.hi))).execute(connection)?;
            if changed != 1 {
                return Err(StoreError::NotFound);
            }
        }
        Ok(())
    }
}

/// A unit with its parent's code, as a file of units has it.
#[derive(Queryable)]
struct ExportRow {
    seq: i64,
    code: String,
    name: String,
    parent_code: Option<String>,
    tier: i32,
    class: String,
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
        let row: Option<Place> = unit::table
            .filter(unit::code.eq(code))
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(target))
    }

    /// Where the units with these codes stand, each with its code.
    pub fn locate_all(&mut self, codes: &[&str]) -> Result<Vec<(String, Target)>> {
        let mut found = Vec::with_capacity(codes.len());
        // SQLite takes at most 32,766 parameters in a statement.
        for some in codes.chunks(10_000) {
            let rows: Vec<(String, Place)> = unit::table
                .filter(unit::code.eq_any(some))
                .select((unit::code, (unit::id, unit::lo, unit::hi)))
                .load(self.connection)?;
            found.extend(rows.into_iter().map(|(code, place)| (code, target(place))));
        }
        Ok(found)
    }

    /// Where the root of the organisation stands; `None` in an empty register.
    pub fn root(&mut self) -> Result<Option<Target>> {
        let row: Option<Place> = unit::table
            .filter(unit::parent_id.is_null())
            .select((unit::id, unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        Ok(row.map(target))
    }

    /// The units of the permit's subtree in the order in which they came in, to plant new ones among them.
    pub fn units_existing(&mut self, permit: &Permit<ImportUnits>) -> Result<Vec<(UnitId, Span, Existing)>> {
        let span = permit.span();
        let rows: Vec<UnitRow> = unit::table
            .filter(unit::lo.between(span.lo, span.hi))
            .order(unit::seq.asc())
            .select(UnitRow::as_select())
            .load(self.connection)?;
        let places: std::collections::HashMap<i64, usize> =
            rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        let existing = rows.into_iter().map(|row| {
            let parent = row.parent_id.and_then(|parent| places.get(&parent).copied());
            let span = Span { lo: row.lo, hi: row.hi };
            (UnitId(row.id), span, Existing { code: row.code, parent, tier: Tier(row.tier) })
        });
        Ok(existing.collect())
    }

    /// The unit that the permit is for.
    pub fn unit(&mut self, permit: &Permit<ReadProgramme>) -> Result<Unit> {
        self.remembered("unit", &(permit.unit()), |reader| reader.unit_now(permit))
    }

    fn unit_now(&mut self, permit: &Permit<ReadProgramme>) -> Result<Unit> {
        let row: Option<UnitRow> = unit::table
            .find(permit.unit().0)
            .select(UnitRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Code and name of the permit's unit.
    pub fn unit_words<A: OpensWords>(&mut self, permit: &Permit<A>) -> Result<(String, String)> {
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
        self.remembered("line", &(permit.unit()), |reader| reader.line_now(permit))
    }

    fn line_now(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<Unit>> {
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

    /// Calls `each` with `[code, name, parent_code, tier key, class]` of every unit in the order of import. A unit that was closed is
    /// no unit any more.
    pub fn export(
        &mut self,
        permit: &Permit<ReadProgramme>,
        mut each: impl FnMut(&str, &str, &str, Tier, &str),
    ) -> Result<()> {
        let span = permit.span();
        let parent = diesel::alias!(unit as parent);
        let mut after = -1_i64;
        loop {
            let rows: Vec<ExportRow> = unit::table
                .left_join(parent.on(parent.field(unit::id).nullable().eq(unit::parent_id)))
                .filter(unit::lo.between(span.lo, span.hi))
                .filter(unit::seq.gt(after).and(unit::closed_on.is_null()))
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
            after = last.seq;
            for row in &rows {
                let parent = row.parent_code.as_deref().unwrap_or_default();
                each(&row.code, &row.name, parent, Tier(row.tier), &row.class);
            }
        }
    }

    /// How many units there are, and the code of one whose interval does not lie within its parent's: with a permit for
    /// the root alone, since a unit that stands nowhere stands in no subtree.
    pub fn tree_faults(&mut self, permit: &Permit<ReadProgramme>) -> Result<(i64, Option<String>)> {
        if self.root()?.is_none_or(|root| root.unit != permit.unit()) {
            return Err(StoreError::NotFound);
        }
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
