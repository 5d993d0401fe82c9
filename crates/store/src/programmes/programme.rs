//! Programmes and their rounds.

use crate::{
    Reader, Work,
    batch::{insert_batch, next_id},
    connection::AnyConnection,
    day::{read_date, there},
    error::{Result, StoreError, one},
    locate::located,
    opens::opens,
    programmes::{
        going::{LAST_DAY, opened, preferred, programme_going, programme_in_use, under_way},
        round_names::rounds_under_way,
        titles::{ProgrammeTitle, titles_beside},
    },
    schema::{organisation, programme, round, round_again, round_owing, round_step, unit},
};
use diesel::{dsl::exists, prelude::*};
use earnest_model::{
    Date,
    id::{PackId, ProgrammeId, RoundId, StandardId, UnitId},
    permit::{AdvanceRound, Permit, ReadDesk, ReadProgramme, RecordSeminar, SetUpProgramme, Target},
    programmes::{
        at_hand::AtHand,
        life::ProgrammeState,
        round::{Round, RoundState},
    },
    span::Span,
};

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Its key.
    pub id: ProgrammeId,
    /// Who set it up.
    pub organiser: UnitId,
    /// Its key in words.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub goal: String,
    /// The day on which it was set up.
    pub started_on: Date,
    /// The programme that it carries out, if it does.
    pub superior: Option<ProgrammeId>,
    /// The version of the pack by which it runs; none in a register that was not founded.
    pub pack: Option<PackId>,
    /// How far it has come.
    pub state: ProgrammeState,
    /// The one that it follows, a year later.
    pub follows: Option<ProgrammeId>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = programme)]
pub(crate) struct ProgrammeRow {
    id: i64,
    organiser_id: i64,
    key: String,
    title: String,
    goal: String,
    started_on: String,
    superior_id: Option<i64>,
    pack_id: Option<i64>,
    state: String,
    follows_id: Option<i64>,
}

impl TryFrom<ProgrammeRow> for Programme {
    type Error = StoreError;
    fn try_from(row: ProgrammeRow) -> Result<Self> {
        Ok(Self {
            id: ProgrammeId(row.id),
            organiser: UnitId(row.organiser_id),
            key: row.key,
            title: row.title,
            goal: row.goal,
            started_on: read_date(&row.started_on)?,
            superior: row.superior_id.map(ProgrammeId),
            pack: row.pack_id.map(PackId),
            state: ProgrammeState::parse(&row.state)
                .map_err(|_| StoreError::meaningless(row.state, "a state of a programme"))?,
            follows: row.follows_id.map(ProgrammeId),
        })
    }
}

/// A programme to be set up.
#[derive(Debug, Clone, Copy)]
pub struct ProgrammeWords<'a> {
    /// Key of the pack.
    pub key: &'a str,
    /// Title.
    pub title: &'a str,
    /// What it is for.
    pub goal: &'a str,
    /// The programme that it carries out.
    pub superior: Option<ProgrammeId>,
    /// The programme that it follows, a year later.
    pub follows: Option<ProgrammeId>,
    /// The version of the pack by which it runs; the one in use if none is named.
    pub pack: Option<PackId>,
}

/// A round with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundOf {
    /// The round.
    pub round: Round,
    /// Code of its organiser.
    pub code: String,
    /// Name of its organiser.
    pub organiser: String,
    /// Where its organiser stands.
    pub span: Span,
    /// Its programme, where its organiser has more than one.
    pub programme: Option<ProgrammeTitle>,
    /// How far its programme has come.
    pub state: ProgrammeState,
    /// Since when it is under way; none where it is not.
    pub under_way: Option<Date>,
}

/// A round with code, name and place of its organiser, and the state of its programme.
pub(super) type RowOf = (RoundRow, String, String, String, (i64, i64));

/// A round to be set up.
#[derive(Debug, Clone)]
pub struct NewRound<'a> {
    /// Number.
    pub number: i32,
    /// Topic.
    pub topic: &'a str,
    /// First day.
    pub opens_on: Date,
    /// Last day for plans.
    pub plans_due_on: Date,
    /// Last day.
    pub ends_on: Date,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = round)]
pub(crate) struct RoundRow {
    id: i64,
    programme_id: i64,
    organiser_id: i64,
    number: i32,
    topic: String,
    state: String,
    opens_on: String,
    plans_due_on: String,
    ends_on: String,
    standard_id: Option<i64>,
}

impl TryFrom<RoundRow> for Round {
    type Error = StoreError;
    fn try_from(row: RoundRow) -> Result<Self> {
        Ok(Self {
            id: RoundId(row.id),
            programme: ProgrammeId(row.programme_id),
            organiser: UnitId(row.organiser_id),
            number: row.number,
            topic: row.topic,
            state: RoundState::parse(&row.state)
                .ok_or_else(|| StoreError::meaningless(row.state, "a state of a round"))?,
            opens_on: read_date(&row.opens_on)?,
            plans_due_on: read_date(&row.plans_due_on)?,
            ends_on: read_date(&row.ends_on)?,
            standard: row.standard_id.map(StandardId),
        })
    }
}

impl Work<'_> {
    /// Sets up a programme of the permit's unit with its rounds.
    pub fn programme_insert(
        &mut self,
        permit: &Permit<SetUpProgramme>,
        new: &ProgrammeWords<'_>,
        rounds: &[NewRound<'_>],
    ) -> Result<(ProgrammeId, Vec<RoundId>)> {
        let connection = self.under(permit);
        let id = next_id!(connection, programme);
        let pack = match new.pack {
            Some(pack) => Some(pack.0),
            None => organisation::table.select(organisation::pack_id).first(connection).optional()?,
        };
        diesel::insert_into(programme::table)
            .values((
                programme::id.eq(id),
                programme::organiser_id.eq(permit.unit().0),
                programme::key.eq(new.key),
                programme::title.eq(new.title),
                programme::pack.eq(new.key),
                programme::goal.eq(new.goal),
                programme::started_on.eq(permit.on().to_string()),
                programme::superior_id.eq(new.superior.map(|superior| superior.0)),
                programme::pack_id.eq(pack),
                programme::state.eq(ProgrammeState::Running.key()),
                programme::follows_id.eq(new.follows.map(|before| before.0)),
            ))
            .execute(connection)?;
        let mut keys = Vec::with_capacity(rounds.len());
        for round in rounds {
            keys.push(round_insert(connection, id, permit.unit(), round)?);
        }
        if let Some(superior) = new.superior {
            self.standard_draft_follow(permit, (superior, ProgrammeId(id)))?;
        }
        Ok((ProgrammeId(id), keys))
    }

    /// Moves the permit's round to a state, and fixes the standard by which it runs where one is given.
    pub fn round_state_write(
        &mut self,
        permit: &Permit<AdvanceRound, RoundId>,
        state: RoundState,
        standard: Option<StandardId>,
    ) -> Result<()> {
        let fixed = standard.map(|standard| round::standard_id.eq(standard.0));
        let changed = diesel::update(round::table.find(permit.key().0))
            .set((round::state.eq(state.key()), fixed))
            .execute(self.under(permit))?;
        one(changed)?;
        let (round, day) = (permit.key(), permit.on().to_string());
        let first = step_write(self.under(permit), round, state, &day)?;
        if first && state == RoundState::Open { self.round_owing_write(permit) } else { Ok(()) }
    }

    /// Who owes a plan to the permit's round, which opens: the units that stand directly beneath its organiser now.
    fn round_owing_write(&mut self, permit: &Permit<AdvanceRound, RoundId>) -> Result<()> {
        let (round, day) = (permit.key().0, permit.on().to_string());
        let connection = self.under(permit);
        let owing: Vec<i64> = unit::table
            .filter(unit::parent_id.eq(permit.unit().0))
            .filter(there(&day))
            .order(unit::lo.asc())
            .select(unit::id)
            .load(connection)?;
        let rows: Vec<_> = owing
            .into_iter()
            .map(|unit| {
                (
                    round_owing::round_id.eq(round),
                    round_owing::unit_id.eq(unit),
                    round_owing::from_on.eq(day.clone()),
                )
            })
            .collect();
        insert_batch!(connection, round_owing::table, &rows, 3);
        Ok(())
    }

    /// Writes that the organiser's own leading group owes the permit's round, which opens, what the units beneath owe it.
    pub fn leaders_owe_write(&mut self, permit: &Permit<AdvanceRound, RoundId>) -> Result<()> {
        let (round, own, day) = (permit.key().0, permit.unit().0, permit.on().to_string());
        let connection = self.under(permit);
        let known: i64 = round_owing::table
            .filter(round_owing::round_id.eq(round).and(round_owing::unit_id.eq(own)))
            .count()
            .get_result(connection)?;
        if known > 0 {
            return Ok(());
        }
        let row =
            (round_owing::round_id.eq(round), round_owing::unit_id.eq(own), round_owing::from_on.eq(day));
        one(diesel::insert_into(round_owing::table).values(row).execute(connection)?)
    }
}

/// Notes into which state a round came; whether it is there for the first time.
///
/// Its first way stays as it was. Once it went back, where it is follows from its later way alone.
pub(crate) fn step_write(
    connection: &mut AnyConnection,
    round: RoundId,
    state: RoundState,
    day: &str,
) -> Result<bool> {
    let taken = round_step::table.filter(round_step::round_id.eq(round.0));
    let before: i64 = taken.filter(round_step::state.eq(state.key())).count().get_result(connection)?;
    let back: i64 =
        round_again::table.filter(round_again::round_id.eq(round.0)).count().get_result(connection)?;
    if before > 0 || back > 0 {
        let id = next_id!(connection, round_again);
        let again = (
            round_again::id.eq(id),
            round_again::round_id.eq(round.0),
            round_again::state.eq(state.key()),
            round_again::taken_on.eq(day),
        );
        one(diesel::insert_into(round_again::table).values(again).execute(connection)?)?;
    }
    if before == 0 {
        let step = (
            round_step::round_id.eq(round.0),
            round_step::state.eq(state.key()),
            round_step::taken_on.eq(day),
        );
        one(diesel::insert_into(round_step::table).values(step).execute(connection)?)?;
    }
    Ok(before == 0)
}

pub(crate) fn round_insert(
    connection: &mut AnyConnection,
    programme: i64,
    organiser: UnitId,
    new: &NewRound<'_>,
) -> Result<RoundId> {
    let id = next_id!(connection, round);
    diesel::insert_into(round::table)
        .values((
            round::id.eq(id),
            round::programme_id.eq(programme),
            round::organiser_id.eq(organiser.0),
            round::number.eq(new.number),
            round::topic.eq(new.topic),
            round::state.eq(RoundState::Planned.key()),
            round::opens_on.eq(new.opens_on.to_string()),
            round::plans_due_on.eq(new.plans_due_on.to_string()),
            round::ends_on.eq(new.ends_on.to_string()),
        ))
        .execute(connection)?;
    Ok(RoundId(id))
}

// Programmes and rounds stand at their organiser.
located!(ProgrammeId, programme);
located!(RoundId, |key| {
    round::table
        .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
        .filter(round::id.eq(key))
        .select((unit::id, unit::lo, unit::hi))
});
opens! {
    /// Opens a round: to read it, or to move it on or change its days.
    OpensRound: ReadProgramme, ReadRoundFile, AdvanceRound, RescheduleRound, ReopenRound, OpenGate, ExcuseSession
}

opens! {
    /// Opens the programme within which the permit's unit acts.
    OpensProgramme: ReadProgramme, ReadFigures, AssignDuty, FreezeReport
}

impl Reader<'_> {
    /// The programme in which the permit's holder is, if it is one at or above the permit's unit; otherwise that of the nearest
    /// organiser: of several the one at hand. What is archived is nobody's any more.
    pub fn programme<A: OpensProgramme>(&mut self, permit: &Permit<A>) -> Result<Option<Programme>> {
        let span = permit.span();
        type Row = (ProgrammeRow, (i64, bool, bool, Option<String>, String));
        let rows: Vec<Row> = programme::table
            .inner_join(unit::table)
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)).and(programme_in_use()))
            .select((
                ProgrammeRow::as_select(),
                (
                    unit::lo,
                    programme_going(),
                    exists(opened()),
                    under_way!(LAST_DAY.to_owned()),
                    programme::started_on,
                ),
            ))
            .load(self.connection)?;
        let mut found = Vec::with_capacity(rows.len());
        for (row, (lo, going, opened, under_way, started_on)) in rows {
            let at_hand = AtHand {
                programme: ProgrammeId(row.id),
                put_away: false,
                over: !going,
                under_way: under_way.as_deref().map(read_date).transpose()?,
                opened,
                started_on: read_date(&started_on)?,
            };
            // Of those above it the nearest lies deepest.
            found.push(((row.id != preferred(permit), -lo, at_hand.order()), row));
        }
        let meant = found.into_iter().min_by(|one, next| one.0.cmp(&next.0));
        meant.map(|(_, row)| row.try_into()).transpose()
    }

    /// The permit's round.
    pub fn round<A: OpensRound>(&mut self, permit: &Permit<A, RoundId>) -> Result<Round> {
        let row: Option<RoundRow> = round::table
            .find(permit.key().0)
            .select(RoundRow::as_select())
            .first(self.connection)
            .optional()?;
        row.ok_or(StoreError::NotFound)?.try_into()
    }

    /// Where the organiser of a round stands, and the round: to ask for a permit.
    pub fn locate_round(&mut self, id: RoundId) -> Result<Option<(Round, Target)>> {
        let row: Option<(RoundRow, i64, i64)> = round::table
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .filter(round::id.eq(id.0))
            .select((RoundRow::as_select(), unit::lo, unit::hi))
            .first(self.connection)
            .optional()?;
        let Some((row, lo, hi)) = row else { return Ok(None) };
        let round = Round::try_from(row)?;
        let target = Target { unit: round.organiser, span: Span { lo, hi } };
        Ok(Some((round, target)))
    }

    /// Whether the programme of a round of an organiser at or above the permit's unit is over: nothing of it is owed or recorded
    /// any more.
    pub fn programme_over<K: Copy>(
        &mut self,
        permit: &Permit<RecordSeminar, K>,
        round: &Round,
    ) -> Result<bool> {
        let span = permit.span();
        let state: Option<String> = programme::table
            .inner_join(unit::table.on(unit::id.eq(programme::organiser_id)))
            .filter(programme::id.eq(round.programme.0))
            .filter(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)))
            .select(programme::state)
            .first(self.connection)
            .optional()?;
        let state = state.ok_or(StoreError::NotFound)?;
        let state = ProgrammeState::parse(&state)
            .map_err(|_| StoreError::meaningless(state, "a state of a programme"))?;
        Ok(state.is_over())
    }

    /// All rounds of organisers at, above or beneath the permit's unit, programme by programme, each with whose it is.
    pub fn rounds(&mut self, permit: &Permit<ReadProgramme>) -> Result<Vec<RoundOf>> {
        let span = permit.span();
        let within = unit::lo.between(span.lo, span.hi).or(unit::lo.le(span.lo).and(unit::hi.ge(span.hi)));
        let rows: Vec<RowOf> = round::table
            .inner_join(unit::table.on(unit::id.eq(round::organiser_id)))
            .inner_join(programme::table)
            .filter(within)
            .order((unit::lo.asc(), round::programme_id.asc(), round::number.asc()))
            .limit(500)
            .select((RoundRow::as_select(), unit::code, unit::name, programme::state, (unit::lo, unit::hi)))
            .load(self.connection)?;
        self.told_of(rows)
    }

    /// The rounds with whose they are.
    pub(super) fn told_of(&mut self, rows: Vec<RowOf>) -> Result<Vec<RoundOf>> {
        let organisers: Vec<i64> = rows.iter().map(|row| row.0.organiser_id).collect();
        let titles = titles_beside(self.connection, &organisers)?;
        let keys: Vec<i64> = rows.iter().map(|row| row.0.id).collect();
        let since = rounds_under_way(self.connection, &keys)?;
        let told = |(row, code, organiser, state, (lo, hi)): RowOf| -> Result<RoundOf> {
            let under_way = since.get(&row.id).copied();
            let programme = titles.get(&row.programme_id).cloned();
            let state = ProgrammeState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a programme"))?;
            let (round, span) = (row.try_into()?, Span { lo, hi });
            Ok(RoundOf { round, code, organiser, span, programme, state, under_way })
        };
        rows.into_iter().map(told).collect()
    }

    /// The rounds that the permit's unit organises, by number, each with title and state of its programme; not those of archived
    /// programmes.
    pub fn rounds_told_of(
        &mut self,
        permit: &Permit<ReadDesk>,
    ) -> Result<Vec<(Round, String, ProgrammeState)>> {
        self.remembered("rounds_told_of", &(permit), |reader| reader.rounds_told_of_now(permit))
    }

    fn rounds_told_of_now(
        &mut self,
        permit: &Permit<ReadDesk>,
    ) -> Result<Vec<(Round, String, ProgrammeState)>> {
        let rows: Vec<(RoundRow, String, String)> = round::table
            .inner_join(programme::table)
            .filter(round::organiser_id.eq(permit.unit().0).and(programme_in_use()))
            .order((round::number.asc(), round::id.asc()))
            .select((RoundRow::as_select(), programme::title, programme::state))
            .load(self.connection)?;
        let told = |(row, title, state): (RoundRow, String, String)| {
            let state = ProgrammeState::parse(&state)
                .map_err(|_| StoreError::meaningless(state, "a state of a programme"))?;
            Ok((row.try_into()?, title, state))
        };
        rows.into_iter().map(told).collect()
    }

    /// The rounds that a unit organises, by number; not those of archived programmes.
    pub fn rounds_of(&mut self, organiser: UnitId) -> Result<Vec<Round>> {
        let rows: Vec<RoundRow> = round::table
            .inner_join(programme::table)
            .filter(round::organiser_id.eq(organiser.0).and(programme_in_use()))
            .order(round::number.asc())
            .select(RoundRow::as_select())
            .load(self.connection)?;
        rows.into_iter().map(Round::try_from).collect()
    }
}
