//! The minutes of a session as a paper.

use super::show::{self, Spoken};
use crate::{
    frame::{call::Call, reply::Outcome},
    pages::shared::signed::{form_of, places},
};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Level, Paper};

/// The page, or its paper.
pub(super) fn seminar(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return show::seminar(call);
    }
    let tr = call.tr;
    let (page, day, id) = show::read(call)?;
    let of = page.shell.title.as_str();
    let title = call.kind_of(PaperKind::Minutes, of, || tr.paper_minutes(of));
    let mut paper = call.new_paper(title.clone(), day, title);
    paper.body.extend(page.gone.iter().map(|(words, _)| Block::Aside(words.as_str().into())));
    paper.body.extend(page.exemplar.iter().map(|words| Block::Aside(words.as_str().into())));
    paper.body.push(form_of(&page.facts));
    paper.body.extend(page.attendance.iter().map(|table| Block::Table(call.grid(table))));
    if !page.speeches.is_empty() {
        paper.body.push(Block::Heading(Level::First, tr.seminar_speeches().as_ref().into()));
    }
    for speech in &page.speeches {
        said(call, &mut paper, speech);
    }
    for table in [&page.exchanges, &page.suggestions, &page.cases].into_iter().flatten() {
        paper.body.push(Block::Table(call.grid(table)));
    }
    if !page.consensus.is_empty() {
        paper.body.push(Block::Heading(Level::First, tr.seminar_consensus().as_ref().into()));
        paper.body.extend(page.consensus.iter().map(|line| Block::Item(Level::Third, line.as_str().into())));
    }
    paper.body.extend(page.resolutions.iter().map(|table| Block::Table(call.grid(table))));
    paper.body.push(places(call, [&*tr.paper_minutes_chair(), &*tr.paper_minutes_taker()]));
    call.paper_file(&format!("minutes-{id}"), PaperKind::Minutes, &paper)
}

fn said(call: &Call<'_>, paper: &mut Paper, speech: &Spoken) {
    let tr = call.tr;
    let body = &mut paper.body;
    body.push(Block::Heading(Level::Second, speech.post.as_str().into()));
    body.push(Block::Paragraph(speech.said.as_str().into()));
    if !speech.marks.is_empty() {
        body.push(Block::Paragraph(speech.marks.join(" · ").as_str().into()));
    }
    for (part, lines) in &speech.words {
        body.push(Block::Fact(part.clone(), lines.join(" ").as_str().into()));
    }
    for paragraph in &speech.story {
        let words: String = paragraph.iter().map(|(words, _)| words.as_str()).collect();
        body.push(Block::Aside(words.into()));
    }
    if !speech.story.is_empty() {
        body.push(Block::Paragraph(tr.narrative_note().as_ref().into()));
    }
    if let Some(lessons) = &speech.lessons {
        body.push(Block::Fact(
            tr.seminar_drawn().trim_end_matches(['：', ':']).to_owned(),
            lessons.as_str().into(),
        ));
    }
    body.extend(speech.commitments.iter().map(|(state, _)| Block::Paragraph(state.word.as_str().into())));
}
