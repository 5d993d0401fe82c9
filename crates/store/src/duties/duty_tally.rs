//! How far duties have come beneath each unit, tier by tier: counts that are kept in the same unit of work as the
//! duties themselves, so that a board reads a few rows where it would have to count all duties of a province.

use crate::{
    batch::insert_batch,
    connection::AnyConnection,
    error::{Result, one},
    schema::{duty, duty_tally, unit},
};
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The duties in force of one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub laid: i64,
    pub acknowledged: i64,
}

/// What a unit counts for in the tallies above it: laid, acknowledged, units, whole, silent.
type Counts = [i64; 5];

impl Share {
    fn counts(self) -> Counts {
        let asked = self.laid > 0;
        let one = |yes: bool| i64::from(asked && yes);
        [
            self.laid,
            self.acknowledged,
            one(true),
            one(self.laid == self.acknowledged),
            one(self.acknowledged == 0),
        ]
    }
}

/// A unit's duties before and after a change.
pub(crate) type Change = (i64, Share, Share);

/// A row of the table.
#[derive(Debug, Clone, Insertable, Queryable, Selectable)]
#[diesel(table_name = duty_tally)]
pub(crate) struct TallyRow {
    unit_id: i64,
    tier: i32,
    laid: i64,
    acknowledged: i64,
    units: i64,
    whole: i64,
    silent: i64,
    touched_on: String,
}

impl TallyRow {
    fn add(&mut self, [laid, acknowledged, units, whole, silent]: Counts, touched_on: &str) {
        self.laid += laid;
        self.acknowledged += acknowledged;
        self.units += units;
        self.whole += whole;
        self.silent += silent;
        if self.touched_on.as_str() < touched_on {
            touched_on.clone_into(&mut self.touched_on);
        }
    }
}

/// Keys of a query at a time.
const CHUNK: usize = 500;

/// The duties in force of each of these units.
pub(crate) fn duty_shares(connection: &mut AnyConnection, units: &[i64]) -> Result<HashMap<i64, Share>> {
    let mut shares = HashMap::with_capacity(units.len());
    for chunk in units.chunks(CHUNK) {
        let rows: Vec<(i64, i64, i64)> = duty::table
            .filter(duty::unit_id.eq_any(chunk.iter().copied()).and(duty::ended_on.is_null()))
            .group_by(duty::unit_id)
            .select((duty::unit_id, diesel::dsl::count_star(), diesel::dsl::count(duty::acknowledged_on)))
            .load(connection)?;
        shares
            .extend(rows.into_iter().map(|(unit, laid, acknowledged)| (unit, Share { laid, acknowledged })));
    }
    Ok(shares)
}

/// Carries changes of units up to every unit above them.
pub(crate) fn tally_changes(
    connection: &mut AnyConnection,
    changes: &[Change],
    touched_on: &str,
) -> Result<()> {
    let mut level: HashMap<i64, BTreeMap<i32, Counts>> = HashMap::new();
    let keys: Vec<i64> = changes.iter().map(|change| change.0).collect();
    let places = places_of(connection, &keys)?;
    for (id, before, after) in changes {
        let (before, after) = (before.counts(), after.counts());
        let mut delta = after;
        delta.iter_mut().zip(before).for_each(|(now, was)| *now -= was);
        let Some((Some(parent), tier)) = places.get(id).copied() else { continue };
        add(level.entry(parent).or_default(), tier, delta);
    }
    let mut all: BTreeMap<(i64, i32), Counts> = BTreeMap::new();
    while !level.is_empty() {
        let keys: Vec<i64> = level.keys().copied().collect();
        let places = places_of(connection, &keys)?;
        let mut above: HashMap<i64, BTreeMap<i32, Counts>> = HashMap::new();
        for (id, tiers) in level {
            for (tier, delta) in tiers {
                let sum = all.entry((id, tier)).or_default();
                sum.iter_mut().zip(delta).for_each(|(sum, part)| *sum += part);
                if let Some((Some(parent), _)) = places.get(&id) {
                    add(above.entry(*parent).or_default(), tier, delta);
                }
            }
        }
        level = above;
    }
    tally_write(connection, all, touched_on)
}

/// Carries what is counted at and beneath a unit from the units above it, of which `from` is the lowest, to `to` and those above
/// that. A unit above both counts what it counted.
pub(crate) fn tally_carry(
    connection: &mut AnyConnection,
    unit: i64,
    (from, to): (i64, i64),
    touched_on: &str,
) -> Result<()> {
    let mut counted: BTreeMap<i32, Counts> = BTreeMap::new();
    let beneath: Vec<TallyRow> = duty_tally::table
        .filter(duty_tally::unit_id.eq(unit))
        .order(duty_tally::tier.asc())
        .select(TallyRow::as_select())
        .load(connection)?;
    for row in beneath {
        add(&mut counted, row.tier, [row.laid, row.acknowledged, row.units, row.whole, row.silent]);
    }
    let own = duty_shares(connection, &[unit])?.get(&unit).copied().unwrap_or_default();
    let tier = places_of(connection, &[unit])?.get(&unit).map_or(0, |(_, tier)| *tier);
    add(&mut counted, tier, own.counts());
    let (left, joined) = (line(connection, from)?, line(connection, to)?);
    let mut all: BTreeMap<(i64, i32), Counts> = BTreeMap::new();
    for (tier, counts) in counted.iter().filter(|(_, counts)| **counts != Counts::default()) {
        for unit in left.iter().filter(|unit| !joined.contains(unit)) {
            all.insert((*unit, *tier), counts.map(|count| -count));
        }
        for unit in joined.iter().filter(|unit| !left.contains(unit)) {
            all.insert((*unit, *tier), *counts);
        }
    }
    tally_write(connection, all, touched_on)
}

/// A unit and those above it.
fn line(connection: &mut AnyConnection, from: i64) -> Result<Vec<i64>> {
    let (mut line, mut here) = (Vec::new(), Some(from));
    while let Some(unit) = here {
        line.push(unit);
        here = places_of(connection, &[unit])?.get(&unit).and_then(|(parent, _)| *parent);
    }
    Ok(line)
}

/// Parent and tier of units.
fn places_of(connection: &mut AnyConnection, units: &[i64]) -> Result<HashMap<i64, (Option<i64>, i32)>> {
    let mut places = HashMap::with_capacity(units.len());
    for chunk in units.chunks(CHUNK) {
        let rows: Vec<(i64, Option<i64>, i32)> = unit::table
            .filter(unit::id.eq_any(chunk.iter().copied()))
            .select((unit::id, unit::parent_id, unit::tier))
            .load(connection)?;
        places.extend(rows.into_iter().map(|(id, parent, tier)| (id, (parent, tier))));
    }
    Ok(places)
}

fn tally_write(
    connection: &mut AnyConnection,
    all: BTreeMap<(i64, i32), Counts>,
    touched_on: &str,
) -> Result<()> {
    let mut keys: Vec<i64> = all.keys().map(|(unit, _)| *unit).collect();
    keys.dedup();
    let mut kept: HashMap<(i64, i32), TallyRow> = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let rows: Vec<TallyRow> = duty_tally::table
            .filter(duty_tally::unit_id.eq_any(chunk.iter().copied()))
            .select(TallyRow::as_select())
            .load(connection)?;
        kept.extend(rows.into_iter().map(|row| ((row.unit_id, row.tier), row)));
    }
    let mut new = Vec::new();
    for ((unit_id, tier), delta) in all {
        if let Some(mut row) = kept.remove(&(unit_id, tier)) {
            row.add(delta, touched_on);
            one(diesel::update(duty_tally::table.find((unit_id, tier)))
                .set((
                    duty_tally::laid.eq(row.laid),
                    duty_tally::acknowledged.eq(row.acknowledged),
                    duty_tally::units.eq(row.units),
                    duty_tally::whole.eq(row.whole),
                    duty_tally::silent.eq(row.silent),
                    duty_tally::touched_on.eq(row.touched_on),
                ))
                .execute(connection)?)?;
        } else {
            let [laid, acknowledged, units, whole, silent] = delta;
            let touched_on = touched_on.to_owned();
            new.push(TallyRow { unit_id, tier, laid, acknowledged, units, whole, silent, touched_on });
        }
    }
    insert_batch!(connection, duty_tally::table, &new, 8);
    Ok(())
}

fn add(tiers: &mut BTreeMap<i32, Counts>, tier: i32, delta: Counts) {
    tiers.entry(tier).or_default().iter_mut().zip(delta).for_each(|(sum, part)| *sum += part);
}
