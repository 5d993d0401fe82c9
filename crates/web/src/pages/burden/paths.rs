//! Addresses of the burden meter and of questions.

use crate::frame::address::paths;
use earnest_model::id::{BurdenReportId, QuestionId};

paths! {
    burden() = "/burden";
    requests() = "/burden/requests";
    units() = "/burden/units";
    settings() = "/burden/settings";
    report_new() = "/burden/report";
    report(id: BurdenReportId) = "/burden/reports/{id}";
    report_answer(id: BurdenReportId) = "/burden/reports/{id}/answer";
    questions() = "/questions";
    question_new() = "/questions/new";
    question(id: QuestionId) = "/questions/{id}";
    question_answer(id: QuestionId) = "/questions/{id}/answer";
}
