//! Show a figure, and exactly the records behind it.

use crate::{AppError, Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    Date,
    figures::{
        figure::{Record, Trace, Traced},
        figure_name::{FigureName, Of},
        origin::Origin,
        question::{Question, missing},
        scope::{OfProgramme, Scope},
    },
    id::{ProgrammeId, UnitId},
    message::Message,
    permit::{Permit, ReadFigures, ReadProgramme, Target},
    units::unit::Unit,
};
use earnest_store::{Reader, RoundFrame, WhoseActs};

/// What is asked, in the words of an address or a command.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Which figure.
    pub name: FigureName,
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// The unit alone, without what lies beneath it.
    pub own: bool,
    /// Code of the unit whose acts and rounds are counted; if absent, whose programme the unit is in.
    pub organiser: Option<&'a str>,
    /// Of which programme; the one at hand if nothing is asked and several had begun.
    pub programme: Option<OfProgramme>,
    /// Number of the round; all rounds if absent.
    pub round: Option<i32>,
    /// From where: any of these; wherever from if empty.
    pub sources: &'a [Origin],
    /// Key of the class of units; all classes if absent.
    pub class: Option<&'a str>,
    /// Of which day; today if absent. A day that has not come is refused.
    pub as_of: Option<Date>,
    /// What was entered since that day for days up to it, and not what had been entered by its end.
    pub since: bool,
}

impl<'a> Asked<'a> {
    /// A figure as somebody asks for it.
    pub fn read(name: FigureName, question: &'a Question) -> Self {
        Self {
            unit: question.unit.as_deref(),
            own: question.own,
            organiser: question.organiser.as_deref(),
            programme: question.programme,
            round: question.round,
            sources: &question.sources,
            class: question.class.as_deref(),
            as_of: question.as_of,
            since: question.since,
            ..Asked::of(name)
        }
    }
}

impl Asked<'_> {
    /// A figure of the actor's home as of today.
    pub fn of(name: FigureName) -> Self {
        Self {
            name,
            unit: None,
            own: false,
            organiser: None,
            programme: None,
            round: None,
            sources: &[],
            class: None,
            as_of: None,
            since: false,
        }
    }

    /// Whether the figure can be asked so.
    ///
    /// # Errors
    /// Names the first option that it doesn't take: what is asked in vain would make the number another one than it says.
    pub fn check(&self) -> Result<()> {
        let name = self.name;
        let given = [
            ("organiser", self.organiser.is_some() && name.of() == Of::Place),
            ("programme", !self.programme.is_none_or(|asked| takes(name, asked))),
            ("round", self.round.is_some() && (self.of_none() || !name.takes_round())),
            ("source", !self.sources.is_empty() && !name.takes_sources()),
            ("source", self.of_none() && self.names_round()),
            ("entered", self.since && !name.takes_since()),
        ];
        match given.iter().find(|(_, in_vain)| *in_vain) {
            None => Ok(()),
            Some((option, _)) => {
                let message = Message::new("error-figure-option").with("text", name.key());
                Err(AppError::field(option, message))
            }
        }
    }

    /// The same without what the figure doesn't take.
    #[must_use]
    pub fn as_taken(self) -> Self {
        let name = self.name;
        Self {
            organiser: self.organiser.filter(|_| name.of() != Of::Place),
            programme: self.programme.filter(|asked| takes(name, *asked)),
            round: self.round.filter(|_| name.takes_round()),
            sources: if name.takes_sources() { self.sources } else { &[] },
            since: self.since && name.takes_since(),
            ..self
        }
    }

    fn of_none(&self) -> bool {
        self.programme.is_some_and(OfProgramme::is_none)
    }

    fn names_round(&self) -> bool {
        self.sources.iter().any(|source| matches!(source, Origin::Round(_)))
    }

    /// What is asked of the register at a place, of whose acts.
    fn at(&self, permit: &Permit<ReadFigures>, whose: &WhoseActs, today: Date) -> Trace {
        let mut scope = Scope {
            own: self.own,
            round: self.round,
            sources: each_once(self.sources),
            class: self.class.map(str::to_owned),
            ..Scope::of(permit.target())
        };
        if self.name.of() != Of::Place {
            scope.organiser = Some(whose.organiser);
        }
        if self.name.takes_programme() {
            scope.programme = whose.at_hand().meant(self.name, scope.names_round(), self.programme);
        }
        Trace { name: self.name, scope, day: self.as_of.unwrap_or(today), since: self.since }
    }

    /// Whose acts are asked for.
    ///
    /// # Errors
    /// An organiser that stands elsewhere, a programme that is not the organiser's, a round that its programme doesn't have:
    /// each would be answered with a nought that says nothing.
    fn whose(&self, reader: &mut Reader<'_>, permit: &Permit<ReadFigures>, today: Date) -> Result<WhoseActs> {
        let day = day_of(self.as_of, today)?;
        let whose =
            whose_asked(reader, permit, (self.organiser, self.programme.and_then(OfProgramme::id)), day)?;
        let of_sources = self.sources.iter().filter_map(|source| match source {
            Origin::Round(number) => Some(("source", *number)),
            Origin::Activity(_) => None,
        });
        let named: Vec<_> =
            self.round.map(|number| ("round", number)).into_iter().chain(of_sources).collect();
        if !named.is_empty() {
            let there = reader.round_numbers(permit, &whose)?;
            if let Some((field, number)) = named.iter().find(|(_, number)| !there.contains(number)) {
                return Err(AppError::field(field, missing(field, number)));
            }
        }
        Ok(whose)
    }
}

/// Whether a figure can be asked of that programme, or of none.
fn takes(name: FigureName, programme: OfProgramme) -> bool {
    match programme {
        OfProgramme::All => name.takes_programme() && name.of() != Of::Rounds,
        OfProgramme::This(_) => name.takes_programme(),
        OfProgramme::None => name.knows_none(),
    }
}

/// The day that is counted.
///
/// # Errors
/// Of a day that has not come nothing was said: told at `as_of`.
pub(crate) fn day_of(as_of: Option<Date>, today: Date) -> Result<Date> {
    match as_of {
        Some(day) if day > today => {
            let said = Message::new("error-as-of-ahead").with("day", day.to_string());
            Err(AppError::field("as_of", said))
        }
        Some(day) => Ok(day),
        None => Ok(today),
    }
}

/// Origins in the order in which they were named: one that is named twice counts and is told once.
fn each_once(sources: &[Origin]) -> Vec<Origin> {
    let mut once = Vec::with_capacity(sources.len());
    for source in sources {
        if !once.contains(source) {
            once.push(source.clone());
        }
    }
    once
}

/// The unit of a code whose acts are asked for. Whether it has any in the place is for the count to say; a unit that stands
/// neither above nor beneath the place, and did not on the day, is as if it were not there.
pub(crate) fn organiser(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    (code, day): (Option<&str>, Date),
) -> Result<Option<UnitId>> {
    let Some(code) = code else { return Ok(None) };
    let found = reader.locate(code)?.ok_or(AppError::NotFound)?;
    if in_line(reader, permit, found, day)? { Ok(Some(found.unit)) } else { Err(AppError::NotFound) }
}

/// Whose acts are asked for, and of which programme: where a programme is named, its organiser's.
///
/// # Errors
/// An organiser that stands elsewhere is as if it were not there. A programme whose organiser does, one that is not there and one
/// that is not the named organiser's are told alike, at `programme`.
pub(crate) fn whose_asked(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    (code, programme): (Option<&str>, Option<ProgrammeId>),
    day: Date,
) -> Result<WhoseActs> {
    let named = organiser(reader, permit, (code, day))?;
    let Some(id) = programme else { return Ok(reader.whose(permit, named, day)?) };
    let unknown = || AppError::field("programme", missing("programme", id));
    let of = match named {
        Some(unit) => unit,
        None => {
            let at = reader.at(id)?.ok_or_else(unknown)?.target();
            in_line(reader, permit, at, day)?.then_some(at.unit).ok_or_else(unknown)?
        }
    };
    let mut whose = reader.whose(permit, Some(of), day)?;
    whose.programme = Some(reader.programme_named(permit, of, id)?.ok_or_else(unknown)?);
    Ok(whose)
}

/// Whether a unit stands above, at or beneath the place, or did on the day.
fn in_line(reader: &mut Reader<'_>, permit: &Permit<ReadFigures>, other: Target, day: Date) -> Result<bool> {
    let today = permit.span().covers(other.span) || other.span.covers(permit.span());
    Ok(today || reader.stood_in_line(permit, other, day)?)
}

/// A figure with the names of what it is about.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The figure.
    pub figure: Traced,
    /// What was entered since its day for days up to it, where that can be.
    pub since: Option<Traced>,
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Whose acts are counted, and of which programme: of a figure that takes neither, whose the unit's are.
    pub whose: WhoseActs,
    /// Code of the organiser, if the figure has one.
    pub organiser: Option<String>,
    /// The parts of a total of spot checks over several rounds, each with the frame from which it was drawn.
    pub parts: Vec<RoundPart>,
    /// A page of its records.
    pub records: Vec<Record>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
}

/// What a round gives to a total of spot checks.
#[derive(Debug, Clone)]
pub struct RoundPart {
    /// The figure of the round alone.
    pub figure: Traced,
    /// The frames from which it was drawn; none where nothing was drawn by the day.
    pub frames: Vec<RoundFrame>,
}

/// The parts of a total of spot checks with their frames: without them nobody can tell of a total what share it is. Of one round,
/// and of other figures, there are none.
fn parts(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    (trace, whose): (&Trace, &WhoseActs),
) -> Result<Vec<RoundPart>> {
    let of_draws = matches!(trace.name, FigureName::SpotChecks | FigureName::SpotChecksAssessed);
    if !of_draws || trace.scope.round.is_some() || trace.since {
        return Ok(Vec::new());
    }
    let frames = reader.frames_of_rounds(permit, (whose, trace.scope.class.as_deref(), trace.day))?;
    let of = |round| Trace { scope: Scope { round: Some(round), ..trace.scope.clone() }, ..trace.clone() };
    let rounds = reader.round_numbers(permit, whose)?;
    let traces: Vec<Trace> = rounds.iter().copied().map(of).collect();
    let figures = reader.figures(permit, &traces)?;
    let part = |(figure, round): (Traced, i32)| RoundPart {
        figure,
        frames: frames.iter().filter(|frame| frame.round == round).cloned().collect(),
    };
    let mut parts: Vec<_> = figures.into_iter().zip(rounds).map(part).collect();
    parts.retain(|part| part.figure.value() > 0 || !part.frames.is_empty());
    Ok(parts)
}

/// Shows a figure with at most `limit` of its records after the `after`-th. Whether the actor may look is decided for
/// today; what is counted, by the day that was asked for.
pub fn show_figure(context: &Context<'_>, asked: Asked<'_>, after: Option<i64>, limit: i64) -> Result<Shown> {
    asked.check()?;
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, asked.unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let whose = asked.whose(&mut reader, &permit, context.today)?;
    let trace = asked.at(&permit, &whose, context.today);
    let mut records = reader.figure_records(&permit, &trace, after.unwrap_or(0), limit + 1)?;
    let more = records.len() as i64 > limit;
    records.truncate(usize::try_from(limit).unwrap_or_default());
    let parts = parts(&mut reader, &permit, (&trace, &whose))?;
    let mut traces = vec![trace.clone()];
    if asked.name.takes_since() && !asked.since && trace.day < context.today {
        traces.push(Trace { since: true, ..trace });
    }
    let mut figures = reader.figures(&permit, &traces)?.into_iter();
    let figure = figures.next().ok_or(AppError::NotFound)?;
    Ok(Shown {
        organiser: figure.scope().organiser.map(|_| whose.code.clone()),
        figure,
        since: figures.next(),
        parts,
        unit_code: unit.code,
        unit_name: unit.name,
        whose,
        next: records.last().filter(|_| more).map(|record| record.id),
        records,
    })
}

/// Figures of one place, in one statement.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The place.
    pub unit: Unit,
    /// Whose acts are counted.
    pub whose: WhoseActs,
    /// The figures, in the order in which they were asked for.
    pub figures: Vec<Traced>,
}

/// Shows all figures of a place, each asked as far as it takes what is asked.
pub fn show_figures(context: &Context<'_>, asked: Asked<'_>) -> Result<Figures> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, asked.unit)?;
    let unit = reader.unit(&permit_at::<ReadProgramme>(context, permit.target())?)?;
    let whose = asked.whose(&mut reader, &permit, context.today)?;
    let traces: Vec<_> = FigureName::ALL
        .iter()
        .map(|name| Asked { name: *name, ..asked }.as_taken().at(&permit, &whose, context.today))
        .collect();
    Ok(Figures { figures: reader.figures(&permit, &traces)?, unit, whose })
}
