//! What the board shows of the units beneath a unit besides its figures: one grouped query per column, none per row.

use crate::{
    Reader,
    connection::AnyConnection,
    counting,
    day::read_date,
    error::{Result, StoreError},
    figures::whose::WhoseActs,
    in_force::duty_in_force,
    ledger::findings::problem::counted,
    schema::{
        duty, duty_tally, measure, observation, problem, rating, round, round_step, seminar, sheet, unit,
    },
    sessions::standing::session_stood,
    units::then::{DirectlyBeneath, Within},
};
use diesel::{
    dsl::{case_when, count, count_star},
    prelude::*,
    sql_types::Bool,
};
use earnest_model::{
    Date,
    figures::{
        count::{Count, OfRecord},
        figure::{Trace, Traced},
        figure_name::FigureName,
        scope::Scope,
    },
    id::{ProgrammeId, RoundId, UnitId},
    permit::{Permit, ReadAssessments, ReadFigures, ReadLedger},
    plans::plan::PlanState,
    programmes::{round::RoundState, standard::SheetKind},
    sessions::{exchange::Came, seminar::SessionKind},
    span::{Span, Target},
    units::change::PastTree,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A round that a unit is subject to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRound {
    /// The round.
    pub id: RoundId,
    /// Its number.
    pub number: i32,
    /// Its topic.
    pub topic: String,
    /// Its state's word.
    pub state: String,
    /// The day on which it opens.
    pub opens_on: Date,
    /// Who organises it.
    pub organiser: UnitId,
    /// Code of that unit.
    pub organiser_code: String,
    /// The programme that it belongs to.
    pub programme: ProgrammeId,
}

/// A rating in a unit's list: round number, key, grade, exact score, key of the round.
pub type UnitRating = (i32, i64, String, Option<String>, i64);

/// How far duties have come in a unit's subtree, as figures of that unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// Duties laid on units of its subtree.
    pub laid: Traced,
    /// Of these, acknowledged.
    pub acknowledged: Traced,
    /// The lowest tier with an acknowledged one.
    pub tier: Option<i32>,
}

impl Acknowledged {
    /// The unit on the board.
    pub fn unit(&self) -> UnitId {
        self.laid.scope().unit
    }
}

/// The columns of a board, each as rows of its own.
#[derive(Debug, Clone, Default)]
pub struct BoardColumns {
    /// How far the duties have come in each subtree.
    pub duties: Vec<Acknowledged>,
    /// The state of each unit's latest plan.
    pub plans: Vec<(UnitId, PlanState)>,
    /// The last day of each unit's sessions in the round, and whether whoever was first responsible came to it.
    pub seminars: Vec<(UnitId, String, Option<Came>)>,
    /// Activities besides the seminar that the round owes, and those that each unit held.
    pub activities: (Vec<SessionKind>, Vec<(UnitId, SessionKind)>),
    /// Observers sent to each unit.
    pub sent: Vec<(UnitId, Count<OfRecord>)>,
    /// Grade and exact score of each unit.
    pub ratings: Vec<(UnitId, String, Option<String>)>,
    /// The units that owe the round, where it had opened by the day: who came later owes it nothing.
    pub owing: Option<BTreeSet<UnitId>>,
    /// Those of them that did not stand directly beneath the unit on the day: code and name.
    pub gone: Vec<(String, String)>,
    /// Whether a sheet on the session of the unit's own leading group was handed in.
    pub leaders_heard: bool,
}

/// A session as the board reads it: unit, kind, day, whether the lead came, and since when that was made up.
type SessionRow = (i64, String, String, Option<String>, Option<String>);

/// A unit's key and its first and last place.
type Place = (i64, i64, i64);

/// What is kept of a tier beneath a unit: the tier, duties laid, acknowledged, the last day on which they changed.
type KeptTally = (i32, i64, i64, String);

/// Duties in force on a day of units beneath a parent, or of those directly beneath it alone: place and tier of their unit,
/// how many there are, and how many of them had been acknowledged.
fn duties_at(
    connection: &mut AnyConnection,
    (within, beneath): (Within, DirectlyBeneath),
    day: &str,
    own: bool,
) -> Result<Vec<(i64, i32, i64, i64)>> {
    // Whoever asks for all asks for those beneath any unit.
    let all = (!own).into_sql::<Bool>();
    let acknowledged = case_when(duty::acknowledged_on.le(day.to_owned()), duty::id);
    Ok(duty::table
        .inner_join(unit::table.on(unit::id.eq(duty::unit_id)))
        .filter(within)
        .filter(beneath.or(all))
        .filter(duty_in_force(day))
        .group_by((unit::lo, unit::tier))
        .select((unit::lo, unit::tier, count_star(), count(acknowledged)))
        .load(connection)?)
}

fn came_of(word: Option<String>) -> Result<Option<Came>> {
    let read =
        |word: String| Came::parse(&word).map_err(|_| StoreError::meaningless(word, "whether somebody came"));
    word.map(read).transpose()
}

impl Reader<'_> {
    /// The rounds of whose acts are told, in the states of a day, by number.
    pub fn rounds_told(
        &mut self,
        permit: &Permit<ReadFigures>,
        whose: &WhoseActs,
        day: Date,
    ) -> Result<Vec<BoardRound>> {
        let Some(programme) = &whose.programme else { return Ok(Vec::new()) };
        let mut rows: Vec<(i64, i32, String, String, String)> = round::table
            .filter(round::organiser_id.eq(whose.organiser.0).and(round::programme_id.eq(programme.id.0)))
            .order(round::number.asc())
            .select((round::id, round::number, round::topic, round::state, round::opens_on))
            .load(self.connection)?;
        if day < permit.on() {
            let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
            let then = self.round_states(&ids, day)?;
            for row in &mut rows {
                let state = then.get(&row.0).copied().unwrap_or(RoundState::Planned);
                state.key().clone_into(&mut row.3);
            }
        }
        let round = |(id, number, topic, state, opens_on): (i64, i32, String, String, String)| {
            Ok(BoardRound {
                id: RoundId(id),
                number,
                topic,
                state,
                organiser: whose.organiser,
                organiser_code: whose.code.clone(),
                programme: programme.id,
                opens_on: read_date(&opens_on)?,
            })
        };
        rows.into_iter().map(round).collect()
    }

    /// In which state rounds were at the end of a day, by their steps; those that had not opened are left out.
    fn round_states(&mut self, rounds: &[i64], day: Date) -> Result<HashMap<i64, RoundState>> {
        let steps: Vec<(i64, String)> = round_step::table
            .filter(round_step::round_id.eq_any(rounds).and(round_step::taken_on.le(day.to_string())))
            .select((round_step::round_id, round_step::state))
            .load(self.connection)?;
        let mut states: HashMap<i64, RoundState> = HashMap::new();
        for (round, word) in steps {
            let state = RoundState::parse(&word)
                .ok_or_else(|| StoreError::meaningless(word, "the state of a round"))?;
            let latest = states.entry(round).or_insert(state);
            *latest = state.max(*latest);
        }
        // What went back is where it went last.
        states.extend(self.states_again(rounds, day)?);
        Ok(states)
    }

    /// The columns for the units directly beneath the permit's unit, in a round, as they stood on a day.
    pub fn board(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: Option<RoundId>,
        day: Date,
    ) -> Result<BoardColumns> {
        self.remembered_large(
            "board",
            &(permit, round, day),
            |_| true,
            |reader| reader.board_now(permit, round, day),
        )
    }

    fn board_now(
        &mut self,
        permit: &Permit<ReadFigures>,
        round: Option<RoundId>,
        day: Date,
    ) -> Result<BoardColumns> {
        let tree = self.tree_of(day, permit.on())?;
        let duties = self.board_duties(permit, day, &tree)?;
        let mut columns = BoardColumns { duties, ..BoardColumns::default() };
        if let Some(round) = round {
            let beneath = DirectlyBeneath::of(permit.unit(), &tree);
            self.board_owing(permit, (round, &day.to_string(), &tree), &mut columns)?;
            if columns.owing.as_ref().is_some_and(|owing| owing.contains(&permit.unit())) {
                let heard: i64 = sheet::table
                    .filter(sheet::round_id.eq(round.0).and(sheet::unit_id.eq(permit.unit().0)))
                    .filter(sheet::kind.eq(SheetKind::Observation.key()))
                    .filter(sheet::entered_on.le(day.to_string()))
                    .count()
                    .first(self.connection)?;
                columns.leaders_heard = heard > 0;
            }
            self.board_round(permit, (round, &day.to_string(), beneath), &mut columns)?;
        }
        Ok(columns)
    }

    fn board_round(
        &mut self,
        permit: &Permit<ReadFigures>,
        (round, day, beneath): (RoundId, &str, DirectlyBeneath),
        columns: &mut BoardColumns,
    ) -> Result<()> {
        // With the unit's own leading group, which owes its own round as the units beneath do.
        let own = permit.unit().0;
        let seminars: Vec<SessionRow> = seminar::table
            .inner_join(unit::table)
            .filter(beneath.clone().or(unit::id.eq(own)).and(seminar::round_id.eq(round.0)))
            .filter(seminar::held_on.le(day).and(session_stood(day.to_owned())))
            .order((seminar::held_on.asc(), seminar::id.asc()))
            .select((
                seminar::unit_id,
                seminar::kind,
                seminar::held_on,
                seminar::lead_came,
                case_when(seminar::lead_made_up_on.le(day), seminar::lead_made_up_on),
            ))
            .load(self.connection)?;
        let mut last: BTreeMap<i64, (String, Option<Came>)> = BTreeMap::new();
        let mut held = Vec::new();
        for (unit, kind, held_on, came, made_up) in seminars {
            let kind =
                SessionKind::parse(&kind).map_err(|_| StoreError::meaningless(kind, "a kind of session"))?;
            if kind != SessionKind::Seminar {
                held.push((UnitId(unit), kind));
                continue;
            }
            let came = if made_up.is_some() { Some(Came::MadeUp) } else { came_of(came)? };
            last.insert(unit, (held_on, came));
        }
        columns.activities = (self.kinds_owed(round)?, held);
        columns.seminars = last.into_iter().map(|(unit, (day, came))| (UnitId(unit), day, came)).collect();
        let sent: Vec<(i64, i64)> = observation::table
            .inner_join(unit::table)
            .filter(beneath.clone().or(unit::id.eq(own)).and(observation::round_id.eq(round.0)))
            .filter(observation::assigned_on.le(day))
            .group_by(observation::unit_id)
            .select((observation::unit_id, count_star()))
            .load(self.connection)?;
        let sent = sent.into_iter();
        columns.sent = sent.map(|(unit, count)| (UnitId(unit), counting::counted(OfRecord, count))).collect();
        let ratings: Vec<(i64, String, Option<String>)> = rating::table
            .inner_join(unit::table)
            .filter(beneath.clone().or(unit::id.eq(own)).and(rating::round_id.eq(round.0)))
            .filter(rating::entered_on.le(day))
            .select((rating::unit_id, rating::grade, rating::score))
            .load(self.connection)?;
        let blind = self.marks_blind(permit)?;
        columns.ratings = ratings
            .into_iter()
            .map(|(unit, grade, score)| (UnitId(unit), grade, score))
            .filter(|(unit, ..)| !blind.hides_rating(round, *unit))
            .collect();
        Ok(())
    }

    /// How far the duties had come on a day in the subtree of each unit directly beneath. If nothing in them changed since,
    /// the kept tallies say what lies beneath those units.
    fn board_duties(
        &mut self,
        permit: &Permit<ReadFigures>,
        day: Date,
        tree: &PastTree,
    ) -> Result<Vec<Acknowledged>> {
        let beneath = DirectlyBeneath::of(permit.unit(), tree);
        let tallies: Vec<(Place, Option<KeptTally>)> = unit::table
            .left_join(duty_tally::table)
            .filter(beneath.clone())
            .order(unit::lo.asc())
            .select((
                (unit::id, unit::lo, unit::hi),
                (duty_tally::tier, duty_tally::laid, duty_tally::acknowledged, duty_tally::touched_on)
                    .nullable(),
            ))
            .load(self.connection)?;
        let written = day.to_string();
        let kept = tallies.iter().all(|(_, tally)| tally.as_ref().is_none_or(|tally| tally.3 <= written));
        let mut sums: Vec<(Place, [i64; 2], Option<i32>)> =
            tallies.iter().map(|(place, _)| (*place, [0; 2], None)).collect();
        sums.dedup();
        // Which places belong to which of them: on a day on which units stood elsewhere, several intervals each.
        let mut places: Vec<(i64, usize)> = Vec::new();
        for (child, ((_, lo, hi), ..)) in sums.iter().enumerate() {
            let of_child = tree.places_of(Span { lo: *lo, hi: *hi });
            places.extend(of_child.into_iter().map(|(first, _)| (first, child)));
        }
        places.sort_unstable();
        let mut add = |lo: i64, tier: i32, which: usize, count: i64| {
            let place = places.partition_point(|(first, _)| *first <= lo).checked_sub(1);
            let child = place.and_then(|place| places.get(place)).map(|(_, child)| *child);
            let Some((_, counts, reached)) = child.and_then(|child| sums.get_mut(child)) else { return };
            if let Some(held) = counts.get_mut(which) {
                *held += count;
            }
            if which == 1 && count > 0 {
                *reached = (*reached).max(Some(tier));
            }
        };
        if kept {
            for ((_, lo, _), tally) in tallies {
                if let Some((tier, laid, acknowledged, _)) = tally {
                    add(lo, tier, 0, laid);
                    add(lo, tier, 1, acknowledged);
                }
            }
        }
        let own = permit.span().lo;
        let within = Within(tree.places_of(permit.span()));
        let duties = duties_at(self.connection, (within, beneath), &written, kept)?;
        for (lo, tier, laid, acknowledged) in duties.into_iter().filter(|(lo, ..)| *lo != own) {
            add(lo, tier, 0, laid);
            add(lo, tier, 1, acknowledged);
        }
        let told = |(place, [laid, acknowledged], tier): (Place, [i64; 2], Option<i32>)| {
            let (id, lo, hi) = place;
            let scope = Scope::of(Target { unit: UnitId(id), span: Span { lo, hi } });
            let figure = |name, value| {
                counting::traced(Trace { name, scope: scope.clone(), day, since: false }, value)
            };
            let laid = figure(FigureName::DutiesAssigned, laid);
            Acknowledged { laid, acknowledged: figure(FigureName::DutiesAcknowledged, acknowledged), tier }
        };
        Ok(sums.into_iter().filter(|(_, [laid, _], _)| *laid > 0).map(told).collect())
    }

    /// The ratings of the permit's unit itself: round number, key, grade, exact score; the newest round first.
    pub fn ratings_of_unit(&mut self, permit: &Permit<ReadAssessments>) -> Result<Vec<UnitRating>> {
        let hidden = self.marks_blind(permit)?.rounds_of(permit.unit());
        Ok(rating::table
            .inner_join(round::table)
            .filter(rating::unit_id.eq(permit.unit().0).and(rating::round_id.ne_all(hidden)))
            .order(rating::id.desc())
            .limit(50)
            .select((round::number, rating::id, rating::grade, rating::score, rating::round_id))
            .load(self.connection)?)
    }

    /// How many measures of the permit's unit itself are in each state.
    pub fn measures_by_state(
        &mut self,
        permit: &Permit<ReadLedger>,
    ) -> Result<Vec<(String, Count<OfRecord>)>> {
        let rows: Vec<(String, i64)> = measure::table
            .inner_join(problem::table)
            .filter(measure::unit_id.eq(permit.unit().0))
            .filter(counted())
            .group_by(measure::state)
            .select((measure::state, count_star()))
            .order(measure::state.asc())
            .load(self.connection)?;
        Ok(rows.into_iter().map(|(state, count)| (state, counting::counted(OfRecord, count))).collect())
    }
}
