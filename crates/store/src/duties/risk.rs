//! Units among which a tour is planned, with what was last said of each, and how far the classes are covered.

use crate::{
    Reader,
    counting::counted,
    error::Result,
    ledger::{findings::problem::counted as problem_counted, measures::measure::measure_overdue},
    schema::{measure, problem, rating, tour, unit, visit},
    visits::state::visit_made,
};
use diesel::{dsl::count_star, prelude::*};
use earnest_model::{
    figures::count::{Count, OfRecord},
    fraction::Fraction,
    id::UnitId,
    permit::{Permit, ReadAssessments, ReadFigures},
};
use std::collections::{BTreeMap, HashMap};

/// A unit to which somebody may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many units stand at it and beneath it.
    pub size: i64,
}

/// How many units of a class were visited, of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassCovered {
    /// The class.
    pub class: String,
    /// Units of it that tours of the permit's unit visited.
    pub visited: Count<OfRecord>,
    /// All units of it beneath.
    pub all: Count<OfRecord>,
}

impl Reader<'_> {
    /// Units beneath the permit's unit that are there today: those directly beneath, and those with an overdue measure.
    pub fn candidates(&mut self, permit: &Permit<ReadFigures>, limit: i64) -> Result<Vec<Candidate>> {
        let (span, day, here) = (permit.span(), permit.on().to_string(), permit.unit().0);
        let late = measure::table
            .inner_join(problem::table)
            .filter(problem_counted())
            .filter(measure_overdue(&day))
            .select(measure::unit_id);
        let rows: Vec<(i64, String, String, i64, i64)> = unit::table
            .filter(unit::lo.gt(span.lo).and(unit::lo.le(span.hi)))
            .filter(unit::closed_on.is_null().or(unit::closed_on.gt(&day)))
            .filter(unit::parent_id.eq(here).or(unit::id.eq_any(late)))
            .order(unit::lo.asc())
            .limit(limit)
            .select((unit::id, unit::code, unit::name, unit::lo, unit::hi))
            .load(self.connection)?;
        let read = |(id, code, name, lo, hi): (i64, String, String, i64, i64)| Candidate {
            unit: UnitId(id),
            code,
            name,
            size: hi - lo + 1,
        };
        Ok(rows.into_iter().map(read).collect())
    }

    /// The latest scores of units of the permit's subtree, without those of rounds that whoever asks marks blind.
    pub fn latest_scores(
        &mut self,
        permit: &Permit<ReadAssessments>,
        units: &[UnitId],
    ) -> Result<HashMap<UnitId, Fraction>> {
        let blind = self.marks_blind(permit)?;
        let span = permit.span();
        let mut found = HashMap::new();
        for chunk in units.chunks(500) {
            let rows: Vec<(i64, i64, Option<String>)> = rating::table
                .inner_join(unit::table)
                .filter(unit::id.eq_any(chunk.iter().map(|unit| unit.0)))
                .filter(unit::lo.between(span.lo, span.hi))
                .order(rating::id.asc())
                .select((rating::unit_id, rating::round_id, rating::score))
                .load(self.connection)?;
            for (unit, round, score) in rows {
                if blind.rounds_of(UnitId(unit)).contains(&round) {
                    continue;
                }
                let score = score.and_then(|text| Fraction::parse(&text).ok());
                found.extend(score.map(|score| (UnitId(unit), score)));
            }
        }
        Ok(found)
    }

    /// How many units of each class beneath the permit's unit its own tours visited, of those that are there today.
    pub fn classes_covered(&mut self, permit: &Permit<ReadFigures>) -> Result<Vec<ClassCovered>> {
        let (span, day, here) = (permit.span(), permit.on().to_string(), permit.unit().0);
        let there = || {
            let within = unit::lo.gt(span.lo).and(unit::lo.le(span.hi));
            within.and(unit::closed_on.is_null().or(unit::closed_on.gt(day.clone())))
        };
        let all: Vec<(String, i64)> = unit::table
            .filter(there())
            .group_by(unit::class)
            .select((unit::class, count_star()))
            .load(self.connection)?;
        let made = visit::table
            .inner_join(tour::table)
            .filter(visit_made().and(tour::organiser_id.eq(here)))
            .select(visit::unit_id);
        let visited: BTreeMap<String, i64> = unit::table
            .filter(there())
            .filter(unit::id.eq_any(made))
            .group_by(unit::class)
            .select((unit::class, count_star()))
            .load::<(String, i64)>(self.connection)?
            .into_iter()
            .collect();
        let covered = all.into_iter().map(|(class, all)| ClassCovered {
            visited: counted(OfRecord, visited.get(&class).copied().unwrap_or_default()),
            all: counted(OfRecord, all),
            class,
        });
        Ok(covered.collect())
    }
}
