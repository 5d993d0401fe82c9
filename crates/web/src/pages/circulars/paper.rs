//! A circular, and a draft of one, as the paper that an office sends: the words are those of the page.

use super::{
    article::{Article, PointWords},
    draft::{self, DraftPage},
    show,
};
use crate::frame::{call::Call, reply::Outcome};
use earnest_app::AppError;
use earnest_model::paper::PaperKind;
use earnest_model::{Date, id::CircularId};
use earnest_papers::{Annex, Block, Imprint, Level, Masthead, Paper, Signature, Words};

/// The page, or its paper.
pub(super) fn circular(call: &Call<'_>) -> Outcome {
    if !call.wants_file() {
        return show::circular(call);
    }
    let id: CircularId = call.id("id")?;
    if !call.wants_paper() {
        let page = show::page_and_day(call, id)?.0;
        let tables = page.article.classes.iter().chain(&page.article.results);
        let file = call.file(&page.shell, ("circular", false), tables)?;
        return file.ok_or_else(|| AppError::NotFound.into());
    }
    let (page, day) = show::page_and_day(call, id)?;
    let paper = document(call, &page.article, day);
    call.paper_file(&format!("circular-{id}"), PaperKind::Circular, &paper)
}

/// The draft's page, or its paper.
pub(super) fn draft(call: &Call<'_>) -> Outcome {
    if !call.wants_paper() {
        return draft::draft(call);
    }
    let page = draft::shown(call)?;
    let paper = match &page.article {
        Some(article) => {
            let mut paper = document(call, article, call.today);
            paper.labels.draft = call.tr.paper_draft().into_owned();
            paper
        }
        None => over(call, &page),
    };
    call.paper_file("circular-draft", PaperKind::Circular, &paper)
}

fn document(call: &Call<'_>, page: &Article, day: Date) -> Paper {
    let tr = call.tr;
    let mut paper = call.new_paper(page.title.clone(), day, page.title.clone());
    paper.masthead = Some(Masthead {
        issuer: page.issuer.clone(),
        number: page.number.as_ref().unwrap_or(&page.version).clone(),
        marks: Vec::new(),
    });
    paper.recipients = page.recipients.clone();
    paper.body.extend(page.correction.iter().map(|words| Block::Aside(words.as_str().into())));
    paper.body.extend(page.grounds.iter().map(|line| Block::Paragraph(line.as_str().into())));
    paper.body.push(heading(&tr.circular_part_facts()));
    paper.body.extend(page.facts.iter().map(|fact| Block::Paragraph(fact.as_str().into())));
    paper.body.extend(page.classes.iter().map(|table| Block::Table(call.grid(table))));
    points(&mut paper, &tr.circular_part_well(), &page.went_well);
    points(&mut paper, &tr.circular_part_problems(), &page.problems);
    items(&mut paper, &tr.circular_part_requirements(), &page.requirements);
    paper.signature = Some(Signature {
        signers: std::iter::once(&page.issuer).chain(&page.signed_with).cloned().collect(),
        day: page.day.clone(),
        sealed: true,
    });
    paper.annexes.extend(page.results.iter().map(|table| Annex {
        title: tr.circular_results().into_owned(),
        body: vec![Block::Table(without_caption(call.grid(table)))],
    }));
    paper.imprint = Some(Imprint {
        copies: String::new(),
        office: page.issuer.clone(),
        day: tr.paper_issued(page.day.as_str()),
    });
    paper
}

/// A draft that is over: what was written.
fn over(call: &Call<'_>, page: &DraftPage) -> Paper {
    let tr = call.tr;
    let mut paper = call.new_paper(page.shell.title.clone(), call.today, page.shell.title.clone());
    paper.labels.draft = tr.paper_draft().into_owned();
    paper.body.push(heading(&tr.circular_part_facts()));
    for (counts, value, href) in page.facts.each() {
        let words = match href.and_then(|href| call.whole_address(href)) {
            Some(href) => Words::default().then_link(value, href),
            None => value.into(),
        };
        paper.body.push(Block::Fact(counts.to_owned(), words));
    }
    items(&mut paper, &tr.circular_part_well(), &page.went_well);
    items(&mut paper, &tr.circular_part_problems(), &page.problems);
    items(&mut paper, &tr.circular_part_requirements(), &page.requirements);
    paper
}

fn heading(words: &str) -> Block {
    Block::Heading(Level::First, words.into())
}

/// What stands in the title of an annex is not said again above its table.
fn without_caption(mut grid: earnest_papers::Grid) -> earnest_papers::Grid {
    grid.caption.clear();
    grid
}

fn points(paper: &mut Paper, title: &str, points: &[PointWords]) {
    if points.is_empty() {
        return;
    }
    paper.body.push(heading(title));
    for point in points {
        paper.body.push(Block::Item(Level::Third, format!("{}{}", point.text, point.units).into()));
        paper.body.extend(point.replies.iter().map(|reply| Block::Aside(reply.as_str().into())));
    }
}

fn items(paper: &mut Paper, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    paper.body.push(heading(title));
    paper.body.extend(lines.iter().map(|line| Block::Item(Level::Third, line.as_str().into())));
}
