//! A plan: what it says section by section, what changed since the version before, its versions and reviews.

use super::{
    review::fields,
    sections::{self, Section},
    state::state,
};
use crate::{
    frame::{
        address::Asking,
        call::Call,
        reply::{Fault, Outcome, after_form, form_again, page, see},
    },
    look::{ErrorSummary, Field, Happening, Nav, Notice, Shell, State, Timeline, Tone},
    pages::{
        paths,
        shared::{
            choose_round::{of_whom, whose_round},
            files::{FilesPanel, panel},
        },
    },
};
use askama::Template;
use earnest_app::{
    PlanReview,
    ledger::attachments::attachment_read::files_of,
    plans::{
        plan_review::{ReviewForm, review_plan},
        plan_show::{PlanView, latest_plan, show_plan},
    },
};
use earnest_model::{
    Date,
    id::{PlanId, RoundId},
    ledger::attachments::attachment::Holder,
    message::FieldErrors,
    paper::PaperKind,
    permit::{ActionKind, may_somewhere},
    plans::plan::Plan,
};

#[derive(Template)]
#[template(path = "pages/plans/plan.html")]
pub struct PlanPage {
    pub(super) shell: Shell,
    pub(super) state: State,
    pub(super) facts: Vec<(String, String)>,
    /// Whether the head of the unit has signed it.
    pub(super) is_signed: bool,
    pub(super) unit: (String, String),
    pub(super) sections: Vec<Section>,
    changed: Option<Changed>,
    /// The next plan to review: address and words.
    next: Option<(String, String)>,
    history: Timeline,
    errors: Option<ErrorSummary>,
    action: String,
    review: Vec<Field>,
    again: Option<String>,
    files: FilesPanel,
}

/// What changed since the version before, in words, with the way to each section.
struct Changed {
    words: String,
    ways: Vec<(String, String)>,
}

/// The page as it is read, the day of its submission and its key.
pub(super) fn read(call: &Call<'_>) -> Result<(PlanPage, Date, PlanId), Fault> {
    let view = show_plan(&call.context(), call.id("id")?)?;
    let day = view.plan.submitted_at.parse().map_or(call.today, |at| call.zone().day(at));
    Ok((plan_page(call, &view, Vec::new())?, day, view.plan.id))
}

pub fn show(call: &Call<'_>) -> Outcome {
    let view = show_plan(&call.context(), call.id("id")?)?;
    let review = if view.may_review { fields(call, &FieldErrors::new()) } else { Vec::new() };
    page(&plan_page(call, &view, review)?)
}

/// The page, with the fields of a review below the plan if there are some.
pub fn plan_page(call: &Call<'_>, view: &PlanView, review: Vec<Field>) -> Result<PlanPage, Fault> {
    let (tr, round) = (call.tr, &view.round);
    let list = paths::plans::plans().asking("round", round.id);
    let mut shell = call
        .shell_of_paper(
            PaperKind::Plan,
            Some(Nav::Plans),
            view.plan.body.theme.as_str(),
            &paths::plans::plan(view.plan.id),
        )
        .lede(tr.plan_lede(
            of_whom(
                &tr.round_name(i64::from(round.number), round.topic.as_str()),
                whose_round(call, round.id)?,
            ),
            view.unit.name.as_str(),
            i64::from(view.plan.version),
        ))
        .crumb(tr.plan_list_title(), Some(&list))
        .crumb(view.unit.name.as_str(), Some(&paths::units::unit(&view.unit.code)));
    let next = view.next.first().map(|id| (paths::plans::plan(*id), tr.plan_next(view.next.len())));
    if call.query.get("done") == "reviewed" {
        let mut notice = Notice::new(Tone::Done, tr.plan_review_done());
        if let Some((href, words)) = &next {
            notice = notice.way(words.as_str(), href.as_str());
        }
        shell = shell.notice(notice);
    }
    let missing = view.reviews.iter().find(|review| review.plan == view.plan.id);
    let missing = missing.map(|review| review.missing.as_slice()).unwrap_or_default();
    let sections = sections::of_body(call, &view.plan.body, view.before.as_ref(), missing);
    let files = files_of(&call.context(), Holder::Plan, view.plan.id.0)?;
    Ok(PlanPage {
        files: panel(call, Holder::Plan, view.plan.id.0, &files),
        state: state(call, view.plan.state),
        facts: facts(call, &view.plan),
        is_signed: view.plan.signed_by.is_some(),
        unit: (paths::units::unit(&view.unit.code), view.unit.name.clone()),
        changed: changed(call, view, &sections),
        sections,
        next,
        history: history(call, view),
        errors: ErrorSummary::of(tr, &review),
        action: paths::plans::review(view.plan.id),
        review,
        again: view
            .may_submit
            .then(|| paths::plans::plan_new().asking("round", round.id).asking("unit", &view.unit.code)),
        shell,
    })
}

fn facts(call: &Call<'_>, plan: &Plan) -> Vec<(String, String)> {
    let tr = call.tr;
    let session = plan.session_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_long(day));
    let signed = if plan.signed_by.is_some() { tr.plan_signed_by_head() } else { tr.plan_signed_not() };
    let signed = signed.into_owned();
    vec![
        (tr.plan_session_on().into_owned(), session),
        (tr.plan_submitted_at().into_owned(), call.moment(&plan.submitted_at)),
        (tr.plan_signed().into_owned(), signed),
    ]
}

/// What changed since the version before: the way to each section that did.
fn changed(call: &Call<'_>, view: &PlanView, sections: &[Section]) -> Option<Changed> {
    let before = view.before.as_ref()?;
    let ways: Vec<_> = sections
        .iter()
        .filter(|section| section.changed.is_some())
        .map(|section| (format!("#{}", section.id), section.name.clone()))
        .collect();
    let words = call.tr.plan_changed_sections(ways.len(), i64::from(before.version));
    Some(Changed { words, ways })
}

/// Versions and reviews, the newest first.
fn history(call: &Call<'_>, view: &PlanView) -> Timeline {
    let mut happenings: Vec<(String, u8, Happening)> = Vec::new();
    for plan in &view.versions {
        let href = (plan.id != view.plan.id).then(|| paths::plans::plan(plan.id));
        let what = call.tr.plan_version_submitted(i64::from(plan.version));
        happenings.push((
            plan.submitted_at.clone(),
            0,
            happening(call, &plan.submitted_at, what, None, href),
        ));
    }
    for review in &view.reviews {
        let what = reviewed(call, view, review);
        let note = Some(review.remarks.clone()).filter(|remarks| !remarks.is_empty());
        happenings.push((
            review.reviewed_at.clone(),
            1,
            happening(call, &review.reviewed_at, what, note, None),
        ));
    }
    happenings.sort_by(|one, other| (&other.0, other.1).cmp(&(&one.0, one.1)));
    Timeline::new(happenings.into_iter().map(|(.., happening)| happening))
}

fn reviewed(call: &Call<'_>, view: &PlanView, review: &PlanReview) -> String {
    let version = view.versions.iter().find(|plan| plan.id == review.plan).map_or(0, |plan| plan.version);
    call.tr.plan_version_reviewed(call.word(&format!("outcome-{}", review.outcome)), i64::from(version))
}

fn happening(
    call: &Call<'_>,
    at: &str,
    what: String,
    note: Option<String>,
    href: Option<String>,
) -> Happening {
    Happening { when: call.moment(at), datetime: at.to_owned(), what, note, state: None, href }
}

/// The latest version of a unit's plan; where there is none, whoever may write one is led to it.
pub(super) fn latest(call: &Call<'_>) -> Outcome {
    let (code, round) = (call.part("code")?, RoundId(call.id("round")?));
    match latest_plan(&call.context(), code, round)? {
        Some(id) => see(paths::plans::plan(id)),
        None if may_somewhere(ActionKind::SubmitPlan, call.actor, call.today) => {
            see(paths::plans::plan_new().asking("round", round).asking("unit", code))
        }
        // What was asked for and not sent in yet stands among the plans of its round.
        None => see(paths::plans::plans().asking("round", round)),
    }
}

pub fn review(call: &Call<'_>) -> Outcome {
    let plan = call.id("id")?;
    // Whoever approves plan after plan is led on to the next one, which says what was done.
    let next = match call.form.get("then") {
        "next" => show_plan(&call.context(), plan)?.next.first().copied(),
        _ => None,
    };
    let checklist = call.pack().checklist_keys();
    let form = ReviewForm {
        plan,
        outcome: call.form.get("outcome"),
        missing: call.form.all("missing").collect(),
        remarks: call.form.get("remarks"),
        checklist: &checklist,
    };
    after_form(
        review_plan(&call.context(), &form),
        |_| match next {
            Some(next) => see(paths::plans::plan(next)),
            None => see(paths::plans::plan(plan).asking("done", "reviewed")),
        },
        |errors| {
            let view = show_plan(&call.context(), plan)?;
            form_again(&plan_page(call, &view, fields(call, &errors))?)
        },
    )
}
