//! The roll-up report of a unit: the programme in one page, every figure with its trace.

use crate::{AppError, Context, Result, figures::figure_show, home::permit_or_home, permit_at};
use earnest_model::{
    Date,
    figures::{
        figure::{Trace, Traced},
        figure_name::{FigureName, Of},
        scope::{OfProgramme, Scope},
    },
    id::ProgrammeId,
    permit::{Permit, ReadFigures, ReadProgramme},
};
use earnest_store::{BoardRound, By, Reader, WhoseActs};

/// A line of the report: a figure, and its parts round by round where rounds make sense.
#[derive(Debug, Clone)]
pub struct Line {
    /// The figure over all rounds of the programme.
    pub figure: Traced,
    /// The same for each round: `(number, figure)`.
    pub rounds: Vec<(i32, Traced)>,
}

/// A section of the report.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its key in `locales/` (`report-section-…`).
    pub key: &'static str,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The report.
#[derive(Debug, Clone)]
pub struct Report {
    /// Code of the unit.
    pub unit_code: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Title of the programme, if there is one.
    pub programme: Option<String>,
    /// Code of the unit whose rounds are told.
    pub organiser: String,
    /// Whose rounds are told, and of which programme.
    pub whose: WhoseActs,
    /// What its figures are asked, where a line says nothing else.
    pub scope: Trace,
    /// What was entered since the day for days up to it, of the figures of which there is any.
    pub since: Vec<Traced>,
    /// Where programmes stand side by side, what belongs to none of them, of the figures of which there is any.
    pub of_none: Vec<Traced>,
    /// Of which day.
    pub as_of: Date,
    /// The rounds: number, topic, word of the state.
    pub rounds: Vec<(i32, String, String)>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Published comments; shown as a sentence and not as a figure.
    pub comments: u64,
}

/// What is wanted of the report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Code of the unit; the actor's home if absent.
    pub unit: Option<&'a str>,
    /// Code of the unit whose rounds are told; if absent, whose programme the unit is in.
    pub organiser: Option<&'a str>,
    /// Of which programme; if absent, the one that goes before others at the unit.
    pub programme: Option<ProgrammeId>,
    /// Of which day; today if absent; a day that has not come is refused.
    pub as_of: Option<Date>,
}

/// How a figure stands in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    /// As one number.
    Whole,
    /// As one number, and round by round.
    Rounds,
    /// By the classes of units that there are.
    Classes,
}

/// The sections, each with its figures.
const SECTIONS: [(&str, &[(FigureName, As)]); 5] = {
    use FigureName as N;
    [
        (
            "duties",
            &[
                (N::Units, As::Whole),
                (N::DutiesAssigned, As::Whole),
                (N::DutiesAcknowledged, As::Whole),
                (N::FirstVacant, As::Whole),
                (N::UnitsUnasked, As::Whole),
                (N::DutiesTwice, As::Whole),
            ],
        ),
        (
            "visits",
            &[
                (N::Visits, As::Whole),
                (N::PlacesVisited, As::Whole),
                (N::PlacesVisited, As::Classes),
                (N::MeetingsHeld, As::Whole),
                (N::InterviewsHeld, As::Whole),
                (N::PersonsInterviewed, As::Whole),
            ],
        ),
        (
            "assessment",
            &[
                (N::PlansDue, As::Whole),
                (N::PlansSubmitted, As::Rounds),
                (N::PlansInTime, As::Rounds),
                (N::PlansReviewed, As::Rounds),
                (N::PlansApproved, As::Rounds),
                (N::SeminarsHeld, As::Rounds),
                (N::LecturesHeld, As::Whole),
                (N::StudiesHeld, As::Whole),
                (N::ReviewsHeld, As::Whole),
                (N::LeadAttended, As::Whole),
                (N::UnitsObserved, As::Rounds),
                (N::ObservationSheets, As::Rounds),
                (N::SpotChecks, As::Rounds),
                (N::SpotChecksReplaced, As::Rounds),
                (N::SpotChecksVoid, As::Rounds),
                (N::UnitsSpotChecked, As::Rounds),
                (N::SpotChecksAssessed, As::Rounds),
                (N::UnitsRated, As::Rounds),
                (N::CircularsPublished, As::Rounds),
                (N::Requirements, As::Rounds),
                (N::RequirementsAnswered, As::Rounds),
                (N::RequirementsInTime, As::Rounds),
            ],
        ),
        (
            "problems",
            &[
                (N::AreaProblems, As::Whole),
                (N::AreaAspects, As::Whole),
                (N::Manifestations, As::Whole),
                (N::ManifestationAspects, As::Whole),
                (N::TeamProblems, As::Whole),
                (N::TeamMeasures, As::Whole),
            ],
        ),
        (
            "rectification",
            &[
                (N::MeasuresClosed, As::Whole),
                (N::MeasuresHeld, As::Whole),
                (N::MeasuresReopened, As::Whole),
                (N::MeasuresOverdue, As::Whole),
                (N::ProblemsChangedOverdue, As::Whole),
                (N::LedgerMeasures, As::Whole),
                (N::LedgerClosed, As::Whole),
            ],
        ),
    ]
};

/// Whose rounds a report tells, and which.
#[derive(Clone)]
pub(crate) struct Told {
    /// The organiser and its programme.
    pub whose: WhoseActs,
    /// The rounds.
    pub rounds: Vec<BoardRound>,
}

/// Finds out whose rounds are told: of the unit of a code, of a programme, or of whose programme the unit is in.
pub(crate) fn told(
    reader: &mut Reader<'_>,
    permit: &Permit<ReadFigures>,
    asked: (Option<&str>, Option<ProgrammeId>),
    day: Date,
) -> Result<Told> {
    reader.remembered("told", &(permit, asked, day), |reader| {
        let whose = figure_show::whose_asked(reader, permit, asked, day)?;
        Ok(Told { rounds: reader.rounds_told(permit, &whose, day)?, whose })
    })
}

impl Told {
    /// A figure of a place, its organiser and its rounds those that are told. Where the organiser had begun several programmes by
    /// the day, whatever belongs to one of them is of the one that is told alone.
    pub(crate) fn trace(
        &self,
        permit: &Permit<ReadFigures>,
        name: FigureName,
        round: Option<i32>,
        day: Date,
    ) -> Trace {
        let mut scope = Scope { round, ..Scope::of(permit.target()) };
        if name.of() != Of::Place {
            scope.organiser = Some(self.whose.organiser);
        }
        scope.programme = self.whose.at_hand().meant(name, round.is_some(), None);
        Trace { name, scope, day, since: false }
    }

    /// What is asked besides where programmes stand side by side: what belongs to none of them, of all figures that know it.
    pub(crate) fn of_none(&self, permit: &Permit<ReadFigures>, day: Date) -> Vec<Trace> {
        let known = FigureName::ALL.iter().copied().filter(|name| self.whose.beside && name.knows_none());
        let of_none = |name| {
            let trace = self.trace(permit, name, None, day);
            Trace { scope: Scope { programme: OfProgramme::None, ..trace.scope }, ..trace }
        };
        known.map(of_none).collect()
    }

    /// What is asked besides of a past day: what was entered since, of all figures that know it. Board and report say it
    /// alike, whichever of the figures they show.
    pub(crate) fn since(&self, permit: &Permit<ReadFigures>, day: Date) -> Vec<Trace> {
        let known = FigureName::ALL.iter().copied();
        let known = known.filter(|name| day < permit.on() && name.takes_since());
        known.map(|name| Trace { since: true, ..self.trace(permit, name, None, day) }).collect()
    }
}

/// Makes the report of a unit.
pub fn report(context: &Context<'_>, wanted: Wanted<'_>) -> Result<Report> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, wanted.unit)?;
    let programme_permit = permit_at::<ReadProgramme>(context, permit.target())?;
    let unit = reader.unit(&programme_permit)?;
    let day = figure_show::day_of(wanted.as_of, context.today)?;
    let told = told(&mut reader, &permit, (wanted.organiser, wanted.programme), day)?;
    let mut asked = Vec::new();
    for (name, how) in SECTIONS.iter().flat_map(|(_, figures)| figures.iter()) {
        let by = if *how == As::Classes { By::Class } else { By::Whole };
        asked.push((told.trace(&permit, *name, None, day), by));
        if *how == As::Rounds {
            let one = |round: &BoardRound| (told.trace(&permit, *name, Some(round.number), day), By::Whole);
            asked.extend(told.rounds.iter().map(one));
        }
    }
    asked.push((told.trace(&permit, FigureName::Comments, None, day), By::Whole));
    let of_none = told.of_none(&permit, day);
    let beside = of_none.len();
    asked.extend(of_none.into_iter().map(|trace| (trace, By::Whole)));
    asked.extend(told.since(&permit, day).into_iter().map(|trace| (trace, By::Whole)));
    let mut counted = reader.figures_by(&permit, &asked)?.into_iter();
    let sections = sections(&mut counted, &told.rounds)?;
    let comments = counted.next().unwrap_or_default();
    let any = |figure: &Traced| figure.value() > 0;
    let of_none = counted.by_ref().take(beside).flatten().filter(any).collect();
    Ok(Report {
        programme: told.whose.programme.as_ref().map(|programme| programme.title.clone()),
        organiser: told.whose.code.clone(),
        since: counted.flatten().filter(any).collect(),
        of_none,
        scope: told.trace(&permit, FigureName::PlansDue, None, day),
        whose: told.whose,
        unit_code: unit.code,
        unit_name: unit.name,
        as_of: day,
        rounds: told.rounds.into_iter().map(|round| (round.number, round.topic, round.state)).collect(),
        sections,
        comments: comments.first().map_or(0, Traced::value),
    })
}

/// Puts what was counted, in the order in which it was asked for, into its lines.
fn sections(counted: &mut impl Iterator<Item = Vec<Traced>>, rounds: &[BoardRound]) -> Result<Vec<Section>> {
    let mut sections = Vec::new();
    for (key, figures) in SECTIONS {
        let mut lines = Vec::new();
        for (_, how) in figures {
            let found = counted.next().unwrap_or_default();
            if *how == As::Classes {
                lines.extend(found.into_iter().map(|figure| Line { figure, rounds: Vec::new() }));
                continue;
            }
            let figure = found.into_iter().next().ok_or(AppError::NotFound)?;
            let mut parts = Vec::new();
            if *how == As::Rounds {
                for round in rounds {
                    let part = counted.next().and_then(|part| part.into_iter().next());
                    parts.push((round.number, part.ok_or(AppError::NotFound)?));
                }
            }
            lines.push(Line { figure, rounds: parts });
        }
        sections.push(Section { key, lines });
    }
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_that_the_register_yields_stands_in_the_report() {
        let stands = |name: &FigureName| {
            SECTIONS
                .iter()
                .any(|(_, figures)| figures.iter().any(|(found, how)| found == name && *how != As::Classes))
        };
        // Comments stand as a sentence of their own.
        let missing: Vec<_> =
            FigureName::ALL.iter().filter(|name| **name != FigureName::Comments && !stands(name)).collect();
        assert_eq!(missing, Vec::<&FigureName>::new());
    }
}
