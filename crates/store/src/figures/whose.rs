//! Whose acts are counted: the one rule for where nobody is named.

use crate::{
    Reader,
    day::read_date,
    error::{Result, StoreError},
    programmes::{
        alone::{AloneDays, alone_days},
        going::{preferred, under_way},
        titles::ProgrammeTitle,
    },
    schema::{programme, programme_step, round, round_step, unit},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use earnest_model::{
    Date,
    figures::{
        figure::Trace,
        figure_name::Of,
        question::AtHandOf,
        scope::{OfProgramme, Scope},
    },
    id::{ProgrammeId, UnitId},
    permit::{Permit, ReadFigures},
    programmes::{at_hand::AtHand, life::ProgrammeState},
    span::{Span, Target},
    units::change::PastTree,
};
use std::collections::HashMap;

/// Whose acts are counted, and which programme's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhoseActs {
    /// The unit.
    pub organiser: UnitId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The one of its programmes that was at hand on the day.
    pub programme: Option<ProgrammeTitle>,
    /// Whether it has other programmes as well, so that its name alone names none.
    pub several: bool,
    /// Whether rounds of others had opened by the day: what belongs to a programme is told apart, and what belongs to none beside.
    pub beside: bool,
}

impl WhoseActs {
    /// What decides of which programme a figure of these acts is.
    pub fn at_hand(&self) -> AtHandOf {
        AtHandOf { programme: self.programme.as_ref().map(|programme| programme.id), beside: self.beside }
    }
}

/// The days of organisers' programmes as they stood on a day, once they were read.
pub(super) type KnownDays = HashMap<(UnitId, Date), AloneDays>;

/// An organiser: key, code, name; its programme: key, title; whether it is one of several, and
/// was by the day; where the organiser stands, and what decides between its programmes.
type Row = (i64, String, String, i64, String, bool, bool, Hand);

/// Where the organiser of a programme stands; whether it was archived, over, opened, and since when under way; when it was set up.
type Hand = (i64, bool, bool, bool, Option<String>, String);

/// What decides between an organiser's programmes.
fn at_hand(row: &Row) -> Result<AtHand> {
    let (_, put_away, over, opened, under_way, started_on) = &row.7;
    Ok(AtHand {
        programme: ProgrammeId(row.3),
        put_away: *put_away,
        over: *over,
        under_way: under_way.as_deref().map(read_date).transpose()?,
        opened: *opened,
        started_on: read_date(started_on)?,
    })
}

/// The one that is meant: the one in which whoever asks is, else the one at hand of the nearest organiser.
fn meant(rows: Vec<Row>, preferred: i64, distance: impl Fn(&Row) -> Option<i64>) -> Result<Option<Row>> {
    let mut found: Vec<_> = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(distance) = distance(&row) else { continue };
        found.push(((row.3 != preferred, distance, at_hand(&row)?.order()), row));
    }
    Ok(found.into_iter().min_by(|one, next| one.0.cmp(&next.0)).map(|(_, row)| row))
}

diesel::alias!(programme as beside: Beside);

/// Programmes that had come into a state by a day.
macro_rules! came_into {
    ($day:expr, $states:expr) => {{
        let states: Vec<&'static str> = $states;
        exists(
            programme_step::table.filter(programme_step::programme_id.eq(programme::id)).filter(
                programme_step::state.eq_any(states).and(programme_step::taken_on.le($day.to_string())),
            ),
        )
    }};
}

/// Programmes that were archived by a day.
macro_rules! put_away {
    ($day:expr) => {
        came_into!($day, ProgrammeState::keys_where(ProgrammeState::is_put_away))
    };
}

/// Programmes that had been set up by a day.
macro_rules! begun {
    ($day:expr) => {{
        let day: String = $day.to_string();
        let opened = exists(
            round_step::table
                .inner_join(round::table.on(round::id.eq(round_step::round_id)))
                .filter(round::programme_id.eq(programme::id).and(round_step::taken_on.le(day.clone()))),
        );
        let others = beside
            .filter(beside.field(programme::organiser_id).eq(programme::organiser_id))
            .filter(beside.field(programme::id).ne(programme::id));
        let theirs = round_step::table
            .inner_join(round::table.on(round::id.eq(round_step::round_id)))
            .filter(round::programme_id.eq(beside.field(programme::id)))
            .filter(round_step::taken_on.le(day.clone()));
        let begun = others.clone().filter(exists(theirs));
        programme::table
            .inner_join(unit::table.on(unit::id.eq(programme::organiser_id)))
            .filter(programme::started_on.le(day.clone()))
            .select((
                unit::id,
                unit::code,
                unit::name,
                programme::id,
                programme::title,
                exists(others),
                exists(begun),
                (
                    unit::lo,
                    put_away!($day),
                    came_into!($day, ProgrammeState::keys_where(ProgrammeState::is_over)),
                    opened,
                    under_way!(day),
                    programme::started_on,
                ),
            ))
            .into_boxed()
    }};
}

impl Reader<'_> {
    /// Whose acts are counted at the permit's unit on a day.
    ///
    /// Where nobody is named, whose programme the unit is in: the one in which the permit's holder is, if it stands at or above the
    /// unit; otherwise that of the nearest unit at or above it that had begun one by the day; the unit itself where there is none.
    pub fn whose(
        &mut self,
        permit: &Permit<ReadFigures>,
        named: Option<UnitId>,
        day: Date,
    ) -> Result<WhoseActs> {
        self.whose_at((permit.unit(), permit.span()), (named, preferred(permit)), (day, permit.on()))
    }

    fn whose_at(
        &mut self,
        (at, span): (UnitId, Span),
        (named, preferred): (Option<UnitId>, i64),
        (day, today): (Date, Date),
    ) -> Result<WhoseActs> {
        let tree = self.tree_of(day, today)?;
        if named.is_none() && !tree.is_todays() {
            return self.whose_then((at, preferred), &tree, day);
        }
        let mut query = begun!(day);
        query = match named {
            Some(organiser) => query.filter(unit::id.eq(organiser.0)),
            None => query.filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi))).filter(not(put_away!(day))),
        };
        // Of those above it the nearest lies deepest.
        match meant(query.load(self.connection)?, preferred, |row| Some(-row.7.0))? {
            Some(row) => Ok(of_programme(row)),
            None => self.without_programme(named.unwrap_or(at)),
        }
    }

    /// The same on a day on which units stood elsewhere: of whom the unit stood beneath then.
    fn whose_then(
        &mut self,
        (at, preferred): (UnitId, i64),
        tree: &PastTree,
        day: Date,
    ) -> Result<WhoseActs> {
        let line = self.line_then(at, tree)?;
        let rows: Vec<Row> = begun!(day)
            .filter(unit::id.eq_any(line.iter().map(|unit| unit.0)))
            .filter(not(put_away!(day)))
            .load(self.connection)?;
        let far = |row: &Row| {
            let place = line.iter().position(|unit| unit.0 == row.0)?;
            i64::try_from(place).ok()
        };
        match meant(rows, preferred, far)? {
            Some(row) => Ok(of_programme(row)),
            None => self.without_programme(at),
        }
    }

    fn without_programme(&mut self, organiser: UnitId) -> Result<WhoseActs> {
        let row: Option<(String, String)> = unit::table
            .find(organiser.0)
            .select((unit::code, unit::name))
            .first(self.connection)
            .optional()?;
        let (code, name) = row.ok_or(StoreError::NotFound)?;
        Ok(WhoseActs { organiser, code, name, programme: None, several: false, beside: false })
    }

    /// Whether a unit stood above, at or beneath the permit's unit on a past day.
    pub fn stood_in_line(&mut self, permit: &Permit<ReadFigures>, other: Target, day: Date) -> Result<bool> {
        let tree = self.tree_of(day, permit.on())?;
        if tree.is_todays() {
            return Ok(false);
        }
        let above = self.line_then(permit.unit(), &tree)?.contains(&other.unit);
        Ok(above || self.line_then(other.unit, &tree)?.contains(&permit.unit()))
    }

    /// A programme of an organiser by its key; `None` where it is not that organiser's.
    pub fn programme_named(
        &mut self,
        _: &Permit<ReadFigures>,
        organiser: UnitId,
        id: ProgrammeId,
    ) -> Result<Option<ProgrammeTitle>> {
        let title: Option<String> = programme::table
            .filter(programme::id.eq(id.0).and(programme::organiser_id.eq(organiser.0)))
            .select(programme::title)
            .first(self.connection)
            .optional()?;
        Ok(title.map(|title| ProgrammeTitle { id, title }))
    }

    /// The days of the programmes of whoever's a figure is, where one programme, or none, is asked for.
    pub(super) fn days_alone(
        &mut self,
        permit: &Permit<ReadFigures>,
        trace: &Trace,
        known: &mut KnownDays,
    ) -> Result<AloneDays> {
        let Scope { unit, span, organiser, programme, .. } = trace.scope;
        let organiser = match (programme, organiser) {
            (OfProgramme::All, _) => return Ok(AloneDays::default()),
            (_, Some(organiser)) => organiser,
            (OfProgramme::This(id), None) => {
                let found = programme::table.find(id.0).select(programme::organiser_id);
                UnitId(found.first(self.connection).optional()?.unwrap_or(-1))
            }
            (OfProgramme::None, None) => {
                let asked = ((unit, span), (None, preferred(permit)));
                self.whose_at(asked.0, asked.1, (trace.day, permit.on()))?.organiser
            }
        };
        if let Some(found) = known.get(&(organiser, trace.day)) {
            return Ok(found.clone());
        }
        let found = alone_days(self.connection, organiser, trace.day)?;
        known.insert((organiser, trace.day), found.clone());
        Ok(found)
    }

    /// The numbers of the rounds of a programme; of all of the organiser's programmes where none had begun.
    pub fn round_numbers(&mut self, _: &Permit<ReadFigures>, whose: &WhoseActs) -> Result<Vec<i32>> {
        let mut query = round::table
            .filter(round::organiser_id.eq(whose.organiser.0))
            .select(round::number)
            .order(round::number.asc())
            .distinct()
            .into_boxed();
        if let Some(programme) = &whose.programme {
            query = query.filter(round::programme_id.eq(programme.id.0));
        }
        Ok(query.load(self.connection)?)
    }

    /// Says in full what is asked: whose acts, where nobody is named, and of which programme.
    pub(super) fn told_in_full(
        &mut self,
        permit: &Permit<ReadFigures>,
        asked: &[Trace],
    ) -> Result<Vec<Trace>> {
        let mut known: HashMap<(UnitId, Option<UnitId>, Date), WhoseActs> = HashMap::new();
        let mut told = asked.to_vec();
        for trace in &mut told {
            let (scope, day) = (&mut trace.scope, trace.day);
            if !permit.span().covers(scope.span) {
                return Err(StoreError::NotFound);
            }
            if trace.name.of() == Of::Place {
                scope.organiser = None;
                continue;
            }
            let of_rounds = trace.name.of() == Of::Rounds || scope.names_round();
            if scope.organiser.is_some() && (!of_rounds || scope.programme.id().is_some()) {
                continue;
            }
            let key = (scope.unit, scope.organiser, day);
            let whose = match known.get(&key) {
                Some(found) => found.clone(),
                None => {
                    let found = self.whose_at(
                        (scope.unit, scope.span),
                        (scope.organiser, preferred(permit)),
                        (day, permit.on()),
                    )?;
                    known.insert(key, found.clone());
                    found
                }
            };
            scope.organiser = Some(whose.organiser);
            if of_rounds && scope.programme.id().is_none() {
                scope.programme = whose.programme.map(|programme| programme.id).into();
            }
        }
        Ok(told)
    }
}

fn of_programme((organiser, code, name, id, title, several, apart, _): Row) -> WhoseActs {
    let programme = Some(ProgrammeTitle { id: ProgrammeId(id), title });
    WhoseActs { organiser: UnitId(organiser), code, name, programme, several, beside: apart }
}
