//! What is owed, in words, with the way to where it is done.

use crate::{
    frame::{address::Asking, call::Call, reply::Fault},
    pages::{paths, shared::notice},
};
use earnest_app::desk::desk_show::{Owed, OwedKind, by_urgency, desk};
use earnest_i18n::Tr;
use earnest_model::{
    actor::Role,
    desk::notice::nearness,
    figures::figure_name::FigureName,
    id::{
        CircularDraftId, CircularId, DrawId, FrozenReportId, ProgrammeId, RoundId, SpotCheckId, VisitItemId,
    },
    programmes::{life::LifeStep, turn::Turn},
};

/// Something that waits, as it is shown.
pub struct Item {
    /// By when, short.
    pub mark: String,
    /// Whether it waits today or is late.
    pub now: bool,
    /// What.
    pub words: String,
    /// What it is about, in the words of its record.
    pub about: Option<String>,
    /// For how long it is late, or that it is nearly due.
    pub late: Option<String>,
    /// Where it is done.
    pub href: String,
    /// In whose hands it is, and since when.
    pub taken: Option<String>,
    /// What names it in a form, where it can be taken.
    pub thing: Option<String>,
}

/// What waits for the person who asks, the most urgent first.
pub fn items(call: &Call<'_>) -> Result<Vec<Item>, Fault> {
    let piles = desk(&call.context())?;
    call.waits(piles.iter().map(|pile| pile.all).sum());
    Ok(by_urgency(piles).iter().map(|owed| item(call, owed)).collect())
}

/// Something that is owed, as it is shown.
pub fn item(call: &Call<'_>, owed: &Owed) -> Item {
    let now = owed.due_on.is_some_and(|due| due <= call.today);
    let mark = match owed.due_on.or(owed.since) {
        Some(due) if due == call.today => call.tr.desk_today().into_owned(),
        // What is of another year says so.
        Some(due) if due.year() != call.today.year() => call.tr.date_iso(due),
        Some(due) => call.tr.date_short(due),
        None => call.tr.common_not_yet().into_owned(),
    };
    Item {
        mark,
        now,
        words: told(call.tr, owed),
        about: about(owed),
        late: late(call, owed),
        href: href(owed),
        taken: taken(call, owed),
        thing: thing(owed),
    }
}

/// In whose hands it is, and since when.
pub fn taken(call: &Call<'_>, owed: &Owed) -> Option<String> {
    let taken = owed.taken.as_ref()?;
    let since = call.tr.date_short(taken.since);
    Some(match (taken.own, taken.lost) {
        (true, _) => call.tr.taking_own(since),
        (false, true) => call.tr.taking_lost(since, taken.title.as_str()),
        (false, false) => call.tr.taking_of(since, taken.title.as_str()),
    })
}

/// What names it in a form: the unit at which the post is held that is asked, and which thing of its kind.
pub fn thing(owed: &Owed) -> Option<String> {
    let at = owed.at.filter(|_| owed.kind.is_taken())?;
    Some(format!("{at}:{}", owed.thing()))
}

/// For how long it is late, or that it is nearly due; of what was handed on, for how long the person has it.
pub fn late(call: &Call<'_>, owed: &Owed) -> Option<String> {
    if let Some(since) = owed.since {
        let days = i64::from((call.today - since).get_days());
        return (days > 0).then(|| call.tr.desk_waits_days(days));
    }
    owed.due_on.and_then(|due| notice::nearness(call.tr, nearness(due, call.today)))
}

/// What it is about, where the words don't say so already.
pub fn about(owed: &Owed) -> Option<String> {
    use OwedKind::*;
    let said = matches!(owed.kind, Guidance | Support | Task | Reminder | TaskReplied | Obligation);
    owed.text.clone().filter(|text| !said && !text.is_empty())
}

/// What is to be done, in words, with whose round it is, where several are about.
pub fn told(tr: Tr, owed: &Owed) -> String {
    let words = words(tr, owed);
    let Some(whose) = &owed.whose else { return words };
    let programme =
        whose.programme.as_ref().map(|of| tr.caption_programme(of.id.to_string(), of.title.as_str()));
    let of = [whose.organiser.clone(), programme].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    tr.desk_of_whom(of, words)
}

/// What is to be done, in words.
pub fn words(tr: Tr, owed: &Owed) -> String {
    let unit = owed.unit.as_str();
    match owed.kind {
        OwedKind::Plan => tr.desk_plan(owed.number, unit),
        OwedKind::PlanAgain => tr.desk_plan_again(owed.number, unit),
        OwedKind::PlanSentBack => tr.desk_plan_sent_back(owed.number, unit),
        OwedKind::Session => tr.desk_session(owed.number, unit),
        OwedKind::PlanSign => tr.desk_plan_sign(owed.number, unit),
        OwedKind::ReportSign => tr.desk_report_sign(unit),
        OwedKind::PlanReview => tr.desk_plan_review(owed.number, unit),
        OwedKind::Duty => tr.desk_duty(unit),
        OwedKind::PassDown => tr.desk_pass_down(owed.number, unit),
        OwedKind::FirstVacant => tr.desk_first_vacant(owed.number, unit),
        OwedKind::DutyTwice => tr.desk_duty_twice(owed.number, unit),
        OwedKind::VisitItem => {
            let key = format!("visit-item-kind-{}", owed.label);
            tr.desk_visit_item(tr.by_key::<&str>(&key, &[]).unwrap_or(key), unit)
        }
        OwedKind::Guidance => tr.desk_guidance(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::Support => tr.desk_support(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::VisitPlanned => tr.desk_visit_planned(unit),
        OwedKind::Task => tr.desk_task(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::Reminder => tr.desk_reminder(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::TaskReplied => tr.desk_task_replied(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::Sheet => tr.desk_sheet(owed.number, unit),
        OwedKind::SeatVacant => tr.desk_seat_vacant(owed.number, unit),
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
        OwedKind::Circular => tr.desk_circular(owed.label.as_str(), unit),
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
        OwedKind::Obligation => tr.desk_obligation(owed.text.as_deref().unwrap_or_default(), unit),
        OwedKind::Comments => tr.desk_comments(owed.label.as_str()),
        OwedKind::Suggestion => tr.desk_suggestion(unit),
        OwedKind::Resolution => tr.desk_resolution(unit),
        OwedKind::Activity => {
            let key = format!("session-kind-{}", owed.label);
            tr.desk_activity(tr.by_key::<&str>(&key, &[]).unwrap_or(key), owed.number, unit)
        }
        OwedKind::StandardAgree => tr.desk_standard_agree(unit),
        OwedKind::Turn => turn_words(tr, owed),
        OwedKind::Accounts if owed.number > 0 => tr.desk_accounts_links(owed.number),
        OwedKind::Accounts => tr.desk_accounts_open(unit),
        OwedKind::Unmanned => match Role::parse(&owed.label) {
            Ok(Role::UnitHead) => tr.desk_unmanned_head(unit),
            _ if owed.number == 0 => tr.desk_unmanned_other(unit),
            _ => tr.desk_unmanned_officer(owed.number, unit),
        },
    }
}

/// What an office does next, in words.
fn turn_words(tr: Tr, owed: &Owed) -> String {
    let (number, unit) = (owed.number, owed.unit.as_str());
    let Ok(turn) = Turn::parse(&owed.label) else { return unit.to_owned() };
    match turn {
        Turn::Programme => tr.desk_turn_programme(unit),
        Turn::Standard => tr.desk_turn_standard(number, unit),
        Turn::Open => tr.desk_turn_open(number, unit),
        Turn::Observers => tr.desk_turn_observers(number, unit),
        Turn::Assess => tr.desk_turn_assess(number, unit),
        Turn::Freeze => tr.desk_turn_freeze(number, unit),
        Turn::Seed => tr.desk_turn_seed(number, unit),
        Turn::CallUp => tr.desk_turn_call_up(number, unit),
        Turn::Assessors => tr.desk_turn_assessors(number, unit),
        Turn::Rate => tr.desk_turn_rate(number, unit),
        Turn::Tell => match owed.part {
            Some((rated, owing)) => tr.desk_turn_tell_part(number, owing, rated, unit),
            None => tr.desk_turn_tell(number, unit),
        },
        Turn::Send => tr.desk_turn_send(number, unit),
        Turn::Circulate => tr.desk_turn_circulate(number, unit),
        Turn::Close => tr.desk_turn_close(number, unit),
        Turn::CloseProgramme => tr.desk_turn_close_programme(unit),
    }
}

/// Where an office does it.
fn turn_href(owed: &Owed) -> String {
    let round = paths::programmes::round(RoundId(owed.id));
    match Turn::parse(&owed.label) {
        Ok(Turn::Programme) => paths::programmes::programme_new().asking("unit", &owed.unit_code),
        Ok(Turn::Standard) => {
            let draft = paths::programmes::standard_draft().asking("unit", &owed.unit_code);
            draft.asking("programme", owed.id)
        }
        Ok(Turn::Observers) => paths::assessing::observations_plan().asking("round", owed.id),
        Ok(Turn::Freeze) => paths::draws::draws().asking("round", owed.id),
        Ok(Turn::Seed | Turn::CallUp | Turn::Assessors) => paths::draws::draw(DrawId(owed.id)),
        Ok(Turn::Rate) => paths::assessing::ratings().asking("round", owed.id),
        Ok(Turn::Tell) => paths::circulars::circular_new().asking("round", owed.id),
        Ok(Turn::Send) => paths::circulars::draft(CircularDraftId(owed.id)),
        Ok(Turn::CloseProgramme) => {
            paths::programmes::programme_step(ProgrammeId(owed.id)).asking("step", LifeStep::Close.key())
        }
        Ok(Turn::Open | Turn::Assess | Turn::Circulate | Turn::Close) | Err(_) => round,
    }
}

/// Where it is done.
pub fn href(owed: &Owed) -> String {
    let (id, code) = (owed.id, owed.unit_code.as_str());
    let record = match owed.kind {
        OwedKind::PlanSign => return paths::plans::plan_sign().asking("round", id).asking("unit", code),
        OwedKind::Plan | OwedKind::PlanAgain | OwedKind::PlanSentBack => {
            return paths::plans::plan_new().asking("round", id).asking("unit", code);
        }
        OwedKind::Session => return paths::sessions::seminar_new(),
        OwedKind::StandardAgree => {
            return paths::programmes::standard_agree().asking("unit", code).asking("programme", id);
        }
        OwedKind::Turn => return turn_href(owed),
        OwedKind::Accounts if owed.number > 0 => return paths::people::account_invitations(),
        OwedKind::Accounts => return paths::people::account_import(),
        OwedKind::Unmanned => return paths::units::unit(code),
        OwedKind::PassDown => return paths::duties::spread(code),
        OwedKind::FirstVacant => return paths::figures::records(FigureName::FirstVacant, code, None),
        OwedKind::DutyTwice => return paths::figures::records(FigureName::DutiesTwice, code, None),
        OwedKind::SeatVacant => {
            return paths::assessing::observation_new().asking("round", id).asking("unit", code);
        }
        OwedKind::Sheet => return paths::assessing::sheet_new().asking("observation", id),
        OwedKind::Materials | OwedKind::SecondSheet => {
            return paths::assessing::sheet_new().asking("spot_check", id);
        }
        OwedKind::ReportSign => return paths::figures::report_frozen(FrozenReportId(id)),
        OwedKind::Findings => return paths::ledger::findings_sign().asking("unit", code),
        OwedKind::CallUp => return paths::draws::call_up(SpotCheckId(id)),
        OwedKind::Comments => return paths::circulars::circular(CircularId(id)) + "#comments",
        OwedKind::Activity => return paths::sessions::activities(),
        OwedKind::Guidance | OwedKind::VisitItem => return paths::visits::guidance(VisitItemId(id)),
        OwedKind::PlanReview => "plan",
        OwedKind::Duty => "duty",
        OwedKind::VisitPlanned | OwedKind::Support => "visit",
        OwedKind::Task | OwedKind::Reminder | OwedKind::TaskReplied => "task",
        OwedKind::ClosureApproval
        | OwedKind::ClosureVerification
        | OwedKind::ChangeApproval
        | OwedKind::ChangeDecision
        | OwedKind::LookBack
        | OwedKind::MeasureDue => "measure",
        OwedKind::Inquiry => "inquiry",
        OwedKind::ProblemAgain => "problem",
        OwedKind::Circular => "circular",
        OwedKind::Question => "question",
        OwedKind::BurdenAnswer | OwedKind::BurdenKnown => "burden-report",
        OwedKind::Passage | OwedKind::PassageAnswered => "passage",
        OwedKind::PassageAnswer | OwedKind::CircularReady => "circular-draft",
        OwedKind::Appeal => "rating",
        OwedKind::Criticism => "criticism",
        OwedKind::Obligation => "obligation",
        OwedKind::Suggestion => "suggestion",
        OwedKind::Resolution => "resolution",
    };
    paths::record(record, id, code).unwrap_or_else(paths::desk::desk)
}
