//! A standard as it is read: what is scored, the grades, the rules.

use crate::{
    frame::call::Call,
    look::{Cell, Table},
};
use askama::Template;
use earnest_i18n::Tr;
use earnest_model::programmes::standard::{Block, Standard, plain, plain_share};

/// A block of the rubric as it is shown.
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) evidence: String,
    pub(super) table: Table,
}

/// A standard as it is read: what is scored, the grades, the rules.
#[derive(Template)]
#[template(path = "pages/programmes/standards/rubric.html")]
pub(crate) struct Rubric {
    tr: Tr,
    pub(super) blocks: Vec<Shown>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) plan: String,
    pub(super) parts: Vec<(String, String)>,
    pub(super) grades: Vec<(String, String)>,
    pub(super) vetoes: Vec<String>,
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

fn shown(call: &Call<'_>, block: &Block) -> Shown {
    let (tr, tag) = (call.tr, call.lang.tag());
    let rows =
        block.items.iter().map(|item| [Cell::from(item.name.get(tag)), Cell::Text(plain(item.points))]);
    let sheets: Vec<_> = block.sheets.iter().map(|kind| call.word_of(kind)).collect();
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
        (tr.standard_observed().into_owned(), plain_share(standard.observed_share)),
        (
            tr.leading_group_rule().into_owned(),
            standard
                .leading_group
                .map_or_else(|| tr.leading_group_apart().into_owned(), |from| call.word_of(from)),
        ),
        (tr.standard_severity().into_owned(), call.word_of(standard.severity)),
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
    parts.map(|part| (call.word_of(part.part), plain_share(part.weight))).collect()
}

fn grades(call: &Call<'_>, standard: &Standard) -> Vec<(String, String)> {
    let grade = |grade: &earnest_model::programmes::standard::Grade| {
        let least = call.tr.standard_at_least(plain(grade.at_least));
        (grade.name.get(call.lang.tag()).to_owned(), least)
    };
    standard.grades.iter().map(grade).collect()
}
