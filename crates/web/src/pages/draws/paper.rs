//! The record of a draw as a paper, with how to check it.

use super::show;
use crate::{
    frame::{call::Call, reply::Outcome},
    pages::journal::print_standing,
};
use earnest_app::{AppError, anchor::standing::Published};
use earnest_model::paper::PaperKind;
use earnest_papers::{Block, Level, Words};

/// The page, or its paper.
pub(super) fn draw(call: &Call<'_>) -> Outcome {
    if !call.wants_file() {
        return show::draw(call);
    }
    let tr = call.tr;
    let (page, day, id) = show::read(call)?;
    if !call.wants_paper() {
        let strata = page.strata.iter().map(|(_, table)| table);
        let tables = std::iter::once(&page.result).chain(strata).chain(&page.called);
        let file = call.file(&page.shell, ("draw", false), tables)?;
        return file.ok_or_else(|| AppError::NotFound.into());
    }
    let mut paper = call.new_paper(page.shell.title.clone(), day, page.shell.title.clone());
    paper.subtitle = page.shell.lede.clone().unwrap_or_default();
    let body = &mut paper.body;
    let head = |words: &str| Block::Heading(Level::First, words.into());
    body.extend(page.shell.notices.iter().map(|notice| Block::Aside(notice.words().into())));
    body.push(head(&tr.draw_act_frozen()));
    body.push(Block::Paragraph(page.rows.as_str().into()));
    body.push(Block::Fact(tr.draw_frozen_when().into_owned(), page.draw.frozen_when.as_str().into()));
    body.push(Block::Fact(tr.draw_fingerprint().into_owned(), page.draw.fingerprint.as_str().into()));
    if let Some((table, hash)) = &page.draw.left_out {
        body.push(Block::Table(call.grid(table)));
        body.push(Block::Fact(tr.draw_excluded_fingerprint().into_owned(), hash.as_str().into()));
    }
    body.push(head(&tr.draw_act_seed()));
    match &page.draw.seed {
        Some((title, when, digits)) => {
            body.push(Block::Paragraph(format!("{title} · {when}").into()));
            body.push(Block::Paragraph(Words::default().then_whole(digits.as_str())));
            body.extend(page.draw.origin.iter().map(|words| Block::Paragraph(words.as_str().into())));
        }
        None => body.push(Block::Paragraph(page.draw.no_seed.as_str().into())),
    }
    body.push(head(&tr.draw_act_result()));
    body.push(Block::Table(call.grid(&page.result)));
    body.extend(page.strata.iter().map(|(_, table)| Block::Table(call.grid(table))));
    if !page.lots.is_empty() {
        body.push(head(&tr.draw_assessors_title()));
        body.extend(page.lots.iter().map(|lot| Block::Fact(lot.when.clone(), lot.seed.as_str().into())));
    }
    body.push(head(&tr.draw_check_title()));
    if page.draw.is_drawn {
        body.push(Block::Paragraph(tr.draw_check_command().as_ref().into()));
        body.push(Block::Paragraph(format!("earnest draw verify {}", page.draw.file).into()));
    }
    body.push(Block::Paragraph(tr.draw_check_recipe().as_ref().into()));
    print_standing(call, Published::Draw(id), &mut paper)?;
    call.paper_file(&format!("draw-{id}"), PaperKind::DrawRecord, &paper)
}
