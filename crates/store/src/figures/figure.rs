//! Figures: each name has one query; the count and the list of records come from the same one. Many are counted in one
//! statement.

mod ask;
mod assess;
mod gaps;
mod ledger;
mod many;
mod plans;
mod sessions;
mod units;
mod visits;

pub use many::By;

use crate::{
    Reader,
    connection::AnyConnection,
    counting,
    error::{Result, StoreError},
    figures::whose::KnownDays,
    schema::unit,
    units::then::Within,
};
use ask::{Ask, Given, Wanted};
use diesel::prelude::*;
use earnest_model::{
    Date,
    figures::{
        figure::{Record, Trace, Traced},
        figure_name::FigureName,
        scope::Scope,
    },
    id::UnitId,
    permit::{Permit, ReadFigures},
    units::change::PastTree,
};
use many::{Beneath, Counting};
use std::collections::{HashMap, hash_map::Entry};

fn run(connection: &mut AnyConnection, ask: &Ask, wanted: Wanted) -> Result<Given> {
    use FigureName as N;
    match ask.name {
        N::Units | N::PlansDue => units::run(connection, ask, wanted),
        N::FirstVacant | N::UnitsUnasked | N::DutiesTwice => gaps::run(connection, ask, wanted),
        N::PlansSubmitted
        | N::PlansInTime
        | N::PlansReviewed
        | N::PlansApproved
        | N::DutiesAssigned
        | N::DutiesAcknowledged => plans::run(connection, ask, wanted),
        N::SeminarsHeld
        | N::LecturesHeld
        | N::StudiesHeld
        | N::ReviewsHeld
        | N::LeadAttended
        | N::UnitsObserved
        | N::ObservationSheets => sessions::run(connection, ask, wanted),
        N::SpotChecks
        | N::SpotChecksReplaced
        | N::SpotChecksVoid
        | N::UnitsSpotChecked
        | N::SpotChecksAssessed
        | N::UnitsRated
        | N::CircularsPublished
        | N::Requirements
        | N::RequirementsAnswered
        | N::RequirementsInTime => assess::run(connection, ask, wanted),
        N::AreaProblems
        | N::AreaAspects
        | N::Manifestations
        | N::ManifestationAspects
        | N::TeamProblems
        | N::TeamMeasures
        | N::MeasuresClosed
        | N::MeasuresOverdue
        | N::MeasuresHeld
        | N::MeasuresReopened
        | N::ProblemsChangedOverdue
        | N::LedgerMeasures
        | N::LedgerClosed => ledger::run(connection, ask, wanted),
        N::Visits
        | N::PlacesVisited
        | N::MeetingsHeld
        | N::InterviewsHeld
        | N::PersonsInterviewed
        | N::Comments => visits::run(connection, ask, wanted),
    }
}

impl Reader<'_> {
    /// A figure of a scope within the permit's subtree.
    pub fn figure(&mut self, permit: &Permit<ReadFigures>, asked: &Trace) -> Result<Traced> {
        let figures = self.figures(permit, std::slice::from_ref(asked))?;
        figures.into_iter().next().ok_or(StoreError::NotFound)
    }

    /// Figures of scopes within the permit's subtree, in one statement.
    pub fn figures(&mut self, permit: &Permit<ReadFigures>, asked: &[Trace]) -> Result<Vec<Traced>> {
        let asked: Vec<_> = asked.iter().map(|trace| (trace.clone(), By::Whole)).collect();
        Ok(self.figures_by(permit, &asked)?.into_iter().filter_map(|one| one.into_iter().next()).collect())
    }

    /// Figures of scopes within the permit's subtree, each as a whole or parted; all in one statement. A part without
    /// records is left out.
    pub fn figures_by(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: &[(Trace, By)],
    ) -> Result<Vec<Vec<Traced>>> {
        self.remembered("figures_by", &(permit, asked), |reader| reader.figures_by_now(permit, asked))
    }

    fn figures_by_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: &[(Trace, By)],
    ) -> Result<Vec<Vec<Traced>>> {
        let traces: Vec<_> = asked.iter().map(|(trace, _)| trace.clone()).collect();
        let told = self.told_in_full(permit, &traces)?;
        let todays = PastTree::default();
        let trees = self.trees_of(permit, told.iter().map(|trace| trace.day))?;
        let mut parts = Vec::with_capacity(told.len());
        let mut days = KnownDays::new();
        let mut beneath: HashMap<(UnitId, Date), Beneath> = HashMap::new();
        let mut kept = vec![0; told.len()];
        for ((trace, (_, by)), kept) in told.iter().zip(asked).zip(&mut kept) {
            let tree = trees.get(&trace.day).unwrap_or(&todays);
            let alone = self.days_alone(permit, trace, &mut days)?;
            let mut ask = Ask::of(trace, tree, alone);
            if *by == By::Whole
                && let Some(count) = plans::kept(self.connection, trace)?
            {
                *kept = count;
                ask.within = Within(vec![(trace.scope.span.lo, trace.scope.span.lo)]);
            }
            if let By::Child(parent) = by
                && let Entry::Vacant(free) = beneath.entry((*parent, trace.day))
            {
                free.insert(Beneath::of(self.children_then(*parent, tree)?, tree));
            }
            match run(self.connection, &ask, Wanted::Part)? {
                Given::Part(part) => parts.push(Counting { by: *by, part }),
                Given::Records(_) => return Err(StoreError::NotFound),
            }
        }
        let counted = many::count(self.connection, parts)?;
        let all = told.iter().zip(asked).zip(kept).enumerate();
        let figures = all.map(|(place, ((trace, (_, by)), kept))| {
            // They stand in the order of their queries.
            let before = |last: usize| counted.partition_point(|row| row.place < last as i64);
            let rows = counted.iter().take(before(place + 1)).skip(before(place));
            let figure = |scope, value| counting::traced(Trace { scope, ..trace.clone() }, value);
            match by {
                By::Whole => rows.map(|row| figure(trace.scope.clone(), row.count + kept)).collect(),
                By::Class => {
                    let of_class = |class| Scope { class: Some(class), ..trace.scope.clone() };
                    rows.map(|row| figure(of_class(row.class.clone()), row.count)).collect()
                }
                By::Child(parent) => {
                    let parted = beneath
                        .get(&(*parent, trace.day))
                        .map(|beneath| beneath.parted(rows.map(|row| (row.lo, row.count))));
                    let of_child =
                        |(unit, span, count)| figure(Scope { unit, span, ..trace.scope.clone() }, count);
                    parted.unwrap_or_default().into_iter().map(of_child).collect()
                }
            }
        });
        Ok(figures.collect())
    }

    /// The records behind a figure, in the order of their keys, after a key.
    pub fn figure_records(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: &Trace,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Record>> {
        let told = self.told_in_full(permit, std::slice::from_ref(asked))?;
        let Some(trace) = told.first() else { return Ok(Vec::new()) };
        let tree = self.tree_of(trace.day, permit.on())?;
        let alone = self.days_alone(permit, trace, &mut KnownDays::new())?;
        let ask = Ask::of(trace, &tree, alone);
        let Given::Records(rows) = run(self.connection, &ask, Wanted::Records { after, limit })? else {
            return Ok(Vec::new());
        };
        let record = |(id, unit, unit_code, unit_name, label)| Record {
            kind: trace.record_kind(),
            id,
            unit: UnitId(unit),
            unit_code,
            unit_name,
            label,
            elsewhere: false,
        };
        let mut records: Vec<Record> = rows.into_iter().map(record).collect();
        let then = self.names_then(trace.day, permit.on())?;
        for record in &mut records {
            if let Some(name) = then.get(&record.unit) {
                record.unit_name.clone_from(name);
            }
        }
        if !tree.is_todays() || ask.within.0.is_empty() {
            self.unsay_elsewhere(permit, &mut records)?;
        }
        Ok(records)
    }

    /// What a record says is for whoever may read it today: of a unit that went elsewhere its name is left.
    fn unsay_elsewhere(&mut self, permit: &Permit<ReadFigures>, records: &mut [Record]) -> Result<()> {
        let span = permit.span();
        let mut units: Vec<i64> = records.iter().map(|record| record.unit.0).collect();
        units.sort_unstable();
        units.dedup();
        let mut elsewhere: Vec<i64> = Vec::new();
        for some in units.chunks(10_000) {
            let found: Vec<i64> = unit::table
                .filter(unit::id.eq_any(some).and(unit::lo.lt(span.lo).or(unit::lo.gt(span.hi))))
                .select(unit::id)
                .load(self.connection)?;
            elsewhere.extend(found);
        }
        for record in records.iter_mut().filter(|record| elsewhere.contains(&record.unit.0)) {
            record.label.clear();
            record.elsewhere = true;
        }
        Ok(())
    }

    /// The trees of these days.
    fn trees_of(
        &mut self,
        permit: &Permit<ReadFigures>,
        days: impl Iterator<Item = Date>,
    ) -> Result<HashMap<Date, PastTree>> {
        let mut trees = HashMap::new();
        for day in days {
            if let Entry::Vacant(free) = trees.entry(day) {
                free.insert(self.tree_of(day, permit.on())?);
            }
        }
        Ok(trees)
    }
}
