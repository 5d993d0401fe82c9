//! Problems with their measures, and catalogues of manifestations.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    day::read_date,
    error::{Result, StoreError},
    ledger::standing,
    locate::located,
    opens::opens,
    schema::{manifestation, measure, problem, problem_counted, unit},
};
use diesel::prelude::*;
use earnest_model::{
    Date,
    id::{AccountId, ProblemId, RoundId, UnitId},
    ledger::{
        findings::problem::{Level, NewProblem, ProblemState, Source, serial},
        measures::{measure::MeasureState, measure_form::measure_serial},
    },
    permit::{ListManifestations, Permit, ReadLedger, ReportProblems, Sight},
    text::{Line, Prose},
};

/// A problem as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its key.
    pub id: ProblemId,
    /// Its serial.
    pub serial: String,
    /// Whose list it is on.
    pub unit: UnitId,
    /// Whose problem it is.
    pub level: Level,
    /// Key of the aspect.
    pub aspect: String,
    /// What is wrong.
    pub body: String,
    /// One concrete instance.
    pub instance: String,
    /// Where it was found.
    pub source: Source,
    /// In which round, if in one.
    pub round: Option<RoundId>,
    /// When.
    pub found_on: Date,
    /// The customary columns: root cause, target, leader, assisting units, contact.
    pub customary: [Option<String>; 5],
    /// How far it has come.
    pub state: ProblemState,
    /// What is missing, where it was returned.
    pub missing: Option<String>,
    /// When the head signed it.
    pub signed_on: Option<Date>,
    /// Whom it is about, if it is of a person and somebody is named.
    pub person: Option<AccountId>,
}

#[derive(Insertable)]
#[diesel(table_name = problem)]
struct NewProblemRow<'a> {
    id: i64,
    serial: String,
    unit_id: i64,
    level: &'static str,
    aspect: &'a str,
    body: &'a str,
    instance: &'a str,
    source: &'static str,
    round_id: Option<i64>,
    found_on: String,
    root_cause: Option<&'a str>,
    target: Option<&'a str>,
    leader: Option<&'a str>,
    assisting: Option<&'a str>,
    contact: Option<&'a str>,
    state: &'static str,
    reported_by: Option<i64>,
}

#[derive(Insertable)]
#[diesel(table_name = measure)]
struct NewMeasureRow<'a> {
    id: i64,
    serial: String,
    problem_id: i64,
    unit_id: i64,
    body: &'a str,
    owner: &'a str,
    deliverable: &'a str,
    time_class: &'static str,
    due_on: Option<String>,
    state: &'static str,
    progress: i32,
}

#[derive(Insertable)]
#[diesel(table_name = manifestation)]
struct ManifestationRow<'a> {
    id: i64,
    unit_id: i64,
    aspect: &'a str,
    body: &'a str,
    entered_on: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = problem)]
pub(crate) struct ProblemRow {
    id: i64,
    serial: String,
    unit_id: i64,
    level: String,
    aspect: String,
    body: String,
    instance: String,
    source: String,
    round_id: Option<i64>,
    found_on: String,
    root_cause: Option<String>,
    target: Option<String>,
    leader: Option<String>,
    assisting: Option<String>,
    contact: Option<String>,
    state: String,
    missing: Option<String>,
    signed_on: Option<String>,
    person_id: Option<i64>,
}

impl TryFrom<ProblemRow> for Problem {
    type Error = StoreError;
    fn try_from(row: ProblemRow) -> Result<Self> {
        Ok(Self {
            id: ProblemId(row.id),
            serial: row.serial,
            unit: UnitId(row.unit_id),
            level: Level::parse(&row.level).map_err(|_| StoreError::meaningless(row.level, "a level"))?,
            aspect: row.aspect,
            body: row.body,
            instance: row.instance,
            source: Source::parse(&row.source)
                .map_err(|_| StoreError::meaningless(row.source, "a source"))?,
            round: row.round_id.map(RoundId),
            found_on: read_date(&row.found_on)?,
            customary: [row.root_cause, row.target, row.leader, row.assisting, row.contact],
            state: ProblemState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a problem"))?,
            missing: row.missing,
            signed_on: row.signed_on.as_deref().map(read_date).transpose()?,
            person: row.person_id.map(AccountId),
        })
    }
}

/// Problems that stand in everybody's sums: signed by the head of their unit, and not of a person. One that is corrected
/// after that counts on as it was signed.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn counted() -> _ {
    let now: &'static str = standing::OPEN;
    let person: &'static str = Level::Person.key();
    let signed = problem_counted::table.filter(problem_counted::until_on.eq(now));
    problem::level.ne(person).and(problem::id.eq_any(signed.select(problem_counted::problem_id)))
}

/// Which problems a reader may know of: a person's is seen by few. Its writer stands for the person until one is named.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn seen(sight: &Sight) -> _ {
    let whole: bool = sight.is_whole();
    let units: Vec<i64> = sight.units().iter().map(|unit| unit.0).collect::<Vec<i64>>();
    let account: Option<i64> = sight.account().map(|account| account.0);
    let person: &'static str = Level::Person.key();
    problem::level
        .ne(person)
        .or(whole.into_sql::<diesel::sql_types::Bool>())
        .or(problem::unit_id.eq_any(units))
        .or(problem::person_id.eq(account))
        .or(problem::person_id.is_null().and(problem::reported_by.eq(account)))
}

/// Problems with their units.
type Listed = diesel::helper_types::InnerJoin<problem::table, unit::table>;
/// A filter over them.
pub(crate) type ListedQuery = diesel::helper_types::IntoBoxed<'static, Listed, crate::connection::Backend>;

/// The problems of which somebody may know: every query on problems begins with it.
pub(crate) fn problems_for(sight: &Sight) -> ListedQuery {
    problem::table.inner_join(unit::table).into_boxed().filter(seen(sight))
}

located!(ProblemId, problem);

opens! {
    /// Opens a problem: to read it, to correct, return or settle it, to set a measure against it.
    OpensProblem: ReadLedger, CorrectProblem, ReturnProblem, SettleProblem, AddMeasure
}

/// The permit's problem, if its holder may know of it.
pub(crate) fn problem_of_permit<A: OpensProblem>(permit: &Permit<A, ProblemId>) -> ListedQuery {
    let own = problem::id.eq(permit.key().0).and(problem::unit_id.eq(permit.unit().0));
    problems_for(permit.sight()).filter(own)
}

/// Refuses the permit's problem if its holder may not know of it.
pub(crate) fn check_problem<A: OpensProblem>(
    connection: &mut AnyConnection,
    permit: &Permit<A, ProblemId>,
) -> Result<()> {
    let known: Option<i64> = problem_of_permit(permit).select(problem::id).first(connection).optional()?;
    known.map(|_| ()).ok_or(StoreError::NotFound)
}

/// A problem of a unit's ledger, as far as another may be its double.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemSaid {
    /// Its key.
    pub id: ProblemId,
    /// Its serial.
    pub serial: String,
    /// Its words.
    pub body: String,
    /// Key of its aspect.
    pub aspect: String,
    /// Its round.
    pub round: Option<RoundId>,
    /// When it was found.
    pub found_on: Date,
}

/// The columns of [`ProblemSaid`].
type SaidRow = (i64, String, String, String, Option<i64>, String);

impl Reader<'_> {
    /// What stands in the ledger of the permit's unit, as far as its holder may know of it, but for what is settled.
    pub fn problems_said(&mut self, permit: &Permit<ReportProblems>) -> Result<Vec<ProblemSaid>> {
        let rows: Vec<SaidRow> = problem::table
            .filter(problem::unit_id.eq(permit.unit().0).and(seen(permit.sight())))
            .filter(problem::state.ne_all(ProblemState::keys_where(ProblemState::is_settled)))
            .order(problem::id.asc())
            .select((
                problem::id,
                problem::serial,
                problem::body,
                problem::aspect,
                problem::round_id,
                problem::found_on,
            ))
            .load(self.connection)?;
        let said = |(id, serial, body, aspect, round, found_on): SaidRow| {
            let (id, round, found_on) = (ProblemId(id), round.map(RoundId), read_date(&found_on)?);
            Ok(ProblemSaid { id, serial, body, aspect, round, found_on })
        };
        rows.into_iter().map(said).collect()
    }

    /// Whether the same stands in the ledger of the permit's unit, word for word, and was not taken off the count for good.
    pub fn problem_like(&mut self, permit: &Permit<ReportProblems>, new: &NewProblem) -> Result<bool> {
        let like: i64 = problem::table
            .filter(problem::unit_id.eq(permit.unit().0).and(problem::level.eq(new.level.key())))
            .filter(problem::found_on.eq(new.found_on.to_string()))
            .filter(problem::body.eq(new.body.as_str()).and(problem::instance.eq(new.instance.as_str())))
            .filter(problem::state.ne_all(ProblemState::keys_where(ProblemState::is_settled)))
            .count()
            .get_result(self.connection)?;
        Ok(like > 0)
    }
}

impl Work<'_> {
    /// Writes a findings list of the permit's unit: problems, and the measures set against them.
    /// Returns the keys of the problems.
    pub fn problems_insert(
        &mut self,
        permit: &Permit<ReportProblems>,
        round: Option<RoundId>,
        list: &[NewProblem],
    ) -> Result<Vec<ProblemId>> {
        let connection = self.under(permit);
        let unit = permit.unit().0;
        let year = permit.on().year();
        let code: String = unit::table.find(unit).select(unit::code).first(connection)?;
        let before: i64 = problem::table
            .filter(problem::unit_id.eq(unit).and(problem::serial.like(format!("{code}-{year}-%"))))
            .count()
            .first(connection)?;
        let (mut next_problem, mut next_measure) =
            (next_id!(connection, problem), next_id!(connection, measure));
        let (mut problems, mut measures) = (Vec::with_capacity(list.len()), Vec::new());
        for (number, new) in (before + 1..).zip(list) {
            let problem_serial = serial(&code, year, number);
            for (place, set) in new.measures.iter().enumerate() {
                measures.push(NewMeasureRow {
                    id: next_measure,
                    serial: measure_serial(&problem_serial, place + 1),
                    problem_id: next_problem,
                    unit_id: unit,
                    body: set.body.as_str(),
                    owner: set.owner.as_str(),
                    deliverable: set.deliverable.as_str(),
                    time_class: set.time_class.key(),
                    due_on: set.due_on.map(|day| day.to_string()),
                    state: MeasureState::Registered.key(),
                    progress: 0,
                });
                next_measure += 1;
            }
            problems.push(NewProblemRow {
                id: next_problem,
                serial: problem_serial,
                unit_id: unit,
                level: new.level.key(),
                aspect: &new.aspect,
                body: new.body.as_str(),
                instance: new.instance.as_str(),
                source: new.source.key(),
                round_id: round.map(|round| round.0),
                found_on: new.found_on.to_string(),
                root_cause: new.customary.root_cause.as_ref().map(Prose::as_str),
                target: new.customary.target.as_ref().map(Line::as_str),
                leader: new.customary.leader.as_ref().map(Line::as_str),
                assisting: new.customary.assisting.as_ref().map(Line::as_str),
                contact: new.customary.contact.as_ref().map(Line::as_str),
                state: ProblemState::Reported.key(),
                reported_by: permit.account().map(|account| account.0),
            });
            next_problem += 1;
        }
        insert_batch!(connection, problem::table, &problems, 17);
        insert_batch!(connection, measure::table, &measures, 11);
        let measures: Vec<i64> = measures.iter().map(|row| row.id).collect();
        standing::measures(connection, &measures, permit.on())?;
        Ok(problems.iter().map(|row| ProblemId(row.id)).collect())
    }

    /// Writes a catalogue of manifestations of the permit's unit: `(aspect, text)`.
    pub fn manifestations_insert(
        &mut self,
        permit: &Permit<ListManifestations>,
        list: &[(String, String)],
    ) -> Result<()> {
        let connection = self.under(permit);
        let first = next_id!(connection, manifestation);
        let unit_id = permit.unit().0;
        let day = permit.on().to_string();
        let rows: Vec<_> = (first..)
            .zip(list)
            .map(|(id, (aspect, body))| ManifestationRow { id, unit_id, aspect, body, entered_on: &day })
            .collect();
        insert_batch!(connection, manifestation::table, &rows, 5);
        Ok(())
    }
}

impl Reader<'_> {
    /// The permit's problem.
    pub fn problem<A: OpensProblem>(&mut self, permit: &Permit<A, ProblemId>) -> Result<Problem> {
        let row: Option<ProblemRow> =
            problem_of_permit(permit).select(ProblemRow::as_select()).first(self.connection).optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// The catalogues of manifestations within the permit's subtree: key, unit name, aspect, text.
    pub fn manifestations(
        &mut self,
        permit: &Permit<ReadLedger>,
    ) -> Result<Vec<(i64, String, String, String)>> {
        let span = permit.span();
        Ok(manifestation::table
            .inner_join(unit::table)
            .filter(unit::lo.between(span.lo, span.hi))
            .order((unit::lo.asc(), manifestation::id.asc()))
            .limit(1_000)
            .select((manifestation::id, unit::name, manifestation::aspect, manifestation::body))
            .load(self.connection)?)
    }

    /// What may be picked by whoever writes a problem of the permit's unit: its own catalogue and those of the units above it,
    /// the nearest first: aspect and text.
    pub fn manifestations_offered(
        &mut self,
        permit: &Permit<ReportProblems>,
    ) -> Result<Vec<(String, String)>> {
        let span = permit.span();
        Ok(manifestation::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .order((unit::lo.desc(), manifestation::id.asc()))
            .limit(1_000)
            .select((manifestation::aspect, manifestation::body))
            .load(self.connection)?)
    }
}
