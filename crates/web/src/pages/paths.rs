//! The addresses of all pages, folder by folder: `paths::plans::plan(id)`; and the page of a record of any kind.

pub use super::{
    assessing::paths as assessing, burden::paths as burden, case::paths as case,
    circulars::paths as circulars, desk::paths as desk, draws::paths as draws, duties::paths as duties,
    figures::paths as figures, journal::paths as journal, ledger::paths as ledger, people::paths as people,
    plans::paths as plans, programmes::paths as programmes, sessions::paths as sessions,
    tasks::paths as tasks, units::paths as units, visits::paths as visits,
};

use crate::frame::address::Asking;
use earnest_model::id;

/// Every function that makes an address, with the path of its routes.
pub const ALL: &[&[(&str, &str)]] = &[
    assessing::ALL,
    burden::ALL,
    case::ALL,
    circulars::ALL,
    desk::ALL,
    draws::ALL,
    duties::ALL,
    figures::ALL,
    journal::ALL,
    ledger::ALL,
    people::ALL,
    plans::ALL,
    programmes::ALL,
    sessions::ALL,
    tasks::ALL,
    units::ALL,
    visits::ALL,
];

/// The page of a record, by the word of its kind, its key and the code of its unit; `None` if it has no page of its own.
pub fn record(kind: &str, key: i64, unit: &str) -> Option<String> {
    Some(match kind {
        "unit" | "duty" => units::unit(unit),
        "account" => people::account(id::AccountId(key)),
        "programme" => programmes::programme(id::ProgrammeId(key)),
        "body" => programmes::body(id::BodyId(key)),
        "round" => programmes::round(id::RoundId(key)),
        "standard" => programmes::standard(id::StandardId(key)),
        "plan" => plans::plan(id::PlanId(key)),
        "seminar" => sessions::seminar(id::SeminarId(key)),
        "suggestion" => sessions::suggestion(id::SuggestionId(key)),
        "resolution" => sessions::resolution(id::ResolutionId(key)),
        "case" => sessions::case(id::CaseId(key)),
        "sheet" => assessing::sheet(id::SheetId(key)),
        "rating" => assessing::rating(id::RatingId(key)),
        "draw" => draws::draw(id::DrawId(key)),
        "problem" => ledger::problem(id::ProblemId(key)),
        "measure" => ledger::measure(id::MeasureId(key)),
        "manifestation" => ledger::catalogue(),
        "inquiry" => ledger::inquiries().asking("unit", unit),
        "circular" => circulars::circular(id::CircularId(key)),
        "circular-draft" => circulars::draft(id::CircularDraftId(key)),
        "passage" => circulars::passage(id::PassageId(key)),
        "criticism" => circulars::criticism(id::MentionId(key)),
        "obligation" => circulars::obligation(id::ObligationId(key)),
        "visit" => visits::visit(id::VisitId(key)),
        "guidance" => visits::guidance(id::VisitItemId(key)),
        "task" => tasks::task(id::TaskId(key)),
        "question" => burden::question(id::QuestionId(key)),
        "burden-report" => burden::report(id::BurdenReportId(key)),
        _ => return None,
    })
}
