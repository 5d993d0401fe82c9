//! The letter by which somebody is invited to listen in.

use super::show;
use crate::frame::{call::Call, reply::Outcome};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Level, Signature};

/// The page, or its letter; who is not sent any more is invited to nothing.
pub(super) fn observation(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return show::show(call);
    }
    let tr = call.tr;
    let (page, line) = show::read(call)?;
    if page.asked.is_empty() {
        return show::show(call);
    }
    let record = page.shell.title.clone();
    let title = call.kind_named(PaperKind::Invitation, tr.paper_invitation());
    let mut paper = call.new_paper(record, call.today, title.as_ref());
    paper.recipients = tr.circular_to(line.assessor.as_str());
    paper.body.push(Block::Paragraph(page.text.as_str().into()));
    // Whom it goes to stands above, who asks below; how far the sheet is, is no part of a letter.
    let told = page.facts.iter().take(3);
    paper.body.extend(told.map(|(term, words)| Block::Fact(term.clone(), words.as_str().into())));
    paper.body.push(Block::Heading(Level::First, tr.observer_letter_asked().as_ref().into()));
    paper.body.extend(page.asked.iter().map(|line| Block::Item(Level::Third, line.as_str().into())));
    paper.signature = Some(Signature {
        signers: vec![line.organiser.clone()],
        day: tr.date_long(call.today),
        sealed: true,
    });
    call.paper_file(&format!("invitation-{}", line.id), PaperKind::Invitation, &paper)
}
