//! One exemplar: the session with its plan.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
    },
    look::{FileList, Nav, Shell, Table},
    pages::{
        paths,
        sessions::seminars::show::{Spoken, cases, exchanges, facts, speech},
        shared::{
            choose_round::{of_whom, whose_round},
            files::list,
        },
    },
};
use askama::Template;
use earnest_app::sessions::exemplar_show::show_exemplar;
use earnest_model::plans::plan::PlanBody;

#[derive(Template)]
#[template(path = "pages/sessions/exemplars/show.html")]
struct ExemplarPage {
    shell: Shell,
    reason: String,
    facts: Vec<(String, String)>,
    plan: Vec<(String, Vec<String>)>,
    speeches: Vec<Spoken>,
    exchanges: Option<Table>,
    cases: Option<Table>,
    consensus: Vec<String>,
    files: Option<FileList>,
}

pub(super) fn exemplar(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_exemplar(&call.context(), call.id("id")?)?;
    let (exemplar, session) = (&view.exemplar, &view.held.session);
    let words = tr.draw_round_topic(i64::from(exemplar.round), exemplar.topic.as_str());
    let whose = view.held.round.map(|round| whose_round(call, round)).transpose()?.flatten();
    let round = of_whom(&words, whose);
    page(&ExemplarPage {
        shell: call
            .shell(
                Some(Nav::Observations),
                tr.seminar_title(exemplar.unit.as_str(), tr.date_words(exemplar.held_on)),
            )
            .crumb(tr.exemplar_list_title(), Some(&paths::sessions::exemplars())),
        reason: tr.exemplar_is(exemplar.reason.as_str()),
        facts: facts(call, session, Some(round)),
        plan: view.plan.as_ref().map(|plan| plan_sections(call, plan)).unwrap_or_default(),
        speeches: session.body.speeches.iter().map(|said| speech(call, said, None)).collect(),
        exchanges: exchanges(call, session),
        cases: cases(call, session, &view.cases),
        files: (!view.files.is_empty()).then(|| list(call, &view.files)),
        consensus: session.body.consensus.iter().map(ToString::to_string).collect(),
    })
}

/// The sections of a plan in the order of the checklist: title and paragraphs.
fn plan_sections(call: &Call<'_>, plan: &PlanBody) -> Vec<(String, Vec<String>)> {
    let tag = call.lang.tag();
    let items = call.pack().checklist.iter();
    let section = |item: &earnest_model::pack::ChecklistItem| {
        let text = plan.sections.get(&item.key)?;
        Some((item.name.get(tag).to_owned(), text.as_str().lines().map(str::to_owned).collect()))
    };
    items.filter_map(section).collect()
}
