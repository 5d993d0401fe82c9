//! A published standard as a paper.

use super::{rubric::Rubric, show};
use crate::frame::{call::Call, reply::Outcome};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Level, Paper};

/// The page, or its paper.
pub(super) fn standard(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return show::show(call);
    }
    let (page, day, id) = show::read(call)?;
    let mut paper = call.new_paper(page.shell.title.clone(), day, page.shell.title.clone());
    paper.subtitle = page.shell.lede.clone().unwrap_or_default();
    rubric(call, &mut paper, &page.rubric);
    if !page.signed.is_empty() {
        paper.body.push(heading(&call.tr.standard_signed()));
        let signed = page.signed.iter().map(|(name, part)| Block::Fact(part.clone(), name.as_str().into()));
        paper.body.extend(signed);
    }
    call.paper_file(&format!("standard-{id}"), PaperKind::Standard, &paper)
}

fn heading(words: &str) -> Block {
    Block::Heading(Level::First, words.into())
}

fn facts(paper: &mut Paper, facts: &[(String, String)]) {
    paper.body.extend(facts.iter().map(|(term, words)| Block::Fact(term.clone(), words.as_str().into())));
}

fn rubric(call: &Call<'_>, paper: &mut Paper, rubric: &Rubric) {
    let tr = call.tr;
    for block in &rubric.blocks {
        paper.body.push(heading(&block.title));
        paper.body.push(Block::Paragraph(block.evidence.as_str().into()));
        let mut grid = call.grid(&block.table);
        grid.caption.clear();
        paper.body.push(Block::Table(grid));
    }
    paper.body.push(heading(&tr.standard_parts()));
    facts(paper, &rubric.parts);
    paper.body.push(heading(&tr.standard_grades()));
    facts(paper, &rubric.grades);
    paper.body.push(heading(&tr.standard_vetoes()));
    paper.body.push(Block::Paragraph(tr.standard_vetoes_text().as_ref().into()));
    paper.body.extend(rubric.vetoes.iter().map(|veto| Block::Item(Level::Third, veto.as_str().into())));
    paper.body.push(heading(&tr.standard_rules()));
    paper.body.push(Block::Paragraph(rubric.plan.as_str().into()));
    facts(paper, &rubric.facts);
}
