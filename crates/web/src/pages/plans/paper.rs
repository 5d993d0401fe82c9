//! A plan as a paper.

use super::show;
use crate::{
    frame::{call::Call, reply::Outcome},
    pages::shared::signed::{form_of, places},
};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Level};

/// The page, or its paper.
pub(super) fn plan(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return show::show(call);
    }
    let (page, day, id) = show::read(call)?;
    let mut paper = call.new_paper(page.shell.title.clone(), day, page.shell.title.clone());
    paper.subtitle = page.shell.lede.clone().unwrap_or_default();
    let named = [
        (call.tr.circular_unit().into_owned(), page.unit.1.clone()),
        (call.tr.ledger_column_state().into_owned(), page.state.word.clone()),
    ];
    paper.body.push(form_of(&[named.as_slice(), &page.facts].concat()));
    for section in &page.sections {
        paper.body.push(Block::Heading(Level::First, section.name.as_str().into()));
        paper.body.extend(section.lines.iter().map(|line| Block::Paragraph(line.as_str().into())));
    }
    // What was signed in the register stands among the facts.
    if !page.is_signed {
        paper.body.push(places(call, [&*call.tr.paper_head()]));
    }
    call.paper_file(&format!("plan-{id}"), PaperKind::Plan, &paper)
}
