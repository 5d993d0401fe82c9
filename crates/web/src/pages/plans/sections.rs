//! The sections of a plan as they are read: in the order of the checklist, with what changed since the version before.

use crate::frame::call::Call;
use askama::Template;
use earnest_model::plans::{
    plan::{Plan, PlanBody},
    plan_draft::PlanTexts,
};
use std::collections::BTreeMap;

/// A section.
#[derive(Template)]
#[template(path = "pages/plans/section.html")]
pub struct Section {
    /// Where a link to it leads.
    pub id: String,
    /// What is asked.
    pub name: String,
    pub(super) lines: Vec<String>,
    /// How it stands to the version before, if there is one and it differs.
    pub changed: Option<String>,
    /// What the version before said, where it differs.
    before: Option<(String, Vec<String>)>,
    /// That it was missing or not enough, in words.
    missing: Option<String>,
}

/// Its template escapes what people wrote.
impl askama::filters::HtmlSafe for Section {}

/// The sections of a version.
pub fn of_body(call: &Call<'_>, body: &PlanBody, before: Option<&Plan>, missing: &[String]) -> Vec<Section> {
    let texts = body.sections.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    sections(call, &texts, before, missing)
}

/// The sections of a draft, with its theme and day before them.
pub fn of_texts(call: &Call<'_>, texts: &PlanTexts, before: Option<&Plan>) -> Vec<Section> {
    let tr = call.tr;
    let head =
        [("theme", tr.plan_theme(), &texts.theme), ("session_on", tr.plan_session_on(), &texts.session_on)];
    let mut all: Vec<_> = head
        .into_iter()
        .map(|(id, name, text)| Section {
            id: id.to_owned(),
            name: name.into_owned(),
            lines: vec![text.clone()],
            changed: None,
            before: None,
            missing: None,
        })
        .collect();
    let texts = texts.sections.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    all.extend(sections(call, &texts, before, &[]));
    all
}

fn sections(
    call: &Call<'_>,
    texts: &BTreeMap<&str, &str>,
    before: Option<&Plan>,
    missing: &[String],
) -> Vec<Section> {
    let (tr, tag) = (call.tr, call.lang.tag());
    let checklist = &call.pack().checklist;
    let place = |key: &str| checklist.iter().position(|item| item.key == key).unwrap_or(usize::MAX);
    let mut keys: Vec<_> = texts.iter().collect();
    keys.sort_by_key(|(key, _)| place(key));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let shown = |(key, text): (&&str, &&str)| {
        let old = before.map(|plan| {
            (i64::from(plan.version), plan.body.sections.get(*key).map_or("", |text| text.as_str()))
        });
        let differs = old.filter(|(_, old)| old != text);
        let name = checklist.iter().find(|item| item.key == *key);
        Section {
            id: format!("section-{key}"),
            name: name.map_or(*key, |item| item.name.get(tag)).to_owned(),
            lines: lines(text),
            changed: differs.map(|(version, _)| tr.plan_changed(version)),
            before: differs.map(|(version, old)| (tr.plan_before(version), lines(old))),
            missing: missing.iter().any(|one| one == key).then(|| tr.plan_missing().into_owned()),
        }
    };
    keys.into_iter().map(shown).collect()
}
