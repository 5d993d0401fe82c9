//! A measure as a paper: the notice of rectification while it is open, the form of its closure from the request on.

use super::measure;
use crate::{
    frame::{call::Call, reply::Outcome},
    look::Timeline,
};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Grid, GridColumn, Words};

/// The page, or its paper.
pub(crate) fn measure(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return measure::measure(call);
    }
    let tr = call.tr;
    let (page, read) = measure::read(call)?;
    let otherwise =
        if read.kind == PaperKind::Closure { tr.paper_closure() } else { tr.paper_rectification() };
    let title = call.kind_named(read.kind, otherwise);
    let mut paper = call.new_paper(page.shell.lede.clone().unwrap_or_default(), call.today, title.as_ref());
    paper.subtitle = page.shell.lede.clone().unwrap_or_default();
    paper.recipients = tr.circular_to(read.unit.as_str());
    let body = &mut paper.body;
    body.push(Block::Fact(tr.paper_measure().into_owned(), page.shell.title.as_str().into()));
    for fact in &page.facts {
        let words = match (&fact.state, fact.href.as_deref().and_then(|href| call.whole_address(href))) {
            (Some(state), _) => state.word.as_str().into(),
            (None, Some(href)) => Words::default().then_link(fact.text.as_str(), href),
            (None, None) => fact.text.as_str().into(),
        };
        body.push(Block::Fact(fact.term.clone(), words));
    }
    let lists = [(tr.change_title(), page.changes.as_ref()), (tr.measure_history(), Some(&page.history))];
    for (caption, timeline) in lists {
        if let Some(timeline) = timeline.filter(|timeline| timeline.each().next().is_some()) {
            body.push(Block::Table(history(call, &caption, timeline)));
        }
    }
    call.paper_file(&format!("measure-{}", read.id), read.kind, &paper)
}

/// What happened as a table.
fn history(call: &Call<'_>, caption: &str, timeline: &Timeline) -> Grid {
    let column = |label: &str| GridColumn { label: label.to_owned(), numeric: false };
    let row = |happening: &crate::look::Happening| {
        let state = happening.state.as_ref().map_or("", |state| state.word.as_str());
        let what = if happening.what.is_empty() { state } else { happening.what.as_str() };
        let note = happening.note.as_deref().unwrap_or_default();
        [happening.when.as_str(), what, note].map(Words::from).to_vec()
    };
    let columns =
        [call.tr.paper_when(), call.tr.paper_what(), call.tr.paper_said()].map(|label| column(&label));
    Grid { caption: caption.to_owned(), columns: columns.into(), rows: timeline.each().map(row).collect() }
}
