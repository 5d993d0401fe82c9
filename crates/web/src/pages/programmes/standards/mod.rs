//! A published standard: what is scored, with how many points, and what the grades mean. Open to everyone.

mod changes;
mod draft;
mod draft_form;

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        route::{Need, Route, get, post},
    },
    look::{Cell, Shell, Table},
};
use askama::Template;
use earnest_app::programmes::standard_show::{StandardView, show_standard};
use earnest_i18n::Tr;
use earnest_model::{
    permit::ActionKind,
    programmes::standard::{Block, Standard, plain, plain_share},
};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/standards/draft", Need::May(ActionKind::DraftStandard), draft::draft),
    post("/standards/draft", Need::May(ActionKind::DraftStandard), draft::keep),
    post("/standards/draft/ask", Need::May(ActionKind::DraftStandard), draft::put),
    post("/standards/draft/begin", Need::May(ActionKind::DraftStandard), draft::begin),
    get("/standards/{id}", Need::May(ActionKind::ReadPublished), show),
    get("/standards/{id}/changes", Need::May(ActionKind::ReadPublished), changes::show),
];

/// A block of the rubric as it is shown.
struct Shown {
    title: String,
    evidence: String,
    table: Table,
}

/// A standard as it is read: what is scored, the grades, the rules.
#[derive(Template)]
#[template(path = "pages/programmes/standards/rubric.html")]
pub(crate) struct Rubric {
    tr: Tr,
    blocks: Vec<Shown>,
    facts: Vec<(String, String)>,
    plan: String,
    parts: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    vetoes: Vec<String>,
}

impl askama::filters::HtmlSafe for Rubric {}

/// A standard to be read, published or not.
pub(crate) fn rubric(call: &Call<'_>, standard: &Standard) -> Rubric {
    Rubric {
        tr: call.tr,
        blocks: standard.blocks.iter().map(|block| shown(call, block)).collect(),
        facts: facts(call, standard),
        plan: plan(call, standard),
        parts: parts(call, standard),
        grades: grades(call, standard),
        vetoes: standard.vetoes.iter().map(|veto| veto.name.get(call.lang.tag()).to_owned()).collect(),
    }
}

#[derive(Template)]
#[template(path = "pages/programmes/standards/standard.html")]
struct StandardPage {
    shell: Shell,
    rubric: Rubric,
    /// Who signed it: name, as what.
    signed: Vec<(String, String)>,
    /// Versions and what they are compared with: address and words; none for the one that is shown.
    versions: Vec<(Option<String>, String)>,
    compare: Vec<(String, String)>,
    draft: Option<String>,
}

fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_standard(&call.context(), call.id("id")?)?;
    let standard = &view.published.standard;
    let lede = tr.standard_lede(
        tr.date_long(view.published.published_on),
        view.organiser.as_str(),
        i64::from(view.published.version),
    );
    let id = view.published.id;
    let versions = view.versions.iter().map(|(version, number, day)| {
        let day = day.parse().map_or_else(|_| day.clone(), |day| tr.date_words(day));
        let href = (*version != id).then(|| format!("/standards/{version}"));
        (href, tr.round_standard_version(day, i64::from(*number)))
    });
    page(&StandardPage {
        versions: versions.collect(),
        compare: compare(call, &view),
        draft: view.may_draft.then(|| format!("/standards/draft?unit={}", view.code)),
        shell: call.shell(None, tr.standard_title()).lede(lede),
        rubric: rubric(call, standard),
        signed: signed(call, &view),
    })
}

/// Everybody who signed it, the organiser first; nothing where the organiser signed alone.
fn signed(call: &Call<'_>, view: &StandardView) -> Vec<(String, String)> {
    if view.signed_with.is_empty() {
        return Vec::new();
    }
    let organiser = (view.organiser.clone(), call.tr.programme_organiser().into_owned());
    let others = view
        .signed_with
        .iter()
        .map(|signed| (signed.name.clone(), call.word(&format!("body-part-{}", signed.part.key()))));
    std::iter::once(organiser).chain(others).collect()
}

/// Ways to what changed: since the version before, and against the superior's.
fn compare(call: &Call<'_>, view: &StandardView) -> Vec<(String, String)> {
    let (tr, id) = (call.tr, view.published.id);
    let mut ways = Vec::new();
    if view.published.version > 1 {
        ways.push((format!("/standards/{id}/changes"), tr.standard_since_before().into_owned()));
    }
    if let Some(superior) = &view.superior {
        let href = format!("/standards/{id}/changes?with={}", superior.id);
        ways.push((href, tr.standard_against_superior().into_owned()));
    }
    ways
}

fn shown(call: &Call<'_>, block: &Block) -> Shown {
    let (tr, tag) = (call.tr, call.lang.tag());
    let rows =
        block.items.iter().map(|item| [Cell::from(item.name.get(tag)), Cell::Text(plain(item.points))]);
    let sheets: Vec<_> = block.sheets.iter().map(|kind| call.word(&format!("part-{}", kind.key()))).collect();
    Shown {
        title: tr.standard_block(block.name.get(tag), plain(block.points)),
        evidence: tr.standard_evidence(block.evidence.get(tag), sheets.join(" · ")),
        table: Table::new(block.name.get(tag))
            .column(tr.standard_item())
            .numbers(tr.standard_points())
            .rows(rows),
    }
}

fn facts(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let tr = call.tr;
    let mut facts = vec![
        (tr.standard_spot_check_rate().into_owned(), plain_share(standard.spot_check_rate)),
        (tr.standard_attendance().into_owned(), plain_share(standard.attendance_floor)),
        (tr.standard_severity().into_owned(), call.word(&format!("severity-{}", standard.severity.key()))),
    ];
    if let Some(rule) = &standard.double_marking {
        let words = tr.standard_twice(plain(rule.spread_limit), plain_share(rule.share));
        facts.push((tr.standard_twice_title().into_owned(), words));
    }
    facts
}

/// How a plan's way through its review is scored, in a sentence.
fn plan(call: &Call<'_>, standard: &Standard) -> String {
    let plan = &standard.plan;
    call.tr.standard_plan_points(
        plain(plan.approved),
        plain(plan.floor),
        plain(plan.remarks),
        plain(plan.per_return),
    )
}

fn parts(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let parts = standard.parts.iter();
    parts.map(|part| (call.word(&format!("part-{}", part.part.key())), plain_share(part.weight))).collect()
}

fn grades(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let grade = |grade: &earnest_model::programmes::standard::Grade| {
        let least = call.tr.standard_at_least(plain(grade.at_least));
        (grade.name.get(call.lang.tag()).to_owned(), least)
    };
    standard.grades.iter().map(grade).collect()
}
