//! The roll-up report of a unit: the programme in one page, every figure with its trace.

use crate::{Context, Result, home::permit_or_home, permit_at};
use earnest_model::{
    figures::figure::{AnyFigure, FigureName},
    permit::{ReadFigures, ReadProgramme},
};

/// A line of the report: a figure, and its parts round by round where rounds make sense.
#[derive(Debug, Clone)]
pub struct Line {
    /// The figure over all rounds.
    pub figure: AnyFigure,
    /// The same for each round: `(number, figure)`.
    pub rounds: Vec<(i32, AnyFigure)>,
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
    /// Up to which day.
    pub as_of: earnest_model::Date,
    /// The rounds: number, topic, word of the state.
    pub rounds: Vec<(i32, String, String)>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Published comments; shown as a sentence and not as a figure.
    pub comments: u64,
}

/// The sections, each with its figures; `true` where the figure is shown round by round too.
const SECTIONS: [(&str, &[(FigureName, bool)]); 5] = {
    use FigureName as N;
    [
        ("duties", &[(N::Units, false), (N::DutiesAssigned, false), (N::DutiesAcknowledged, false)]),
        (
            "visits",
            &[
                (N::Visits, false),
                (N::CountiesVisited, false),
                (N::CountyDepartmentsVisited, false),
                (N::TownshipsVisited, false),
                (N::VillagesVisited, false),
                (N::MeetingsHeld, false),
                (N::InterviewsHeld, false),
            ],
        ),
        (
            "assessment",
            &[
                (N::PlansDue, false),
                (N::PlansReviewed, true),
                (N::SeminarsHeld, true),
                (N::UnitsObserved, true),
                (N::SpotChecks, true),
                (N::UnitsSpotChecked, true),
                (N::SpotChecksAssessed, true),
                (N::UnitsRated, true),
                (N::CircularsPublished, true),
            ],
        ),
        (
            "problems",
            &[
                (N::AreaProblems, false),
                (N::AreaAspects, false),
                (N::Manifestations, false),
                (N::ManifestationAspects, false),
                (N::TeamProblems, false),
                (N::TeamMeasures, false),
            ],
        ),
        (
            "rectification",
            &[
                (N::MeasuresClosed, false),
                (N::MeasuresHeld, false),
                (N::MeasuresReopened, false),
                (N::MeasuresOverdue, false),
            ],
        ),
    ]
};

/// Makes the report of a unit; of the actor's home if none is named.
pub fn report(context: &Context<'_>, unit: Option<&str>) -> Result<Report> {
    let mut snapshot = context.store.snapshot()?;
    let mut reader = snapshot.reader();
    let permit = permit_or_home::<ReadFigures>(context, &mut reader, unit)?;
    let programme_permit = permit_at::<ReadProgramme>(context, permit.target())?;
    let unit = reader.unit(&programme_permit)?;
    let rounds = reader.rounds_of(unit.id)?;
    let mut sections = Vec::new();
    for (key, figures) in SECTIONS {
        let mut lines = Vec::new();
        for (name, by_round) in figures {
            let figure = reader.figure(&permit, *name, None)?;
            let mut parts = Vec::new();
            if *by_round {
                for round in &rounds {
                    parts.push((round.number, reader.figure(&permit, *name, Some(round.number))?));
                }
            }
            lines.push(Line { figure, rounds: parts });
        }
        sections.push(Section { key, lines });
    }
    Ok(Report {
        programme: reader.programme(&permit)?.map(|programme| programme.title),
        unit_code: unit.code,
        unit_name: unit.name,
        as_of: context.today,
        rounds: rounds
            .into_iter()
            .map(|round| (round.number, round.topic, round.state.key().to_owned()))
            .collect(),
        sections,
        comments: reader.figure(&permit, FigureName::Comments, None)?.value(),
    })
}
