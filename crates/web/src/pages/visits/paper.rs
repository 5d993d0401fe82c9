//! The record of a visit as a paper. What was said in an interview stands on none.

use super::show;
use crate::frame::{call::Call, reply::Outcome};
use earnest_model::paper::PaperKind;
use earnest_papers::Block;

/// The page, or its paper; a visit that is only planned has none.
pub(super) fn visit(call: &Call<'_>) -> Outcome {
    let Some((page, day, id)) = call.wants_paper().then(|| show::read(call)).transpose()?.flatten() else {
        return show::visit(call);
    };
    let of = page.shell.title.as_str();
    let title = call.kind_of(PaperKind::VisitRecord, of, || call.tr.paper_visit(of));
    let mut paper = call.new_paper(title.clone(), day, title);
    paper
        .body
        .extend(page.facts.iter().map(|(term, words)| Block::Fact(term.clone(), words.as_str().into())));
    if let Some((day, why)) = &page.withdrawn {
        let words = call.tr.visit_withdrawn(call.tr.date_long(*day), why.as_str());
        paper.body.push(Block::Fact(call.tr.visit_withdraw().into_owned(), words.as_str().into()));
    }
    for table in [&page.meetings, &page.interviews, &page.items].into_iter().chain(&page.corrected) {
        let grid = call.grid(table);
        if !grid.rows.is_empty() {
            paper.body.push(Block::Table(grid));
        }
    }
    call.paper_file(&format!("visit-{id}"), PaperKind::VisitRecord, &paper)
}
