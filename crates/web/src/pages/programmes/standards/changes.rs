//! What changed between two versions of a standard, or between a superior's and one beneath.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{Cell, Notice, Shell, Table, Tone},
    pages::paths,
};
use askama::Template;
use earnest_app::programmes::standard_show::{StandardView, compare_standards};
use earnest_model::{
    id::StandardId,
    programmes::standard::{About, Change, LeadingGroup, Value, plain, plain_share},
};

#[derive(Template)]
#[template(path = "pages/programmes/standards/changes.html")]
struct ChangesPage {
    shell: Shell,
    table: Table,
}

pub fn show(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let id: StandardId = call.id("id")?;
    let compared = compare_standards(&call.context(), id, call.asked::<StandardId>("with")?)?;
    let (now, before) = (said(call, &compared.now), said(call, &compared.before));
    let rows = compared.changes.iter().map(|change| row(call, change));
    let table = Table::new(tr.standard_changes())
        .column(tr.standard_changed())
        .column(before.as_str())
        .column(now.as_str())
        .rows(rows)
        .or_say(Notice::new(Tone::Done, tr.standard_changes_none()));
    page(&ChangesPage {
        shell: call
            .shell(None, tr.standard_changes())
            .lede(tr.standard_changes_lede(before, now.as_str()))
            .crumb(now.as_str(), Some(&paths::programmes::standard(id))),
        table,
    })
}

fn said(call: &Call<'_>, view: &StandardView) -> String {
    call.tr.standard_version_of(
        view.organiser.as_str(),
        view.programme.as_str(),
        i64::from(view.published.version),
    )
}

fn row(call: &Call<'_>, change: &Change) -> [Cell; 3] {
    let cell = |found: &Option<Value>| match found {
        Some(found) => Cell::Text(value(call, found)),
        None => Cell::NotYet(call.tr.common_not_yet().into_owned()),
    };
    [Cell::Text(about(call, &change.about)), cell(&change.before), cell(&change.now)]
}

fn about(call: &Call<'_>, about: &About) -> String {
    let (tr, tag) = (call.tr, call.lang.tag());
    match about {
        About::Points(name) => name.get(tag).to_owned(),
        About::Words(name) => tr.standard_changed_words(name.get(tag)),
        About::Sheets(name) => tr.standard_changed_sheets(name.get(tag)),
        About::Grade(name) => tr.standard_changed_grade(name.get(tag)),
        About::Veto(name) => tr.standard_changed_veto(name.get(tag)),
        About::Weight(part) => tr.standard_changed_weight(call.word_of(part)),
        About::Plan(what) => {
            let label = match *what {
                "approved" => tr.standard_plan_approved(),
                "remarks" => tr.standard_plan_remarks(),
                "per-return" => tr.standard_plan_return(),
                _ => tr.standard_plan_floor(),
            };
            tr.standard_changed_plan(label)
        }
        About::Rate => tr.standard_spot_check_rate().into_owned(),
        About::Attendance => tr.standard_attendance().into_owned(),
        About::Observed => tr.standard_observed().into_owned(),
        About::LeadingGroup => tr.leading_group_rule().into_owned(),
        About::Severity => tr.standard_severity().into_owned(),
        About::TwiceShare => tr.standard_twice_share().into_owned(),
        About::TwiceLimit => tr.standard_twice_limit().into_owned(),
    }
}

fn value(call: &Call<'_>, value: &Value) -> String {
    let tr = call.tr;
    match value {
        Value::Points(points) => tr.standard_points_short(plain(*points)),
        Value::Share(share) => plain_share(*share),
        Value::There => tr.standard_there().into_owned(),
        Value::Words(name) => name.get(call.lang.tag()).to_owned(),
        Value::Keys(keys) => {
            let word = |key: &&str| match *key {
                "raw" | "adjusted" => call.word(&format!("severity-{key}")),
                from if LeadingGroup::parse(from).is_ok() => call.word(&format!("leaders-from-{from}")),
                sheet => call.word(&format!("part-{sheet}")),
            };
            keys.iter().map(word).collect::<Vec<_>>().join(" · ")
        }
    }
}
