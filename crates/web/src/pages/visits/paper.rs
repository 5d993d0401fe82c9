//! The record of a visit as a paper, and the letter by which one that is planned is announced. What was said in an interview
//! stands on none.

use super::{sheet, show};
use crate::{
    frame::{call::Call, reply::Outcome},
    pages::shared::signed::{form_of, places},
};
use earnest_app::visits::{visit_record::visit_sheet, visit_show::is_planned};
use earnest_model::{id::VisitId, paper::PaperKind};
use earnest_papers::{Block, Level, Signature};

/// The page, or its paper: of a visit that is only planned, its announcement.
pub(super) fn visit(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return show::visit(call);
    }
    let id: VisitId = call.id("id")?;
    if is_planned(&call.context(), id)? {
        return announcement(call, id);
    }
    let Some((page, day, id)) = show::read(call)? else { return show::visit(call) };
    let of = page.shell.title.as_str();
    let title = call.kind_of(PaperKind::VisitRecord, of, || call.tr.paper_visit(of));
    let mut paper = call.new_paper(title.clone(), day, title);
    paper.body.push(form_of(&page.facts));
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
    paper.body.push(places(call, [&*call.tr.paper_visit_team(), &*call.tr.paper_visit_unit()]));
    call.paper_file(&format!("visit-{id}"), PaperKind::VisitRecord, &paper)
}

/// What the unit is told beforehand: when, who, what for, and that nothing is to be made for it. Why it was chosen, and what may be
/// checked there, is the sender's alone.
fn announcement(call: &Call<'_>, id: VisitId) -> Outcome {
    let tr = call.tr;
    let found = visit_sheet(&call.context(), id)?;
    let visit = &found.visit;
    let title = call.kind_named(PaperKind::Invitation, tr.paper_announcement());
    let mut paper = call.new_paper(tr.visit_sheet_title(visit.name.as_str()), call.today, title.as_ref());
    paper.recipients = tr.circular_to(visit.name.as_str());
    let body = &mut paper.body;
    body.push(Block::Paragraph(tr.announcement_text(visit.organiser_name.as_str()).into()));
    for (term, words) in sheet::announced(call, &found) {
        body.push(Block::Fact(term, words.into()));
    }
    body.push(Block::Heading(Level::First, tr.announcement_asked().as_ref().into()));
    body.push(Block::Paragraph(tr.announcement_nothing().as_ref().into()));
    let waits = found.items.iter().filter(|item| item.reply.is_none() && item.due_on.is_some());
    let waits: Vec<_> = waits.map(|item| Block::Item(Level::Third, item.body.as_str().into())).collect();
    if !waits.is_empty() {
        body.push(Block::Paragraph(tr.announcement_waits().into()));
        body.extend(waits);
    }
    paper.signature = Some(Signature {
        signers: vec![visit.organiser_name.clone()],
        day: tr.date_long(call.today),
        sealed: true,
    });
    call.paper_file(&format!("announcement-{id}"), PaperKind::Invitation, &paper)
}
