//! The report of an organisation whose pack has no template of its own: what is counted, line by line.

use earnest_i18n::Tr;
use earnest_model::{figures::figure_name::FigureName as N, pack::Pack};
use std::fmt::Write as _;

/// What every programme has: what was found and what came of it, then what was done, in the order in which it comes about.
const LINES: [N; 20] = [
    N::TeamProblems,
    N::TeamMeasures,
    N::MeasuresClosed,
    N::MeasuresOverdue,
    N::MeasuresHeld,
    N::MeasuresReopened,
    N::PlansDue,
    N::PlansApproved,
    N::SeminarsHeld,
    N::LeadAttended,
    N::UnitsObserved,
    N::SpotChecks,
    N::SpotChecksAssessed,
    N::UnitsRated,
    N::CircularsPublished,
    N::Visits,
    N::MeetingsHeld,
    N::InterviewsHeld,
    N::PersonsInterviewed,
    N::PlacesVisited,
];

/// The template that stands: the pack's, or a neutral one in the language.
pub fn standing(pack: &Pack, tr: Tr) -> String {
    if let Some(report) = &pack.report {
        return report.get(tr.lang().tag()).to_owned();
    }
    let mut text = format!("# {}\n\n", tr.report_title());
    for name in LINES {
        let word = format!("figure-{}", name.key());
        let said = tr.by_key::<&str>(&word, &[]).unwrap_or(word);
        // Writing to a text can't fail.
        let _ = writeln!(text, "- {said}: {{{{{}}}}}", name.key());
    }
    // Places are counted by the classes that there are.
    let places = N::PlacesVisited.key();
    let word = format!("figure-{places}");
    let said = tr.by_key::<&str>(&word, &[]).unwrap_or(word);
    for class in &pack.classes {
        let name = class.name.get(tr.lang().tag());
        let _ = writeln!(text, "- {said} · {name}: {{{{{places} class={}}}}}", class.key);
    }
    text
}
