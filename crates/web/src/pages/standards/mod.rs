//! A published standard: what is scored, with how many points, and what the grades mean. Open to everyone.

use crate::{
    call::Call,
    look::{Cell, Shell, Table},
    reply::{Outcome, page},
    route::{Need, Route, get},
};
use askama::Template;
use earnest_app::standard_show::show_standard;
use earnest_model::{
    permit::ActionKind,
    standard::{Block, Standard},
};

/// The routes.
pub const ROUTES: &[Route] = &[get("/standards/{id}", Need::May(ActionKind::ReadPublished), show)];

/// A block of the rubric as it is shown.
struct Shown {
    title: String,
    evidence: String,
    table: Table,
}

#[derive(Template)]
#[template(path = "pages/standards/standard.html")]
struct StandardPage {
    shell: Shell,
    blocks: Vec<Shown>,
    facts: Vec<(String, String)>,
    plan: String,
    parts: Vec<(String, String)>,
    grades: Vec<(String, String)>,
    vetoes: Vec<String>,
}

fn show(call: &Call<'_>) -> Outcome {
    let (tr, tag) = (call.tr, call.lang.tag());
    let view = show_standard(&call.context(), call.id("id")?)?;
    let standard = &view.published.standard;
    let lede = tr.standard_lede(
        tr.date_long(view.published.published_on),
        view.organiser.as_str(),
        i64::from(view.published.version),
    );
    page(&StandardPage {
        shell: call.shell(None, tr.standard_title()).lede(lede),
        blocks: standard.blocks.iter().map(|block| shown(call, block)).collect(),
        facts: facts(call, standard),
        plan: plan(call, standard),
        parts: parts(call, standard),
        grades: grades(call, standard),
        vetoes: standard.vetoes.iter().map(|veto| veto.name.get(tag).to_owned()).collect(),
    })
}

fn shown(call: &Call<'_>, block: &Block) -> Shown {
    let (tr, tag) = (call.tr, call.lang.tag());
    let rows =
        block.items.iter().map(|item| [Cell::from(item.name.get(tag)), Cell::Text(item.points.rounded(0))]);
    let sheets: Vec<_> = block.sheets.iter().map(|kind| call.word(&format!("part-{}", kind.key()))).collect();
    Shown {
        title: tr.standard_block(block.name.get(tag), block.points.rounded(0)),
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
        (tr.standard_spot_check_rate().into_owned(), standard.spot_check_rate.percent(0)),
        (tr.standard_attendance().into_owned(), standard.attendance_floor.percent(0)),
        (tr.standard_severity().into_owned(), call.word(&format!("severity-{}", standard.severity.key()))),
    ];
    if let Some(rule) = &standard.double_marking {
        let words = tr.standard_twice(rule.spread_limit.rounded(0), rule.share.percent(0));
        facts.push((tr.standard_twice_title().into_owned(), words));
    }
    facts
}

/// How a plan's way through its review is scored, in a sentence.
fn plan(call: &Call<'_>, standard: &Standard) -> String {
    let plan = &standard.plan;
    call.tr.standard_plan_points(
        plan.approved.rounded(0),
        plan.floor.rounded(0),
        plan.remarks.rounded(0),
        plan.per_return.rounded(0),
    )
}

fn parts(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let parts = standard.parts.iter();
    parts.map(|part| (call.word(&format!("part-{}", part.part.key())), part.weight.percent(0))).collect()
}

fn grades(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let grade = |grade: &earnest_model::standard::Grade| {
        let least = call.tr.standard_at_least(grade.at_least.rounded(0));
        (grade.name.get(call.lang.tag()).to_owned(), least)
    };
    standard.grades.iter().map(grade).collect()
}
