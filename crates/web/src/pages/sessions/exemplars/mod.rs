//! Examples: sessions whose plan and minutes the lower tiers of a round may consult.

use crate::{
    frame::{
        call::Call,
        reply::{Outcome, page},
        route::{Need, Route, get},
    },
    look::{Cell, Nav, Notice, Shell, Table, Tone},
    pages::sessions::seminars::show::{Spoken, cases, facts, speech},
};
use askama::Template;
use earnest_app::sessions::exemplar_show::{Exemplar, list_exemplars, show_exemplar};
use earnest_model::{permit::ActionKind, plans::plan::PlanBody};

/// The routes.
pub const ROUTES: &[Route] = &[
    get("/exemplars", Need::May(ActionKind::ReadExemplars), exemplars),
    get("/exemplars/{id}", Need::May(ActionKind::ReadExemplars), exemplar),
];

#[derive(Template)]
#[template(path = "pages/sessions/exemplars/list.html")]
struct ExemplarsPage {
    shell: Shell,
    table: Table,
}

fn exemplars(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let row = |exemplar: &Exemplar| {
        [
            Cell::link(exemplar.unit.as_str(), format!("/exemplars/{}", exemplar.seminar)),
            tr.draw_round_topic(i64::from(exemplar.round), exemplar.topic.as_str()).into(),
            tr.date_iso(exemplar.held_on).into(),
            exemplar.reason.as_str().into(),
        ]
    };
    let all = list_exemplars(&call.context())?;
    let table = Table::new(tr.exemplar_list_caption())
        .column(tr.seminar_unit())
        .column(tr.seminar_round())
        .column(tr.seminar_day())
        .column(tr.exemplar_reason())
        .rows(all.iter().map(row))
        .or_say(Notice::new(Tone::Empty, tr.exemplar_none()).text(tr.exemplar_none_text()));
    if let Some(file) = call.file("exemplars", false, [&table])? {
        return Ok(file);
    }
    page(&ExemplarsPage {
        shell: call
            .shell_of_list(Some(Nav::Observations), tr.exemplar_list_title())
            .lede(tr.exemplar_list_lede()),
        table,
    })
}

#[derive(Template)]
#[template(path = "pages/sessions/exemplars/show.html")]
struct ExemplarPage {
    shell: Shell,
    reason: String,
    facts: Vec<(String, String)>,
    plan: Vec<(String, Vec<String>)>,
    speeches: Vec<Spoken>,
    cases: Option<Table>,
    consensus: Vec<String>,
}

fn exemplar(call: &Call<'_>) -> Outcome {
    let tr = call.tr;
    let view = show_exemplar(&call.context(), call.id("id")?)?;
    let (exemplar, session) = (&view.exemplar, &view.held.session);
    page(&ExemplarPage {
        shell: call
            .shell(
                Some(Nav::Observations),
                tr.seminar_title(exemplar.unit.as_str(), tr.date_words(exemplar.held_on)),
            )
            .crumb(tr.exemplar_list_title(), Some("/exemplars")),
        reason: tr.exemplar_is(exemplar.reason.as_str()),
        facts: facts(call, session, Some((exemplar.round, exemplar.topic.as_str()))),
        plan: view.plan.as_ref().map(|plan| plan_sections(call, plan)).unwrap_or_default(),
        speeches: session.body.speeches.iter().map(|said| speech(call, said)).collect(),
        cases: cases(call, session, &view.cases),
        consensus: session.body.consensus.iter().map(ToString::to_string).collect(),
    })
}

/// The sections of a plan in the order of the checklist: title and paragraphs.
fn plan_sections(call: &Call<'_>, plan: &PlanBody) -> Vec<(String, Vec<String>)> {
    let tag = call.lang.tag();
    let items = call.state.pack.checklist.iter();
    let section = |item: &earnest_model::pack::ChecklistItem| {
        let text = plan.sections.get(&item.key)?;
        Some((item.name.get(tag).to_owned(), text.as_str().lines().map(str::to_owned).collect()))
    };
    items.filter_map(section).collect()
}
