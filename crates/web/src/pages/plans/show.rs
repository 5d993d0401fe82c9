//! A plan: what it says section by section, what changed since the version before, its versions and reviews.

use super::{review, state};
use crate::{
    call::Call,
    look::{ErrorSummary, Field, Happening, Nav, Shell, State, Timeline},
    pages::files::{FilesPanel, panel},
    reply::{Fault, Outcome, page},
};
use askama::Template;
use earnest_app::{
    PlanReview,
    file_read::files_of,
    plan_show::{PlanView, show_plan},
};
use earnest_model::{attachment::Holder, message::FieldErrors, plan::Plan};

/// A section as it is shown.
struct Section {
    name: String,
    lines: Vec<String>,
    /// How it stands to the version before, if there is one and it differs.
    changed: Option<String>,
    missing: bool,
}

#[derive(Template)]
#[template(path = "pages/plans/plan.html")]
pub struct PlanPage {
    shell: Shell,
    state: State,
    facts: Vec<(String, String)>,
    unit: (String, String),
    sections: Vec<Section>,
    history: Timeline,
    errors: Option<ErrorSummary>,
    action: String,
    review: Vec<Field>,
    again: Option<String>,
    files: FilesPanel,
}

pub fn show(call: &Call<'_>) -> Outcome {
    let view = show_plan(&call.context(), call.id("id")?)?;
    let review = if view.may_review { review::fields(call, &FieldErrors::new()) } else { Vec::new() };
    page(&plan_page(call, &view, review)?)
}

/// The page, with the fields of a review below the plan if there are some.
pub fn plan_page(call: &Call<'_>, view: &PlanView, review: Vec<Field>) -> Result<PlanPage, Fault> {
    let (tr, round) = (call.tr, &view.round);
    let list = format!("/plans?round={}", round.id);
    let shell = call
        .shell(Some(Nav::Plans), view.plan.body.theme.as_str())
        .lede(tr.plan_lede(
            tr.round_name(i64::from(round.number), round.topic.as_str()),
            view.unit.name.as_str(),
            i64::from(view.plan.version),
        ))
        .crumb(tr.plan_list_title(), Some(&list))
        .crumb(view.unit.name.as_str(), Some(&format!("/units/{}", view.unit.code)));
    let files = files_of(&call.context(), Holder::Plan, view.plan.id.0)?;
    Ok(PlanPage {
        files: panel(call, Holder::Plan, view.plan.id.0, &files),
        state: state(call, view.plan.state),
        facts: facts(call, &view.plan),
        unit: (format!("/units/{}", view.unit.code), view.unit.name.clone()),
        sections: sections(call, view),
        history: history(call, view),
        errors: ErrorSummary::of(tr, &review),
        action: format!("/plans/{}/review", view.plan.id),
        review,
        again: view.may_submit.then(|| format!("/plans/new?round={}&unit={}", round.id, view.unit.code)),
        shell,
    })
}

fn facts(call: &Call<'_>, plan: &Plan) -> Vec<(String, String)> {
    let tr = call.tr;
    let session = plan.session_on.map_or_else(|| tr.common_not_yet().into_owned(), |day| tr.date_long(day));
    vec![
        (tr.plan_session_on().into_owned(), session),
        (tr.plan_submitted_at().into_owned(), call.moment(&plan.submitted_at)),
    ]
}

/// The sections in the order of the checklist; what the checklist no longer has comes last.
fn sections(call: &Call<'_>, view: &PlanView) -> Vec<Section> {
    let tag = call.lang.tag();
    let checklist = &call.state.pack.checklist;
    let place = |key: &str| checklist.iter().position(|item| item.key == key).unwrap_or(usize::MAX);
    let mut keys: Vec<_> = view.plan.body.sections.keys().collect();
    keys.sort_by_key(|key| place(key));
    let missing = view.reviews.iter().find(|review| review.plan == view.plan.id);
    let shown = |key: &String| {
        let text = view.plan.body.sections.get(key)?;
        let before = view.before.as_ref().map(|plan| (plan.version, plan.body.sections.get(key)));
        let changed = before.filter(|(_, before)| *before != Some(text));
        Some(Section {
            name: checklist
                .iter()
                .find(|item| item.key == *key)
                .map_or(key.as_str(), |item| item.name.get(tag))
                .to_owned(),
            lines: text.as_str().lines().map(str::to_owned).collect(),
            changed: changed.map(|(version, _)| call.tr.plan_changed(i64::from(version))),
            missing: missing.is_some_and(|review| review.missing.contains(key)),
        })
    };
    keys.into_iter().filter_map(shown).collect()
}

/// Versions and reviews, the newest first.
fn history(call: &Call<'_>, view: &PlanView) -> Timeline {
    let mut happenings: Vec<(String, u8, Happening)> = Vec::new();
    for plan in &view.versions {
        let href = (plan.id != view.plan.id).then(|| format!("/plans/{}", plan.id));
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
