//! What is owed, in words, with the way to where it is done.

use crate::frame::{call::Call, reply::Fault};
use earnest_app::desk::desk_show::{Owed, OwedKind, owed};
use earnest_i18n::Tr;

/// Something that waits, as it is shown.
pub struct Item {
    /// By when, short.
    pub mark: String,
    /// Whether it waits today or is late.
    pub now: bool,
    /// What.
    pub words: String,
    /// Where it is done.
    pub href: String,
}

/// What waits for the person who asks, the most urgent first.
pub fn items(call: &Call<'_>) -> Result<Vec<Item>, Fault> {
    Ok(owed(&call.context())?.iter().map(|owed| item(call, owed)).collect())
}

/// Something that is owed, as it is shown.
pub fn item(call: &Call<'_>, owed: &Owed) -> Item {
    let now = owed.due_on.is_some_and(|due| due <= call.today);
    let mark = match owed.due_on {
        Some(due) if due == call.today => call.tr.desk_today().into_owned(),
        Some(due) => call.tr.date_short(due),
        None => call.tr.common_not_yet().into_owned(),
    };
    Item { mark, now, words: words(call.tr, owed), href: href(owed) }
}

/// What is to be done, in words.
pub fn words(tr: Tr, owed: &Owed) -> String {
    let unit = owed.unit.as_str();
    match owed.kind {
        OwedKind::Plan => tr.desk_plan(owed.number, unit),
        OwedKind::PlanAgain => tr.desk_plan_again(owed.number, unit),
        OwedKind::PlanSentBack => tr.desk_plan_sent_back(owed.number, unit),
        OwedKind::PlanSign => tr.desk_plan_sign(owed.number, unit),
        OwedKind::PlanReview => tr.desk_plan_review(owed.number, unit),
        OwedKind::Duty => tr.desk_duty(unit),
        OwedKind::PassDown => tr.desk_pass_down(owed.number, unit),
        OwedKind::VisitItem => {
            let key = format!("visit-item-kind-{}", owed.label);
            tr.desk_visit_item(tr.by_key::<&str>(&key, &[]).unwrap_or(key), unit)
        }
        OwedKind::VisitPlanned => tr.desk_visit_planned(unit),
        OwedKind::Task => tr.desk_task(owed.label.as_str(), unit),
        OwedKind::Reminder => tr.desk_reminder(owed.label.as_str(), unit),
        OwedKind::TaskReplied => tr.desk_task_replied(owed.label.as_str(), unit),
        OwedKind::Sheet => tr.desk_sheet(owed.number, unit),
        OwedKind::SecondSheet => tr.desk_second_sheet(owed.number, unit),
        OwedKind::ClosureApproval => tr.desk_closure_approval(owed.label.as_str(), unit),
        OwedKind::ClosureVerification => tr.desk_closure_verification(owed.label.as_str(), unit),
        OwedKind::ChangeApproval => tr.desk_change_approval(owed.label.as_str(), unit),
        OwedKind::ChangeDecision => tr.desk_change_decision(owed.label.as_str(), unit),
        OwedKind::LookBack => tr.desk_look_back(owed.label.as_str(), unit),
        OwedKind::Inquiry => tr.desk_inquiry(unit),
        OwedKind::Findings => tr.desk_findings(unit),
        OwedKind::ProblemAgain => tr.desk_problem_again(owed.label.as_str(), unit),
        OwedKind::MeasureDue => tr.desk_measure_due(owed.label.as_str(), unit),
        OwedKind::Circular => tr.desk_circular(owed.label.as_str()),
        OwedKind::Materials => tr.desk_materials(owed.number, unit),
        OwedKind::CallUp => tr.desk_call_up(owed.number, unit),
        OwedKind::Question => tr.desk_question(owed.label.as_str(), unit),
        OwedKind::BurdenAnswer => tr.desk_burden_answer(owed.label.as_str(), unit),
        OwedKind::BurdenKnown => tr.desk_burden_known(owed.label.as_str(), unit),
        OwedKind::Passage => tr.desk_passage(owed.label.as_str(), unit),
        OwedKind::PassageAnswered => tr.desk_passage_answered(owed.label.as_str(), unit),
        OwedKind::CircularReady => tr.desk_circular_ready(owed.label.as_str()),
        OwedKind::PassageAnswer => tr.desk_passage_answer(owed.label.as_str()),
        OwedKind::Appeal => tr.desk_appeal(owed.number, unit),
        OwedKind::Criticism => tr.desk_criticism(owed.label.as_str(), unit),
        OwedKind::Obligation => tr.desk_obligation(owed.label.as_str(), unit),
        OwedKind::Comments => tr.desk_comments(owed.label.as_str()),
        OwedKind::Suggestion => tr.desk_suggestion(unit),
        OwedKind::StandardAgree => tr.desk_standard_agree(unit),
    }
}

/// Where it is done.
pub fn href(owed: &Owed) -> String {
    match owed.kind {
        OwedKind::PlanSign => format!("/plans/sign?round={}&unit={}", owed.id, owed.unit_code),
        OwedKind::Plan | OwedKind::PlanAgain | OwedKind::PlanSentBack => {
            format!("/plans/new?round={}&unit={}", owed.id, owed.unit_code)
        }
        OwedKind::PlanReview => format!("/plans/{}", owed.id),
        OwedKind::StandardAgree => format!("/standards/agree?unit={}", owed.unit_code),
        OwedKind::Duty => format!("/units/{}", owed.unit_code),
        OwedKind::PassDown => format!("/units/{}/duties/spread", owed.unit_code),
        OwedKind::VisitItem | OwedKind::VisitPlanned => format!("/visits/{}", owed.id),
        OwedKind::Task | OwedKind::Reminder | OwedKind::TaskReplied => format!("/tasks/{}", owed.id),
        OwedKind::Sheet => format!("/sheets/new?observation={}", owed.id),
        OwedKind::Materials | OwedKind::SecondSheet => format!("/sheets/new?spot_check={}", owed.id),
        OwedKind::ClosureApproval
        | OwedKind::ClosureVerification
        | OwedKind::ChangeApproval
        | OwedKind::ChangeDecision
        | OwedKind::LookBack
        | OwedKind::MeasureDue => {
            format!("/measures/{}", owed.id)
        }
        OwedKind::Inquiry => format!("/inquiries?unit={}", owed.unit_code),
        OwedKind::Findings => format!("/problems/sign?unit={}", owed.unit_code),
        OwedKind::ProblemAgain => format!("/problems/{}", owed.id),
        OwedKind::Circular => format!("/circulars/{}", owed.id),
        OwedKind::CallUp => format!("/call-ups/{}", owed.id),
        OwedKind::Question => format!("/questions/{}", owed.id),
        OwedKind::BurdenAnswer | OwedKind::BurdenKnown => format!("/burden/reports/{}", owed.id),
        OwedKind::Passage | OwedKind::PassageAnswered => format!("/passages/{}", owed.id),
        OwedKind::PassageAnswer | OwedKind::CircularReady => format!("/circulars/drafts/{}", owed.id),
        OwedKind::Appeal => format!("/ratings/{}", owed.id),
        OwedKind::Criticism => format!("/criticisms/{}", owed.id),
        OwedKind::Obligation => format!("/obligations/{}", owed.id),
        OwedKind::Comments => format!("/circulars/{}#comments", owed.id),
        OwedKind::Suggestion => format!("/suggestions/{}", owed.id),
    }
}
